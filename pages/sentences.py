"""List where each sentence of the site is written, so that staff can go from a page to the line to edit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.records import Contact, Record
from pages.addresses import Addresses, is_addressed
from pages.views.page import url_of

PATH = "staff/sentences.txt"

_END = re.compile(r"(?<=[.!?])\s+")
# What isn't text in a guide: macros, HTML, addresses of links, and signs of Markdown.
_MARKUP = re.compile(r"\{\{.*?\}\}|<[^>]*>|\]\([^)]*\)|[*_`\[\]|]|^\s*(?:#+|[-+>]|\d+\.)\s+")


def sentences(catalogue: Catalogue, project: Path, guides: Path) -> str:
    """Return one line per sentence: file:line, the record's id, its address, the sentence; between tabs.

    `guides` is the folder of the project with the guides. A sentence in another language than that of the
    data has the first line of its record.
    """
    found = [*_of_records(catalogue, project), *_of_guides(guides, project)]
    return "".join("\t".join((f"{file}:{line}", *texts)) + "\n" for file, line, *texts in found)


Found = Iterator[tuple[str, int, str, str, str]]
"""(path in the project, line, id of the record or "", address on the site or "", sentence)."""


def _of_records(catalogue: Catalogue, project: Path) -> Found:
    addresses = Addresses(catalogue)
    by_file: dict[str, list[Record]] = {}
    for _, records in catalogue.by_section():
        for record in records:
            by_file.setdefault(catalogue.place_of(record).file, []).append(record)
    for file, own_records in by_file.items():
        lines = (project / file).read_text(encoding="utf-8-sig").splitlines()
        starts = sorted(catalogue.place_of(record).line for record in own_records)
        ends = dict(pairwise([*starts, len(lines) + 1]))
        for record in own_records:
            if not record.is_shown:
                continue  # what was withdrawn must be in no file
            start = catalogue.place_of(record).line
            own = [line.strip() for line in lines[start - 1 : ends[start] - 1]]
            address = addresses.of(record) if is_addressed(record) else ""
            for line, sentence in _placed(own, _texts_of(record)):
                yield file, start + line, record.id, address, sentence


def _texts_of(record: Record) -> Iterator[str]:
    yield from (text for _, text in texts_in(record))
    if isinstance(record, Contact) and record.phone:
        yield record.phone


def _of_guides(docs: Path, project: Path) -> Found:
    for path in sorted(docs.rglob("*.md")):
        lines = [text_of(line) for line in path.read_text(encoding="utf-8").splitlines()]
        paragraphs = " ".join(line or "\n" for line in lines).split("\n")
        for line, sentence in _placed(lines, map(str.strip, paragraphs)):
            address = url_of(path.relative_to(docs).as_posix())
            yield path.relative_to(project).as_posix(), line + 1, "", address, sentence


def text_of(line: str) -> str:
    """Return what a reader sees of one line of a guide."""
    return " ".join(_MARKUP.sub("", line).split())


def _placed(lines: Sequence[str], texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield each sentence of some texts with the index of the line in which it starts.

    A sentence that the file spells differently, such as with \\" for a quote, gets the first line.
    """
    joined = " ".join(filter(None, lines))
    starts, numbers, at = [], [], 0
    for number, line in enumerate(lines):
        if line:
            starts.append(at)
            numbers.append(number)
            at += len(line) + 1
    for text in texts:
        within = max(joined.find(text), 0)
        for sentence in filter(None, _END.split(text)):
            place = joined.find(sentence, within)
            yield (numbers[bisect_right(starts, place) - 1] if place >= 0 else 0), sentence
