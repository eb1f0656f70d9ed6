from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Milestone


@protects("a parent who would read that a milestone can't be practiced, and find an activity for it")
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
