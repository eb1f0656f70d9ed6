from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations
from catalogue.records import Contact, SiteSettings


def find(records: Records) -> Violations:
    wanted: dict[str, str] = {}
    for site in records.of(SiteSettings):
        wanted |= dict.fromkeys(site.record.urgent_contacts, "the page for urgent worries")
        wanted[site.record.emergency_contact] = "the line above every page"
    for entry in records.of(Contact):
        place = wanted.get(entry.record.id)
        if place and entry.record.phone is None:
            yield entry.record.id, entry.problem((), f"{place} shows this contact, so it needs a phone.")


RULE = RecordRule(
    name="urgent-numbers-are-known",
    protects="a parent who must call at once",
    find=find,
)
