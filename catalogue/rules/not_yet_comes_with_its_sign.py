from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Milestone, Sign


@protects("a parent who would read two months for one thing", may_be_excepted=True)
def find(records: Records) -> Violations:
    signs = {entry.record.id: entry.record for entry in records.of(Sign)}
    for entry in records.of(Milestone):
        sign = signs.get(entry.record.not_yet_sign or "")
        if sign is None or sign.any_age:
            continue
        month = sign.by if sign.by is not None else sign.from_
        if month != entry.record.by:
            age = f"{month} month{'' if month == 1 else 's'}"
            sentence = f'the warning sign "{sign.id}" says the same from {age} on, but by is'
            yield entry.problem(("by",), f"{sentence} {entry.record.by}. Make the two months the same.")
