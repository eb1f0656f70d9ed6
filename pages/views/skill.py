"""The page of one skill area: how it develops across the ages, and what to play."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import growth, play, trust
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Activity, Age, Milestone, Skill
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class SkillPage(Page):
    """How a skill develops, and what to play for it."""

    template = "skill.html"

    skill: Skill
    ladder: tuple[Group[Age, parts.MilestoneRow], ...]
    windows: parts.WindowsChart | None
    differences: tuple[parts.DifferenceItem, ...]
    charts: Related[tuple[parts.LadderChart, ...]]
    moved_away: Related[tuple[Milestone, ...]]
    play: Related[tuple[Group[Age, Activity], ...]]


def skill_page(catalogue: Catalogue, skill: Skill) -> SkillPage:
    """Return the page of a skill area."""
    return SkillPage(
        path=f"skills/{skill.id}.md",
        title=skill.title,
        description=skill.summary,
        skill=skill,
        ladder=tuple(
            stage.map(lambda milestone: parts.milestone_row(catalogue, milestone))
            for stage in growth.stages_of(catalogue, skill)
        ),
        windows=parts.windows_chart(catalogue, growth.windows_of(catalogue, skill)),
        differences=parts.difference_items(catalogue, trust.differences_of(catalogue, skill)),
        charts=tuple(parts.ladder_chart(catalogue, each) for each in growth.ladders_of(catalogue, skill)),
        moved_away=growth.milestones_formerly_in(catalogue, skill),
        play=tuple(
            Group(age, activities)
            for age in catalogue.ages
            if (activities := play.activities_of(catalogue, skill, age))
        ),
    )
