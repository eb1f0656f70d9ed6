"""A problem in the data: one sentence and its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_ALIKE = 3  # more problems than this with the same sentence in one file are reported as one
MOST_LINES_NAMED = 4  # before "and 3 more"
LONGEST_WORD = 100  # characters; comparing longer ones is slow and useless


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to fix: where it is, what was found and what to do.

    file: the path as editors know it, such as data/activities.yaml.
    line: counted from 1.
    record, field: an id and a field name; empty if the problem isn't in a record or a single field.
    stops: False for a warning, which doesn't stop the site from being published.
    """

    file: str
    line: int
    sentence: str
    record: str = ""
    field: str = ""
    stops: bool = True

    def __str__(self) -> str:
        record = f", {quote(self.record)}" if self.record else ""
        field = f", {visible(self.field)}" if self.field else ""
        return f"{self.file}, line {self.line}{record}{field}: {self.sentence}"


class DataError(Exception):
    """The data has problems; `problems` lists all of them, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = merge_alike(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def merge_alike(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in reading order, merging those of a file with the same sentence into one."""
    alike: dict[tuple[str, str, bool], list[Problem]] = {}
    for each in sorted(set(problems)):
        alike.setdefault((each.file, each.sentence, each.stops), []).append(each)
    merged: list[Problem] = []
    for first, *others in alike.values():
        if len(others) < MOST_ALIKE:
            merged += [first, *others]
        else:
            merged.append(replace(first, sentence=first.sentence + also_on([each.line for each in others])))
    return sorted(merged)


def also_on(lines: list[int]) -> str:
    """Return a sentence that names the other lines with the same problem, or nothing."""
    if not lines:
        return ""
    named = [str(line) for line in lines[:MOST_LINES_NAMED]]
    if more := len(lines) - len(named):
        named.append(f"{more} more")
    *first, last = named
    listed = f"{', '.join(first)} and {last}" if first else last
    return f" The same on line{'s' if len(lines) > 1 else ''} {listed}."


def nearest(found: str, known: Iterable[str]) -> str | None:
    """Return the word of `known` that a misspelled one was probably meant to be, or None."""
    if len(found) > LONGEST_WORD:
        return None
    near = difflib.get_close_matches(found.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` with the nearest word of `known`, or an empty string."""
    likely = nearest(found, known)
    return f' Did you mean "{likely}"?' if likely else ""


def visible(text: str) -> str:
    """Return a text on one line, with a box for each invisible character."""
    return "".join(
        letter if letter.isprintable() else "□" for letter in text.replace("\t", " ").replace("\n", " ")
    )


def cut(text: str, longest: int = 60) -> str:
    """Return a text on one line, cut to `longest` characters."""
    return visible(text if len(text) <= longest else text[: longest - 1] + "…")


def quote(text: object, longest: int = 60) -> str:
    """Return a value in quotes, cut to `longest` characters."""
    return f'"{cut(str(text), longest)}"'
