from __future__ import annotations

from collections import Counter

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Milestone

SKILLS = ("movement", "hands")
LAST_MONTH = 12


@protects("a parent whose baby doesn't take to the one activity there is", may_be_excepted=True)
def find(records: Records) -> Violations:
    if not records.is_whole("activities"):
        return
    shown = [entry.record for entry in records.of(Activity) if entry.record.is_shown]
    built = Counter(milestone for activity in shown for milestone in activity.builds)
    for entry in records.of(Milestone):
        record = entry.record
        month = record.to if record.by is None else record.by
        if month is None or month > LAST_MONTH or record.skill not in SKILLS:
            continue
        if built[record.id] == 1 and not (record.same_as or record.no_practice):
            yield entry.problem(
                ("id",),
                "only one activity builds this milestone; moving and hands have two in the first year. "
                "Name it in a second activity that truly practices it.",
            )
