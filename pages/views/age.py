"""The page of one age: what to expect, what to play, when to call and what is new in safety."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from catalogue import growth, play, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Age, Milestone, Sign, Skill, Tier, Topic, Worry
from pages.views import parts
from pages.views.page import Page, Related

Checklist = Group[int, Group[Skill, parts.MilestoneRow]]
"""The milestones of one month, by skill area."""


@dataclass(frozen=True)
class TierSection:
    """The slower signs of one tier."""

    calls: parts.TierCalls
    at_this_age: tuple[Group[Worry, parts.SignRow], ...]
    at_any_age: tuple[Group[Worry, parts.SignRow], ...]
    from_earlier: tuple[Group[Worry, parts.SignRow], ...]

    @property
    def tier(self) -> Tier:
        """Return the tier."""
        return self.calls.tier


@dataclass(frozen=True, kw_only=True)
class AgePage(Page):
    """What to expect, play and watch for at one age."""

    template = "age.html"
    sheets: ClassVar[int] = 2

    age: Age
    ages: tuple[parts.AgeSpan, ...]
    by_now: tuple[Checklist, ...]
    still_growing: tuple[Checklist, ...]
    urgent: tuple[parts.OpenRow, ...]
    tiers: tuple[TierSection, ...]
    safety: tuple[Group[Topic, parts.AdviceItem], ...]
    differences: tuple[parts.DifferenceItem, ...]
    before: Age | None
    after: Age | None
    lost_skill: Related[Sign]
    windows: Related[parts.WindowsChart | None]
    play: Related[tuple[Group[Skill, parts.Card], ...]]


def age_page(catalogue: Catalogue, age: Age) -> AgePage:
    """Return the page of an age."""
    before, after = growth.neighbours(catalogue, age)
    return AgePage(
        path=f"ages/{age.id}.md",
        title=age.title,
        description=age.main_message,
        place=catalogue.place_of(age),
        age=age,
        ages=parts.age_spans(catalogue),
        by_now=_checklists(catalogue, growth.by_now_at(catalogue, age), growing=False),
        still_growing=_checklists(catalogue, growth.still_growing_at(catalogue, age), growing=True),
        urgent=tuple(parts.open_row(catalogue, sign) for sign in urgency.urgent_signs_at(catalogue, age)),
        tiers=tuple(_tier_section(catalogue, group) for group in urgency.signs_at(catalogue, age)),
        safety=parts.advice_topics(catalogue, age),
        differences=parts.difference_items(catalogue, trust.differences_at(catalogue, age)),
        before=before,
        after=after,
        lost_skill=urgency.lost_skill_sign(catalogue),
        windows=parts.windows_chart(catalogue, growth.windows_at(catalogue, age), age),
        play=parts.card_groups(catalogue, play.activities_at(catalogue, age)),
    )


def _checklists(
    catalogue: Catalogue, points: tuple[Group[int, Milestone], ...], *, growing: bool
) -> tuple[Checklist, ...]:
    return tuple(
        Group(point.of, parts.milestone_groups(catalogue, point.members, growing=growing)) for point in points
    )


def _tier_section(catalogue: Catalogue, group: urgency.TierGroup) -> TierSection:
    return TierSection(
        parts.tier_calls(catalogue, group.tier),
        parts.worry_rows(catalogue, group.at_this_age),
        parts.worry_rows(catalogue, group.at_any_age),
        parts.worry_rows(catalogue, group.from_earlier),
    )
