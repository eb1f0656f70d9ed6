"""Check that `data/house/words.yaml` has the phrases that pages use, with the names that they fill in."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from catalogue.entries import Entry, Records
from catalogue.problems import Problem, nearest
from catalogue.records import Phrase
from gate.said import Use, uses_in

MOST_SEPARATE = 3  # with more missing phrases than these, part of the file was probably deleted

# The endings of ids whose last part is known only at run time.
ENDINGS: dict[str, tuple[str, ...]] = {
    "another-way-for-": ("grown-up", "baby"),
    "js-found-": ("none", "one", "many"),
    "js-show-": ("one", "many"),
    "js-results-": ("none", "one", "many"),
    "js-tick-": ("yes", "not-yet", "not-sure", "seen", "lost", "none"),
    "js-problem-": (
        "born-empty",
        "date-part",
        "not-a-day",
        "clock",
        "born-in-future",
        "too-old",
        "weeks-outside",
        "due-outside",
        "give-one",
    ),
}


def problems_in_phrases(project: Path, records: Records) -> Iterator[Problem]:
    """Yield missing and unused phrases, and names in them that aren't filled in."""
    try:
        uses = list(uses_in(project))
    except (TemplateSyntaxError, SyntaxError) as error:
        sentence = f"this file has an error in its code ({error.args[0]}). Undo the last change to it."
        yield Problem(error.filename or "", error.lineno or 1, sentence)
        return
    phrases = {entry.record.id: entry for entry in records.of(Phrase)}
    missing: dict[str, Use] = {}
    unused = dict(phrases)
    about_names: dict[int, Problem] = {}
    for use in uses:
        ids = list(_ids_of(use))
        for each in ids:
            if each in phrases:
                unused.pop(each, None)
            else:
                missing.setdefault(each, use)
        for problem in _about_names(use, [phrases[each] for each in ids if each in phrases]):
            about_names.setdefault(problem.line, problem)  # one mistake is reported at its first use only
    yield from about_names.values()
    yield from _about_ids(missing, unused)


def _ids_of(use: Use) -> Iterator[str]:
    """Yield the full ids of a use, with every known ending in place of a star."""
    for each in use.ids:
        start, star, _ = each.partition("*")
        yield from (f"{start}{ending}" for ending in ENDINGS.get(start, ("*",))) if star else (each,)


def _about_ids(missing: dict[str, Use], unused: dict[str, Entry[Phrase]]) -> Iterator[Problem]:
    """Yield missing and unused phrases; a renamed one is both."""
    if len(missing) - len(unused) > MOST_SEPARATE:
        named = ", ".join(f'"{each}"' for each in sorted(missing)[:MOST_SEPARATE])
        sentence = (
            f"{len(missing)} phrases that the pages use are missing: {named} and others. Put them back."
        )
        yield Problem("data/house/words.yaml", 1, sentence)
        return
    for each, use in missing.items():
        if each.endswith("*"):
            sentence = (
                f'the ending of the phrase "{each}" isn\'t known. Add it to ENDINGS in gate/phrases.py.'
            )
            yield Problem(use.file, use.line, sentence)
            continue
        sentence = f'the phrase "{each}" is missing, and {use.place} uses it.'
        if renamed := nearest(each, unused):
            yield unused.pop(renamed).problem(("id",), f'{sentence} Rename this one back to "{each}".')
        else:
            yield Problem("data/house/words.yaml", 1, f"{sentence} Put it back.")
    for each, entry in unused.items():
        start = next((start for start in ENDINGS if each.startswith(start)), None)
        known = (
            f" The known endings, in ENDINGS of gate/phrases.py, are: {', '.join(ENDINGS[start])}."
            if start
            else ""
        )
        yield entry.problem((), f"no page uses this phrase. Remove it.{known}")


def _about_names(use: Use, said: list[Entry[Phrase]]) -> Iterator[Problem]:
    """Yield names that a place fills in but its phrases lack, and names that it doesn't fill in."""
    names = [names_in(entry.record.text) for entry in said]
    lost = use.fills.difference(*names)
    unknown_in = [(own - use.fills - use.may_fill, entry) for own, entry in zip(names, said, strict=True)]
    for unknown, entry in sorted(unknown_in, key=lambda each: (not each[0], not _mentions(lost, each[1]))):
        if unknown and lost:
            sentence = f"{_list_names(unknown)} isn't filled in here. Did you mean {_list_names(lost)}?"
        elif unknown:
            sentence = f"{_list_names(unknown)} isn't filled in here. Remove it."
        elif lost:
            sentence = f"{_list_names(lost)} is missing, and {use.place} fills it in. Put it back."
        else:
            continue
        yield entry.problem(("text",), sentence)
        lost = frozenset()


def _mentions(names: Iterable[str], entry: Entry[Phrase]) -> bool:
    """Return whether a phrase contains one of the names without its brackets."""
    return any(name in entry.record.text for name in names)


def names_in(text: str) -> frozenset[str]:
    """Return the names in the curly brackets of a phrase."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _list_names(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
