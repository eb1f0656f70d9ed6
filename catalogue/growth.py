"""How babies develop by age: checklists of milestones, charts and WHO windows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from catalogue.catalogue import Catalogue
from catalogue.group import Group, group
from catalogue.records import Activity, Age, Ladder, Limits, Milestone, Skill, TummyTime

OfSkill = TypeVar("OfSkill", Milestone, Activity)


def end_of(catalogue: Catalogue, age: Age) -> int | None:
    """Return the month at which an age ends: the start of the next one, or the last one's `to`."""
    later = [other.from_ for other in catalogue.ages if other.from_ > age.from_]
    return later[0] if later else age.to


def neighbours(catalogue: Catalogue, age: Age) -> tuple[Age | None, Age | None]:
    """Return the ages before and after this one."""
    place = catalogue.ages.index(age)
    before = catalogue.ages[place - 1] if place else None
    after = catalogue.ages[place + 1] if place + 1 < len(catalogue.ages) else None
    return before, after


def overlaps(catalogue: Catalogue, age: Age, start: float, end: float | None) -> bool:
    """Return whether a span of months overlaps an age; without `end`, the span is open."""
    age_end = end_of(catalogue, age)
    return (age_end is None or start < age_end) and (end is None or end > age.from_)


def _checkpoints(catalogue: Catalogue) -> tuple[Group[int, Milestone], ...]:
    """Return the milestones that at least 3 in 4 babies reach by one month, by month."""
    by_month: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in catalogue.milestones:
        if milestone.by is not None:
            by_month[milestone.by].append(milestone)
    return tuple(Group(by, tuple(by_month[by])) for by in sorted(by_month))


def by_now_at(catalogue: Catalogue, age: Age) -> tuple[Group[int, Milestone], ...]:
    """Return the checklists to look at now.

    These are the ones reached since the previous age started, or else the last one before.
    """
    before, _ = neighbours(catalogue, age)
    since = before.from_ if before else -1
    reached = [point for point in _checkpoints(catalogue) if point.of <= age.from_]
    return tuple(point for point in reached if point.of > since) or tuple(reached[-1:])


def still_growing_at(catalogue: Catalogue, age: Age) -> tuple[Group[int, Milestone], ...]:
    """Return the checklists not expected yet: those until this age ends, or else the next one."""
    end = end_of(catalogue, age)
    ahead = [point for point in _checkpoints(catalogue) if point.of > age.from_]
    return tuple(point for point in ahead if end is None or point.of <= end) or tuple(ahead[:1])


def by_skill(catalogue: Catalogue, records: Iterable[OfSkill]) -> tuple[Group[Skill, OfSkill], ...]:
    """Return records by their (main) skill area, in the order of the areas."""
    return group(
        records,
        catalogue.skills,
        lambda record: record.skill if isinstance(record, Milestone) else record.skills[0],
    )


def stages_of(catalogue: Catalogue, skill: Skill) -> tuple[Group[Age, Milestone], ...]:
    """Return how a skill area grows: for each age band, its milestones, those of `often` first.

    A milestone of `most` is in the band that ends at or contains its month, one
    of `often` in the band in which it starts.
    """
    own = [milestone for milestone in catalogue.milestones if milestone.skill == skill.id]
    stages = []
    for age in catalogue.ages:
        end = end_of(catalogue, age)
        most = tuple(
            milestone
            for milestone in own
            if milestone.by is not None
            and max(milestone.by, 1) > age.from_
            and (end is None or milestone.by <= end)
        )
        often = tuple(
            milestone
            for milestone in own
            if milestone.yardstick == "often"
            and milestone.from_ is not None
            and age.from_ <= milestone.from_
            and (end is None or milestone.from_ < end)
        )
        if most or often:
            stages.append(Group(age, (*often, *most)))
    return tuple(stages)


def milestones_formerly_in(catalogue: Catalogue, skill: Skill) -> tuple[Milestone, ...]:
    """Return the milestones that have moved from a skill area to another one."""
    return tuple(milestone for milestone in catalogue.milestones if skill.id in milestone.formerly_in)


def windows_of(catalogue: Catalogue, skill: Skill | None = None) -> tuple[Milestone, ...]:
    """Return the WHO windows of a skill area, or all of them."""
    return tuple(
        milestone
        for milestone in catalogue.milestones
        if milestone.yardstick == "window" and (skill is None or milestone.skill == skill.id)
    )


def end_of_chart(catalogue: Catalogue, windows: Iterable[Milestone]) -> int:
    """Return the last month on a chart of WHO windows: 18, or later if a window needs it."""
    months: list[float] = [18]
    for window in windows:
        months += [month for month in (window.to, milestone_of_window(catalogue, window).by) if month]
    return math.ceil(max(months) / 3) * 3


def milestone_of_window(catalogue: Catalogue, window: Milestone) -> Milestone:
    """Return the milestone that a WHO window belongs to."""
    assert window.same_as is not None  # the model ensures it
    return catalogue.get(Milestone, window.same_as)


def ladders_of(catalogue: Catalogue, skill: Skill) -> tuple[Ladder, ...]:
    """Return the ladders of a skill area."""
    return tuple(ladder for ladder in catalogue.all(Ladder) if ladder.skill == skill.id)


def end_of_aims(catalogue: Catalogue) -> int:
    """Return the last minute on the chart of tummy time: 90, or more if an aim needs it."""
    ends = [aim.up_to or (aim.at_least or 0) + 15 for aim in catalogue.all(TummyTime)]
    return max(90, math.ceil(max(ends, default=0) / 30) * 30)


def age_rule(catalogue: Catalogue) -> dict[str, Any]:
    """Return what `docs/assets/js/age.js` needs: the limits by name, and the ages from their months."""
    (limits,) = catalogue.all(Limits)
    return {**limits.numbers, "ages": [{"id": age.id, "from": age.from_} for age in catalogue.ages]}
