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

import textstat  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

FIXED_NAMES = re.compile(r"occupational therap(?:ists?|y)|Early Intervention|pediatricians?", re.IGNORECASE)
EASY_WORD = "Sam"
BODY_PARTS_OF_NOBODY = re.compile(
    r"\bthe (?:heads?|necks?|faces?|eyes?|ears?|nose|mouth|lips?|chin|cheeks?|shoulders?|arms?|elbows?|hands?"
    r"|palms?|fingers?|thumbs?|chest|ribs|tummy|belly|hips?|bottom|legs?|knees?|feet|toes)\b(?! of\b)",
    re.IGNORECASE,
)
SHORTEST_PIECE = 4  # words
LEFT_OUT = "nav, table, h1, h2, h3, h4, h5, h6, script, style, .app-sources, .app-cite"


@dataclass(frozen=True)
class Reading:
    """How hard a page is: school grades, the words measured, and the body parts that belong to nobody."""

    words: int
    grade: float
    raw_grade: float
    smog: float
    of_nobody: int


def pieces_of(html: str) -> list[str]:
    """Return the pieces of text that are measured, each closed as a sentence."""
    page = LexborHTMLParser(html)
    for part in page.css(LEFT_OUT):
        part.decompose()
    pieces = []
    for block in reversed(page.css("article p, article li")):  # the inner ones first
        pieces.append(" ".join(block.text().split()))
        block.decompose()
    long_enough = [piece for piece in reversed(pieces) if len(piece.split()) >= SHORTEST_PIECE]
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
