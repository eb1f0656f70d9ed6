"""Records withdrawn or removed since an earlier commit, and links that have died since then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from catalogue.entries import Entry
from catalogue.problems import Problem, quote
from catalogue.records import Milestone, Record, Section, Skill
from gate.comparison import Comparison, Difference, Entries, is_shown

AT_ONCE = ("signs", "safety_rules", "advice")
"""Sections of which one record may be removed without a reason: possible errors there mustn't stay online."""

MOST_SEPARATE = 3  # removed records of one section; more than these have one cause


def departures(comparison: Comparison) -> Iterator[Difference]:
    """Yield each record that was withdrawn or removed; many removed ones of a section are merged."""
    found = [
        (section, difference)
        for section, before, now in comparison.sections()
        if issubclass(section.model, Record) and not section.model.for_staff
        for difference in _departures(comparison, section, before, now)
    ]
    at_once = [
        difference
        for section, difference in found
        if section.name in AT_ONCE and not comparison.explains(difference)
    ]
    alike: dict[tuple[Section, str, bool], list[Difference]] = {}
    for section, difference in found:
        kind = (section, difference.problem.field, comparison.explains(difference))
        alike.setdefault(kind, []).append(replace(difference, free=[difference] == at_once))
    for (section, field, _), differences in alike.items():
        if not field and len(differences) > MOST_SEPARATE:
            yield _many_removed(section, differences)
        else:
            yield from differences


def _departures(
    comparison: Comparison, section: Section, before: Entries, now: Entries
) -> Iterator[Difference]:
    for name, earlier in before.items():
        entry = now.get(name)
        if entry is None:
            likely = comparison.likely_names.get(section.name, {}).get(name)
            yield _removal(section, name, likely, before, now)
        elif is_shown(earlier) and not is_shown(entry):
            problem = entry.problem(("withdrawn_on",), "this record is withdrawn, so every page drops it.")
            yield _departure(problem, entry.record, "records")


def _departure(problem: Problem, record: BaseModel, field: str) -> Difference:
    """Return a withdrawn or removed record as a difference, whose reason names it in `field`."""
    assert isinstance(record, Record)
    named = f"{field}: [{record.kind_in_names}/{record.id}]"
    remedy = f"Give the reason in a new record of data/house/changes.yaml: id, day, title, why, {named}."
    return Difference(problem, record.names, remedy)


def _removal(section: Section, name: str, likely: str | None, before: Entries, now: Entries) -> Difference:
    earlier = before[name].record
    renamed = f"in {quote(likely)}" if likely else "in the record that replaces it"
    sentence = (
        f"this {section.model.kind} was removed, and links to it are now dead. "
        f"If only its id changed, write formerly: [{name}] {renamed}."
    )
    problem = Problem(before[name].raw.file, _former_line(name, before, now), sentence, name)
    return _departure(problem, earlier, "taken_out")


def _many_removed(section: Section, gone: list[Difference]) -> Difference:
    """Return one difference for many removed records of a section, which may be a single mistake."""
    first = gone[0]
    named = ", ".join(quote(each.problem.record) for each in gone[:MOST_SEPARATE])
    sentence = (
        f"{len(gone)} records of {quote(section.name)} were removed, and links to them are now dead: "
        f"{named} and others."
    )
    ids = ", ".join(next(name for name in each.names if "/" in name) for each in gone)
    remedy = (
        "Put them back. If this is intended, give the reason in a new record of data/house/changes.yaml: "
        f"id, day, title, why, taken_out: [{ids}]."
    )
    return replace(first, problem=replace(first.problem, record="", sentence=sentence), remedy=remedy)


def _former_line(name: str, before: Entries, now: Entries) -> int:
    """Return the line before the record that follows now, or the last record's."""
    names = list(before)
    after = next((now[each] for each in names[names.index(name) :] if each in now), None)
    if after:
        return max(after.raw.line - 1, 1)
    return max((entry.raw.line for entry in now.values()), default=1)


def lost_addresses(comparison: Comparison) -> Iterator[Difference]:
    """Yield each record that can no longer be found under an earlier id or on an earlier page."""
    for section, before, now in comparison.sections():
        if not issubclass(section.model, Record) or section.model.for_staff:
            continue
        for name, entry in now.items():
            earlier = before.get(name)
            if earlier and earlier.record != entry.record:
                yield from _lost_former_ids(earlier, entry)
                yield from _lost_former_skills(comparison, earlier, entry)


def _lost_former_ids(earlier: Entry[BaseModel], entry: Entry[BaseModel]) -> Iterator[Difference]:
    old, new = earlier.record, entry.record
    assert isinstance(old, Record)
    assert isinstance(new, Record)
    for lost in (each for each in old.formerly if each not in new.formerly):
        sentence = f"{quote(lost)} was removed from formerly, so old links are dead. Put it back."
        yield Difference(entry.problem(("formerly",), sentence), (), "")


def _lost_former_skills(
    comparison: Comparison, earlier: Entry[BaseModel], entry: Entry[BaseModel]
) -> Iterator[Difference]:
    old, new = earlier.record, entry.record
    if not isinstance(old, Milestone) or not isinstance(new, Milestone):
        return
    skills = {each.record.id for each in comparison.now.of(Skill)}
    had = [comparison.new_names["skills"].get(skill, skill) for skill in (old.skill, *old.formerly_in)]
    for skill in (each for each in had if each in skills and each not in (new.skill, *new.formerly_in)):
        sentence = (
            f"links to skills/{skill}/#{new.id} are now dead. "
            f"Write formerly_in: [{', '.join((*new.formerly_in, skill))}], and that page will link to it."
        )
        yield Difference(entry.problem(("skill",), sentence), (), "")
