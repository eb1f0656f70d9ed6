"""For the parent: short chunks, easy words, and none of the words that hurt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from catalogue.catalogue import Catalogue
from pages.terms import TermFinder
from report.reading import VOID_TAGS, pieces_of, reading_of

LONGEST_LIST = 7
# Lists that are looked up in, not read through.
INDEXES = {"app-sources", "app-jump", "app-index", "app-ladder"}


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages for parents: all but the two for staff."""
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).parent.as_posix()
        if address not in ("staff", "components"):
            yield address, path.read_text(encoding="utf-8")


class Lists(HTMLParser):
    """Counts the items of each list of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str]]] = []
        self.counts: list[int] = []
        self.found: list[tuple[set[str], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID_TAGS:
            return
        if tag == "li" and self.counts:
            self.counts[-1] += 1
        self.open.append((tag, set((dict(attrs).get("class") or "").split())))
        if tag in ("ul", "ol"):
            self.counts.append(0)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, classes = self.open.pop()
            if name in ("ul", "ol"):
                names = [each for each, _ in self.open]
                if "article" in names and "nav" not in names:
                    self.found.append((classes, self.counts[-1]))
                self.counts.pop()
            if name == tag:
                break


def test_no_list_is_longer_than_a_tired_reader_can_hold(site: Path) -> None:
    long = []
    for address, html in pages(site):
        parser = Lists()
        parser.feed(html)
        long += [
            (address, classes, count)
            for classes, count in parser.found
            if count > LONGEST_LIST and not classes & INDEXES
        ]
    assert not long, long


def test_pages_are_easy_to_read(site: Path) -> None:
    grades = {address: reading_of(html) for address, html in pages(site)}
    long = {address: one.grade for address, one in grades.items() if one.words >= 100}
    assert long
    hard = {address: grade for address, grade in long.items() if grade > 6}
    assert len(hard) * 10 <= len(long), hard
    assert not {address: grade for address, grade in hard.items() if grade > 8}


def test_no_page_says_what_we_avoid(site: Path, catalogue: Catalogue) -> None:
    found = []
    for address, html in pages(site):
        article = html[html.index("<article") : html.index("</article>")]
        text = " ".join(re.sub(r"<[^>]+>", " ", article).split())
        for one in catalogue.avoided:
            if one.only_in:
                continue
            for word in one.words:
                for met in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
                    found.append((address, text[max(0, met.start() - 60) : met.end() + 40]))
    assert not found, found


# Words that lead elsewhere, that parents type, or that explain another word.
NOT_LOOKED_AT = re.compile(
    r"<(a|summary|table|h[1-6]|dt)\b.*?</\1>"
    r'|<details class="app-fold app-term".*?</details>|<p class="app-also">.*?</p>'
    r'|<div class="app-message">.*?</div>',
    re.DOTALL,
)


def test_no_page_uses_a_word_of_the_trade_without_explaining_it(site: Path, catalogue: Catalogue) -> None:
    words = TermFinder(catalogue.terms)
    unexplained = []
    for address, html in pages(site):
        if address == "guides/glossary":
            continue
        text = " ".join(pieces_of(NOT_LOOKED_AT.sub("", html)))
        shown = set(re.findall(r'data-term="([^"]+)"', html))
        unexplained += [(address, term.id) for term in words.found_in(text) if term.id not in shown]
    assert not unexplained, unexplained[:20]
