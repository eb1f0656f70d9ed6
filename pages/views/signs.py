"""The pages of warning signs: the urgent ones, and all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Age, Contact, FirstAid, Sign, Worry
from pages.views import parts
from pages.views.page import Page, Related

T = TypeVar("T")


@dataclass(frozen=True)
class Listed(Generic[T]):
    """A sign in the list of all: the month from which it applies, and the ages by which it has begun to."""

    sign: T
    month: int
    ages: Related[tuple[Age, ...]]


@dataclass(frozen=True)
class SignsOfTier:
    """The signs of a tier by worry, and whom to call; `new_worries` are in no more urgent tier."""

    tier: urgency.Disposition
    contacts: Related[tuple[Contact, ...]]
    worries: tuple[Group[Worry, Listed[parts.FullSign]], ...]
    new_worries: tuple[Worry, ...]


@dataclass(frozen=True, kw_only=True)
class SignsPage(Page):
    """All signs by what to do; of the urgent ones, the names. Withdrawn ones keep a line at their address."""

    template = "signs.html"

    number: int
    ages: Related[tuple[Age, ...]]
    worries: tuple[Worry, ...]
    urgent: Related[tuple[Group[urgency.Disposition, Listed[Sign]], ...]]
    tiers: tuple[SignsOfTier, ...]
    emergency: Related[Contact]
    withdrawn: Related[tuple[Sign, ...]]


@dataclass(frozen=True, kw_only=True)
class UrgentPage(Page):
    """The urgent signs by what to do, first aid and every number; what is withdrawn keeps a line."""

    template = "urgent.html"
    about_emergencies = True
    sheets: ClassVar[int] = 2

    built_on: datetime.date
    signed: bool
    first_aid: tuple[parts.FirstAidItem, ...]
    withdrawn_first_aid: Related[tuple[FirstAid, ...]]
    first_aid_review: trust.Review
    catch_all: parts.SignRow
    bands: tuple[parts.Band, ...]
    emergency: Related[Contact]
    numbers: Related[tuple[Contact, ...]]
    withdrawn: Related[tuple[Sign, ...]]


def signs_page(catalogue: Catalogue) -> SignsPage:
    """Return the page of all signs."""
    say = catalogue.phrases
    signs = urgency.slower_signs(catalogue)
    return SignsPage(
        path="signs.md",
        title=say["signs-title"],
        description=say["signs-description"],
        number=len(catalogue.signs),
        ages=catalogue.ages,
        worries=tuple(group.of for group in urgency.by_worry(catalogue, catalogue.signs)),
        urgent=tuple(
            group.map(lambda sign: _listed(catalogue, sign, sign)) for group in urgency.bands(catalogue)
        ),
        tiers=tuple(_by_tier(catalogue, signs)),
        emergency=urgency.emergency_contact(catalogue),
        withdrawn=_withdrawn(catalogue, urgent=False),
    )


def _by_tier(catalogue: Catalogue, signs: tuple[Sign, ...]) -> Iterator[SignsOfTier]:
    known: set[Worry] = set()
    for tier in urgency.by_disposition(catalogue, signs):
        groups = urgency.by_worry(catalogue, tier.members)
        yield SignsOfTier(
            tier.of,
            urgency.contacts_of(catalogue, tier.of),
            tuple(
                group.map(lambda sign: _listed(catalogue, sign, parts.full_sign(catalogue, sign)))
                for group in groups
            ),
            tuple(group.of for group in groups if group.of not in known),
        )
        known |= {group.of for group in groups}


def _listed(catalogue: Catalogue, sign: Sign, shown: T) -> Listed[T]:
    ages = tuple(age for age in catalogue.ages if urgency.has_begun_by(catalogue, sign, age))
    return Listed(shown, urgency.counts_from(sign), ages)


def urgent_page(catalogue: Catalogue) -> UrgentPage:
    """Return the page for what can't wait."""
    say = catalogue.phrases
    return UrgentPage(
        path="urgent.md",
        title=say["urgent-title"],
        description=say["urgent-description"],
        built_on=catalogue.records.today,
        signed=trust.review_of((*catalogue.all(FirstAid), *urgency.urgent_signs(catalogue))).complete,
        first_aid=parts.first_aid_items(catalogue),
        withdrawn_first_aid=catalogue.withdrawn(FirstAid),
        first_aid_review=trust.review_of(catalogue.all(FirstAid)),
        catch_all=parts.sign_row(catalogue, urgency.catch_all_sign(catalogue)),
        bands=parts.bands(catalogue),
        emergency=urgency.emergency_contact(catalogue),
        numbers=urgency.contacts(catalogue, *catalogue.site.urgent_contacts),
        withdrawn=_withdrawn(catalogue, urgent=True),
    )


def _withdrawn(catalogue: Catalogue, *, urgent: bool) -> tuple[Sign, ...]:
    """Return the withdrawn signs whose address is on one of the two pages."""
    return tuple(sign for sign in catalogue.withdrawn(Sign) if urgency.is_urgent(catalogue, sign) == urgent)
