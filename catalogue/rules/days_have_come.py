from __future__ import annotations

import datetime

from catalogue.entries import Records, Violations, protects

MOST_SEPARATE = 3  # with more than these, the day of the build is probably wrong


@protects("a parent who would read of a review that hasn't happened yet, and is never overdue")
def find(records: Records) -> Violations:
    future = [
        (entry, name, day)
        for entry in records.all()
        for name in type(entry.record).model_fields
        if name != "withdrawn_on"  # see withdrawals_are_at_once.py
        and isinstance(day := getattr(entry.record, name), datetime.date)
        and day > records.today
    ]
    for entry, name, day in future if len(future) <= MOST_SEPARATE else future[:1]:
        sentence = f"{day} is in the future: today is {records.today}. Write the day on which it was done."
        if len(future) > MOST_SEPARATE:
            sentence += f" The same in {len(future) - 1} more places, so the computer's clock may be wrong."
        yield entry.problem((name,), sentence)
