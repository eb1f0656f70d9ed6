"""Mark what a translated page says in English, until its HTML can say so.

A text of a record doesn't know whether it will stand in a paragraph, in an attribute or in a script. So a
text that has no translation is put between two signs that no text has. Once the page is HTML, they become an
element with `lang="en"`, or nothing where no element can stand.
"""

from __future__ import annotations

import re

_START, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_START}(.*?){_END}", re.DOTALL)
_SIGNS = re.compile(f"[{_START}{_END}]")

# A tag, or an element that holds only text; what is between two of them is text of the page.
_NOT_TEXT = re.compile(
    r"<(?P<name>script|style|title|option|textarea)\b.*?</(?P=name)>|<[^>]*>", re.DOTALL | re.IGNORECASE
)


def mark(english: str) -> str:
    """Return a text between the two signs."""
    return f"{_START}{english}{_END}"


def is_marked(text: str) -> bool:
    """Return whether any part of a text is marked as English."""
    return _START in text


def unmark(text: str) -> str:
    """Return a text that isn't HTML, without the signs."""
    return _SIGNS.sub("", text)


def show_marks(html: str) -> str:
    """Return a page with each marked text in an element that says its language."""
    if not is_marked(html):
        return html
    parts, read = [], 0
    for tag in _NOT_TEXT.finditer(html):
        parts += [html[read : tag.start()], unmark(tag[0])]
        read = tag.end()
    # A marked text has no tag in it: the template engine escapes texts, and marks stay around each.
    return unmark("".join(_show(part) for part in [*parts, html[read:]]))


def _show(part: str) -> str:
    return part if part.startswith("<") else _MARKED.sub(r'<span lang="en" dir="ltr">\1</span>', part)
