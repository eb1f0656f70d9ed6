"""A problem in the data, told as one sentence with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_ALIKE = 3  # of more problems of a file that say the same, the first one speaks for all
MOST_LINES_NAMED = 4  # of those that hold the same slip
LONGEST_WORD = 100  # characters; a longer one is a slip of its own, and slow to compare


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what was found and what to do.

    `file` is the path as an editor knows it, such as data/activities.yaml;
    `line` counts from 1; `record` is an id and `field` a field's name, empty where
    the slip isn't in a record, or not in one field. A doubt has `stops` False: somebody
    should look, and it can still be published.
    """

    file: str
    line: int
    record: str
    field: str
    sentence: str
    stops: bool = True

    def __str__(self) -> str:
        record = f", {quote(self.record)}" if self.record else ""
        field = f", {visible(self.field)}" if self.field else ""
        return f"{self.file}, line {self.line}{record}{field}: {self.sentence}"


class DataError(Exception):
    """The data has problems; `problems` holds all that were found, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = merge_alike(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def merge_alike(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in reading order; where many of a file say the same, the first one names the others."""
    alike: dict[tuple[str, str, bool], list[Problem]] = {}
    for each in sorted(set(problems)):
        alike.setdefault((each.file, each.sentence, each.stops), []).append(each)
    said: list[Problem] = []
    for first, *others in alike.values():
        if len(others) < MOST_ALIKE:
            said += [first, *others]
        else:
            said.append(replace(first, sentence=first.sentence + also_on([each.line for each in others])))
    return sorted(said)


def also_on(lines: list[int]) -> str:
    """Return where else a slip is, so that a hundred of a kind are one problem."""
    if not lines:
        return ""
    named = [str(line) for line in lines[:MOST_LINES_NAMED]]
    if more := len(lines) - len(named):
        named.append(f"{more} more")
    *first, last = named
    listed = f"{', '.join(first)} and {last}" if first else last
    return f" The same on line{'s' if len(lines) > 1 else ''} {listed}."


def nearest(found: str, known: Iterable[str]) -> str | None:
    """Return the likeliest of `known` for a misspelt word, if one is likely at all."""
    if len(found) > LONGEST_WORD:
        return None
    near = difflib.get_close_matches(found.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` for the likeliest of `known`, or nothing."""
    likely = nearest(found, known)
    return f' Did you mean "{likely}"?' if likely else ""


def visible(text: str) -> str:
    """Return a text on one line, with a box for each character that can't be seen."""
    return "".join(
        letter if letter.isprintable() else "□" for letter in text.replace("\t", " ").replace("\n", " ")
    )


def cut(text: str, longest: int = 60) -> str:
    """Return a text as it can be shown in a sentence: on one line, at most `longest` characters."""
    return visible(text if len(text) <= longest else text[: longest - 1] + "…")


def quote(text: object, longest: int = 60) -> str:
    """Return what an editor wrote, in quotes, cut to `longest` characters."""
    return f'"{cut(str(text), longest)}"'
