"""Read the guides: the head of each as a raw record, and its text line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.file_text import NotReadable
from catalogue.guides import MACRO, read_guide
from catalogue.problems import Problem
from catalogue.read import RawRecord

_GAP = re.compile(r"\n[ \t]*\n")
_NOT_PROSE = re.compile(rf"{MACRO.pattern}|(?<!`)`[^`\n]+`(?!`)|<!--(?:(?!<!--).)*?-->", re.DOTALL)


@dataclass(frozen=True)
class Macro:
    """One `{{ … }}` of a guide: its line and what is between the brackets."""

    line: int
    text: str
    stands_alone: bool
    """Whether nothing else is on its line, nor on the lines above and below it."""


@dataclass(frozen=True)
class Guide:
    """One guide.

    file: the path, as editors know it.
    head: the front matter.
    lines: the lines as typed, with an empty one for each line of the head.
    beside_macros: the same, with each macro replaced by as many letters x.
    prose: the same, with comments and code in backticks replaced, too.
    """

    file: str
    head: RawRecord | None
    lines: tuple[str, ...]
    beside_macros: tuple[str, ...]
    prose: tuple[str, ...]
    macros: tuple[Macro, ...]

    def paragraph_at(self, line: int) -> int:
        """Return the number of the first line of the paragraph that contains a line."""
        while line > 1 and self.lines[line - 2].strip():
            line -= 1
        return line


def read_guides(docs: Path) -> tuple[list[Guide], list[Problem]]:
    """Return every readable guide of a folder, and the problems found while reading."""
    guides: list[Guide] = []
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        file = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        try:
            guides.append(_read(path, file, problems))
        except NotReadable as error:
            problems.append(error.problem)
    return guides, problems


def _read(path: Path, file: str, problems: list[Problem]) -> Guide:
    text = read_guide(path, file)
    problems += text.problems
    body = "\n".join(text.lines)
    return Guide(
        file,
        text.head,
        text.lines,
        tuple(MACRO.sub(_cross_out, body).split("\n")),
        tuple(_NOT_PROSE.sub(_cross_out, body).split("\n")),
        tuple(_macro(found, body) for found in MACRO.finditer(body)),
    )


def _cross_out(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", found[0])


def _macro(found: re.Match[str], body: str) -> Macro:
    before, after = _GAP.split(body[: found.start()])[-1], _GAP.split(body[found.end() :], maxsplit=1)[0]
    return Macro(body.count("\n", 0, found.start()) + 1, found[1].strip(), not (before + after).strip())
