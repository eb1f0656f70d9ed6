from __future__ import annotations

from catalogue.entries import Found, Records, Rule
from catalogue.records import Contact, Site


def find(records: Records) -> Found:
    wanted = {site.record.emergency_contact for site in records.of(Site)}
    for entry in records.of(Contact):
        if entry.record.id in wanted and entry.record.phone is None:
            yield (
                entry.record.id,
                entry.problem((), "this contact stands in the line above every page, so it needs a phone."),
            )


RULE = Rule(
    name="emergency-line-has-a-number",
    protects="a parent who must call at once",
    find=find,
)
