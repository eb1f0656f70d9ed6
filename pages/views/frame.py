"""What is around every page: the line for an emergency above it; its sources and its review below."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue, Place
from catalogue.records import Contact, Source
from catalogue.trust import Review
from pages.views.page import Page, records_in


@dataclass(frozen=True)
class Frame:
    """The frame of one page; `checked_on` is the oldest check of its sources, `due` the next one."""

    emergency: Contact
    preview: bool
    place: Place
    sources: tuple[Source, ...]
    review: Review
    checked_on: datetime.date | None
    due: datetime.date


def frame_of(catalogue: Catalogue, page: Page) -> Frame:
    """Return the frame of a generated page, read off its view.

    The page names who checked what it is about, and is "checked" only if somebody checked every record
    that is on it, down to the title of a link and the number in its first line.
    """
    own = tuple(records_in(page, beside=False))
    whole = (*records_in(page, beside=True), urgency.emergency_contact(catalogue))
    complete = trust.review_of(own).complete and trust.review_of(whole).complete
    return _frame(
        catalogue,
        page.place,
        trust.sources_of(catalogue, own),
        replace(trust.review_of(own), complete=complete),
    )


def frame_of_guide(catalogue: Catalogue, path: str, sources: Iterable[str]) -> Frame:
    """Return the frame of a hand-written page: `path` is its file, `sources` are the ids in its head."""
    return _frame(catalogue, Place(path, 1), catalogue.get_all(Source, sources), trust.review_of(()))


def _frame(catalogue: Catalogue, place: Place, sources: tuple[Source, ...], review: Review) -> Frame:
    return Frame(
        urgency.emergency_contact(catalogue),
        catalogue.site.preview,
        place,
        sources,
        review,
        trust.checked_on(sources),
        trust.next_check(catalogue, sources, review),
    )
