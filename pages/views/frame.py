"""The frame of every page: emergency line above, sources and review below."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Claim, Contact, Difference, Source
from catalogue.trust import Review
from pages.views.page import Page, records_in


@dataclass(frozen=True)
class Frame:
    """The frame of one page; `checked_on` is the day of its sources' oldest check, `due` that of the next."""

    emergency: Contact
    preview: bool
    sources: tuple[Source, ...]
    review: Review
    checked_on: datetime.date | None
    due: datetime.date


def frame_of(catalogue: Catalogue, page: Page) -> Frame:
    """Return the frame of a generated page.

    It names the reviewers of what the page claims. The review is complete only if every record on the page is
    reviewed, down to the title of a link and the number in the emergency line.
    """
    own = tuple(records_in(page, related=False))
    shown = (*records_in(page, related=True), urgency.emergency_contact(catalogue))
    review = trust.review_of(record for record in own if isinstance(record, Claim | Difference))
    complete = review.complete and trust.review_of(shown).complete
    return _frame(catalogue, trust.sources_of(catalogue, own), replace(review, complete=complete))


def frame_of_guide(catalogue: Catalogue, sources: Iterable[str]) -> Frame:
    """Return the frame of a hand-written page, with `sources` from its front matter."""
    return _frame(catalogue, catalogue.get_all(Source, sources), trust.review_of(()))


def _frame(catalogue: Catalogue, sources: tuple[Source, ...], review: Review) -> Frame:
    return Frame(
        urgency.emergency_contact(catalogue),
        catalogue.site.preview,
        sources,
        review,
        trust.checked_on(sources),
        trust.next_check(catalogue, sources, review),
    )
