"""The safety rules of activities, and safety advice by age and topic."""

from __future__ import annotations

from catalogue import growth, play
from catalogue.catalogue import Catalogue
from catalogue.group import Group, group
from catalogue.records import Activity, Advice, Age, Position, SafetyRule, Topic


def safety_for(catalogue: Catalogue, activity: Activity) -> tuple[SafetyRule, ...]:
    """Return all safety rules of an activity: those that it and its other ways name, then those added."""
    positions = catalogue.get_all(Position, activity.positions)
    all_held = all(position.held for position in positions)
    adapted = play.adaptations_of(catalogue, activity)
    named = {*activity.safety, *(rule for ways in adapted for way in ways.members for rule in way.safety)}
    rules = [
        rule
        for rule in catalogue.all(SafetyRule)
        if rule.added_to == "every activity"
        or (rule.added_to == "unless held" and not all_held)
        or rule.id in named
    ]
    return tuple(sorted(rules, key=lambda rule: rule.added_to != "named"))


def advice_at(catalogue: Catalogue, age: Age) -> tuple[Advice, ...]:
    """Return the safety advice that applies at an age."""
    return tuple(
        advice for advice in catalogue.all(Advice) if growth.overlaps(catalogue, age, advice.from_, advice.to)
    )


def new_advice_at(catalogue: Catalogue, age: Age, count: int) -> tuple[Advice, ...]:
    """Return the safety advice to show first at an age: the first of all, then what is new."""
    first, *others = advice_at(catalogue, age)
    return (first, *[each for each in others if each.from_ >= age.from_][: count - 1])


def advice_by_topic(
    catalogue: Catalogue, age: Age | None = None, *, without: tuple[Advice, ...] = ()
) -> tuple[Group[Topic, Advice], ...]:
    """Return safety advice by topic, for one age or for all, but not the advice in `without`."""
    every = catalogue.all(Advice) if age is None else advice_at(catalogue, age)
    advice = (each for each in every if each not in without)
    return group(advice, catalogue.all(Topic), lambda each: each.topic)


def rules_said_in(catalogue: Catalogue, advice: Advice) -> tuple[SafetyRule, ...]:
    """Return the safety rules of activities of which a piece of advice says all."""
    return tuple(rule for rule in catalogue.all(SafetyRule) if rule.said_in == advice.id)


def safety_rules_by_topic(catalogue: Catalogue) -> tuple[Group[Topic, SafetyRule], ...]:
    """Return the safety rules of activities by topic, without those that a piece of advice says."""
    own = [rule for rule in catalogue.all(SafetyRule) if not rule.said_in]
    return group(own, catalogue.all(Topic), lambda rule: rule.topic)
