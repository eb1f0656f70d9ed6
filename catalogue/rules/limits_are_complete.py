from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.records import Limit

# The limits that docs/assets/js/age.js uses.
NEEDED = ("early-days", "until-months", "least-weeks", "most-weeks", "most-weeks-by-due", "oldest-months")


def find(records: Records) -> Violations:
    entries = records.of(Limit)
    if not entries or not records.is_whole("limits"):
        return
    known = {entry.record.id for entry in entries}
    for missing in NEEDED:
        if missing not in known:
            sentence = f'the limit "{missing}" is missing; the age calculator needs it.'
            yield missing, entries[-1].problem(("id",), sentence)


RULE = RecordRule(
    name="limits-are-complete",
    protects="a parent whose baby's age couldn't be worked out",
    find=find,
)
