from __future__ import annotations

from pydantic import BaseModel

from catalogue.entries import Entry, Records, Violations, id_of, links_in, protects
from catalogue.problems import Problem, quote
from catalogue.read import Location
from catalogue.records import SECTIONS, Record

_A_LINK_TO = {
    "ages": "an age",
    "skills": "a skill area",
    "milestones": "a milestone",
    "activities": "an activity",
    "signs": "a warning sign",
    "first_aid": "a first aid record",
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
    "terms": "a word of the glossary",
    "differences": "a question on which sources disagree",
    "guide_links": "a guide that pages link to",
    "languages": "a language of the site",
}


MOST_SEPARATE = 3  # missing ids of one section; more than these have one cause

Places = list[tuple[Entry[BaseModel], Location]]


@protects("a parent, who would find nothing where something was meant")
def find(records: Records) -> Violations:
    missing: dict[tuple[str, str], Places] = {}
    for own_section, entries in records.entries.items():
        for entry in entries:
            met: set[tuple[Location, str]] = set()
            for location, section, target in links_in(entry.record):
                listed = (location[:-1], target)
                if section in records.unread:
                    continue
                if target not in records.known_ids.get(section, set()):
                    missing.setdefault((section, target), []).append((entry, location))
                elif section == own_section and target == id_of(entry.record):
                    yield entry.problem(location, "this record links to itself here. Remove the link.")
                elif isinstance(location[-1], int) and listed in met:
                    yield entry.problem(location, f'"{target}" is in this list twice. Remove one.')
                met.add(listed)
    for section in dict.fromkeys(section for section, _ in missing):
        gone = {target: places for (own, target), places in missing.items() if own == section}
        if len(gone) > MOST_SEPARATE:
            yield _many_missing(section, gone)
        else:
            yield from (_missing(records, section, target, places) for target, places in gone.items())


def _many_missing(section: str, gone: dict[str, Places]) -> Problem:
    """Return one problem for many missing ids of a section, whose records were probably deleted."""
    (entry, location), *_ = next(iter(gone.values()))
    named = ", ".join(quote(target) for target in list(gone)[:MOST_SEPARATE])
    sentence = (
        f"{len(gone)} ids that other records name aren't in {_file_of(section)}: {named} and others. "
        "Put their records back, or remove the ids, starting here."
    )
    return entry.problem(location, sentence)


def _file_of(section: str) -> str:
    return "data/" + next(each.file for each in SECTIONS if each.name == section)


def _missing(records: Records, section: str, target: str, places: Places) -> Problem:
    """Return one problem for all links to a missing id."""
    (entry, location), *others = places
    also = f" The same in {len(others)} more place{'s' if len(others) > 1 else ''}." if others else ""
    return entry.problem(location, no_such(records, section, target) + also)


def no_such(records: Records, section: str, target: str) -> str:
    """Return the message about a missing id, with the one that was probably meant."""
    known = records.known_ids.get(section, set())
    hint = (
        _hint_new_name(records, section, target)
        or _hint_other_kind(records, target)
        or _hint_similar(records, section, target)
        or _hint_known(section, known)
    )
    return f"{quote(target)} is not {_A_LINK_TO[section]}.{hint}"


def _hint_similar(records: Records, section: str, target: str) -> str:
    meant = records.id_meant(section, target)
    return f' Did you mean "{meant}"?' if meant else ""


def _hint_other_kind(records: Records, target: str) -> str:
    for section, kind in _A_LINK_TO.items():
        if target in records.known_ids.get(section, set()):
            return f" It is {kind}, and that isn't allowed here."
    return ""


def _hint_new_name(records: Records, section: str, target: str) -> str:
    for entry in records.entries.get(section, []):
        if isinstance(entry.record, Record) and target in entry.record.formerly:
            return f' It is now called "{entry.record.id}". Write that id.'
    return ""


def _hint_known(section: str, known: set[str]) -> str:
    if not known:
        return ""
    if len(known) <= 12:
        return f" Those that exist: {', '.join(sorted(known))}."
    return f" Look up the id in {_file_of(section)}."
