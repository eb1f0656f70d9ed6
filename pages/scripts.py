"""The modules that a page loads, each with the words that it says.

All scripts are served from one folder whose name is a hash of their contents, such as
`assets/js-1a2b3c4d/`. A browser or a server keeps a page and its scripts for different times; with such
a name a page always gets the scripts it was built with, and modules can import each other by name.

A template writes `module("plan")`. So a page carries the words of its own modules, and a
module that says what stands nowhere stops the build. A module that shows nothing at once, but
for a parent of whom this device has kept something, may say so: `module("baby", kept="infant-ot:")`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import minify  # type: ignore[import-untyped]
from markupsafe import Markup

# A name that ends in a dash begins several: js-tick-${word}.
_SAID = re.compile(r'["`](js-[a-z-]+)')

# Every file that a deploy must keep for the pages of the deploy before it.
LIST = "assets/scripts.txt"


class Scripts:
    """The modules of one folder, and the phrases of the site among which are their words."""

    def __init__(self, folder: Path, phrases: Mapping[str, str]) -> None:
        self._folder = folder
        self._phrases = phrases
        self.words_of = cache(self._words_of)
        served = {
            path.relative_to(folder).as_posix(): _served(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".js", ".txt")
        }
        digest = hashlib.sha256(json.dumps(served).encode()).hexdigest()[:8]
        self._served_from = f"assets/js-{digest}"
        self._served = served

    @property
    def files(self) -> dict[str, str]:
        """Return the text of each file to serve, by its path below the site's root."""
        files = {f"{self._served_from}/{name}": text for name, text in self._served.items()}
        return {**files, LIST: "".join(f"{path}\n" for path in files)}

    def path_of(self, name: str) -> str:
        """Return the path of one module below the site's root. LookupError where there is none."""
        if f"{name}.js" not in self._served:
            raise LookupError(f'there is no module "{name}" in {self._folder.name}')
        return f"{self._served_from}/{name}.js"

    def module(self, name: str, address: str, kept: str) -> Markup:
        """Return the elements that load one module from its address."""
        words = self.words_of(name)
        given = (
            f'<script type="application/json" class="app-words">{as_json(words)}</script>' if words else ""
        )
        wakes = f' data-kept="{kept}"' if kept else ""
        return Markup(f'{given}<script type="module"{wakes} src="{address}"></script>')

    def _words_of(self, name: str) -> dict[str, str]:
        """Return each phrase that a module says, by its id."""
        path = self._folder / f"{name}.js"
        words: dict[str, str] = {}
        for said in _SAID.findall(path.read_text(encoding="utf-8")):
            found = {each: text for each, text in self._phrases.items() if _is_said(each, said)}
            if not found:
                raise LookupError(f'{path.name} says "{said}", and data/words.yaml has no such phrase')
            words |= found
        return words


def _served(path: Path) -> str:
    """Return a file as it is served: a script without its comments.

    A comment that starts with "!" says whose work a script is, and stays.
    """
    text = path.read_text(encoding="utf-8")
    return str(minify.string("application/javascript", text)) if path.suffix == ".js" else text


def _is_said(phrase: str, said: str) -> bool:
    return phrase.startswith(said) if said.endswith("-") else phrase == said


def as_json(data: Any) -> Markup:
    """Return data as JSON that can stand inside a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
