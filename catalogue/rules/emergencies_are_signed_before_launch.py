from __future__ import annotations

from typing import Any

from catalogue.entries import Entry, Records, Violations, protects
from catalogue.problems import quote
from catalogue.records import FIRST_PUBLIC, FirstAid, Language, Sign, Tier


@protects("a parent in an emergency, who trusts that a clinician has read what to do")
def find(records: Records) -> Violations:
    shown = [entry.record for entry in _urgent(records) if entry.record.is_shown]
    unsigned = [record.id for record in shown if record.reviewed_on is None]
    unsourced = [record.id for record in shown if not record.is_fully_sourced]
    for entry in records.of(Language):
        public = entry.record.public
        if not public:
            continue
        missing = [kind for kind in FIRST_PUBLIC if kind not in public]
        if missing:
            sentence = (
                f"add {' and '.join(map(quote, missing))}: every page leads to Is it urgent?, so that "
                "page is public first."
            )
            yield entry.problem(("public",), sentence)
        elif unsigned:
            sentence = (
                f"no clinician has reviewed these urgent signs and first aid yet: {len(unsigned)}, starting "
                f"with {quote(unsigned[0])}. Write public: [] until each has reviewed_by and reviewed_on."
            )
            yield entry.problem(("public",), sentence)
        elif unsourced:
            sentence = (
                f"these urgent signs and first aid aren't fully sourced yet: {len(unsourced)}, starting with "
                f"{quote(unsourced[0])}. Write public: [] until a source that was read stands in place of "
                "basis: professional-knowledge or checked: knowledge."
            )
            yield entry.problem(("public",), sentence)


def _urgent(records: Records) -> list[Entry[Any]]:
    """Return the signs of Is it urgent?, and all first aid."""
    urgent = {entry.record.id for entry in records.of(Tier) if entry.record.is_urgent}
    signs = [entry for entry in records.of(Sign) if not urgent.isdisjoint(entry.record.tiers)]
    return [*signs, *records.of(FirstAid)]
