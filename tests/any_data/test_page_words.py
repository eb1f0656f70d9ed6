"""For everybody: every control and title has words, and works without scripts."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

from tests.any_data.test_page_foot import made_pages
from tests.any_data.test_page_numbers import every_page
from tests.built_page import Block, read, whole

MOST_FOR_DRAWINGS = 4000  # bytes, compressed; a phone gets them with the page
NAMED = ("button", "summary", "h1", "h2", "h3", "h4", "h5", "th", "label", "legend", "dt", "a")


def own_words(block: Block) -> str:
    """Return the name of a block: its text, even if it is hidden until a script runs, or its label."""
    texts = [child if isinstance(child, str) else own_words(child) for child in block.children]
    return block.attributes.get("aria-label", "") or "".join(texts).strip()


def test_everything_with_a_name_has_words(site: Path) -> None:
    for address in every_page(site):
        for block in read(site, address).walk():
            if block.tag in NAMED and "aria-hidden" not in block.attributes:
                assert own_words(block), f"{address}: a <{block.tag}> without words, {block.attributes}"
            assert block.attributes.get("href", "somewhere"), (
                f"{address}: a link to nowhere, {own_words(block)}"
            )
            assert block.attributes.get("aria-label", "named"), f"{address}: an empty label on <{block.tag}>"


def buttons_in_sight(block: Block) -> list[str]:
    """Return the controls that show before any script runs and need one; a popover needs none.

    What prints is shown by style only where scripts run, which the test for weak signals looks at.
    """
    prints = block.attributes.get("class") == "app-print"
    if prints or "hidden" in block.attributes or "popovertarget" in block.attributes:
        return []
    found = [own_words(block)] if block.tag in ("button", "select") else []
    return found + [
        each for child in block.children if isinstance(child, Block) for each in buttons_in_sight(child)
    ]


def test_no_button_is_there_that_does_nothing_without_a_script(site: Path) -> None:
    for address in every_page(site):
        assert buttons_in_sight(read(site, address)) == [], address


def test_no_title_is_above_nothing(site: Path) -> None:
    for address in every_page(site):
        page = read(site, address)
        headings = ("h2", "h3", "h4", "h5")
        titles = [
            each
            for each in page.walk()
            if each.tag in headings
            or (each.tag == "summary" and not any(part.tag in headings for part in each.walk()))
        ]
        filled = {
            each.under[:end]
            for each in page.walk()
            if each not in titles and own_words(each)
            for end in range(1, len(each.under) + 1)
        }
        for title in titles:
            assert (*title.under, title.text) in filled, f"{address}: nothing below {title.text!r}"


def test_beside_each_page_are_its_own_headings_and_the_pages_of_its_folder(site: Path) -> None:
    for address in made_pages(site):
        page, article = whole(site, address), read(site, address)
        headings = [each for each in article.walk() if each.tag in ("h2", "h3") and "id" in each.attributes]
        outline = page.all("nav", class_="app-side app-side--sections")
        assert [link.to for link in outline[-1].links] == [
            f"{address}#{heading.attributes['id']}" for heading in headings
        ], address
        beside = page.all("div", class_="app-side app-side--pages")
        assert len(beside) == ("/" in address.rstrip("/")), address


def test_every_table_scrolls_by_keyboard_and_has_a_name(site: Path) -> None:
    for address in made_pages(site):
        article = read(site, address)
        regions = article.all("div", class_="app-table", role="region", tabindex="0")
        assert all(each.attributes["aria-label"] for each in regions), address
        tables = [table for region in regions for table in region.all("table")]
        assert tables == article.all("table"), address


class Nesting(HTMLParser):
    """Collects the end tags of a page that close another element than the one opened last."""

    VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> on line {self.getpos()[0]}")


def test_what_a_page_opens_it_closes_in_order(site: Path) -> None:
    # Markdown can move the end of a fold past the blocks inside it, and a browser then ends the fold early.
    for address in made_pages(site):
        html = (site / address / "index.html").read_text(encoding="utf-8")
        nesting = Nesting()
        nesting.feed(html[html.index("<article") : html.index("</article>")])
        assert not nesting.wrong, f"{address}: {nesting.wrong[:3]}"


def test_every_fold_looks_like_one(site: Path) -> None:
    for address in made_pages(site):
        for fold in read(site, address).all("details"):
            assert "app-fold" in fold.attributes.get("class", "").split(), f"{address}: {fold.text[:80]}"


def test_every_picture_that_is_shown_is_on_the_page(site: Path) -> None:
    for address in made_pages(site):
        article = read(site, address)
        drawn = {f"#{each.attributes['id']}" for each in article.all("symbol")}
        assert {each.attributes["href"] for each in article.all("use")} == drawn, address


def test_the_drawings_of_a_page_weigh_little(site: Path) -> None:
    for path in site.rglob("*.html"):
        drawn = re.findall(r'<symbol id="drawings-.*?</symbol>', path.read_text(encoding="utf-8"), re.DOTALL)
        # The page of components is for staff, and shows every drawing.
        if path.parent.name != "components":
            assert len(gzip.compress("".join(drawn).encode())) <= MOST_FOR_DRAWINGS, path
