from __future__ import annotations

import re
from typing import Any

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import Milestone, Record, Sign, Visit

CDC_ITEM = re.compile(r"cdc-(\d+)-")
BEGINS = re.compile(r"(?i)\b(?:by|at|after|from)[- ](\d+)[- ]months?\b|\b(\d+) months (?:old )?or older\b")
COUNTED: tuple[type[Record], ...] = (Milestone, Sign, Visit)
ENDS = re.compile(r"(?i)\b(?:before|under)[- ](\d+)[- ]months?\b|\b\d+[- ]to[- ](\d+)[- ]months?\b")


@protects("a parent who would read one month and find the record under another", may_be_excepted=True)
def find(records: Records) -> Violations:
    for milestone in records.of(Milestone):
        item = CDC_ITEM.match(milestone.record.cdc_item or "")
        if item and int(item[1]) != milestone.record.by:
            sentence = (
                f"this is an item of CDC's list for {int(item[1])} months, but by is {milestone.record.by}."
            )
            yield milestone.problem(("cdc_item",), f"{sentence} Make the two the same.")
    for model in COUNTED:
        for entry in records.of(model):
            yield from _disagreements(entry)
    for sign in records.of(Sign):
        found = BEGINS.search(sign.record.title)
        if sign.record.any_age and found:
            sentence = f'"{found[0]}" disagrees with any_age: true. Leave the month out of the title.'
            yield sign.problem(("title",), sentence)


def _disagreements(entry: Entry[Any]) -> Violations:
    """Yield a record whose id, title or details name another month than its fields."""
    starts = [getattr(entry.record, name, None) for name in ("by", "from_", "months")]
    start = next((month for month in starts if month is not None), None)
    for pattern, month in ((BEGINS, start), (ENDS, getattr(entry.record, "to", None))):
        for field in ("id", "title", "details"):
            found = list(pattern.finditer(getattr(entry.record, field, None) or ""))
            months = {float(each[1] or each[2]) for each in found}
            if found and month is not None and month not in months:
                sentence = f'"{found[0][0]}" disagrees with the record, which has {month:g} months.'
                yield entry.problem((field,), f"{sentence} Make the two the same.")
                return  # one wrong month disagrees with the id, the title and the details
