from __future__ import annotations

from pydantic import BaseModel

from catalogue.entries import Entry, Found, Records, Rule
from catalogue.records import Record


def find(records: Records) -> Found:
    for entries in records.entries.values():
        first: dict[str, Entry[BaseModel]] = {}
        for entry in entries:
            if not isinstance(entry.record, Record):
                continue
            name = entry.record.id
            if name in first:
                line = first[name].raw.line_of(("id",))
                yield (
                    name,
                    entry.problem(
                        ("id",), f'the id "{name}" is taken already, on line {line}. Choose another one here.'
                    ),
                )
            first.setdefault(name, entry)


RULE = Rule(
    name="ids-are-unique",
    protects="a parent's link and tick, which would mean two things",
    find=find,
)
