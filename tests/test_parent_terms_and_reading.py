"""For the parent: lists stay short, reading grades are right, and terms are explained in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from catalogue.records import Term
from pages.terms import TermFinder, explain_terms
from report.reading import pieces_of, reading_of
from tests.any_data.test_parent_can_read_it import pages

LONGEST_LIST = 7
# Lists for reference, which nobody reads from start to end.
INDEXES = {"app-sources", "app-jump", "app-index", "app-ladder"}


def lists_in(html: str) -> Iterator[tuple[set[str], int]]:
    """Yield (classes, number of items) for each list of the article, except those of links to pages."""
    page = LexborHTMLParser(html)
    for nav in page.css("nav"):
        nav.decompose()
    for block in page.css("article ul, article ol"):
        classes = set((block.attributes.get("class") or "").split())
        yield classes, sum(each.tag == "li" for each in block.iter())


def test_no_list_is_longer_than_a_tired_reader_can_hold(site: Path) -> None:
    long = [
        (address, classes, count)
        for address, html in pages(site)
        for classes, count in lists_in(html)
        if count > LONGEST_LIST and not classes & INDEXES
    ]
    assert not long, long


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. It was a big cat.", -2, 2),
        (
            "Developmental surveillance necessitates multidisciplinary interpretation of longitudinal data.",
            15,
            40,
        ),
    ],
)
def test_the_measure_tells_easy_from_hard(text: str, low: float, high: float) -> None:
    grade = reading_of(f"<article><p>{text}</p></article>").grade
    assert low < grade < high


def test_the_measure_counts_body_parts_that_belong_to_nobody() -> None:
    html = "<p>The head comes up, and the hands open. They lift their head, like the hands of a clock.</p>"
    assert reading_of(f"<article>{html}</article>").of_nobody == 2


def test_the_measure_takes_paragraphs_and_items_only() -> None:
    html = """<nav><p>Not this one at all.</p></nav><article><h1>No heading is measured here</h1>
      <p>This one is measured</p><ul class="app-sources"><li>A source is left out.</li></ul>
      <li>An item with <details><p>a part of its own.</p></details></li><p>Too short</p>
      <table><tr><td><p>No table is measured either.</p></td></tr></table></article>"""
    assert pieces_of(html) == ["This one is measured.", "a part of its own."]


def finder(*terms: tuple[str, tuple[str, ...]]) -> TermFinder:
    return TermFinder(
        Term(id=title.lower().replace(" ", "-"), title=title, meaning="A meaning.", also=also)
        for title, also in terms
    )


def explained(html: str, *terms: tuple[str, tuple[str, ...]]) -> str:
    return explain_terms(html, finder(*terms), lambda _, word: f"*{word}*", lambda term: f"[{term.id}]")


TWO = (("Corrected age", ("adjusted age",)), ("NICU", ()))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>Use the Adjusted age.</p><p>NICU.</p>",
            "<p>Use the *Adjusted age*.</p>[corrected-age]<p>*NICU*.</p>[nicu]",
        ),
        ("<p>The NICU.</p><p>The NICU again.</p>", "<p>The *NICU*.</p>[nicu]<p>The NICU again.</p>"),
        ("<ul><li>In the NICU</li></ul>", "<ul><li>In the *NICU*[nicu]</li></ul>"),
        ("<p>Her cornucopia, nicus.</p>", "<p>Her cornucopia, nicus.</p>"),
        (
            '<p><a href="x">NICU</a> first</p><p>NICU</p>',
            '<p><a href="x">NICU</a> first</p><p>*NICU*</p>[nicu]',
        ),
        ("<p>A nicu, and two NICUs.</p>", "<p>A nicu, and two NICUs.</p>"),
        (
            "<table><tr><td><p>NICU</p></td></tr></table><aside><p>NICU</p></aside>"
            '<div class="app-preview"><p>NICU</p></div><p>The NICU.</p>',
            "<table><tr><td><p>NICU</p></td></tr></table><aside><p>NICU</p></aside>"
            '<div class="app-preview"><p>NICU</p></div><p>The *NICU*.</p>[nicu]',
        ),
        ("<h2>NICU</h2><p>Home.</p>", "<h2>NICU</h2><p>Home.</p>"),
        ('<p>NICU</p><dl><dt data-explains="nicu">NICU</dt></dl>',) * 2,
        ("<p><label>NICU</label> and <code>NICU</code></p>",) * 2,
        ("<p>The <b>NICU</b>, or a NICU</p>", "<p>The <b>*NICU*</b>, or a NICU</p>[nicu]"),
        (
            '<div class="app-message"><p>NICU</p></div><p>The NICU.</p>',
            '<div class="app-message"><p>NICU</p></div><p>The *NICU*.</p>[nicu]',
        ),
    ],
)
def test_a_term_opens_where_it_first_appears(html: str, expected: str) -> None:
    assert explained(html, *TWO) == expected


def test_the_longer_of_two_terms_is_the_one_that_is_meant() -> None:
    two = (("Early intervention", ()), ("Early intervention program", ()))
    html = explained("<p>Your early intervention program.</p>", *two)
    assert html == "<p>Your *early intervention program*.</p>[early-intervention-program]"


def test_an_everyday_word_is_left_to_the_glossary() -> None:
    plain = TermFinder([Term(id="nicu", title="NICU", meaning="A meaning.", in_place=False)])
    assert not list(plain.matches_in("The NICU."))
