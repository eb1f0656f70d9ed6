"""What is true for one clinic or state only is where the next clinic looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.entries import Records, Violations, protects, texts_in
from catalogue.records import Change, SiteSettings, Source

# The titles of sources, and what was changed once, stay as they are.
_EXEMPT = (Source, Change)
_OWN_FILES = ("clinic.yaml", "state/")


@protects("the next clinic, whose site must not name another one or its state")
def find(records: Records) -> Violations:
    names = list(names_of(records))
    for entry in records.all():
        if isinstance(entry.record, _EXEMPT) or entry.raw.file.partition("/")[2].startswith(_OWN_FILES):
            continue
        for location, text in texts_in(entry.record):
            for name in names:
                if named(name, text):
                    sentence = f"this names {name}. Say it without, or move the record to data/state/."
                    yield entry.problem(location, sentence)


def names_of(records: Records) -> Iterator[str]:
    """Yield the names of the clinic and of its state."""
    for entry in records.of(SiteSettings):
        yield from (entry.record.clinic, entry.record.state)


def named(name: str, text: str) -> bool:
    """Return whether a text has a name."""
    # Nearly no text has it, which is seen ten times as fast without a pattern.
    return name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None
