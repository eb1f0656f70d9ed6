"""Build the index of search: one entry for each place that a parent may look for.

The index holds texts and addresses; `docs/assets/js/find.js` ranks them on the reader's device.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify, unique

from catalogue import growth, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import (
    LANGUAGE,
    ActNow,
    Advice,
    Contact,
    FirstAid,
    Pack,
    Record,
    SafetyRule,
    SearchWordList,
)
from pages.addresses import Addresses, tel
from pages.plan import plan_pages
from pages.scripts import as_json
from pages.sentences import text_of
from pages.views.page import url_of

FILE = "search.json"

# Characters of the line below a title; a weak signal has room for more only where it counts. In Spanish, the
# words that parents type, with those of each region, need the room.
LONGEST_LINE = {"en": 60, "es": 36}
LONGEST_URGENT_LINE = 110

# How much an entry counts by its kind. A sign counts between these two, by its urgency.
_MOST_URGENT, _LEAST_URGENT = 4.0, 1.6
_WEIGHTS = {
    "help": 1.6,
    "guide": 1.4,
    "age": 1.4,
    "milestone": 1.2,
    "skill": 1.2,
    "word": 0.6,
    "safety": 1.0,
    "play": 0.8,
    "other": 0.3,
}
# What no worried parent looks for.
_OTHER = frozenset(
    {"changes.md", "sources.md", "guides/about.md", "guides/for-professionals.md", "guides/privacy.md"}
)

_HEADING = re.compile(r"(?m)^## +(.+?)(?: \{: #([\w-]+) \})?$")

# The endings that search leaves off, so that it finds other forms of a word. Spanish: first those of
# "quemado" and "respiración", then those of "respirando", "respirarlo" and "respira". An n after an o belongs
# to the word, so "convulsión" and "convulsiones" are one.
_ENDINGS = {
    "en": r"^(.{2,}[^e])ed$|^(.{3,})(?:ing|es)$|^(.{3,})[esy]$",
    "es": (
        r"^(.{4,})(?:[ai]d[ao]s?|acion(?:es)?)$"
        r"|^(.{3,}?)(?:(?:ando|iendo|[aei]r)(?:se|l[aeo]s?)?|amos|emos|aron|ieron|[aeo]s?|[ae]n|i)$"
    ),
}


@dataclass(frozen=True)
class Entry:
    """One place: its address, title and kind, the line below the title, and words that parents type."""

    address: str
    title: str
    kind: str
    line: str = ""
    words: tuple[str, ...] = ()


def search_index(catalogue: Catalogue, docs: Path) -> str:
    """Return the index as JSON.

    `kinds` are lists of label, look and weight; `entries` are lists of address, title, the place of the kind,
    line, and words separated by a bar. `endings` is what search leaves off
    a word. `spanish` is the answer to a query in Spanish on the site in the language of the data.
    """
    language = catalogue.language
    if language not in _ENDINGS:
        raise LookupError(f'pages/search.py has no endings of words in "{language}"')
    kinds = _kinds(catalogue)
    places = {kind: place for place, kind in enumerate(kinds)}
    found = (
        *_urgent(catalogue),
        *_growth(catalogue),
        *_records(catalogue),
        *_pages(catalogue),
        *_guides(docs),
    )
    entries = [
        (each.address, each.title, places[each.kind], _cut(each, language), "|".join(each.words))
        for each in found
    ]
    lists = {
        each.id.removeprefix(f"{language}-"): each.words
        for each in catalogue.all(SearchWordList)
        if each.language == language
    }
    return as_json(
        {
            "endings": _ENDINGS[language],
            "kinds": list(kinds.values()),
            "entries": entries,
            "lists": lists,
            "spanish": _in_spanish(catalogue) if language == LANGUAGE else None,
        }
    )


def _in_spanish(catalogue: Catalogue) -> dict[str, str]:
    """Return the answer to a query in Spanish: a text, the number in it, and the number's address.

    The number is the first one to call for what isn't an emergency.
    """
    contacts = (contact for tier in catalogue.tiers for contact in urgency.contacts_of(catalogue, tier))
    name, number = next((each.title, each.phone) for each in contacts if each.phone)
    say = _sayer(catalogue)
    text = say("search-spanish", name=name, number=number)
    return {"text": text, "number": number, "address": tel(number)}


def _sayer(catalogue: Catalogue) -> Callable[..., str]:
    """Return the function that fills in a phrase."""

    def say(phrase: str, **values: object) -> str:
        return catalogue.phrases[phrase].format(**values)

    return say


def _kinds(catalogue: Catalogue) -> dict[str, tuple[str, str, float]]:
    """Return label, look and weight of each kind of entry; signs have the kind of what to do about them."""
    say = catalogue.phrases
    emergency, *others = catalogue.tiers
    ways = [(each.id, each.title, emergency.look) for each in catalogue.all(ActNow)]
    ways += [(each.id, each.title, each.look) for each in others]
    step = (_MOST_URGENT - _LEAST_URGENT) / (len(ways) - 1)
    labels = {
        "help": say["search-help"],
        "guide": say["search-guide"],
        "age": say["search-age"],
        "milestone": say["search-milestone"],
        "skill": say["search-skill"],
        "word": say["search-word"],
        "safety": say["search-safety"],
        "play": say["search-play"],
        "other": say["search-other"],
    }
    signs = {
        name: (title, look, round(_MOST_URGENT - place * step, 2))
        for place, (name, title, look) in enumerate(ways)
    }
    return signs | {kind: (label, "", _WEIGHTS[kind]) for kind, label in labels.items()}


def _urgent(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield the signs, first aid, and whom to call."""
    addresses = Addresses(catalogue)
    most_urgent = catalogue.all(ActNow)[0].id
    for each in catalogue.all(FirstAid):
        yield Entry(addresses.of(each), each.title, most_urgent, each.before, each.search_words)
    for sign in catalogue.signs:
        kind = urgency.dispositions_of(catalogue, sign)[0].id
        yield Entry(
            addresses.of(sign), sign.title, kind, sign.details or sign.do_now or "", sign.search_words
        )
    for contact in catalogue.all(Contact):
        if urgency.is_shown(contact):
            urgent = contact.id in catalogue.site.urgent_contacts
            line = f"{contact.phone}. {contact.explain}" if contact.phone else contact.explain
            address = "urgent/#numbers" if urgent else "guides/get-help/"
            yield Entry(address, contact.title, "help", line, contact.search_words)


def _records(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield activities, packs, safety and terms."""
    addresses = Addresses(catalogue)
    for activity in catalogue.activities:
        yield Entry(addresses.of(activity), activity.title, "play", activity.summary, activity.search_words)
    for pack in catalogue.all(Pack):
        yield Entry(addresses.of(pack), pack.title, "play", pack.for_whom, pack.search_words)
    for advice in catalogue.all(Advice):
        yield Entry(addresses.of(advice), advice.title, "safety", advice.advice, advice.search_words)
    for rule in catalogue.all(SafetyRule):
        yield Entry(addresses.of(rule), rule.title, "safety", rule.rule)
    for term in catalogue.terms:
        yield Entry(addresses.of(term), term.title, "word", term.meaning, term.also)


def _growth(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield ages, skill areas and milestones; a WHO window is found with the milestone that it belongs to."""
    addresses, say = Addresses(catalogue), _sayer(catalogue)
    for age in catalogue.ages:
        end = growth.end_of(catalogue, age)
        months = range(age.from_, end if end is not None else age.from_ + 1)
        words = tuple(word for month in months for word in say("search-age-words", month=month).split("|"))
        yield Entry(addresses.of(age), age.title, "age", age.main_message, words)
    for skill in catalogue.skills:
        yield Entry(addresses.of(skill), skill.title, "skill", skill.summary, skill.search_words)
    for milestone in catalogue.milestones:
        if milestone.same_as is None:
            address = addresses.of(milestone)
            yield Entry(address, milestone.title, "milestone", milestone.look_for, milestone.search_words)


def _pages(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield the generated pages that aren't about one record."""
    addresses = Addresses(catalogue)
    records: tuple[Record, ...] = (
        *catalogue.ages,
        *catalogue.skills,
        *catalogue.activities,
        *catalogue.all(Pack),
    )
    of_a_record = set(map(addresses.of, records))
    for page in plan_pages(catalogue):
        if page.in_search and page.url not in of_a_record:
            yield Entry(page.url, page.title, _kind_of(page.path), page.description)


def _guides(docs: Path) -> Iterator[Entry]:
    """Yield each guide, and each of its sections."""
    for path in sorted(docs.rglob("*.md")):
        _, front_matter, text = path.read_text(encoding="utf-8").split("---\n", 2)
        head: dict[str, Any] = yaml.safe_load(front_matter)
        name = path.relative_to(docs).as_posix()
        address, kind = url_of(name), _kind_of(name)
        words = tuple(head.get("search_words", ()))
        yield Entry(address, head["title"], kind, head["description"], words)
        for heading, anchor, lines in _sections(text) if kind != "other" else ():
            yield Entry(f"{address}#{anchor}", heading, kind, _first_text(lines) or head["title"])


def _sections(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the heading of each section of a guide, its anchor, and its lines."""
    used: set[str] = set()
    _, *found = _HEADING.split(text)
    for heading, anchor, lines in zip(found[::3], found[1::3], found[2::3], strict=True):
        title = text_of(heading)
        yield title, anchor or unique(slugify(title, "-"), used), lines.splitlines()


def _first_text(lines: list[str]) -> str:
    """Return the first line that has text."""
    return next(filter(None, map(text_of, lines)), "")


def _kind_of(path: str) -> str:
    if path.startswith("safety/"):
        return "safety"
    return "other" if path in _OTHER else "guide"


def _cut(entry: Entry, language: str) -> str:
    """Return the start of an entry's line, as far as it fits below the title."""
    longest = LONGEST_LINE[language] if entry.kind in _WEIGHTS else LONGEST_URGENT_LINE
    if len(entry.line) <= longest:
        return entry.line
    return f"{entry.line[:longest].rsplit(' ', 1)[0]}…"
