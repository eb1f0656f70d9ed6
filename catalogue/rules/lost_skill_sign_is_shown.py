from __future__ import annotations

from catalogue.entries import Found, Records, Rule, id_of
from catalogue.problems import quote
from catalogue.records import Sign, Site


def find(records: Records) -> Found:
    withdrawn = {entry.record.id for entry in records.of(Sign) if not entry.record.is_shown}
    for entry in records.of(Site):
        sign = entry.record.lost_skill_sign
        if sign in withdrawn:
            sentence = (
                f"{quote(sign)} is withdrawn, and each list of milestones asks about it. Name another sign."
            )
            yield id_of(entry.record), entry.problem(("lost_skill_sign",), sentence)


RULE = Rule(
    name="lost-skill-sign-is-shown",
    protects="a parent whose baby lost a skill, and who would be asked nothing",
    find=find,
)
