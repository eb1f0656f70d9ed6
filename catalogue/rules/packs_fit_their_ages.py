from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Age, Pack


@protects("a family that gets a plan with play for another age, or with play that nobody has reviewed")
def find(records: Records) -> Violations:
    ages = {entry.record.id for entry in records.of(Age)}
    activities = {
        entry.record.id: entry.record
        for entry in records.of(Activity)
        if ages.issuperset(entry.record.ages)  # another rule explains an unknown age
    }
    for entry in records.of(Pack):
        for number, name in enumerate(entry.record.activities):
            if name not in activities:
                continue
            activity = activities[name]
            missing = [age for age in entry.record.ages if age not in activity.ages]
            if not activity.is_shown:
                problem = "waits for its review, so no page shows it. Name it here once it is reviewed."
            elif missing:
                problem = f"isn't for {', '.join(missing)}, and this pack is. Name one for each of its ages."
            else:
                continue
            yield entry.problem(("activities", number), f'the activity "{name}" {problem}')
