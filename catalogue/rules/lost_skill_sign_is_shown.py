from __future__ import annotations

from catalogue.entries import RecordRule, Records, Violations, id_of
from catalogue.problems import quote
from catalogue.records import Sign, SiteSettings


def find(records: Records) -> Violations:
    withdrawn = {entry.record.id for entry in records.of(Sign) if not entry.record.is_shown}
    for entry in records.of(SiteSettings):
        sign = entry.record.lost_skill_sign
        if sign in withdrawn:
            sentence = (
                f"{quote(sign)} is withdrawn, and each list of milestones asks about it. Choose another sign."
            )
            yield id_of(entry.record), entry.problem(("lost_skill_sign",), sentence)


RULE = RecordRule(
    name="lost-skill-sign-is-shown",
    protects="a parent whose baby lost a skill, and who would be asked nothing",
    find=find,
)
