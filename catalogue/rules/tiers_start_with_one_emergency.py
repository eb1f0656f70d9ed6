from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Tier


@protects("a parent in an emergency, who reads the first panel")
def find(records: Records) -> Violations:
    if not records.is_whole("tiers"):
        return
    for number, entry in enumerate(records.of(Tier)):
        if entry.record.emergency != (number == 0):
            yield entry.problem(
                ("emergency",) if entry.record.emergency else ("id",),
                "the first tier, and only the first, has emergency: true.",
            )
        if entry.record.same_day and number != 1:
            sentence = "only the second tier can have same_day: true. Move it there, or remove the line."
            yield entry.problem(("same_day",), sentence)
