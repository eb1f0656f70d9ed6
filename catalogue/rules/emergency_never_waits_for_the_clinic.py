from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.records import ActNow, Contact


def find(records: Records) -> Violations:
    hidden = {entry.record.id for entry in records.of(Contact) if entry.record.shown == "with a phone number"}
    for entry in records.of(ActNow):
        for number, contact in enumerate(entry.record.contacts):
            if contact in hidden:
                yield (
                    entry.record.id,
                    entry.problem(
                        ("contacts", number),
                        f'"{contact}" isn\'t allowed in an emergency: only 911, the emergency department '
                        "and the doctor are.",
                    ),
                )


RULE = RecordRule(
    name="emergency-never-waits-for-the-clinic",
    protects="a parent who must not call an office for an emergency",
    find=find,
)
