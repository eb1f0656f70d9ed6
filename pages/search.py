"""What search reads of a page. Of a heading in a part that it leaves out, its plugin would make an entry."""

from __future__ import annotations

import re

_EXCLUDED = re.compile(r"<([a-z]+)\b[^>]*\sdata-search-exclude\b[^>]*>")


def searchable(html: str) -> str:
    """Return the parts of a page that search reads."""
    kept = []
    at = 0
    while excluded := _EXCLUDED.search(html, at):
        kept.append(html[at : excluded.start()])
        at = _end_of(excluded[1], html, excluded.end())
    return "".join(kept) + html[at:]


def _end_of(element: str, html: str, at: int) -> int:
    """Return where an element ends whose opening tag ends here."""
    depth = 1
    for tag in re.compile(rf"<(/?){element}\b[^>]*>").finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise ValueError(f"a <{element}> that search leaves out has no end")
