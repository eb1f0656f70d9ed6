"""The pages of warning signs: the full list, and the emergencies."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Advice, Contact, Sign, Worry
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
    """All warning signs, by age and by worry; withdrawn ones keep a line at their address."""

    template = "signs.html"
    search_boost = 2.0

    by_months: tuple[SignsOfMonths, ...]
    by_worry: tuple[Group[Worry, parts.FullSign], ...]
    emergency: Related[Contact]
    withdrawn: Related[tuple[Sign, ...]]


@dataclass(frozen=True, kw_only=True)
class UrgentPage(Page):
    """The emergency signs by how to act, phone numbers, and help for a parent at the end of their rope."""

    template = "urgent.html"
    search_boost = 3.0

    act_now: tuple[parts.ActNowRows, ...]
    numbers: Related[tuple[Contact, ...]]
    limit: Related[tuple[parts.AdviceItem, ...]]


def signs_page(catalogue: Catalogue) -> SignsPage:
    """Return the page of all warning signs."""
    say = catalogue.phrases
    return SignsPage(
        path="signs.md",
        title=say["signs-title"],
        description=say["signs-description"],
        place=catalogue.place_of(catalogue.signs[0]),
        by_months=tuple(
            SignsOfMonths(urgency.counts_from(signs[0]), signs[0].to, signs)
            for signs in urgency.signs_by_months(catalogue)
        ),
        by_worry=tuple(
            group.map(lambda sign: parts.full_sign(catalogue, sign))
            for group in urgency.by_worry(catalogue, catalogue.signs)
        ),
        emergency=urgency.emergency_contact(catalogue),
        withdrawn=catalogue.withdrawn(Sign),
    )


def urgent_page(catalogue: Catalogue) -> UrgentPage:
    """Return the page for emergencies."""
    say = catalogue.phrases
    return UrgentPage(
        path="urgent.md",
        title=say["urgent-title"],
        description=say["urgent-description"],
        place=catalogue.place_of(urgency.lost_skill_sign(catalogue)),
        act_now=parts.act_now_rows(catalogue, urgency.emergency_signs(catalogue)),
        numbers=urgency.contacts(catalogue, *catalogue.site.urgent_contacts),
        limit=tuple(
            parts.advice_item(catalogue, each)
            for each in catalogue.get_all(Advice, catalogue.site.urgent_advice)
        ),
    )
