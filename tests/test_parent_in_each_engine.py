"""For the parent on any phone: what the tools do, in Chromium, in Firefox and in WebKit."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from catalogue.catalogue import Catalogue
from tests.engines import Tab

LIST = "ages/4-6-months/"
HOLDS_HEAD = "[data-tick='milestone:holds-head-steady']"


def type_birth(tab: Tab, words: dict[str, str], born: str, *, weeks: str = "") -> None:
    """Fill in the form on Home, month/day/year, and send it."""
    for part, text in zip(("month", "day", "year"), born.split("/"), strict=True):
        tab.fill(words[f"date-{part}"], text, within="[data-name=born]")
    if weeks:
        tab.tap("button", words["my-baby-early"], within="#my-baby")
        tab.fill(words["date-weeks"], weeks, within="#my-baby")
    tab.tap("button", words["my-baby-show"])


def answer(tab: Tab, item: str, word: str) -> None:
    """Tap an answer; the boxes come when a reader touches the page."""
    tab.press("Shift")
    tab.tap("radio", word, within=item)


def unspaced(text: str) -> str:
    """Leave out spaces, which in a PDF are only gaps between letters, and take ligatures apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def on_paper(pdf: bytes) -> list[str]:
    """The text of each page of paper, without spaces."""
    return [unspaced(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_birth_date_leads_to_the_page_and_answers_stay(
    tab: Tab, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    tab.open(f"{address}/")
    type_birth(tab, words, "5/20/2026", weeks="32")
    tab.at("/ages/4-6-months/")
    both = {"birth": "6 months", "use": "4 months", "weeks": 8, "baby": words["js-your-baby"]}
    tab.sees(words["js-age-both"].format(**both))

    answer(tab, HOLDS_HEAD, words["js-tick-not-yet"])
    tab.open(f"{address}/{LIST}")
    tab.press("Shift")
    assert tab.checked(words["js-tick-not-yet"], HOLDS_HEAD)
    assert not tab.faults()


@pytest.mark.parametrize("path", [LIST, "activities/reach-in-tummy-time/", "urgent/"])
def test_a_page_is_on_paper(tab: Tab, address: str, path: str) -> None:
    tab.open(f"{address}/{path}")
    headings = tab.evaluate(
        "() => [...document.querySelectorAll('article :is(h1, h2)')].map(each => each.innerText)"
    )
    paper = "".join(on_paper(tab.pdf()))
    for heading in headings:
        assert unspaced(heading) in paper, heading
