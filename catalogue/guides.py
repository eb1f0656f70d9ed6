"""The guides: hand-written pages, of which the catalogue knows the head and how much there is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from catalogue.field_types import Id, LinksTo, Text
from catalogue.file_text import MISTAKES_IN_GUIDES, NotReadable, bytes_of, fix_text, text_of
from catalogue.problems import Problem
from catalogue.read import RawFile, RawRecord, read_bytes
from catalogue.records import Reviewable, SearchWords

_EDGE = re.compile(r"---[ \t]*")
MACRO = re.compile(r"\{\{((?:(?!\{\{|\}\}|\n[ \t]*\n).)*)\}\}", re.DOTALL)

# Text that YAML would turn into a number, a date or a boolean for MkDocs.
_NOT_A_TEXT = re.compile(r"[-+.0-9:_/]+|0[xo][0-9a-f]+|true|false|yes|no|on|off|null|~", re.IGNORECASE)


def _one_line(value: str) -> str:
    if _NOT_A_TEXT.fullmatch(value):
        raise ValueError("write some words here")
    if any(sign in value for sign in ("{{", "{%", "{#")):
        raise ValueError("write plain words here: macros work only below the head")
    return value


Words = Annotated[Text, AfterValidator(_one_line)]


class Head(Reviewable):
    """The front matter of a guide: the lines between the two lines of dashes at its top."""

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
class GuideText:
    """A guide as it is typed: its head, and the lines below it.

    lines: with an empty line in place of each line of the head, so that they keep their numbers.
    """

    head: RawRecord | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_guide(path: Path, file: str) -> GuideText:
    """Read a guide, which messages call `file`. Raises NotReadable."""
    problems: list[Problem] = []
    text = fix_text(text_of(bytes_of(path, file), file), file, problems, MISTAKES_IN_GUIDES)
    lines = text.split("\n")
    end = _end_of_head(lines, file)
    raw = _read_head(lines[1:end], file)
    head = next(iter(raw.sections.get("head", [])), None)
    return GuideText(head, ("",) * (end + 1) + tuple(lines[end + 1 :]), (*problems, *raw.problems))


def _read_head(lines: list[str], file: str) -> RawFile:
    """Read the lines of a head: indented below a name, they are like a section of a data file."""
    section = "\n".join(["head:", *(f"  {line}" for line in lines)])
    return read_bytes(section.encode(), shown_as=file, sections={"head": False})


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


@dataclass(frozen=True)
class Guide:
    """A guide with a valid head: its source in the docs folder, and how many words are its own."""

    path: str
    head: Head
    words: int

    @property
    def id(self) -> str:
        """Return the name of its file, without its ending."""
        return Path(self.path).stem


def guides_in(docs: Path) -> Iterator[Guide]:
    """Yield the guides of a folder; the check of the guides reports those that can't be read."""
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs).as_posix()
        try:
            text = read_guide(path, f"{docs.name}/{place}")
            head = Head.model_validate(text.head.values if text.head else {})
        except (NotReadable, ValidationError):
            continue
        yield Guide(place, head, len(MACRO.sub(" ", "\n".join(text.lines)).split()))
