"""Collect the words of a page, by which `sheet.py` selects its style rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import dirname

from light.sheet import STATIC_ATTRIBUTES, VARIABLE, WITHOUT_CLASS

_TAG = re.compile(r"<([a-z][a-z0-9]*)([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_IMPORTED = re.compile(r'"\./([\w/-]+\.js)"')
_QUOTED = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`')
_NAME = re.compile(r"[A-Za-z_][\w-]*")


def words_of_page(html: str) -> frozenset[str]:
    """Return the words of a built page before any script has run."""
    words = set(VARIABLE.findall(html))
    for element, attributes in set(_TAG.findall(html)):
        words.add(element)
        if "class=" not in attributes:
            words.add(f"{element}{WITHOUT_CLASS}")
        for name, value in _ATTRIBUTE.findall(attributes):
            if name == "class":
                words.update(f".{each}" for each in value.split())
            elif name == "id":
                words.add(f"#{value}")
            elif name in STATIC_ATTRIBUTES:
                words.update((f"[{name}]", f"[{name}={value}]"))
    return frozenset(words)


def words_in_script(text: str) -> frozenset[str]:
    """Return the words a script may add to a page: each name in quotes, as an element, a class and an id."""
    names = _NAME.findall(" ".join(_QUOTED.findall(text)))
    added = {each for name in names for each in (name, f"{name}{WITHOUT_CLASS}", f".{name}", f"#{name}")}
    return frozenset(added.union(VARIABLE.findall(text)))


def words_of_script(path: str, content: Callable[[str], str]) -> frozenset[str]:
    """Return the words a script and its imports may add; `content` returns the text of a file of the site."""
    texts: dict[str, str] = {}
    _collect(path, content, texts)
    return frozenset[str]().union(*map(words_in_script, texts.values()))


def _collect(path: str, content: Callable[[str], str], texts: dict[str, str]) -> None:
    """Add the text of a script and of its imports; modules may import each other."""
    if path not in texts:
        texts[path] = content(path)
        for name in _IMPORTED.findall(texts[path]):
            _collect(f"{dirname(path)}/{name}", content, texts)
