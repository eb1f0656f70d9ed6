from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations, id_of
from catalogue.problems import quote
from catalogue.records import Sign, SiteSettings, Tier


def find(records: Records) -> Violations:
    emergencies = {entry.record.id for entry in records.of(Tier) if entry.record.emergency}
    unsigned = [
        entry.record.id
        for entry in records.of(Sign)
        if entry.record.is_shown
        and entry.record.reviewed_on is None
        and not emergencies.isdisjoint(entry.record.tiers)
    ]
    for entry in records.of(SiteSettings):
        if unsigned and not entry.record.preview:
            sentence = (
                f"no clinician has reviewed these emergency signs yet: {len(unsigned)}, starting with "
                f"{quote(unsigned[0])}. Write preview: true until each has reviewed_by and reviewed_on."
            )
            yield id_of(entry.record), entry.problem(("preview",), sentence)


RULE = RecordRule(
    name="emergencies-are-signed-before-launch",
    protects="a parent in an emergency, who trusts that a clinician has read what to do",
    find=find,
)
