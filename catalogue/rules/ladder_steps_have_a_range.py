from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Ladder, Milestone


@protects("a parent who would read a deadline off a chart of ranges")
def find(records: Records) -> Violations:
    milestones = {entry.record.id: entry.record for entry in records.of(Milestone)}
    for entry in records.of(Ladder):
        for number, step in enumerate(entry.record.milestones):
            milestone = milestones.get(step)
            if milestone is not None and milestone.yardstick != "often":
                yield entry.problem(
                    ("milestones", number),
                    f'"{step}" is a milestone of {milestone.yardstick}. '
                    "A ladder shows ranges, so its steps are milestones of often.",
                )
