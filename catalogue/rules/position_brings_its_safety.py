from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity, Age, Position

HEAD_IS_STEADY = 4  # months


@protects("a baby on the side, in water, on the feet, or held before the head is steady")
def find(records: Records) -> Violations:
    known = {entry.record.id: entry.record for entry in records.of(Position)}
    young = {entry.record.id for entry in records.of(Age) if entry.record.from_ < HEAD_IS_STEADY}
    for entry in records.of(Activity):
        record = entry.record
        if not records.knows_all("safety_rules", record.safety):
            continue
        for number, name in enumerate(record.positions):
            if name not in known:
                continue
            needed = known[name].safety
            if young & set(record.ages):
                needed += known[name].safety_before_4_months
            for safety in needed:
                if safety not in record.safety:
                    yield entry.problem(
                        ("positions", number),
                        f'the position "{name}" needs the safety rule "{safety}". Add it to safety.',
                    )
