from __future__ import annotations

from collections.abc import Iterator

from catalogue.entries import Records, Violations, protects
from catalogue.records import (
    Activity,
    ActNow,
    Advice,
    Age,
    Milestone,
    Moment,
    Position,
    Record,
    SafetyRule,
    Sign,
    Skill,
    Topic,
    Worry,
)


@protects("a parent who would open a list and find nothing in it", may_be_excepted=True, stops=False)
def find(records: Records) -> Violations:
    if records.unread or records.failed:
        return
    used = set(_uses(records))
    for model, what in GROUPS.items():
        for entry in records.of(model):
            if (model, entry.record.id) not in used:
                sentence = f"no {what} names this {model.kind}, so its part of the page is empty or missing."
                yield entry.problem(("id",), sentence)


GROUPS: dict[type[Record], str] = {
    Age: "activity and no milestone",
    Skill: "activity and no milestone",
    Moment: "activity",
    Position: "activity",
    Worry: "warning sign",
    ActNow: "warning sign",
    Topic: "advice and no safety rule",
}


def _uses(records: Records) -> Iterator[tuple[type[Record], str]]:
    """Yield (model, id) for each group that a record belongs to."""
    for activity in (entry.record for entry in records.of(Activity)):
        for model, ids in (
            (Age, activity.ages),
            (Skill, activity.skills),
            (Moment, activity.moments),
            (Position, activity.positions),
        ):
            yield from ((model, each) for each in ids)
    for sign in (entry.record for entry in records.of(Sign)):
        yield Worry, sign.worry
        if sign.act_now:
            yield ActNow, sign.act_now
    yield from ((Topic, entry.record.topic) for entry in records.of(Advice))
    yield from ((Topic, entry.record.topic) for entry in records.of(SafetyRule))
    ages = sorted((entry.record for entry in records.of(Age)), key=lambda age: age.from_, reverse=True)
    for milestone in (entry.record for entry in records.of(Milestone)):
        yield Skill, milestone.skill
        month = milestone.by if milestone.by is not None else milestone.from_
        yield from ((Age, age.id) for age in ages if month is not None and age.from_ <= month)
