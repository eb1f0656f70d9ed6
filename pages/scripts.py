"""The modules that a page loads, each with the words that it says.

A template writes `module("plan")`. So a page carries the words of its own modules, and a
module that says what stands nowhere stops the build. A module that shows nothing at once, but
for a parent of whom this device has kept something, may say so: `module("baby", kept="infant-ot:")`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

# A name that ends in a dash begins several: js-tick-${word}.
_SAID = re.compile(r'["`](js-[a-z-]+)')


class Scripts:
    """The modules of one folder, and the phrases of the site among which are their words."""

    def __init__(self, folder: Path, phrases: Mapping[str, str]) -> None:
        self._folder = folder
        self._phrases = phrases
        self.words_of = cache(self._words_of)

    def module(self, name: str, address: str, kept: str) -> Markup:
        """Return the elements that load one module from its address. LookupError where it can't be."""
        words = self.words_of(name)
        given = (
            f'<script type="application/json" class="app-words">{as_json(words)}</script>' if words else ""
        )
        wakes = f' data-kept="{kept}"' if kept else ""
        return Markup(f'{given}<script type="module"{wakes} src="{address}"></script>')

    def _words_of(self, name: str) -> dict[str, str]:
        """Return each phrase that a module says, by its id."""
        path = self._folder / f"{name}.js"
        if not path.exists():
            raise LookupError(f'there is no module "{name}" in {self._folder.name}')
        words: dict[str, str] = {}
        for said in _SAID.findall(path.read_text(encoding="utf-8")):
            found = {each: text for each, text in self._phrases.items() if _is_said(each, said)}
            if not found:
                raise LookupError(f'{path.name} says "{said}", and data/words.yaml has no such phrase')
            words |= found
        return words


def _is_said(phrase: str, said: str) -> bool:
    return phrase.startswith(said) if said.endswith("-") else phrase == said


def as_json(data: Any) -> Markup:
    """Return data as JSON that can stand inside a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
