"""The pages of warning signs: all of them, and those for which there is no time to lose."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Advice, Contact, Sign, Worry
from pages.views.page import Beside, Page
from pages.views.parts import (
    ActNowRows,
    AdviceItem,
    FullSign,
    act_now_rows,
    advice_item,
    full_sign,
)


@dataclass(frozen=True)
class SignsOfMonths:
    """Links to the signs that count from the same month on, and to the same one; None has no end."""

    month: int
    to: int | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True, kw_only=True)
class SignsPage(Page):
    """All warning signs, by age and by worry; those withdrawn keep a line at their old address."""

    template = "signs.html"
    search_boost = 2.0

    by_months: tuple[SignsOfMonths, ...]
    by_worry: tuple[Group[Worry, FullSign], ...]
    emergency: Beside[Contact]
    withdrawn: Beside[tuple[Sign, ...]]


@dataclass(frozen=True, kw_only=True)
class UrgentPage(Page):
    """What to do now: the emergency signs by how to act, the numbers, and help for a parent at the limit."""

    template = "urgent.html"
    search_boost = 3.0

    act_now: tuple[ActNowRows, ...]
    numbers: Beside[tuple[Contact, ...]]
    limit: Beside[tuple[AdviceItem, ...]]


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
            group.map(lambda sign: full_sign(catalogue, sign))
            for group in urgency.by_worry(catalogue, catalogue.signs)
        ),
        emergency=urgency.emergency_contact(catalogue),
        withdrawn=catalogue.withdrawn(Sign),
    )


def urgent_page(catalogue: Catalogue) -> UrgentPage:
    """Return the page for an emergency."""
    say = catalogue.phrases
    return UrgentPage(
        path="urgent.md",
        title=say["urgent-title"],
        description=say["urgent-description"],
        place=catalogue.place_of(urgency.lost_skill_sign(catalogue)),
        act_now=act_now_rows(catalogue, urgency.emergency_signs(catalogue)),
        numbers=urgency.contacts(catalogue, *catalogue.site.urgent_contacts),
        limit=tuple(
            advice_item(catalogue, each) for each in catalogue.get_all(Advice, catalogue.site.urgent_advice)
        ),
    )
