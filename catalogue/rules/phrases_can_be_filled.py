from __future__ import annotations

import string

from catalogue.entries import Records, Violations, protects
from catalogue.records import Phrase


@protects("a parent who would read a curly bracket")
def find(records: Records) -> Violations:
    for entry in records.of(Phrase):
        try:
            parts = list(string.Formatter().parse(entry.record.text))
            well_formed = all(
                not (form or conversion or "{" in text or "}" in text)
                and (name is None or name.isidentifier())
                for text, name, form, conversion in parts
            )
        except ValueError:
            well_formed = False
        if not well_formed:
            yield entry.problem(
                ("text",), "a curly bracket here isn't part of a pair around a name. Check the brackets."
            )
