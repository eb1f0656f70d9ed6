from __future__ import annotations

from pydantic import BaseModel

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import Record


@protects("a parent's link and tick, which would mean two things")
def find(records: Records) -> Violations:
    for entries in records.entries.values():
        first: dict[str, Entry[BaseModel]] = {}
        for entry in entries:
            if not isinstance(entry.record, Record):
                continue
            name = entry.record.id
            if name in first:
                line = first[name].raw.line_of(("id",))
                yield entry.problem(
                    ("id",), f'the id "{name}" is already used on line {line}. Choose another one here.'
                )
            first.setdefault(name, entry)
        yield from _reused_ids(entries, first)


def _reused_ids(entries: list[Entry[BaseModel]], first: dict[str, Entry[BaseModel]]) -> Violations:
    """Yield each former id that is also used for another record."""
    former: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry.record, Record):
            continue
        for number, old in enumerate(entry.record.formerly):
            place = ("formerly", number)
            if old in first:
                line = first[old].raw.line_of(("id",))
                sentence = f'"{old}" is the id of a record on line {line}, and an id is never reused.'
                yield entry.problem(place, f"{sentence} Give that record another id.")
            elif old in former:
                sentence = f'"{former[old]}" has "{old}" here, too. Only one of them can have had it.'
                yield entry.problem(place, sentence)
            former.setdefault(old, entry.record.id)
