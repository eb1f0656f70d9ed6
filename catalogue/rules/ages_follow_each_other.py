from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Age


@protects("a parent whose baby's age would have two pages, or none")
def find(records: Records) -> Violations:
    if not records.is_whole("ages"):
        return
    entries = records.of(Age)
    starts: dict[int, str] = {}
    for entry in entries:
        if entry.record.from_ in starts:
            yield entry.problem(
                ("from",),
                f'"{starts[entry.record.from_]}" starts at {entry.record.from_} months too. '
                "Give each age its own first month.",
            )
        starts.setdefault(entry.record.from_, entry.record.id)
    ordered = sorted(starts)
    if ordered and ordered[0] != 0:
        youngest = min(entries, key=lambda entry: entry.record.from_)
        yield youngest.problem(("from",), "the youngest age must start at 0 months.")
    for entry in entries:
        later = [month for month in ordered if month > entry.record.from_]
        end = entry.record.to
        if end is not None and later and end != later[0]:
            yield entry.problem(
                ("to",),
                f'this age ends at {end} months, but the next one, "{starts[later[0]]}", starts at '
                f"{later[0]}. Make the two months the same.",
            )
