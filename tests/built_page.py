"""Read a built page as a browser does: its blocks, each with its text, phone numbers, links and headings.

Only this module knows the markup. A page can be redesigned as long as the block of a record can still be
found: by an id, by its answer box, or by the heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = "http://site.test/"
_INLINE = {"a", "abbr", "b", "button", "code", "em", "i", "small", "span", "strong"}
_SILENT = {"script", "style", "template", "svg", "noscript"}
_NUMBERS = ("tel:", "sms:")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Call:
    """A number to call or to text, as it is shown and as a phone takes it."""

    shown: str
    dialed: str


@dataclass(frozen=True)
class Link:
    """A link: its words, and its address (below the site's root, or whole where it leads to another site)."""

    text: str
    to: str


@dataclass(eq=False)
class Block:
    """An element of a page, with the titles above it (headings and summaries, the page's own first)."""

    tag: str
    attributes: dict[str, str]
    under: tuple[str, ...]
    page: str
    children: list[Block | str] = field(default_factory=list)

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it, in the order of the page, without explanations of terms."""
        yield self
        yield from self._below

    @cached_property
    def _below(self) -> list[Block]:
        inner = [child for child in self.children if isinstance(child, Block) and not child.explains]
        return [each for child in inner for each in child.walk()]

    @property
    def explains(self) -> str:
        """Return the id of the term that this block explains; such a block may follow any text."""
        return self.attributes["id"].removeprefix("term-") if "popover" in self.attributes else ""

    @property
    def explanations(self) -> list[Block]:
        """Return the terms that are explained below this block."""
        return [
            found
            for child in self.children
            if isinstance(child, Block)
            for found in ([child] if child.explains else child.explanations)
        ]

    @cached_property
    def text(self) -> str:
        """Return the visible text, with single spaces."""
        return flat("".join(self._texts()))

    def _texts(self) -> Iterator[str]:
        if self.tag in _SILENT or "hidden" in self.attributes:
            return
        around = "" if self.tag in _INLINE else " "
        yield around
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not child.explains:
                yield from child._texts()
        yield around

    def all(self, tag: str = "", **attributes: str) -> list[Block]:
        """Return the blocks of a tag below this one whose attributes start with these values."""
        return [
            each
            for each in self._below
            if (not tag or each.tag == tag)
            and all(_starts(each.attributes, name, value) for name, value in attributes.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Block:
        """Return the only such block. Raises AssertionError if there isn't exactly one."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{self.page} has {len(found)} × <{tag or 'any'}> with {attributes}"
        return found[0]

    def by_id(self, name: str) -> Block:
        """Return the one block with an id."""
        found = [each for each in self.walk() if each.attributes.get("id") == name]
        assert len(found) == 1, f"{self.page} has {len(found)} × #{name}"
        return found[0]

    @property
    def calls(self) -> list[Call]:
        """Return the numbers that a tap calls or texts, in order."""
        return [
            Call(each.text, each.attributes["href"])
            for each in self.all("a", href="")
            if each.attributes["href"].startswith(_NUMBERS)
        ]

    @property
    def links(self) -> list[Link]:
        """Return the other links, in order."""
        return [
            Link(each.text, _address(each.page, each.attributes["href"]))
            for each in self.all("a", href="")
            if not each.attributes["href"].startswith(_NUMBERS)
        ]

    def holding(self, tag: str, test: Callable[[Block], bool]) -> list[Block]:
        """Return the blocks of a tag that are the nearest ones around a block that passes a test."""
        found: list[Block] = []

        def look(block: Block, nearest: Block | None) -> None:
            nearest = block if block.tag == tag else nearest
            if test(block) and nearest is not None and nearest not in found:
                found.append(nearest)
            for child in block.children:
                if isinstance(child, Block):
                    look(child, nearest)

        look(self, None)
        return found

    # Blocks of records.

    def below(self, *titles: str) -> list[Block]:
        """Return the blocks below a title, or below nested titles, in order."""
        wanted = tuple(flat(title) for title in titles)
        return [
            each
            for each in self.walk()
            if any(each.under[at : at + len(wanted)] == wanted for at in range(len(each.under)))
        ]

    def section(self, *titles: str) -> Block:
        """Return everything below a title, or below nested titles, as one block."""
        whole = Block("section", {}, (), self.page)
        wanted = tuple(flat(title) for title in titles)

        def collect(block: Block) -> None:
            for child in block.children:
                if isinstance(child, Block):
                    under = child.under
                    if any(under[at : at + len(wanted)] == wanted for at in range(len(under))):
                        whole.children.append(child)
                    else:
                        collect(child)

        collect(self)
        assert whole.children, f"{self.page} has nothing below {wanted}"
        return whole

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the names and texts of a list of descriptions."""
        return list(
            zip([each.text for each in self.all("dt")], [each.text for each in self.all("dd")], strict=True)
        )

    @property
    def rows(self) -> list[list[str]]:
        """Return the texts of the cells of a table, row by row, without its head."""
        return [
            [cell.text for cell in row.walk() if cell.tag in ("th", "td")]
            for body in self.all("tbody")
            for row in body.all("tr")
        ]

    def ticked(self, kind: str) -> dict[str, list[Block]]:
        """Return the list items that can be ticked, by the id of their record."""
        found: dict[str, list[Block]] = {}
        for item in self.holding("li", lambda block: block.attributes.get("data-tick", "").startswith(kind)):
            tick = next(
                each.attributes["data-tick"] for each in item.walk() if "data-tick" in each.attributes
            )
            found.setdefault(tick.removeprefix(f"{kind}:"), []).append(item)
        return found

    def cards(self, folder: str) -> list[tuple[str, Block]]:
        """Return the list items that start with a link to a record's page: its id, and the item."""
        found = []
        for item in self.all("li"):
            link = next(iter(item.links), None)
            if link and (match := re.fullmatch(rf"{folder}/([^/#]+)/", link.to)):
                found.append((match[1], item))
        return found

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Return the headings: tag and text."""
        return [(each.tag, each.text) for each in self.walk() if each.tag in _HEADINGS]


def _starts(attributes: dict[str, str], name: str, value: str) -> bool:
    name = name.rstrip("_").replace("_", "-")
    return name in attributes and attributes[name].startswith(value)


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def _address(page: str, href: str) -> str:
    return urljoin(ROOT + page, href).removeprefix(ROOT)


@cache
def read(site: Path, page: str) -> Block:
    """Return the article of a built page, such as `ages/4-6-months/`."""
    return _article(whole(site, page))


def _article(html: Block) -> Block:
    return html.one("article")


@cache
def whole(site: Path, page: str) -> Block:
    """Return a built page with its head, menus and foot."""
    path = site / page
    path = path if path.suffix == ".html" else path / "index.html"
    parsed = LexborHTMLParser(path.read_text(encoding="utf-8"))
    assert parsed.root is not None
    return _Reader(page).read(parsed.root)


class _Reader:
    """Turns parsed elements into blocks, and keeps track of the titles above them."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._titles: dict[str, str] = {}  # by heading, or "fold" and its depth, outermost first

    def read(self, node: LexborNode) -> Block:
        tag = str(node.tag)
        if tag in (*_HEADINGS, "footer"):
            above = tag if tag in _HEADINGS else "h2"
            self._titles = {name: text for name, text in self._titles.items() if name < above}
        attributes = {name: value or "" for name, value in node.attributes.items()}
        block = Block(tag, attributes, self._under(), self._page)
        outside = dict(self._titles)
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                block.children.append(child.text_content or "")
            elif child.is_element_node:
                block.children.append(self.read(child))
            child = child.next
        if tag in _HEADINGS:
            self._titles[tag] = block.text
        elif tag == "summary":
            if not any(each.tag in _HEADINGS for each in block.walk()):
                self._titles[f"fold{len(self._titles)}"] = block.text
        elif tag == "details":
            self._titles = outside
        return block

    def _under(self) -> tuple[str, ...]:
        return tuple(self._titles.values())


def says_exactly(block: Block, pieces: Iterable[str]) -> None:
    """Assert that a block shows exactly these texts, each as often as it is listed."""
    rest = block.text
    for piece in sorted((flat(each) for each in pieces), key=len, reverse=True):
        assert piece in rest, f"{block.page} doesn't say: {piece!r}\nin: {block.text!r}"
        rest = rest.replace(piece, " | ", 1)
    assert not re.search(r"\w", rest), f"{block.page} says more: {rest!r}\nin: {block.text!r}"


def says_in_order(block: Block, pieces: Iterable[str]) -> None:
    """Assert that a block shows these texts in this order."""
    at = 0
    for piece in (flat(each) for each in pieces):
        found = block.text.find(piece, at)
        assert found >= 0, f"{block.page} doesn't say here: {piece!r}\nin: {block.text[at:]!r}"
        at = found + len(piece)
