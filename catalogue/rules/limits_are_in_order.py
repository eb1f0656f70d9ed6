from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.records import Limit

# (the lower one, the higher one)
ORDER = (
    ("least-weeks", "most-weeks"),
    ("most-weeks", "most-weeks-by-due"),
    ("until-months", "oldest-months"),
)
WEEKS_OF_PREGNANCY = 40


def find(records: Records) -> Violations:
    limits = {entry.record.id: entry for entry in records.of(Limit)}
    for low, high in ORDER:
        if low in limits and high in limits:
            least, most = limits[low].record.number, limits[high].record.number
            if least >= most:
                sentence = (
                    f'this is {most}, and the limit "{low}" is {least}: it must be the higher of the two.'
                )
                yield high, limits[high].problem(("number",), sentence)
    if "early-days" in limits and "least-weeks" in limits:
        days = limits["early-days"].record.number
        earliest = 7 * (WEEKS_OF_PREGNANCY - limits["least-weeks"].record.number)
        if days >= earliest:
            sentence = (
                'no baby would count as early: the calculator takes none (the limit "least-weeks") that came '
                f"{earliest} days before the due date. Write fewer days."
            )
            yield "early-days", limits["early-days"].problem(("number",), sentence)


RULE = RecordRule(
    name="limits-are-in-order",
    protects="a parent of an early baby, whose age would be worked out by a rule that never applies",
    find=find,
)
