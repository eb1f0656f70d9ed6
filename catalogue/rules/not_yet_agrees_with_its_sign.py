from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Milestone, Sign


@protects("a parent who would read two urgencies for one thing")
def find(records: Records) -> Violations:
    tiers = {entry.record.id: entry.record.tiers for entry in records.of(Sign)}
    for entry in records.of(Milestone):
        sign = entry.record.not_yet_sign
        if sign in tiers and entry.record.if_not_yet != tiers[sign]:
            yield entry.problem(
                ("if_not_yet",),
                f'the warning sign "{sign}" says the same with other tiers: {", ".join(tiers[sign])}. '
                "Make the two the same.",
            )
