"""Measure how hard a built page is to read.

Flesch-Kincaid grade over the paragraphs and list items of the article, each closed
as a sentence; pieces of three words or fewer, headings, navigation, tables and
sources are left out. Fixed names count as one easy word each, as a parent meets
them everywhere; the raw grade and SMOG are given as well. So does the number of body
parts that belong to nobody: "the head" instead of "their head".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import textstat  # type: ignore[import-untyped]

FIXED_NAMES = re.compile(r"occupational therap(?:ists?|y)|Early Intervention|pediatricians?", re.IGNORECASE)
EASY_WORD = "Sam"
BODY_PARTS_OF_NOBODY = re.compile(
    r"\bthe (?:heads?|necks?|faces?|eyes?|ears?|nose|mouth|lips?|chin|cheeks?|shoulders?|arms?|elbows?|hands?"
    r"|palms?|fingers?|thumbs?|chest|ribs|tummy|belly|hips?|bottom|legs?|knees?|feet|toes)\b(?! of\b)",
    re.IGNORECASE,
)
SHORTEST_PIECE = 4  # words
LEFT_OUT_TAGS = {"nav", "table", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style"}
LEFT_OUT_CLASSES = {"app-sources", "app-cite"}
VOID_TAGS = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Reading:
    """How hard a page is: school grades, the words measured, and the body parts that belong to nobody."""

    words: int
    grade: float
    raw_grade: float
    smog: float
    of_nobody: int


class _Pieces(HTMLParser):
    """Collects the own text of each `p` and `li` of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []  # tag, left out
        self._texts: list[list[str]] = []  # one for each open p or li

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID_TAGS:
            return
        classes = set((dict(attrs).get("class") or "").split())
        away = tag in LEFT_OUT_TAGS or bool(classes & LEFT_OUT_CLASSES)
        self._open.append((tag, away or (bool(self._open) and self._open[-1][1])))
        if tag in ("p", "li"):
            self._texts.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self._open]:
            return
        while self._open:
            name, _ = self._open.pop()
            if name in ("p", "li"):
                self.pieces.append(" ".join("".join(self._texts.pop()).split()))
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        in_article = any(name == "article" for name, _ in self._open)
        if self._texts and in_article and not self._open[-1][1]:
            self._texts[-1].append(data)


def pieces_of(html: str) -> list[str]:
    """Return the pieces of text that are measured, each closed as a sentence."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    long_enough = [piece for piece in parser.pieces if len(piece.split()) >= SHORTEST_PIECE]
    return [piece if piece.endswith((".", "!", "?", '"')) else f"{piece}." for piece in long_enough]


def reading_of(html: str) -> Reading:
    """Return how hard a built page is to read."""
    raw = " ".join(pieces_of(html))
    eased = FIXED_NAMES.sub(EASY_WORD, raw)
    if not eased:
        return Reading(0, 0.0, 0.0, 0.0, 0)
    return Reading(
        words=len(eased.split()),
        grade=textstat.flesch_kincaid_grade(eased),
        raw_grade=textstat.flesch_kincaid_grade(raw),
        smog=textstat.smog_index(eased),
        of_nobody=len(BODY_PARTS_OF_NOBODY.findall(raw)),
    )
