from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Milestone, Tier


@protects("a parent of a baby who does a thing a little later")
def find(records: Records) -> Violations:
    emergency = {entry.record.id for entry in records.of(Tier) if entry.record.emergency}
    for entry in records.of(Milestone):
        tiers = entry.record.if_not_yet
        if emergency & set(tiers):
            yield entry.problem(
                ("if_not_yet",), "a not-yet alone is not an emergency. Write a warning sign instead."
            )
