from __future__ import annotations

from collections import defaultdict

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Age, Milestone


@protects("a parent who looks for play before the baby has the skill", may_be_excepted=True)
def find(records: Records) -> Violations:
    if not (records.is_whole("ages") and records.is_whole("activities")):
        return
    starts = {entry.record.id: entry.record.from_ for entry in records.of(Age)}
    played: dict[str, list[int]] = defaultdict(list)
    for activity in (entry.record for entry in records.of(Activity) if entry.record.is_shown):
        months = [starts[age] for age in activity.ages if age in starts]
        for milestone in activity.builds:
            played[milestone] += months
    for entry in records.of(Milestone):
        record = entry.record
        start = min(played[record.id], default=None)
        if record.by is not None and start is not None and start >= record.by:
            yield entry.problem(
                ("by",),
                f"the youngest activity that builds this milestone starts at {start} months, when most "
                "babies do it already. Name it in an activity for a younger age.",
            )
