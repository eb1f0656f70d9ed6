"""What a page shows beside the records it is about: whom to call, what to play, where else to look.

A page says "Checked by …" only if every record was checked that it shows, down to the title of a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.catalogue import Catalogue, Review
from catalogue.records import Advice, Milestone, Record, Sign
from pages.plan import Page


def review_of(catalogue: Catalogue, page: Page) -> Review:
    """Return who has checked what a page is about; complete only if all was checked that it shows."""
    own, whole = catalogue.review_of(page.records), catalogue.review_of(all_shown(catalogue, page))
    return replace(own, complete=own.complete and whole.complete)


def all_shown(catalogue: Catalogue, page: Page) -> tuple[Record, ...]:
    """Return every record that a page shows, each once; the number above every page is one of them."""
    shown: list[Record] = [catalogue.emergency_contact, *page.beside]
    for record in page.records:
        shown += (record, *_in_full(catalogue, record))
    shown += [other for record in shown for other in _with(catalogue, record)]
    return tuple({(record.kind, record.id): record for record in shown}.values())


def _in_full(catalogue: Catalogue, record: Record) -> Iterator[Record]:
    """Yield what `templates/parts` show where a record is shown in full."""
    match record:
        case Milestone():
            yield from catalogue.activities_building(record)
            for tier in catalogue.not_yet_tiers(record):
                yield from catalogue.contacts_of(tier)
            if sign := catalogue.not_yet_sign(record):
                yield sign
        case Sign():
            yield from catalogue.contacts_for(record)
            for tier in catalogue.tiers_of(record):
                yield from catalogue.contacts_of(tier)
            yield from catalogue.see_also_of(record)


def _with(catalogue: Catalogue, record: Record) -> Iterator[Record]:
    """Yield what is shown wherever a record is."""
    match record:
        case Milestone() if record.same_as:
            yield catalogue.milestone_of_window(record)
        case Advice():
            yield from catalogue.contacts(*record.contacts)
