"""Read the guides: the head of each as a raw record, and its text line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from catalogue.field_types import Id, LinksTo, StrictSpelling, Text
from catalogue.file_text import MISTAKES_IN_GUIDES, NotReadable, bytes_of, fix_text, text_of
from catalogue.problems import Problem
from catalogue.read import RawRecord, read_bytes
from catalogue.records import SearchWords

_EDGE = re.compile(r"---[ \t]*")
_MACRO = re.compile(r"\{\{((?:(?!\{\{|\}\}|\n[ \t]*\n).)*)\}\}", re.DOTALL)
_GAP = re.compile(r"\n[ \t]*\n")
_NOT_PROSE = re.compile(rf"{_MACRO.pattern}|(?<!`)`[^`\n]+`(?!`)|<!--(?:(?!<!--).)*?-->", re.DOTALL)

# Text that YAML would turn into a number, a date or a boolean for MkDocs.
_NOT_A_TEXT = re.compile(r"[-+.0-9:_/]+|0[xo][0-9a-f]+|true|false|yes|no|on|off|null|~", re.IGNORECASE)


def _one_line(value: str) -> str:
    if _NOT_A_TEXT.fullmatch(value):
        raise ValueError("write some words here")
    if any(sign in value for sign in ("{{", "{%", "{#")):
        raise ValueError("write plain words here: macros work only below the head")
    return value


Words = Annotated[Text, AfterValidator(_one_line)]


class Head(StrictSpelling):
    """The front matter of a guide: the lines between the two lines of dashes at its top."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Words = Field(description="Write the name of the page, as the menu shows it.")
    description: Words = Field(
        description="Say in one sentence what a parent finds here; search engines show it."
    )
    sources: Annotated[tuple[Id, ...], LinksTo("sources")] = Field(
        description="Write the ids from data/sources.yaml that the page rests on; [] if there are none."
    )
    search_words: SearchWords = ()
    hide: tuple[Literal["navigation", "toc"], ...] = Field(
        default=(),
        description="What the page leaves out: navigation (the menu beside it) or toc (its contents).",
    )


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
    text = fix_text(text_of(bytes_of(path, file), file), file, problems, MISTAKES_IN_GUIDES)
    lines = text.split("\n")
    end = _end_of_head(lines, file)
    # Indented below a name, the head can be read like a section of a data file.
    section = "\n".join(["head:", *(f"  {line}" for line in lines[1:end])])
    raw = read_bytes(section.encode(), shown_as=file, sections={"head": False})
    problems += raw.problems
    body = "\n".join([""] * (end + 1) + lines[end + 1 :])
    return Guide(
        file,
        next(iter(raw.sections.get("head", [])), None),
        tuple(body.split("\n")),
        tuple(_MACRO.sub(_cross_out, body).split("\n")),
        tuple(_NOT_PROSE.sub(_cross_out, body).split("\n")),
        tuple(_macro(found, body) for found in _MACRO.finditer(body)),
    )


def _end_of_head(lines: list[str], file: str) -> int:
    """Return the index of the line below the head. Raises NotReadable."""
    if not _EDGE.fullmatch(lines[0]):
        raise NotReadable(
            file,
            'a guide starts with "---" on its first line, then its title, description and sources. Add them.',
        )
    for number, line in enumerate(lines[1:], start=1):
        if _EDGE.fullmatch(line):
            return number
        if line.startswith("#") or not line.strip():
            break
    raise NotReadable(file, 'the head is never closed. Write "---" on a line of its own below it.', number)


def _cross_out(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", found[0])


def _macro(found: re.Match[str], body: str) -> Macro:
    before, after = _GAP.split(body[: found.start()])[-1], _GAP.split(body[found.end() :], maxsplit=1)[0]
    return Macro(body.count("\n", 0, found.start()) + 1, found[1].strip(), not (before + after).strip())
