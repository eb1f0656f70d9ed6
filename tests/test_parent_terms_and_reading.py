"""For the parent: how hard a text is to read is measured rightly, and terms are explained in place."""

from __future__ import annotations

import pytest

from catalogue.records import Term
from pages.terms import TermFinder, with_terms_explained
from report.reading import pieces_of, reading_of


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
    return with_terms_explained(html, finder(*terms), lambda term: f"[{term.id}]")


TWO = (("Corrected age", ("adjusted age",)), ("NICU", ()))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>Use the Adjusted age.</p><p>NICU.</p>",
            "<p>Use the Adjusted age.</p>[corrected-age]<p>NICU.</p>[nicu]",
        ),
        ("<p>The NICU.</p><p>The NICU again.</p>", "<p>The NICU.</p>[nicu]<p>The NICU again.</p>"),
        ("<ul><li>In the NICU</li></ul>", "<ul><li>In the NICU[nicu]</li></ul>"),
        ("<p>Her cornucopia, nicus.</p>", "<p>Her cornucopia, nicus.</p>"),
        (
            '<p><a href="x">NICU</a> first</p><p>NICU</p>',
            '<p><a href="x">NICU</a> first</p><p>NICU</p>[nicu]',
        ),
        ("<h2>NICU</h2><p>Home.</p>", "<h2>NICU</h2><p>Home.</p>"),
        (
            '<p>NICU</p><details data-term="nicu"></details>',
            '<p>NICU</p><details data-term="nicu"></details>',
        ),
        (
            '<div class="app-message"><p>NICU</p></div><p>The NICU.</p>',
            '<div class="app-message"><p>NICU</p></div><p>The NICU.</p>[nicu]',
        ),
    ],
)
def test_a_term_is_explained_right_behind_the_place_where_it_first_stands(html: str, expected: str) -> None:
    assert explained(html, *TWO) == expected
