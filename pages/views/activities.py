"""The pages that list all activities: one to find an activity, one to plan with."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue import play
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Activity, Age, Moment, Pack, Skill
from pages.views import parts
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class ActivitiesPage(Page):
    """All activities by age, and the finder's choices; `time_limits` are in minutes, ascending."""

    template = "activities.html"

    ages: tuple[Group[Age, Group[Skill, parts.Card]], ...]
    skills: tuple[Skill, ...]
    moments: tuple[Moment, ...]
    number: int
    time_limits: tuple[int, ...] = (2, 5, 10)


@dataclass(frozen=True, kw_only=True)
class PlanPage(Page):
    """The activities a parent can plan with; `plan.js` fetches the page of each one picked."""

    template = "plan.html"

    ages: tuple[Age, ...]
    picks: tuple[Group[Age, Activity], ...]
    packs: Related[tuple[Pack, ...]]


def activities_page(catalogue: Catalogue) -> ActivitiesPage:
    """Return the page of all activities."""
    say = catalogue.phrases
    return ActivitiesPage(
        path="activities/index.md",
        title=say["activities-title"],
        description=say["activities-description"],
        number=len(catalogue.activities),
        ages=tuple(
            Group(age, parts.card_groups(catalogue, activities))
            for age in catalogue.ages
            if (activities := play.activities_at(catalogue, age))
        ),
        skills=catalogue.skills,
        moments=catalogue.all(Moment),
    )


def plan_page(catalogue: Catalogue) -> PlanPage:
    """Return the page on which a parent makes a plan."""
    say = catalogue.phrases
    return PlanPage(
        path="plan.md",
        title=say["plan-title"],
        description=say["plan-description"],
        ages=catalogue.ages,
        picks=tuple(
            Group(age, activities)
            for age in catalogue.ages
            if (activities := play.activities_at(catalogue, age))
        ),
        packs=catalogue.all(Pack),
    )
