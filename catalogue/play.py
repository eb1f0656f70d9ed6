"""Activities by age, skill area and milestone, and the positions they use."""

from __future__ import annotations

from catalogue.catalogue import Catalogue
from catalogue.group import Group, group
from catalogue.records import Activity, Adaptation, Age, Milestone, Position, Situation, Skill

CUSHIONED = "never-for-sleep"
"""The safety rule of all play with a towel or a cushion."""


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


def needs_the_floor(catalogue: Catalogue, activity: Activity) -> bool:
    """Return whether the grown-up has to get down on the floor."""
    if activity.floor_needed:
        return activity.floor_needed == "yes"
    return any(position.floor_needed == "yes" for position in catalogue.get_all(Position, activity.positions))


def ready_when(catalogue: Catalogue, activity: Activity) -> str:
    """Return what tells that a baby is ready: the activity's own, or else that of its first age."""
    return activity.ready_when or ages_of(catalogue, activity)[0].ready_when


def adaptations_of(catalogue: Catalogue, activity: Activity) -> tuple[Group[Situation, Adaptation], ...]:
    """Return other ways to do an activity by situation; its own replace those of its positions.

    Nothing may lie in a crib but the baby and a toy, so play in a crib is shown only for an activity that
    says so, and never beside a way with a towel or a cushion.
    """
    own = [each for each in catalogue.all(Adaptation) if activity.id in each.activities]
    replaced = {each.situation for each in own}
    by_position = [
        each
        for each in catalogue.all(Adaptation)
        if set(activity.positions) & set(each.positions) and each.situation not in replaced
    ]
    ways = own + by_position
    cushioned = CUSHIONED in activity.safety or any(CUSHIONED in each.safety for each in ways)
    crib_ok = activity.crib_ok and not cushioned
    kept = [each for each in ways if crib_ok or not each.in_crib]
    return group(kept, catalogue.all(Situation), lambda each: each.situation)
