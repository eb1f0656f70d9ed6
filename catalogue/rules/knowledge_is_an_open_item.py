from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Claim, OpenItem


@protects("a clinician who signs, and must see all that no source backs yet")
def find(records: Records) -> Violations:
    if not records.is_whole("open_items"):
        return
    named = {name for entry in records.of(OpenItem) for name in entry.record.records}
    for entry in records.all():
        record = entry.record
        if not isinstance(record, Claim) or record.basis != "professional-knowledge":
            continue
        if named.isdisjoint(record.names):
            sentence = (
                "its source must still be found, so an open item names it: add its id to the records of "
                "an item in house/open-items.yaml, or name the source and remove basis."
            )
            yield entry.problem(("basis",), sentence)
