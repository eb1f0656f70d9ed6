from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Contact, Tier


@protects("a parent who has read what to do and needs a person to call")
def find(records: Records) -> Violations:
    if not records.is_whole("contacts"):
        return
    shown = {
        entry.record.id
        for entry in records.of(Contact)
        if entry.record.shown == "always" or entry.record.phone is not None
    }
    for entry in records.of(Tier):
        if not entry.record.emergency and not shown & set(entry.record.contacts):
            yield entry.problem(
                ("contacts",), "this tier has nobody to call. Name a contact that is always shown."
            )
