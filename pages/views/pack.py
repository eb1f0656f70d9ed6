"""The page of one pack, from which a plan for home starts."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Activity, Age, GuideLink, Pack, SafetyRule, Sign
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class PackPage(Page):
    """A pack: whom to ask first, then its activities in order."""

    template = "pack.html"

    pack: Pack
    cards: tuple[parts.Card, ...]
    ages: Related[tuple[Age, ...]]
    rules: Related[tuple[SafetyRule, ...]]
    signs: Related[tuple[Group[urgency.Disposition, Sign], ...]]
    cases: Related[tuple[parts.Case, ...]]
    """The cases of these signs that are more urgent than the sign."""
    guide: Related[GuideLink]

    @property
    def plan(self) -> str:
        """Return the source path of the page for plans, with these activities in the plan."""
        return f"plan.md#a={','.join(card.activity.id for card in self.cards)}"


def pack_page(catalogue: Catalogue, pack: Pack) -> PackPage:
    """Return the page of a pack."""
    signs = catalogue.get_all(Sign, pack.signs)
    return PackPage(
        path=f"packs/{pack.id}.md",
        title=pack.title,
        description=pack.for_whom,
        pack=pack,
        cards=parts.cards(catalogue, catalogue.get_all(Activity, pack.activities)),
        ages=catalogue.get_all(Age, pack.ages),
        rules=catalogue.get_all(SafetyRule, pack.safety),
        signs=urgency.by_disposition(catalogue, signs),
        cases=parts.cases_of_all(catalogue, (sign for sign in signs if not sign.act_now)),
        guide=catalogue.get(GuideLink, pack.guide),
    )
