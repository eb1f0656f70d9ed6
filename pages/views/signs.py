"""The pages of warning signs: the urgent ones, and all others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Contact, FirstAid, Sign, Worry
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True)
class SignsOfMonths:
    """The signs that apply from `month` until the month `to`; None means no end."""

    month: int
    to: int | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True, kw_only=True)
class SignsPage(Page):
    """The signs that aren't urgent, by age and by worry; withdrawn ones keep a line at their address."""

    template = "signs.html"

    by_months: tuple[SignsOfMonths, ...]
    by_worry: tuple[Group[Worry, parts.FullSign], ...]
    emergency: Related[Contact]
    withdrawn: Related[tuple[Sign, ...]]


@dataclass(frozen=True, kw_only=True)
class UrgentPage(Page):
    """The urgent signs by what to do, first aid and every number; what is withdrawn keeps a line."""

    template = "urgent.html"
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
    """Return the page of the signs that aren't urgent."""
    say = catalogue.phrases
    signs = urgency.slower_signs(catalogue)
    return SignsPage(
        path="signs.md",
        title=say["signs-title"],
        description=say["signs-description"],
        place=catalogue.place_of(signs[0]),
        by_months=tuple(
            SignsOfMonths(urgency.counts_from(each[0]), each[0].to, each)
            for each in urgency.signs_by_months(catalogue)
        ),
        by_worry=tuple(
            group.map(lambda sign: parts.full_sign(catalogue, sign))
            for group in urgency.by_worry(catalogue, signs)
        ),
        emergency=urgency.emergency_contact(catalogue),
        withdrawn=_withdrawn(catalogue, urgent=False),
    )


def urgent_page(catalogue: Catalogue) -> UrgentPage:
    """Return the page for what can't wait."""
    say = catalogue.phrases
    return UrgentPage(
        path="urgent.md",
        title=say["urgent-title"],
        description=say["urgent-description"],
        place=catalogue.place_of(urgency.lost_skill_sign(catalogue)),
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
