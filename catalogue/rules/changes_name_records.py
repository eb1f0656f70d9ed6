from __future__ import annotations

from catalogue.entries import Found, Records, Rule
from catalogue.problems import did_you_mean, quote
from catalogue.records import Change, Record


def find(records: Records) -> Found:
    if records.unread or records.failed:
        return
    known = {
        name
        for entries in records.entries.values()
        for entry in entries
        if isinstance(entry.record, Record)
        for name in (entry.record.id, *entry.record.formerly)
    }
    for entry in records.of(Change):
        for number, name in enumerate(entry.record.records):
            if name not in known:
                hint = (
                    did_you_mean(name, known) or " If it was taken out, write its id into taken_out instead."
                )
                yield (
                    entry.record.id,
                    entry.problem(("records", number), f"{quote(name)} is not a record.{hint}"),
                )


RULE = Rule(
    name="changes-name-records",
    protects="a reader of the log, who follows its links to what changed",
    find=find,
)
