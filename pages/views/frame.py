"""The frame of every page: emergency line above, sources and review below."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from catalogue import launch, packets, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.guides import Guide
from catalogue.records import Claim, Contact, Difference, Record, SiteSettings, Source, StateFact
from catalogue.trust import Review
from pages.views.page import Page, records_in


@dataclass(frozen=True)
class Frame:
    """The frame of one page.

    `checked` is how much of the site a clinician has reviewed; `checked_on` is the day of the oldest check of
    the page's sources, `due` that of the next. On a page about emergencies, nobody should find the clinic's
    number. `unchecked` is whether no qualified translator has checked some text of the page in its language.
    """

    emergency: Contact
    preview: bool
    checked: Literal["none", "part", "all"]
    sources: tuple[Source, ...]
    review: Review
    checked_on: datetime.date | None
    due: datetime.date
    site: SiteSettings
    clinic: Contact
    about_emergencies: bool = False
    unchecked: bool = False


def frame_of(catalogue: Catalogue, page: Page) -> Frame:
    """Return the frame of a generated page.

    It names the reviewers of what the page claims. The review is complete only if every record on the page is
    reviewed, down to the title of a link and the number in the emergency line.
    """
    own = tuple(records_in(page, related=False))
    shown = tuple(records_in(page, related=True))
    review = trust.review_of(record for record in own if isinstance(record, Claim | Difference))
    public = launch.is_page_public(catalogue, own, shown)
    completed = _completed(catalogue, review, shown)
    sources = trust.sources_of(catalogue, own)
    frame = _frame(catalogue, public, sources, completed)
    unchecked = any(map(catalogue.is_unchecked, shown))
    return replace(frame, unchecked=unchecked, about_emergencies=page.about_emergencies)


def frame_of_guide(catalogue: Catalogue, guide: Guide, shown: tuple[object, ...]) -> Frame:
    """Return the frame of a guide; `shown` holds what its macros show.

    Its sources are those in its head, then those of the state's facts. It names the reviewer of the guide.
    Its review is complete only if all that it shows is reviewed.
    """
    records = tuple(records_in(shown, related=True))
    public = launch.is_guide_public(catalogue, guide, records)
    of_state = trust.sources_of(catalogue, (each for each in shown if isinstance(each, StateFact)))
    sources = tuple(dict.fromkeys((*catalogue.get_all(Source, guide.head.sources), *of_state)))
    review = trust.review_of([guide.head])
    frame = _frame(catalogue, public, sources, _completed(catalogue, review, records))
    return replace(frame, unchecked=any(map(catalogue.is_unchecked, (guide, *records))))


def _completed(catalogue: Catalogue, review: Review, shown: tuple[Record, ...]) -> Review:
    """Return the review of a page: not complete if anything that the page shows isn't reviewed."""
    shown = (*shown, urgency.emergency_contact(catalogue))
    return replace(review, complete=review.complete and trust.review_of(shown).complete)


def _frame(catalogue: Catalogue, public: bool, sources: tuple[Source, ...], review: Review) -> Frame:
    return Frame(
        urgency.emergency_contact(catalogue),
        not public,
        packets.progress_of_site(catalogue).extent,
        sources,
        review,
        trust.checked_on(sources),
        trust.next_check(catalogue, sources, review),
        catalogue.site,
        catalogue.get(Contact, "clinic"),
    )
