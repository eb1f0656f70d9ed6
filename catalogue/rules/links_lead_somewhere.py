from __future__ import annotations

from catalogue.entries import Found, Records, Rule, id_of, links_in
from catalogue.problems import did_you_mean, quote
from catalogue.read import Location
from catalogue.records import Record

_A_LINK_TO = {
    "ages": "an age",
    "skills": "a skill area",
    "milestones": "a milestone",
    "activities": "an activity",
    "signs": "a warning sign",
    "worries": "a group of worries",
    "tiers": "a tier",
    "act_now": "a way to act now",
    "positions": "a position",
    "moments": "a moment of the day",
    "safety_rules": "a safety rule",
    "sources": "a source",
    "contacts": "a contact",
    "topics": "a topic",
    "advice": "a piece of advice",
}


def find(records: Records) -> Found:
    for entries in records.entries.values():
        for entry in entries:
            met: set[tuple[Location, str]] = set()
            for location, section, target in links_in(entry.record):
                known = records.known_ids.get(section, set())
                listed = (location[:-1], target)
                if section in records.unread:
                    continue
                if target not in known:
                    hint = _renamed(records, section, target) or did_you_mean(target, known) or _known(known)
                    yield (
                        id_of(entry.record),
                        entry.problem(location, f"{quote(target)} is not {_A_LINK_TO[section]}.{hint}"),
                    )
                elif isinstance(location[-1], int) and listed in met:
                    yield (
                        id_of(entry.record),
                        entry.problem(location, f'"{target}" stands twice in this list. Take one away.'),
                    )
                met.add(listed)


def _renamed(records: Records, section: str, target: str) -> str:
    for entry in records.entries.get(section, []):
        if isinstance(entry.record, Record) and target in entry.record.formerly:
            return f' It is called "{entry.record.id}" now. Write that.'
    return ""


def _known(known: set[str]) -> str:
    if not known:
        return ""
    if len(known) <= 12:
        return f" Those that exist: {', '.join(sorted(known))}."
    return " Look up the id in the file where it stands."


RULE = Rule(
    name="links-lead-somewhere",
    protects="a parent, who would find nothing where something was meant",
    find=find,
)
