"""The page of one activity, which fits on one printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from catalogue import guide_links, play, safety, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import (
    Activity,
    Age,
    Contact,
    GuideLink,
    Milestone,
    Moment,
    Position,
    SafetyRule,
    Sign,
    Skill,
    Source,
)
from pages.views import parts
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
    ready_when: str
    other_ways: tuple[parts.OtherWays, ...]
    moments: tuple[Moment, ...]
    rules: tuple[SafetyRule, ...]
    sources: tuple[Source, ...]
    milestones: Related[tuple[Milestone, ...]]
    call_if: Related[tuple[Group[urgency.Disposition, Sign], ...]]
    cases: Related[tuple[parts.Case, ...]]
    """The cases of these signs that are more urgent than the sign; an emergency leads to its own place."""
    contacts: Related[tuple[Contact, ...]]
    """The numbers that their emergencies name, such as Poison Control, the most urgent first."""
    guides: Related[tuple[GuideLink, ...]]


def activity_page(catalogue: Catalogue, activity: Activity) -> ActivityPage:
    """Return the page of an activity."""
    signs = catalogue.get_all(Sign, activity.call_if)
    slower = tuple(sign for sign in signs if not sign.act_now)
    call_if = urgency.by_disposition(catalogue, signs)
    named = dict.fromkeys(
        contact for line in call_if for sign in line.members if sign.act_now for contact in sign.contacts
    )
    return ActivityPage(
        path=f"activities/{activity.id}.md",
        title=activity.title,
        description=activity.summary,
        activity=activity,
        ages=play.ages_of(catalogue, activity),
        skills=catalogue.get_all(Skill, activity.skills),
        positions=catalogue.get_all(Position, activity.positions),
        drawings=play.drawings_of(catalogue, activity),
        ready_when=play.ready_when(catalogue, activity),
        other_ways=parts.other_ways(catalogue, activity),
        moments=catalogue.get_all(Moment, activity.moments),
        rules=safety.safety_for(catalogue, activity),
        sources=trust.get_sources(catalogue, activity),
        milestones=catalogue.get_all(Milestone, activity.builds),
        call_if=call_if,
        cases=parts.cases_of_all(catalogue, slower),
        contacts=tuple(each for each in urgency.contacts(catalogue, *named) if each.phone or each.text),
        guides=guide_links.guides_about(catalogue, activity),
    )
