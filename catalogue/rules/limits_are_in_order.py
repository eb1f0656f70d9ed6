from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Limits

# (the lower one, the higher one)
ORDER = (
    ("least_weeks", "most_weeks"),
    ("most_weeks", "most_weeks_by_due"),
    ("until_months", "oldest_months"),
)
WEEKS_OF_PREGNANCY = 40


@protects("a parent of a baby born early, for whom the calculator would use a rule that never applies")
def find(records: Records) -> Violations:
    for entry in records.of(Limits):
        limits = entry.record
        numbers = limits.numbers
        for low, high in ORDER:
            if numbers[low] >= numbers[high]:
                sentence = (
                    f"this is {numbers[high]}, and {low} is {numbers[low]}: it must be the higher of the two."
                )
                yield entry.problem((high,), sentence)
        earliest = 7 * (WEEKS_OF_PREGNANCY - limits.least_weeks)
        if limits.early_days >= earliest:
            sentence = (
                "no baby would count as early: the calculator accepts none (least_weeks) that was born "
                f"{earliest} days before the due date. Write fewer days."
            )
            yield entry.problem(("early_days",), sentence)
