from __future__ import annotations

from typing import Any

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import ActNow, Contact, Sign


@protects("a parent who must not call an office for an emergency")
def find(records: Records) -> Violations:
    hidden = {entry.record.id for entry in records.of(Contact) if entry.record.shown == "with a phone number"}
    emergencies = [entry for entry in records.of(Sign) if entry.record.act_now]
    entries: list[Entry[Any]] = [*records.of(ActNow), *emergencies]
    for entry in entries:
        for number, contact in enumerate(entry.record.contacts):
            if contact in hidden:
                sentence = (
                    f'"{contact}" isn\'t allowed in an emergency: name 911, the emergency room, the doctor '
                    "or a line that always answers."
                )
                yield entry.problem(("contacts", number), sentence)
