"""The plan: which generated pages there are, at which address, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.fields import field_tables
from catalogue.records import Activity, Age, Phrase, Record, Skill
from catalogue.state import backing_of, coverage_of, due_days


@dataclass(frozen=True)
class Page:
    """One generated page.

    `path` is its source path as MkDocs knows it, `about` the record that staff open to change
    it (of a list, its first one; of words alone, their phrase), `shows` what its template gets,
    `records` all that it says, for its sources, and `beside` what else it shows of records: cards,
    charts and links. It is reviewed only if all of them are. A page to hand out has a PDF of so many
    `sheets` in a build that makes handouts.
    """

    path: str
    title: str
    description: str
    template: str
    about: Record
    shows: dict[str, Any] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    beside: tuple[Record, ...] = ()
    search_boost: float = 1.0
    in_search: bool = True
    in_menu: bool = True
    sheets: int = 0

    @property
    def handout(self) -> str | None:
        """Return the address of the page's PDF, if it is one to hand out."""
        return f"handouts/{self.path.removesuffix('.md')}.pdf" if self.sheets else None

    @property
    def url(self) -> str:
        """Return the address below the site's root, such as ages/4-6-months/."""
        return url_of(self.path)


def url_of(path: str) -> str:
    """Return the address of a source path: `signs.md` stands at `signs/`."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def plan_pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Return every generated page."""
    return tuple(_pages(catalogue))


def _pages(catalogue: Catalogue) -> Iterator[Page]:
    say = catalogue.phrases
    for age in catalogue.ages:
        yield _age_page(catalogue, age)
    for skill in catalogue.skills:
        yield _skill_page(catalogue, skill)
    for activity in catalogue.activities:
        yield _activity_page(catalogue, activity)
    yield Page(
        "activities/index.md",
        say["activities-title"],
        say["activities-description"],
        "activities.html",
        catalogue.activities[0],
        records=catalogue.activities,
    )
    yield Page(
        "plan.md",
        say["plan-title"],
        say["plan-description"],
        "plan.html",
        catalogue.activities[0],
        records=catalogue.activities,
        beside=catalogue.safety_rules,
    )
    yield Page(
        "signs.md",
        say["signs-title"],
        say["signs-description"],
        "signs.html",
        catalogue.signs[0],
        records=catalogue.signs,
        search_boost=2.0,
    )
    yield Page(
        "urgent.md",
        say["urgent-title"],
        say["urgent-description"],
        "urgent.html",
        catalogue.lost_skill_sign,
        records=catalogue.emergency_signs,
        beside=(*catalogue.urgent_advice, *catalogue.contacts(*catalogue.site.urgent_contacts)),
        search_boost=3.0,
    )
    yield _visit_page(catalogue)
    yield Page(
        "calendar.md",
        say["calendar-title"],
        say["calendar-description"],
        "calendar.html",
        catalogue.visits[0],
        records=catalogue.visits,
    )
    yield Page(
        "changes.md",
        say["changes-title"],
        say["changes-description"],
        "changes.html",
        catalogue.changes[0],
    )
    yield _staff_page(catalogue)
    yield _components_page(catalogue)
    yield from _moved_pages(catalogue)


def _moved_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield, at each address that a renamed record's page had before, a page that leads on."""
    for folder, records in (
        ("ages", catalogue.ages),
        ("skills", catalogue.skills),
        ("activities", catalogue.activities),
    ):
        for record in records:
            for old in record.formerly:
                yield Page(
                    f"{folder}/{old}.md",
                    record.title,
                    catalogue.phrases["moved-description"],
                    "moved.html",
                    record,
                    in_search=False,
                    in_menu=False,
                )


def _staff_page(catalogue: Catalogue) -> Page:
    say = catalogue.phrases
    shows = {
        "coverage": coverage_of(catalogue),
        "backing": backing_of(catalogue),
        "due": due_days(catalogue),
        "fields": field_tables(),
    }
    return Page(
        "staff.md",
        say["staff-title"],
        say["staff-description"],
        "staff.html",
        catalogue.get(Phrase, "staff-title"),
        shows,
        in_search=False,
    )


def _visit_page(catalogue: Catalogue) -> Page:
    say = catalogue.phrases
    titles = {
        "milestone": {each.id: each.title for each in catalogue.milestones if each.yardstick == "most"},
        "sign": {each.id: each.title for each in catalogue.signs},
        "lost": catalogue.lost_skill_sign.id,
    }
    return Page(
        "visit.md",
        say["visit-title"],
        say["visit-description"],
        "visit.html",
        catalogue.lost_skill_sign,
        {"titles": titles},
        (catalogue.lost_skill_sign,),
        (*catalogue.milestones, *catalogue.signs),
        search_boost=1.2,
    )


def _components_page(catalogue: Catalogue) -> Page:
    say = catalogue.phrases
    age = catalogue.ages[min(2, len(catalogue.ages) - 1)]
    example = {
        "age": age,
        "milestones": catalogue.milestones[:2],
        "activities": catalogue.activities[:2],
        "signs": catalogue.signs[:2],
    }
    drawings = {each.drawing for each in catalogue.positions} | {
        each.drawing for each in catalogue.milestones
    }
    return Page(
        "components.md",
        say["components-title"],
        say["components-description"],
        "components.html",
        catalogue.milestones[0],
        {"example": example, "drawings": sorted(filter(None, drawings))},
        (*catalogue.milestones[:2], *catalogue.signs[:2], *catalogue.tummy_time),
        (*catalogue.activities[:2], *catalogue.windows_of()),
        in_search=False,
    )


def _age_page(catalogue: Catalogue, age: Age) -> Page:
    points = catalogue.by_now_at(age) + catalogue.still_growing_at(age)
    shown: list[Record] = [milestone for point in points for milestone in point.milestones]
    for group in catalogue.signs_at(age):
        shown += group.signs
    shown += catalogue.advice_at(age)
    shown += catalogue.differences_at(age)
    again = catalogue.look_again_at(age)
    return Page(
        f"ages/{age.id}.md",
        age.title,
        age.main_message,
        "age.html",
        age,
        {"age": age},
        tuple(shown),
        (
            catalogue.lost_skill_sign,
            *catalogue.windows_at(age),
            *catalogue.activities_at(age),
            *(again.signs if again else ()),
        ),
        search_boost=1.5,
        sheets=2,
    )


def _skill_page(catalogue: Catalogue, skill: Skill) -> Page:
    shown: list[Record] = [milestone for milestone in catalogue.milestones if milestone.skill == skill.id]
    shown += catalogue.differences_of(skill)
    return Page(
        f"skills/{skill.id}.md",
        skill.title,
        skill.summary,
        "skill.html",
        skill,
        {"skill": skill},
        tuple(shown),
        (
            *catalogue.activities_of(skill),
            *catalogue.milestones_formerly_in(skill),
            *(step for _, steps in catalogue.ladders_of(skill) for step in steps),
        ),
        search_boost=1.2,
    )


def _activity_page(catalogue: Catalogue, activity: Activity) -> Page:
    return Page(
        f"activities/{activity.id}.md",
        activity.title,
        activity.summary,
        "activity.html",
        activity,
        {"activity": activity},
        (activity, *catalogue.safety_for(activity)),
        catalogue.milestones_of(activity),
        sheets=1,
    )
