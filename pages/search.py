"""Remove the parts of a page that are excluded from search.

The search plugin can skip an element itself, but would still index each heading in it.
"""

from __future__ import annotations

import re

_EXCLUDED = re.compile(r"<([a-z]+)\b[^>]*\sdata-search-exclude\b[^>]*>")


def searchable(html: str) -> str:
    """Return a page's HTML without its elements marked `data-search-exclude`."""
    kept = []
    at = 0
    while excluded := _EXCLUDED.search(html, at):
        kept.append(html[at : excluded.start()])
        at = _end_of(excluded[1], html, excluded.end())
    return "".join(kept) + html[at:]


def _end_of(element: str, html: str, at: int) -> int:
    """Return the position after an element, given the position after its opening tag."""
    depth = 1
    for tag in re.compile(rf"<(/?){element}\b[^>]*>").finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise ValueError(f"a <{element}> excluded from search has no end tag")
