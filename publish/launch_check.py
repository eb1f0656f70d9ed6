"""List what stands in the way of the launch, or of its next step: `python -m publish.launch_check`.

It prints one sentence for each thing that stands in the way of what data/clinic.yaml makes public, and then
fails; it prints nothing if all is well. It asks GitHub whether Pages is on, and otherwise needs no network.
SITE_URL and SITE_REPO are those of the published site.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from catalogue import launch, packets, urgency
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.guides import Guide
from catalogue.packets import Text
from catalogue.problems import DataError
from catalogue.records import (
    FIRST_PUBLIC,
    SECTIONS,
    Contact,
    FirstAid,
    Language,
    OpenItem,
    Phrase,
    PublicKind,
)
from catalogue.state import build_day
from pages.plan import plan_pages
from pages.views.page import records_in
from translation.files import languages_in
from translation.state import states_of
from translation.texts import MENU_RECORD, originals_of

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 3  # of many records, how many are named

Ask = Callable[[str], bool | None]
"""Tells whether a repository has Pages; None if GitHub doesn't say."""


def obstacles(catalogue: Catalogue, address: str, repository: str, has_pages: Ask) -> Iterator[str]:
    """Yield what stands in the way of the kinds of text that are public, or else of the first."""
    public = launch.public_kinds(catalogue)
    if not public:
        first = ", ".join(FIRST_PUBLIC)
        yield f"Nothing is public yet. The first step is public: [{first}] in data/clinic.yaml."
    kinds = public or frozenset(FIRST_PUBLIC)
    if catalogue.get(Contact, "clinic").phone is None:
        yield "The clinic's phone number isn't known: add it to the contact clinic in data/clinic.yaml."
    yield from _about_texts(catalogue, kinds)
    yield from _about_questions(catalogue, kinds)
    yield from _about_address(address)
    yield from _about_pages(repository, has_pages)


def obstacles_in(catalogue: Catalogue, language: Language, project: Path) -> Iterator[str]:
    """Yield what stands in the way of the kinds of text that are public in another language, or the first."""
    if not language.public:
        first = ", ".join(FIRST_PUBLIC)
        yield f"Nothing is public yet. The first step is public: [{first}] in data/clinic.yaml."
    kinds = frozenset(language.public or FIRST_PUBLIC)
    yield from _about_texts(catalogue, kinds)
    states = list(states_of(originals_of(catalogue.records, project), project, language.id))
    wanted = _translated_for(catalogue, kinds) | {
        state.name for state in states if state.is_guide and "guides" in kinds
    }
    missing = dict.fromkeys(state.name for state in states if not state.is_translated)
    unchecked = dict.fromkeys(state.name for state in states if not state.is_checked)
    if old := [name for name in missing if name in wanted]:
        yield f"The translation of {_count(old, 'text')} is unfinished: {_listed(old)}. Run make translation."
    left = [name for name in unchecked if name in wanted and name not in missing]
    for kind in dict.fromkeys(map(_section_of, left)):
        names = [name for name in left if _section_of(name) == kind]
        yield f"No qualified translator checked {_count(names, 'text')} of {kind}: {_listed(names)}."


def _translated_for(catalogue: Catalogue, kinds: frozenset[str]) -> set[str]:
    """Return the records that must be translated before pages of these kinds are public."""
    shown = {
        f"{section.name}.{record.id}"
        for section, records in catalogue.by_section()
        for record in records
        if record.is_shown
    }
    if "guides" in kinds:  # what a guide shows is known only once it is built, and it may show any record
        return {*shown, "site.site", MENU_RECORD}
    needed = {name for name in shown if name.startswith("words.")}
    for page in plan_pages(catalogue):
        own, related = (tuple(records_in(page, related=each)) for each in (False, True))
        if launch.kinds_of_page(own, related) <= kinds:
            needed |= {f"{_kind_of(record)}.{record.id}" for record in related}
    return {*(needed & shown), "site.site", MENU_RECORD}


def _section_of(name: str) -> str:
    """Return the section of a translated record, or guides."""
    return "guides" if name.endswith(".md") else name.partition(".")[0]


def _about_texts(catalogue: Catalogue, kinds: frozenset[str]) -> Iterator[str]:
    urgent = (*urgency.urgent_signs(catalogue), *catalogue.all(FirstAid))
    unsigned = [record for record in urgent if record.reviewed_on is None]
    if unsigned:
        yield f"Is it urgent? has {_count(unsigned, 'text')} that nobody signed: {_named(unsigned)}."
    unsourced = [record for record in urgent if not record.is_fully_sourced]
    if unsourced:
        yield f"Is it urgent? has {_count(unsourced, 'text')} without a full source: {_named(unsourced)}."
    named = set(map(packets.name_of, unsigned))
    others = [text for text in _unsigned(catalogue, kinds) if packets.name_of(text) not in named]
    for kind in sorted({_kind_of(text) for text in others}):
        texts = [text for text in others if _kind_of(text) == kind]
        yield f"Nobody signed {_count(texts, 'text')} of {kind}: {_named(texts)}."


def _unsigned(catalogue: Catalogue, kinds: frozenset[str]) -> Iterator[Text]:
    """Yield each unsigned text of these kinds, and each that keeps one of their pages in the preview."""
    needed: set[str] = set()
    for page in plan_pages(catalogue):
        own, shown = (tuple(records_in(page, related=related)) for related in (False, True))
        if launch.kinds_of_page(own, shown) <= kinds:
            needed |= {packets.name_of(record) for record in launch.unsigned_safety(shown)}
    for text in packets.reviewable_texts(catalogue):
        is_held = not isinstance(text, Guide) and not text.is_shown  # it is on no page before it is signed
        unsigned = packets.review_in(text).reviewed_on is None and not is_held
        # What a guide shows is known only once it is built, and any guide may show any safety.
        safety = "guides" in kinds and not isinstance(text, Guide) and launch.unsigned_safety([text])
        wanted = _kind_of(text) in kinds or packets.name_of(text) in needed or safety
        if unsigned and (wanted or isinstance(text, Phrase)):  # the words are on pages of every kind
            yield text


def _about_questions(catalogue: Catalogue, kinds: frozenset[str]) -> Iterator[str]:
    """Yield the open questions about texts of these kinds; once all are public, every open question."""
    texts = (text for text in packets.reviewable_texts(catalogue) if _kind_of(text) in kinds)
    names = {name for text in texts for name in _names_of(text)}
    everything = kinds >= set(get_args(PublicKind))
    items = [item for item in catalogue.all(OpenItem) if everything or names & set(item.records)]
    if items:
        yield (
            f"{_count(items, 'open question')} in data/house/open-items.yaml or data/state/house.yaml: "
            f"{_listed([item.id for item in items])}. Settle and remove each."
        )


def _about_address(address: str) -> Iterator[str]:
    host = urlsplit(address).hostname or ""
    if not address.startswith("https://") or not host:
        yield "The address of the site isn't known: set SITE_URL, as PUBLISHING.md says."
    elif host.endswith(".github.io"):
        yield f"The site has no domain of its own: {host} shares what a device keeps with other sites."


def _about_pages(repository: str, has_pages: Ask) -> Iterator[str]:
    if not repository:
        yield "The repository isn't known: set SITE_REPO to its name on GitHub, such as clinic/infant-ot."
        return
    answer = has_pages(repository)
    if answer is None:
        yield f"GitHub didn't say whether {repository} has Pages: look under Settings, Pages."
    elif not answer:
        yield f"Pages is off for {repository}: choose GitHub Actions as the source under Settings, Pages."


def _kind_of(text: Text) -> str:
    """Return the kind of a text, as `public` in data/clinic.yaml names it."""
    if isinstance(text, Guide):
        return "guides"
    return next(section.name for section in SECTIONS if section.model is type(text))


def _names_of(text: Text) -> Iterable[str]:
    return (packets.name_of(text),) if isinstance(text, Guide) else text.names


def _count(things: Sequence[object], word: str) -> str:
    number = len(things)
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _named(texts: Sequence[Text]) -> str:
    return _listed([packets.name_of(text) for text in texts])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def ask_github(repository: str) -> bool | None:
    """Return whether a public repository has Pages, as GitHub says it to anybody."""
    try:
        with urllib.request.urlopen(f"https://api.github.com/repos/{repository}", timeout=10) as answer:
            return bool(json.load(answer)["has_pages"])
    except (OSError, ValueError, KeyError):
        return None


def main() -> int:
    """Print what stands in the way, and return an exit code: 0 if nothing does.

    A language of which nothing is public yet doesn't hold up the others.
    """
    try:
        catalogue = load_catalogue(ROOT / "data", build_day())
        others = {
            language: list(obstacles_in(catalogue, language, ROOT))
            for language in catalogue.all(Language)
            if language.id in languages_in(ROOT)
        }
    except (DataError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    address, repository = (os.environ.get(name, "") for name in ("SITE_URL", "SITE_REPO"))
    found = list(obstacles(catalogue, address, repository, ask_github))
    print("".join(f"- {sentence}\n" for sentence in found), end="")
    for language, said in others.items():
        sentences = [sentence for sentence in said if sentence not in found]
        print("".join(f"- {language.title}: {sentence}\n" for sentence in sentences), end="")
        found += sentences if language.public else []
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
