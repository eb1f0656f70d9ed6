"""Read the headings of a finished page, for its table of contents."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TypedDict


class Heading(TypedDict):
    """One heading as MkDocs' table of contents takes it; the name is HTML."""

    level: int
    id: str
    name: str
    children: list[Heading]


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._open: Heading | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in ("h1", "h2", "h3") and anchor:
            self._open = Heading(level=int(tag[1]), id=anchor, name="", children=[])

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open["name"] += data

    def handle_endtag(self, tag: str) -> None:
        if self._open is not None and tag == f"h{self._open['level']}":
            self._open["name"] = escape(" ".join(self._open["name"].split()))
            self.found.append(self._open)
            self._open = None


def outline_of(html: str) -> list[Heading]:
    """Return the headings h1 to h3 that carry an id, each below the one it belongs to."""
    parser = _Headings()
    parser.feed(html)
    parser.close()
    top: list[Heading] = []
    path: list[Heading] = []
    for heading in parser.found:
        while path and path[-1]["level"] >= heading["level"]:
            path.pop()
        (path[-1]["children"] if path else top).append(heading)
        path.append(heading)
    return top
