"""Safety-critical content (emergency signs, tiers, safety, numbers to call): every change is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from catalogue.entries import Entry
from catalogue.problems import cut
from catalogue.records import (
    Activity,
    Change,
    Claim,
    Contact,
    Limits,
    Pack,
    Phrase,
    Position,
    Record,
    Section,
    Sign,
    SiteSettings,
)
from gate.comparison import Comparison, Difference, Entries, is_shown

VITAL: dict[str, tuple[str, ...]] = {
    "signs": ("tiers", "branches"),
    "milestones": ("if_not_yet", "call_first"),
    "safety_rules": ("title", "rule", "short", "added_to", "trap_words", "said_in"),
    "advice": ("title", "short", "advice", "from", "to", "contacts", "see_also"),
    "activities": ("ages", "positions", "safety", "call_if"),
    "packs": ("safety", "signs"),
    "positions": ("held", "safety", "safety_before_4_months"),
    "contacts": ("phone", "text", "text_say", "hours", "shown"),
    "tiers": ("title", "explain", "why", "emergency", "same_day", "contacts"),
    "act_now": ("title", "action", "explain", "contacts"),
    "words": ("gives_advice",),
    "limits": tuple(name for name in Limits.model_fields if name not in Claim.model_fields),
    "site": ("emergency_contact", "urgent_contacts", "lost_skill_sign", "catch_all_sign"),
    "first_aid": ("title", "before", "steps", "afterwards"),
}
"""The safety-critical fields of each section."""

IN_AN_EMERGENCY: dict[str, tuple[str, ...]] = {
    "signs": (
        *("title", "details", "do_now", "act_now", "branches", "first_aid", "any_age", "by", "from", "to"),
        *("contacts", "on_age_pages", "on_age_pages_until"),
    ),
    "contacts": ("title", "explain"),
}
"""More such fields of emergency signs, and of contacts to call in an emergency."""

ORDERED = ("tiers", "act_now")
"""Sections whose order shows what is more urgent."""

WHOLE = (
    "signs",
    "first_aid",
    "safety_rules",
    "advice",
    "contacts",
    "tiers",
    "act_now",
    "positions",
    "limits",
)
"""Sections of which new records are reported, too."""

# Words that make a text safety-critical: in any record, and, a few more, in the phrases of the pages.
_NAMES_HELP = re.compile(r"\b(?:911|988|emergency|poison)\b", re.IGNORECASE)
_TELLS_TO_CALL = re.compile(r"\b(?:911|988|emergency|poison|urgent|call)\b", re.IGNORECASE)
# A phrase with another number makes another claim.
_NUMBER = re.compile(r"\d+")
_CONTEXT = 3  # words of context on each side of a change


def vital_differences(comparison: Comparison) -> Iterator[Difference]:
    """Yield each change of safety-critical content, as before → after."""
    for section, before, now in comparison.sections():
        if section.model is Change:  # the reasons themselves
            continue
        for name, entry in now.items():
            earlier = before.get(name)
            if earlier and is_shown(earlier) and is_shown(entry):
                yield from _between(comparison, section, earlier, entry)
            elif is_shown(entry) and section.name in WHOLE:
                yield _difference(entry, (), "this is a new safety-critical record")
        if section.name in ORDERED:
            yield from _order_changes(before, now)


def _between(
    comparison: Comparison, section: Section, earlier: Entry[BaseModel], entry: Entry[BaseModel]
) -> Iterator[Difference]:
    """Yield the safety-critical differences between two versions of a record."""
    if earlier.record == entry.record:
        return
    old, new = (comparison.values_of(each.record) for each in (earlier, entry))
    fields = dict.fromkeys(
        [*_vital_fields(comparison, section, earlier, entry), *_naming_help(entry, old, new)]
    )
    for field in fields:
        if old[field] == new[field] or not _matters(comparison, entry.record, field, old[field], new[field]):
            continue
        change = f"this is safety-critical, and it changed: {before_and_after(old[field], new[field])}"
        # A first phone number replaces none that parents may have used.
        yield _difference(entry, (field,), change, free=field == "phone" and old[field] is None)


def _difference(
    entry: Entry[BaseModel], location: tuple[str, ...], sentence: str, *, free: bool = False
) -> Difference:
    record = entry.record
    if isinstance(record, Record):
        names, named = record.names, f"records: [{record.kind_in_names}/{record.id}]"
    else:
        names, named = ("site",), "without records, as it is for the whole site"
    remedy = (
        "If this is intended, give the reason in a new record of data/house/changes.yaml: "
        f"id, day, title, why, {named}."
    )
    return Difference(entry.problem(location, f"{sentence}."), names, remedy, free)


def _vital_fields(
    comparison: Comparison, section: Section, earlier: Entry[BaseModel], entry: Entry[BaseModel]
) -> tuple[str, ...]:
    """Return the fields of a record that are safety-critical, whatever they say."""
    fields = VITAL.get(section.name, ())
    is_emergency = any(isinstance(each.record, Sign) and each.record.act_now for each in (earlier, entry))
    is_called = isinstance(entry.record, Contact) and entry.record.id in _called_in_an_emergency(comparison)
    return fields + IN_AN_EMERGENCY[section.name] if is_emergency or is_called else fields


def _naming_help(entry: Entry[BaseModel], old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield the fields whose text, before or now, says where to get help."""
    leads = _TELLS_TO_CALL if isinstance(entry.record, Phrase) else _NAMES_HELP
    for field, text in (*old.items(), *new.items()):
        if isinstance(text, str) and leads.search(text):
            yield field
    if isinstance(entry.record, Phrase) and _claims_otherwise(entry.record, old["text"], new["text"]):
        yield "text"


def _claims_otherwise(phrase: Phrase, old: str, new: str) -> bool:
    """Return whether a phrase has another number now, or explains a yardstick differently."""
    return phrase.id.startswith("yardstick-") or _NUMBER.findall(old) != _NUMBER.findall(new)


def _called_in_an_emergency(comparison: Comparison) -> set[str]:
    """Return the ids of the contacts to call in an emergency, before or now."""
    found: set[str] = set()
    for records in (comparison.before, comparison.now):
        for site in records.of(SiteSettings):
            found |= {site.record.emergency_contact, *site.record.urgent_contacts}
        for section in ("act_now", "signs"):
            for entry in records.entries.get(section, []):
                if section == "act_now" or getattr(entry.record, "act_now", None):
                    found |= set(getattr(entry.record, "contacts", ()))
    return found


def _matters(comparison: Comparison, record: BaseModel, field: str, old: Any, new: Any) -> bool:
    """Return False for a change of play that removes no safety rule and no sign from its page."""
    if not isinstance(record, Activity | Pack) or field not in ("safety", "call_if", "signs", "positions"):
        return True
    if field != "positions":
        return bool(set(old) - set(new))
    held = {entry.record.id for entry in comparison.now.of(Position) if entry.record.held}
    return not set(old) <= held and set(new) <= held  # then the page loses the rule for the floor


def _order_changes(before: Entries, now: Entries) -> Iterator[Difference]:
    """Yield a change in the order of the records that exist in both versions."""
    both = [name for name in before if name in now], [name for name in now if name in before]
    if both[0] != both[1]:
        first = next(new for old, new in zip(*both, strict=True) if old != new)
        yield _difference(
            now[first], (), f"the order shows what is more urgent, and it changed: {before_and_after(*both)}"
        )


def before_and_after(old: Any, new: Any) -> str:
    """Return two values as before → after; long texts are cut to where they differ."""
    if isinstance(old, str) and isinstance(new, str):
        old, new = _around(old.split(), new.split())
    return f"{_format_value(old)} → {_format_value(new)}"


def _around(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the words in which two texts differ, with some context."""
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return _excerpt(old, start, end), _excerpt(new, start, end)


def _excerpt(words: list[str], start: int, end: int) -> str:
    first, last = max(start - _CONTEXT, 0), min(len(words) - end + _CONTEXT, len(words))
    text = " ".join(words[first:last])
    return f"{'…' if first else ''}{text}{'…' if last < len(words) else ''}"


def _format_value(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return f'"{cut(value, 160)}"' if isinstance(value, str) else str(value).lower()
