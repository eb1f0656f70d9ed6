"""The sheets to bring along, to the doctor and to child care, and the calendar of screenings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Advice, Age, Contact, Milestone, Sign, Source, Visit
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class VisitPage(Page):
    """The sheet that `visit.js` fills in from a parent's answers."""

    template = "visit.html"

    lost_skill: Sign
    milestones: Related[tuple[Milestone, ...]]
    signs: Related[tuple[Sign, ...]]
    call_first: tuple[str, ...]
    """The ids of the milestones with a not-yet to call about, so that `ask-again.js` offers no reminder."""

    @property
    def titles(self) -> dict[str, Any]:
        """Return what `visit.js` shows for answers: titles by id, and the id of the lost-skill sign."""
        return {
            "milestone": {each.id: each.title for each in self.milestones},
            "sign": {each.id: each.title for each in self.signs},
            "lost": self.lost_skill.id,
        }


@dataclass(frozen=True, kw_only=True)
class HandOverPage(Page):
    """The sheet for child care, to print and fill in by hand; `contacts` are those to call in danger."""

    template = "hand-over.html"
    sheets: ClassVar[int] = 1

    always: tuple[Advice, ...]
    contacts: Related[tuple[Contact, ...]]


@dataclass(frozen=True)
class Screening:
    """A screening at a visit, with its sources."""

    visit: Visit
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarPage(Page):
    """The screenings, and the ages whose first days `calendar.js` computes."""

    template = "calendar.html"

    screenings: tuple[Screening, ...]
    ages: tuple[Age, ...]


def visit_page(catalogue: Catalogue) -> VisitPage:
    """Return the sheet for the visit."""
    say = catalogue.phrases
    milestones = tuple(each for each in catalogue.milestones if each.yardstick == "most")
    return VisitPage(
        path="visit.md",
        title=say["visit-title"],
        description=say["visit-description"],
        lost_skill=urgency.lost_skill_sign(catalogue),
        milestones=milestones,
        signs=catalogue.signs,
        call_first=tuple(each.id for each in milestones if urgency.needs_a_call(catalogue, each)),
    )


def hand_over_page(catalogue: Catalogue) -> HandOverPage:
    """Return the sheet for child care."""
    say = catalogue.phrases
    advice = catalogue.get_all(Advice, catalogue.site.child_care_advice)
    return HandOverPage(
        path="hand-over.md",
        title=say["hand-over-title"],
        description=say["hand-over-description"],
        always=advice,
        contacts=urgency.contacts(catalogue, *catalogue.site.child_care_contacts),
    )


def calendar_page(catalogue: Catalogue) -> CalendarPage:
    """Return the calendar."""
    say = catalogue.phrases
    return CalendarPage(
        path="calendar.md",
        title=say["calendar-title"],
        description=say["calendar-description"],
        screenings=tuple(Screening(visit, trust.get_sources(catalogue, visit)) for visit in catalogue.visits),
        ages=catalogue.ages,
    )
