"""Read the headings of a finished page, for its table of contents."""

from __future__ import annotations

import re
from typing import TypedDict

# A browser's parser would be ten times slower, and these pages are our own well-formed markup.
_HEADING = re.compile(r'<h([123])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Heading(TypedDict):
    """One heading as MkDocs' table of contents takes it; the name is HTML."""

    level: int
    id: str
    name: str
    children: list[Heading]


def outline_of(html: str) -> list[Heading]:
    """Return the headings h1 to h3 that carry an id, each below the one it belongs to."""
    top: list[Heading] = []
    path: list[Heading] = []
    for level, anchor, inner in _HEADING.findall(html):
        name = " ".join(_TAG.sub("", inner).split())
        heading = Heading(level=int(level), id=anchor, name=name, children=[])
        while path and path[-1]["level"] >= heading["level"]:
            path.pop()
        (path[-1]["children"] if path else top).append(heading)
        path.append(heading)
    return top
