"""The page of one activity, which fits on one printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from catalogue import play, safety, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Activity, Age, Milestone, Moment, Position, SafetyRule, Sign, Skill, Source
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class ActivityPage(Page):
    """An activity, with its own safety rules and those that apply to every activity."""

    template = "activity.html"
    sheets: ClassVar[int] = 1

    activity: Activity
    ages: tuple[Age, ...]
    skills: tuple[Skill, ...]
    positions: tuple[Position, ...]
    drawings: tuple[str, ...]
    moments: tuple[Moment, ...]
    rules: tuple[SafetyRule, ...]
    sources: tuple[Source, ...]
    milestones: Related[tuple[Milestone, ...]]
    call_if: Related[tuple[Group[urgency.Disposition, Sign], ...]]


def activity_page(catalogue: Catalogue, activity: Activity) -> ActivityPage:
    """Return the page of an activity."""
    return ActivityPage(
        path=f"activities/{activity.id}.md",
        title=activity.title,
        description=activity.summary,
        activity=activity,
        ages=play.ages_of(catalogue, activity),
        skills=catalogue.get_all(Skill, activity.skills),
        positions=catalogue.get_all(Position, activity.positions),
        drawings=play.drawings_of(catalogue, activity),
        moments=catalogue.get_all(Moment, activity.moments),
        rules=safety.safety_for(catalogue, activity),
        sources=trust.get_sources(catalogue, activity),
        milestones=catalogue.get_all(Milestone, activity.builds),
        call_if=urgency.by_disposition(catalogue, catalogue.get_all(Sign, activity.call_if)),
    )
