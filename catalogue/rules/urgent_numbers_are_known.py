from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Contact, SiteSettings


@protects("a parent who must call at once")
def find(records: Records) -> Violations:
    for site in records.of(SiteSettings):
        for entry in records.of(Contact):
            contact = entry.record
            if contact.id == site.record.emergency_contact and contact.phone is None:
                sentence = "the line above every page shows this contact, so it needs a phone."
                yield entry.problem((), sentence)
            elif contact.id in site.record.urgent_contacts and contact.phone is None and contact.text is None:
                sentence = "Is it urgent? shows this contact, so it needs a phone, or a number to text."
                yield entry.problem((), sentence)
