from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.records import Activity, Milestone


def find(records: Records) -> Violations:
    not_practiced = {entry.record.id for entry in records.of(Milestone) if entry.record.no_practice}
    for entry in records.of(Activity):
        for number, milestone in enumerate(entry.record.builds):
            if milestone in not_practiced:
                yield entry.problem(
                    ("builds", number),
                    f'"{milestone}" says no_practice, and this activity says that it builds it. '
                    "Remove one of the two.",
                )


RULE = RecordRule(
    name="no-practice-is-true",
    protects="a parent who would read that a milestone can't be practiced, and find an activity for it",
    find=find,
)
