from __future__ import annotations

from pydantic import BaseModel

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.records import Change, Record, Source


@protects("a parent who picks from a list of titles", may_be_excepted=True, stops=False)
def find(records: Records) -> Violations:
    for entries in records.entries.values():
        first: dict[str, str] = {}
        for entry in entries:
            record, title = entry.record, getattr(entry.record, "title", None)
            if title is None or not isinstance(record, Record) or isinstance(record, (Change, Source)):
                continue
            yield from _about_title(entry, record, title)
            other = first.setdefault(title.lower(), record.id)
            if other != record.id:
                sentence = f'"{other}" has the same title. How would a parent tell them apart?'
                yield entry.problem(("title",), sentence)


def _about_title(entry: Entry[BaseModel], record: Record, title: str) -> Violations:
    if title.endswith("."):
        sentence = "a title is a name, without a period at its end. Is this a sentence by mistake?"
        yield entry.problem(("title",), sentence)
    summary = getattr(record, "summary", None)
    if summary is not None and len(title) > len(summary):
        sentence = "the title is longer than the summary. Have they been swapped?"
        yield entry.problem(("title",), sentence)
