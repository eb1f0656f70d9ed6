from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import did_you_mean, quote
from catalogue.records import Change, OpenItem, Record

IF_UNKNOWN: dict[type[Change | OpenItem], str] = {
    Change: "If it was taken out, write its id into taken_out instead.",
    OpenItem: "If it was taken out, remove it here, too.",
}


@protects("a reader who follows the links of the changes or the open items")
def find(records: Records) -> Violations:
    if records.unread or records.failed:
        return
    known = _kinds_by_name(records)
    for model, advice in IF_UNKNOWN.items():
        for entry in records.of(model):
            names = entry.record.records
            for number, name in enumerate(names):
                if len(known.get(name, ())) > 1:
                    kinds = " or ".join(sorted(known[name]))
                    sentence = f"{quote(name)} is the id of several records. Write which one: {kinds}."
                    yield entry.problem(("records", number), sentence)
            if unknown := [name for name in names if name not in known]:
                first, others = unknown[0], f", and {len(unknown) - 1} more aren't" if unknown[1:] else ""
                hint = did_you_mean(first, known) or f" {advice}"
                sentence = f"{quote(first)} is not a record{others}.{hint}"
                yield entry.problem(("records", names.index(first)), sentence)
    for change in records.of(Change):
        for number, name in enumerate(change.record.taken_out):
            if name in known:
                do = "Take its record out, or move the id to records."
                if "/" not in name:
                    kinds = " and ".join(sorted(known[name]))
                    do = (
                        f"It is {kinds}. If a record of another kind was taken out, write that kind before "
                        f"the id, such as activity/{name}; else take this one out, or move the id to records."
                    )
                sentence = f"{quote(name)} is still there. {do}"
                yield change.problem(("taken_out", number), sentence)


def _kinds_by_name(records: Records) -> dict[str, set[str]]:
    """Return, for each name that a record has, that name with the kinds of record that have it."""
    known: dict[str, set[str]] = {}
    for record in (entry.record for entry in records.all()):
        if isinstance(record, Record):
            for name in record.names:
                known.setdefault(name, set()).add(f"{record.kind_in_names}/{name}")
    return known
