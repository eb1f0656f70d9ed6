from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import quote
from catalogue.records import Sign, SiteSettings

NEEDED = {
    "lost_skill_sign": "each list of milestones asks about it",
    "catch_all_sign": "Is it urgent? starts with it",
}


@protects("a parent whose baby lost a skill, or has a sign that is on no list")
def find(records: Records) -> Violations:
    signs = {entry.record.id: entry.record for entry in records.of(Sign)}
    withdrawn = {sign.id for sign in signs.values() if not sign.is_shown}
    for entry in records.of(SiteSettings):
        for name, why in NEEDED.items():
            if (sign := getattr(entry.record, name)) in withdrawn:
                sentence = f"{quote(sign)} is withdrawn, and {why}. Choose another sign."
                yield entry.problem((name,), sentence)
        catch_all = signs.get(entry.record.catch_all_sign)
        if catch_all and catch_all.act_now is None:
            sentence = f"{quote(catch_all.id)} is no emergency, and Is it urgent? starts with it. Choose one."
            yield entry.problem(("catch_all_sign",), sentence)
