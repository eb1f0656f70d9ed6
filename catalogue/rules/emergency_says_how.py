from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import ActNow, Sign, Tier


@protects("a parent at 3 a.m., who must know which number to call")
def find(records: Records) -> Violations:
    if not records.is_whole("tiers"):
        return
    emergency = {entry.record.id for entry in records.of(Tier) if entry.record.emergency}
    for entry in records.of(Sign):
        record = entry.record
        if not records.knows_all("tiers", record.tiers):
            continue
        urgent = bool(emergency & set(record.tiers))
        if urgent and record.act_now is None:
            ways = ", ".join(each.record.id for each in records.of(ActNow))
            yield entry.problem(("tiers",), f"an emergency says what to do now: add act_now, one of {ways}.")
        if record.act_now is not None and not urgent:
            yield entry.problem(
                ("act_now",),
                "act_now is only for the tier emergency. Remove it, or change the tier.",
            )
