"""Activities by age, skill area and milestone, and the positions they use."""

from __future__ import annotations

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Age, Milestone, Position, Skill


def activities_building(catalogue: Catalogue, milestone: Milestone) -> tuple[Activity, ...]:
    """Return the activities that practice a milestone (or the one a window belongs to)."""
    practiced = milestone.same_as or milestone.id
    return tuple(activity for activity in catalogue.activities if practiced in activity.builds)


def activities_at(catalogue: Catalogue, age: Age) -> tuple[Activity, ...]:
    """Return the activities of an age, in file order."""
    return tuple(activity for activity in catalogue.activities if age.id in activity.ages)


def first_activities_at(catalogue: Catalogue, age: Age, count: int) -> tuple[Activity, ...]:
    """Return the first activities of an age, each for another main skill area."""
    first = {activity.skills[0]: activity for activity in reversed(activities_at(catalogue, age))}
    return tuple(activity for activity in activities_at(catalogue, age) if activity in first.values())[:count]


def activities_of(catalogue: Catalogue, skill: Skill, age: Age) -> tuple[Activity, ...]:
    """Return the activities for a skill area, whether main or not, at one age."""
    return tuple(activity for activity in activities_at(catalogue, age) if skill.id in activity.skills)


def ages_of(catalogue: Catalogue, activity: Activity) -> tuple[Age, ...]:
    """Return the ages of an activity, the youngest first."""
    return tuple(age for age in catalogue.ages if age.id in activity.ages)


def drawings_of(catalogue: Catalogue, activity: Activity) -> tuple[str, ...]:
    """Return the names of the drawings of an activity: its own, or else those of its positions."""
    if activity.drawing:
        return (activity.drawing,)
    return tuple(position.drawing for position in catalogue.get_all(Position, activity.positions))
