"""For the parent: short paragraphs, easy words, and none of the words to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE, AvoidedWords, Source
from pages.terms import TermFinder
from report.reading import Reading, pieces_of, reading_of
from tests.any_data.conftest import in_english_only, in_other_languages
from tests.conftest import ROOT
from translation.files import FOLDER
from translation.glossary import read_glossary

NOT_TRANSLATED = f':is([lang="{LANGUAGE}"], script, code, [href$=".json"], [href$=".csv"])'

EASY = {"es": 65}
"""From which number on a text is easy, on the INFLESZ scale of each language."""


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages for parents: all but the two for staff."""
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).parent.as_posix()
        if address not in ("staff", "components"):
            yield address, path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readings(site: Path) -> dict[str, Reading]:
    """The reading grade of each page that has text, by address."""
    measured = {address: reading_of(html) for address, html in pages(site)}
    return {address: one for address, one in measured.items() if one.words >= 100}


@in_english_only
def test_pages_are_easy_to_read(readings: dict[str, Reading]) -> None:
    long = {address: one.grade for address, one in readings.items()}
    assert long
    hard = {address: grade for address, grade in long.items() if grade > 6}
    assert len(hard) * 10 <= len(long), hard
    assert not {address: grade for address, grade in hard.items() if grade > 8}


@in_other_languages
def test_pages_in_another_language_are_easy_to_read(site: Path, language: str) -> None:
    texts = {address: " ".join(pieces_of(html)) for address, html in pages(site)}
    textstat.set_lang(language)
    try:
        long = {
            address: textstat.szigriszt_pazos(text)
            for address, text in texts.items()
            if len(text.split()) >= 100
        }
    finally:
        textstat.set_lang("en_US")
    assert long
    assert not {address: ease for address, ease in long.items() if ease < EASY[language]}


@in_english_only  # Spanish says "la cabeza" of a head that is somebody's
@pytest.mark.wording
def test_body_parts_belong_to_somebody(readings: dict[str, Reading]) -> None:
    assert readings
    assert not {page: one.of_nobody for page, one in readings.items() if one.of_nobody * 150 > one.words}


def test_no_page_says_what_we_avoid(site: Path, catalogue: Catalogue, language: str) -> None:
    if language == LANGUAGE:
        avoided = [word for one in catalogue.all(AvoidedWords) if not one.only_in for word in one.words]
        end = r"\b"
    else:
        avoided = [each.word for each in read_glossary(ROOT / FOLDER / language).avoid]
        end = ""  # a word in any of its forms
    publishers = re.compile("|".join({re.escape(each.organisation) for each in catalogue.all(Source)}))
    found = []
    for address, html in pages(site):
        article = LexborHTMLParser(html[html.index("<article") : html.index("</article>")])
        # The titles of sources, and on a page in another language what is English.
        for other in article.css(f".app-sources a, .app-cite a, {NOT_TRANSLATED}"):
            other.decompose()
        text = " ".join((article.body.text(separator=" ") if article.body else "").split())
        text = publishers.sub("", text)
        lower = text.lower()
        for word in avoided:
            if word.lower() not in lower:  # a hundred times faster than the search
                continue
            for met in re.finditer(rf"\b{re.escape(word)}{end}", text, re.IGNORECASE):
                found.append((address, text[max(0, met.start() - 60) : met.end() + 40]))
    assert not found, found


# Links, and explanations of other words.
NOT_LOOKED_AT = re.compile(
    r"<(a|code|summary|table|h[1-6]|dt|footer)\b.*?</\1>"
    r'|<p popover.*?</p>|<p class="app-cite".*?</p>'
    r'|<div class="app-message">.*?</div>',
    re.DOTALL,
)


def without_urgent_rows(html: str) -> str:
    """Return a page without what no explanation of a word interrupts, such as urgent rows and first aid."""
    page = LexborHTMLParser(html)
    while row := page.css_first(
        ".app-urgent-rows, .app-first-aids, .app-catch-all, .app-safety, .app-call-if"
    ):
        row.decompose()
    return page.html or ""


def test_no_page_uses_a_word_of_the_trade_without_explaining_it(site: Path, catalogue: Catalogue) -> None:
    words = TermFinder(catalogue.terms)
    unexplained = []
    for address, html in pages(site):
        if address == "guides/glossary":
            continue
        text = " ".join(pieces_of(NOT_LOOKED_AT.sub("", without_urgent_rows(html))))
        shown = set(re.findall(r'popovertarget="term-([^"]+)"', html))
        unexplained += [(address, term.id) for _, term in words.matches_in(text) if term.id not in shown]
    assert not unexplained, unexplained[:20]
