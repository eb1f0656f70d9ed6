from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.problems import did_you_mean, quote
from catalogue.records import Change, Record


def find(records: Records) -> Violations:
    if records.unread or records.failed:
        return
    known: dict[str, set[str]] = {}
    for entries in records.entries.values():
        for record in (entry.record for entry in entries):
            if isinstance(record, Record):
                for name in record.names:
                    known.setdefault(name, set()).add(f"{record.kind_in_names}/{name}")
    for entry in records.of(Change):
        for number, name in enumerate(entry.record.records):
            if len(known.get(name, ())) > 1:
                yield (
                    entry.record.id,
                    entry.problem(
                        ("records", number),
                        f"{quote(name)} is the id of several records. Write which one: "
                        f"{' or '.join(sorted(known[name]))}.",
                    ),
                )
            if name not in known:
                hint = (
                    did_you_mean(name, known) or " If it was taken out, write its id into taken_out instead."
                )
                yield (
                    entry.record.id,
                    entry.problem(("records", number), f"{quote(name)} is not a record.{hint}"),
                )
        for number, name in enumerate(entry.record.taken_out):
            if name in known:
                advice = "Take its record out, or move the id to records."
                if "/" not in name:
                    kinds = " and ".join(sorted(known[name]))
                    advice = (
                        f"It is {kinds}. If a record of another kind was taken out, write that kind before "
                        f"the id, such as activity/{name}; else take this one out, or move the id to records."
                    )
                sentence = f"{quote(name)} is still there. {advice}"
                yield entry.record.id, entry.problem(("taken_out", number), sentence)


RULE = RecordRule(
    name="changes-name-records",
    protects="a reader of the log, who follows its links to what changed",
    find=find,
)
