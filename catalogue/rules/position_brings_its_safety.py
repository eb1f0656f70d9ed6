from __future__ import annotations

from catalogue.entries import Found, Records, Rule
from catalogue.records import Activity, Position


def find(records: Records) -> Found:
    needed = {entry.record.id: entry.record for entry in records.of(Position)}
    for entry in records.of(Activity):
        record = entry.record
        for number, position in enumerate(record.positions):
            for safety in needed[position].safety if position in needed else ():
                if safety not in record.safety:
                    yield (
                        record.id,
                        entry.problem(
                            ("positions", number),
                            f'the position "{position}" needs the safety rule "{safety}". Add it to safety.',
                        ),
                    )


RULE = Rule(
    name="position-brings-its-safety",
    protects="a baby on the side, in water or on the feet",
    find=find,
)
