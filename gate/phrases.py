"""Whether `data/house/words.yaml` has the phrases of the pages, each with the names that they fill in."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from jinja2 import TemplateSyntaxError

from catalogue.entries import Entry, Records
from catalogue.problems import Problem, nearest
from catalogue.records import Checked, Drawing, Phrase, Sign
from gate.said import Use, uses_in

MOST_TOLD_ALONE = 3  # of more missing phrases, a part of the file is gone

# The endings of ids of which the last part is known only when a page is made or read.
ENDINGS: dict[str, tuple[str, ...]] = {
    "checked-": get_args(Checked),
    "drawing-": get_args(Drawing),
    "tier-basis-": get_args(Sign.model_fields["tier_basis"].annotation),
    "js-found-": ("none", "one", "many"),
    "js-tick-": ("yes", "not-yet", "not-sure", "seen", "lost"),
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
    """Yield each phrase that is missing or that nothing says, and the names in them that aren't filled in."""
    try:
        uses = list(uses_in(project))
    except (TemplateSyntaxError, SyntaxError) as error:
        sentence = f"the code is broken here ({error.args[0]}). Undo the last change to this file."
        yield Problem(error.filename or "", error.lineno or 1, "", "", sentence)
        return
    phrases = {entry.record.id: entry for entry in records.of(Phrase)}
    missing: dict[str, Use] = {}
    unsaid = dict(phrases)
    for use in uses:
        ids = list(_ids_of(use))
        for each in ids:
            if each in phrases:
                unsaid.pop(each, None)
            else:
                missing.setdefault(each, use)
        yield from _about_names(use, [phrases[each] for each in ids if each in phrases])
    yield from _about_ids(missing, unsaid)


def _ids_of(use: Use) -> Iterator[str]:
    """Yield the whole ids of a use, with each known ending in place of a star."""
    for each in use.ids:
        start, star, _ = each.partition("*")
        yield from (f"{start}{ending}" for ending in ENDINGS.get(start, ("*",))) if star else (each,)


def _about_ids(missing: dict[str, Use], unsaid: dict[str, Entry[Phrase]]) -> Iterator[Problem]:
    """Yield phrases that are missing, and those that nothing says; a renamed one is both."""
    if len(missing) - len(unsaid) > MOST_TOLD_ALONE:
        named = ", ".join(f'"{each}"' for each in sorted(missing)[:MOST_TOLD_ALONE])
        sentence = (
            f"{len(missing)} phrases that the pages say are missing: {named} and others. Put them back."
        )
        yield Problem("data/house/words.yaml", 1, "", "", sentence)
        return
    for each, use in missing.items():
        if each.endswith("*"):
            sentence = (
                f'the last part of the phrase "{each}" isn\'t known. Add it to ENDINGS in gate/phrases.py.'
            )
            yield Problem(use.file, use.line, "", "", sentence)
            continue
        sentence = f'the phrase "{each}" is missing, and {use.place} says it.'
        if renamed := nearest(each, unsaid):
            yield unsaid.pop(renamed).problem(("id",), f'{sentence} Call this one "{each}" again.')
        else:
            yield Problem("data/house/words.yaml", 1, "", "", f"{sentence} Put it back.")
    for each, entry in unsaid.items():
        start = next((start for start in ENDINGS if each.startswith(start)), None)
        known = (
            f" Of those that start so, ENDINGS in gate/phrases.py has: {', '.join(ENDINGS[start])}."
            if start
            else ""
        )
        yield entry.problem((), f"no page says this phrase. Take it out.{known}")


def _about_names(use: Use, said: list[Entry[Phrase]]) -> Iterator[Problem]:
    """Yield the names that a place fills in and its phrases don't have, and those that it doesn't fill in."""
    names = [names_in(entry.record.text) for entry in said]
    lost = use.fills.difference(*names)
    unknown_in = [(own - use.fills - use.may_fill, entry) for own, entry in zip(names, said, strict=True)]
    for unknown, entry in sorted(unknown_in, key=lambda each: (not each[0], not _speaks_of(lost, each[1]))):
        if unknown and lost:
            sentence = f"{_listed(unknown)} isn't filled in here. Did you mean {_listed(lost)}?"
        elif unknown:
            sentence = f"{_listed(unknown)} isn't filled in here. Take it out."
        elif lost:
            sentence = f"{_listed(lost)} is missing, which {use.place} fills in. Put it where it belongs."
        else:
            continue
        yield entry.problem(("text",), sentence)
        lost = frozenset()


def _speaks_of(names: Iterable[str], entry: Entry[Phrase]) -> bool:
    """Return whether a phrase has one of some names without its brackets: it lost them."""
    return any(name in entry.record.text for name in names)


def names_in(text: str) -> frozenset[str]:
    """Return the names in the curly brackets of a phrase."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
