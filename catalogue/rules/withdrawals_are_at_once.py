from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import SECTIONS, Withdrawable


@protects(
    "a parent who would miss a warning that was to be withdrawn only later",
    stops=False,  # content that may be wrong can be withdrawn, whatever date is given
)
def find(records: Records) -> Violations:
    for section in SECTIONS:
        for entry in records.entries.get(section.name, []):
            record = entry.record
            if (
                isinstance(record, Withdrawable)
                and record.withdrawn_on
                and record.withdrawn_on > records.today
            ):
                sentence = (
                    f"{record.withdrawn_on} is in the future, but a record with this line leaves every page "
                    "now. Write today's date, or delete the line until then."
                )
                yield entry.problem(("withdrawn_on",), sentence)
