"""For everybody: what one can press, open or read as a title has words, and works without a script."""

from __future__ import annotations

from pathlib import Path

from tests.any_data.test_page_numbers import every_page
from tests.built_page import Block, read

NAMED = ("button", "summary", "h1", "h2", "h3", "h4", "h5", "th", "label", "legend", "dt", "a")


def own_words(block: Block) -> str:
    """Return what a block is called: its words, also where it waits for a script, or its label."""
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
    """Return the buttons and choices that are there before any script."""
    if "hidden" in block.attributes:
        return []
    found = [own_words(block)] if block.tag in ("button", "select") else []
    return found + [
        each for child in block.children if isinstance(child, Block) for each in buttons_in_sight(child)
    ]


def test_no_button_is_there_that_does_nothing_without_a_script(site: Path) -> None:
    for address in every_page(site):
        assert buttons_in_sight(read(site, address)) == [], address


def test_no_title_stands_over_nothing(site: Path) -> None:
    for address in every_page(site):
        page = read(site, address)
        titles = [each for each in page.walk() if each.tag in ("h2", "h3", "h4", "h5", "summary")]
        filled = {
            each.under[:end]
            for each in page.walk()
            if each not in titles and own_words(each)
            for end in range(1, len(each.under) + 1)
        }
        for title in titles:
            assert (*title.under, title.text) in filled, f"{address}: nothing below {title.text!r}"
