from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import Advice, Age, Difference, Limits, Milestone, Sign, Visit

MOST_SEPARATE = 3  # with more than these, the end of the site is probably wrong

Beginning = tuple[Entry[Any], str, float]
"""A record, and the field and month of its start."""


@protects("a parent, who would miss advice that is on no page")
def find(records: Records) -> Violations:
    ages = sorted(records.of(Age), key=lambda entry: entry.record.from_)
    if not records.is_whole("ages") or len({entry.record.from_ for entry in ages}) < len(ages):
        return
    beginnings = list(_beginnings(records))
    for limits in records.of(Limits):
        end = limits.record.oldest_months
        late = [one for one in beginnings if one[2] > end]
        yield from _unreachable(late, limits, "oldest_months", f"the age calculator ends at {end} months")
    if ages and ages[-1].record.to is not None:
        end = ages[-1].record.to
        late = [one for one in beginnings if _is_late(*one, end)]
        yield from _unreachable(late, ages[-1], "to", f"the last age page ends at {end} months")


def _beginnings(records: Records) -> Iterator[Beginning]:
    """Yield each record that starts at a month."""
    for model in (Age, Milestone, Sign, Advice, Difference, Visit):
        for entry in records.of(model):
            for name, field in (("by", "by"), ("from_", "from"), ("months", "months")):
                month = getattr(entry.record, name, None)
                if month is not None:
                    yield entry, field, month


def _is_late(entry: Entry[Any], field: str, month: float, end: int) -> bool:
    """Return whether a record starts after the last age page ends; visits aren't on age pages."""
    return field != "months" and (month > end or (month == end and not isinstance(entry.record, Milestone)))


def _unreachable(late: list[Beginning], cause: Entry[Any], field: str, reason: str) -> Violations:
    """Yield one problem per unreachable record, or, if there are many, one at the limit that hides them."""
    if len(late) > MOST_SEPARATE:
        first = ", ".join(f'"{entry.record.id}"' for entry, *_ in late[:MOST_SEPARATE])
        sentence = (
            f"{reason}, so no parent would see {len(late)} records that start later: {first} and others."
        )
        yield cause.problem((field,), sentence)
        return
    for entry, own_field, month in late:
        sentence = f"no parent would see this: it starts at {month:g} months, and {reason}."
        yield entry.problem((own_field,), sentence)
