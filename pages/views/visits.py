"""The pages for visits to the doctor: a sheet to bring along, and the calendar of screenings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Age, Milestone, Sign, Source, Visit
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class VisitPage(Page):
    """The sheet that `visit.js` fills in from a parent's answers."""

    template = "visit.html"

    lost_skill: Sign
    milestones: Related[tuple[Milestone, ...]]
    signs: Related[tuple[Sign, ...]]

    @property
    def titles(self) -> dict[str, Any]:
        """Return what `visit.js` shows for answers: titles by id, and the id of the lost-skill sign."""
        return {
            "milestone": {each.id: each.title for each in self.milestones},
            "sign": {each.id: each.title for each in self.signs},
            "lost": self.lost_skill.id,
        }


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
    return VisitPage(
        path="visit.md",
        title=say["visit-title"],
        description=say["visit-description"],
        lost_skill=urgency.lost_skill_sign(catalogue),
        milestones=tuple(each for each in catalogue.milestones if each.yardstick == "most"),
        signs=catalogue.signs,
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
