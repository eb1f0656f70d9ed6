from __future__ import annotations

import re

from catalogue.entries import Records, Violations, protects
from catalogue.records import Sign, Tier

_WORDS = {1: "28 days|first month", 12: "1 year|first birthday"}


@protects("a parent who reads only the title, of a baby it isn't about", may_be_excepted=True)
def find(records: Records) -> Violations:
    urgent = {entry.record.id for entry in records.of(Tier) if entry.record.is_urgent}
    for entry in records.of(Sign):
        sign = entry.record
        if urgent.isdisjoint(sign.tiers):
            continue
        for field, month in (("from", sign.from_), ("to", sign.to)):
            if month and not _says(sign.title, month):
                months = "1 month" if month == 1 else f"{month} months"
                sentence = f"this urgent sign has {field}: {month}, and its title doesn't say so. Write"
                yield entry.problem(("title",), f'{sentence} the age into it, such as "{months}".')


def _says(title: str, month: int) -> bool:
    """Return whether a title names a month, as in 3 months or 3 to 6 months."""
    words = f"|{_WORDS[month]}" if month in _WORDS else ""
    return re.search(rf"\b(?:{month}(?: to [0-9]+)? months?{words})\b", title) is not None
