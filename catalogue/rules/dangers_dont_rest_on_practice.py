from __future__ import annotations

from typing import Any

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import Advice, FirstAid, SafetyRule, Sign, Tier


@protects("a parent who must know that medicine is behind a warning")
def find(records: Records) -> Violations:
    if not records.is_whole("tiers"):
        return
    urgent = {entry.record.id for entry in records.of(Tier) if entry.record.is_urgent}
    signs = [entry for entry in records.of(Sign) if not urgent.isdisjoint(entry.record.tiers)]
    entries: list[Entry[Any]] = [
        *signs,
        *records.of(FirstAid),
        *records.of(SafetyRule),
        *records.of(Advice),
    ]
    for entry in entries:
        if entry.record.basis == "practice":
            sentence = (
                "practice means therapy practice, and a danger isn't that. Name the body whose text says "
                "so in sources, or write basis: professional-knowledge."
            )
            yield entry.problem(("basis",), sentence)
