"""The pages for the people who make the site: the state of the content, and every visual component."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from catalogue import growth
from catalogue.catalogue import Catalogue, Place
from catalogue.fields import FieldTable, field_tables
from catalogue.group import Group
from catalogue.records import (
    Age,
    Milestone,
    OpenItem,
    Record,
    RuleException,
    Skill,
    SkillWithoutRecord,
)
from catalogue.state import (
    Backing,
    Coverage,
    Due,
    PacketState,
    backing_of,
    coverage_of,
    due_days,
    packet_states,
)
from drawings import DRAWINGS
from pages.views import parts
from pages.views.page import Page, Related

AGE_VECTORS = Path(__file__).resolve().parents[2] / "docs/assets/age-vectors.csv"


@dataclass(frozen=True)
class PlacedRecord:
    """The id of a record, and its place in the data."""

    id: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class StaffPage(Page):
    """The state of the content."""

    template = "staff.html"
    in_search = False

    ages: tuple[Age, ...]
    packets: tuple[PacketState, ...]
    coverage: tuple[Coverage, ...]
    due: tuple[Due, ...]
    exceptions: tuple[RuleException, ...]
    open_items: tuple[OpenItem, ...]
    left_out: tuple[SkillWithoutRecord, ...]
    sections: tuple[Group[str, PlacedRecord], ...]
    fields: tuple[FieldTable, ...]
    age_vectors: tuple[dict[str, str], ...]
    """The published test cases of the age calculator, by column."""
    backing: Related[tuple[Backing, ...]]


@dataclass(frozen=True, kw_only=True)
class ComponentsPage(Page):
    """Every visual component, made from a few real records."""

    template = "components.html"
    in_search = False

    age: Age
    ages: tuple[parts.AgeSpan, ...]
    skills: tuple[Skill, ...]
    by_now: tuple[Group[Skill, parts.MilestoneRow], ...]
    growing: tuple[Group[Skill, Milestone], ...]
    tiers: tuple[parts.TierCalls, ...]
    signs: tuple[parts.FullSign, ...]
    tummy_time: parts.TummyTimeAims
    drawings: tuple[str, ...]
    cards: Related[tuple[parts.Card, ...]]
    windows: Related[parts.WindowsChart | None]


def staff_page(catalogue: Catalogue) -> StaffPage:
    """Return the page for staff."""
    say = catalogue.phrases
    return StaffPage(
        path="staff.md",
        title=say["staff-title"],
        description=say["staff-description"],
        ages=catalogue.ages,
        packets=packet_states(catalogue),
        coverage=coverage_of(catalogue),
        due=due_days(catalogue),
        exceptions=catalogue.all(RuleException),
        open_items=catalogue.all(OpenItem),
        left_out=catalogue.all(SkillWithoutRecord),
        sections=tuple(
            Group(section.name, _placed(catalogue, records))
            for section, records in catalogue.by_section()
            if records
        ),
        fields=field_tables(),
        age_vectors=_age_vectors(),
        backing=backing_of(catalogue),
    )


def _age_vectors() -> tuple[dict[str, str], ...]:
    with AGE_VECTORS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _placed(catalogue: Catalogue, records: tuple[Record, ...]) -> tuple[PlacedRecord, ...]:
    return tuple(PlacedRecord(record.id, catalogue.place_of(record)) for record in records)


def components_page(catalogue: Catalogue) -> ComponentsPage:
    """Return the page of components."""
    say = catalogue.phrases
    age = catalogue.ages[min(2, len(catalogue.ages) - 1)]
    milestones = catalogue.milestones[:2]
    return ComponentsPage(
        path="components.md",
        title=say["components-title"],
        description=say["components-description"],
        age=age,
        ages=parts.age_spans(catalogue),
        skills=catalogue.skills,
        by_now=parts.milestone_groups(catalogue, milestones),
        growing=growth.by_skill(catalogue, milestones),
        tiers=tuple(parts.tier_calls(catalogue, tier) for tier in catalogue.tiers),
        signs=tuple(parts.full_sign(catalogue, sign) for sign in catalogue.signs[:2]),
        tummy_time=parts.tummy_time_aims(catalogue),
        drawings=DRAWINGS,
        cards=parts.cards(catalogue, catalogue.activities[:2]),
        windows=parts.windows_chart(catalogue, growth.windows_of(catalogue)),
    )
