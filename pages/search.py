"""What the search plugin is given of a page: what it shall find, and nothing that it makes nothing of.

Its parser is slow, and of a heading within an excluded part it makes an entry without a word.
"""

from __future__ import annotations

import re

_EXCLUDED = re.compile(r"<([a-z]+)\b[^>]*\sdata-search-exclude\b[^>]*>")
_MARK = re.compile(r"(<[a-z]+\b[^<>]*) data-search-exclude\b")
_SILENT = re.compile(
    r"<svg\b.*?</svg>|</?(?:a|b|dd|dl|dt|em|small|span|strong)\b[^>]*>"
    r'| (?:aria-[a-z]+|class|data-[a-z-]+|href|role)="[^"]*"',
    re.DOTALL,
)


def searchable(html: str) -> str:
    """Return the parts of a generated page that search reads, without pictures and most attributes."""
    kept = []
    at = 0
    while excluded := _EXCLUDED.search(html, at):
        kept.append(html[at : excluded.start()])
        at = _end_of(excluded[1], html, excluded.end())
    return _SILENT.sub("", "".join(kept) + html[at:])


def without_marks(html: str) -> str:
    """Return a page as readers get it: search has read which parts it shall leave out."""
    return _MARK.sub(r"\1", html)


def _end_of(element: str, html: str, at: int) -> int:
    """Return where an element ends whose opening tag ends here."""
    depth = 1
    for tag in re.compile(rf"<(/?){element}\b[^>]*>").finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise ValueError(f"a <{element}> that search shall leave out has no end")
