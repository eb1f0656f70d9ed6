from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Age, Sign
from catalogue.rules.activities_are_near_what_they_build import spans_of


@protects("a parent who would wait for a month, or call about a sign that no longer counts")
def find(records: Records) -> Violations:
    bands = [entry.record for entry in records.of(Age)]
    if not records.is_whole("ages") or len({age.from_ for age in bands}) < len(bands):
        return
    ages = spans_of(bands)
    signs = {entry.record.id: entry.record for entry in records.of(Sign)}
    for entry in records.of(Activity):
        own = [ages[age] for age in entry.record.ages if age in ages]
        for number, name in enumerate(entry.record.call_if):
            if name not in signs or not own:
                continue
            sign = signs[name]
            month = sign.by or sign.from_ or 0
            if month > max(end for _, end in own):
                problem = f"counts from {month} months on, after the ages of this activity"
            elif sign.to is not None and sign.to <= min(start for start, _ in own):
                problem = f"counts until {sign.to} months, before the ages of this activity"
            else:
                continue
            yield entry.problem(
                ("call_if", number), f'the sign "{name}" {problem}. Name one that counts at its ages.'
            )
