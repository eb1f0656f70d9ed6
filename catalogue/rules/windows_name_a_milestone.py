from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Milestone


@protects("a parent who would wait for the end of a window")
def find(records: Records) -> Violations:
    windows = {entry.record.id for entry in records.of(Milestone) if entry.record.same_as}
    for entry in records.of(Milestone):
        if entry.record.same_as in windows - {entry.record.id}:
            yield entry.problem(("same_as",), "a window names a milestone of the lists, not another window.")
