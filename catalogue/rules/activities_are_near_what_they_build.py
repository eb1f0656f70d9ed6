from __future__ import annotations

from collections.abc import Iterable

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Age, Milestone

FAR = 3  # months

Span = tuple[float, float]


@protects("a baby who would play a game for a child who is months older", may_be_excepted=True, stops=False)
def find(records: Records) -> Violations:
    if not records.is_whole("ages"):
        return
    ages = spans_of([entry.record for entry in records.of(Age)])
    milestones = {entry.record.id: _span_of(entry.record) for entry in records.of(Milestone)}
    for entry in records.of(Activity):
        own = [ages[age] for age in entry.record.ages if age in ages]
        built = [milestones[milestone] for milestone in entry.record.builds if milestone in milestones]
        if own and built and min(_gap(age, milestone) for age in own for milestone in built) >= FAR:
            yield entry.problem(
                ("ages",),
                f"every milestone that this activity builds is {FAR} months or more from its ages. "
                "Check ages and builds.",
            )


def spans_of(ages: Iterable[Age]) -> dict[str, Span]:
    """Return the first month of each age and the one at which it ends, by id."""
    ordered = sorted(ages, key=lambda age: age.from_)
    ends = [age.from_ for age in ordered[1:]]
    return {age.id: (age.from_, end) for age, end in zip(ordered, [*ends, float("inf")], strict=True)}


def _span_of(milestone: Milestone) -> Span:
    if milestone.by is not None:
        return milestone.by, milestone.by
    assert milestone.from_ is not None  # the model ensures it
    assert milestone.to is not None
    return milestone.from_, milestone.to


def _gap(one: Span, other: Span) -> float:
    """Return the months between two spans; negative if they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])
