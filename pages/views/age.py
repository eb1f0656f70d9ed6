"""The page of one age: what to expect, what to play, when to call and what is new in safety."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from catalogue import growth, guide_links, play, safety, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import (
    Advice,
    Age,
    Difference,
    GuideLink,
    Milestone,
    Sign,
    Skill,
    Tier,
    Topic,
)
from pages.views import parts
from pages.views.page import Page, Related

Checklist = Group[int, Group[Skill, parts.MilestoneRow]]
"""The milestones of one month, by skill area."""


CARDS = 3
"""How many activities an age page shows before the list of all."""

ADVICE = 3
"""How many pieces of safety advice it shows before all others."""


@dataclass(frozen=True)
class TierSection:
    """The slower signs of one tier that belong to this age."""

    calls: parts.TierCalls
    rows: tuple[parts.SignRow, ...]


@dataclass(frozen=True, kw_only=True)
class AgePage(Page):
    """What to expect, play and watch for at one age."""

    template = "age.html"
    sheets: ClassVar[int] = 2

    age: Age
    ages: tuple[parts.AgeSpan, ...]
    by_now: tuple[Checklist, ...]
    urgent: tuple[parts.SignRow, ...]
    tiers: tuple[TierSection, ...]
    new_advice: tuple[parts.AdviceItem, ...]
    before: Age | None
    after: Age | None
    lost_skill: Related[Sign]
    lost_skill_action: Related[urgency.Disposition]
    at_any_age: Related[tuple[Sign, ...]]
    from_earlier: Related[tuple[Sign, ...]]
    first_cards: Related[tuple[parts.Card, ...]]
    still_growing: Related[tuple[Group[int, Group[Skill, Milestone]], ...]]
    number_of_activities: int
    more_advice: Related[tuple[Group[Topic, Advice], ...]]
    differences: Related[tuple[Difference, ...]]
    guides: Related[tuple[GuideLink, ...]]
    keep: bool


def age_page(catalogue: Catalogue, age: Age) -> AgePage:
    """Return the page of an age."""
    before, after = growth.neighbours(catalogue, age)
    slower = urgency.signs_at(catalogue, age)
    activities = play.activities_at(catalogue, age)
    lost_skill = urgency.lost_skill_sign(catalogue)
    new = safety.new_advice_at(catalogue, age, ADVICE)
    return AgePage(
        path=f"ages/{age.id}.md",
        title=age.title,
        description=age.main_message,
        age=age,
        ages=parts.age_spans(catalogue),
        by_now=tuple(
            Group(point.of, parts.milestone_groups(catalogue, point.members))
            for point in growth.by_now_at(catalogue, age)
        ),
        urgent=tuple(parts.sign_row(catalogue, sign) for sign in urgency.urgent_signs_at(catalogue, age)),
        tiers=tuple(_tier_section(catalogue, group.of, group.members) for group in slower.at_this_age),
        new_advice=tuple(parts.advice_item(catalogue, each) for each in new),
        before=before,
        after=after,
        lost_skill=lost_skill,
        lost_skill_action=urgency.dispositions_of(catalogue, lost_skill)[0],
        at_any_age=slower.at_any_age,
        from_earlier=slower.from_earlier,
        first_cards=parts.cards(catalogue, play.first_activities_at(catalogue, age, CARDS)),
        still_growing=tuple(
            Group(point.of, growth.by_skill(catalogue, point.members))
            for point in growth.still_growing_at(catalogue, age)
        ),
        number_of_activities=len(activities),
        more_advice=safety.advice_by_topic(catalogue, age, without=new),
        differences=trust.differences_at(catalogue, age),
        guides=guide_links.guides_about(catalogue, age),
        keep=catalogue.site.keep_pages,
    )


def _tier_section(catalogue: Catalogue, tier: Tier, signs: tuple[Sign, ...]) -> TierSection:
    by_worry = (sign for group in urgency.by_worry(catalogue, signs) for sign in group.members)
    rows = tuple(parts.sign_row(catalogue, sign) for sign in by_worry)
    return TierSection(parts.tier_calls(catalogue, tier), rows)
