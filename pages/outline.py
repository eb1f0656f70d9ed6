"""Read a page's anchors, and its table of contents from its headings."""

from __future__ import annotations

import re
from typing import TypedDict

# An HTML parser would be ten times slower, and the markup is our own and well-formed.
_HEADING = re.compile(r'<h([123])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')


# One heading in the form of Python-Markdown's `toc_tokens`; `name` and `html` are HTML.
Heading = TypedDict(
    "Heading",
    {
        "level": int,
        "id": str,
        "name": str,
        "html": str,
        "data-toc-label": str,
        "children": "list[Heading]",
    },
)


def anchors_in(html: str) -> set[str]:
    """Return the ids that links can lead to."""
    return set(_ID.findall(html))


def outline_of(html: str) -> list[Heading]:
    """Return the headings h1 to h3 that have an id, nested by level."""
    top: list[Heading] = []
    path: list[Heading] = []
    for level, anchor, inner in _HEADING.findall(html):
        name = " ".join(_TAG.sub("", inner).split())
        heading: Heading = {
            "level": int(level),
            "id": anchor,
            "name": name,
            "html": name,
            "data-toc-label": "",
            "children": [],
        }
        while path and path[-1]["level"] >= heading["level"]:
            path.pop()
        (path[-1]["children"] if path else top).append(heading)
        path.append(heading)
    return top
