"""The scripts of the site, as they are served.

All of them are in one folder whose name is a hash of their contents, such as `assets/js-1a2b3c4d/`. A browser
or a server keeps a page and its scripts for different times; with such a name a page always gets the scripts
it was built with, and modules can import each other by name.

The build writes what a module needs from the data in place of a name: `WORDS` becomes the phrases that this
module says, `AGE_RULE` the rule for ages. A module that says an unknown phrase stops the build.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import minify  # type: ignore[import-untyped]
from markupsafe import Markup

# A name that ends in a dash begins several: js-tick-${word}.
_SAID = re.compile(r'["`](js-[a-z-]+)')

# Every file that a deploy must keep for the pages of the deploy before it.
LIST = "assets/scripts.txt"


class Scripts:
    """The scripts of one folder, with `phrases` for their words and `given` for other names."""

    def __init__(self, folder: Path, phrases: Mapping[str, str], given: Mapping[str, object]) -> None:
        self._folder = folder
        self._phrases = phrases
        self._given = given
        served = {
            path.relative_to(folder).as_posix(): self._served(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".js", ".txt")
        }
        digest = hashlib.sha256(json.dumps(served).encode()).hexdigest()[:8]
        files = {f"assets/js-{digest}/{name}": text for name, text in served.items()}
        self._served_from = f"assets/js-{digest}"
        self.files = {**files, LIST: "".join(f"{path}\n" for path in files)}
        """The text of each file to serve, by its path below the site's root."""

    def path_of(self, name: str) -> str:
        """Return the path of one module below the site's root. LookupError where there is none."""
        path = f"{self._served_from}/{name}.js"
        if path not in self.files:
            raise LookupError(f'there is no module "{name}" in {self._folder.name}')
        return path

    def _served(self, path: Path) -> str:
        """Return a file as it is served: a script with what the build gives it, and without its comments.

        A comment that starts with "!" says whose work a script is, and stays.
        """
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".js":
            return text
        given = {**self._given, "WORDS": self._words_of(path.name, text)}
        text = re.sub(rf"\b({'|'.join(given)})\b", lambda name: as_json(given[name[0]]), text)
        return str(minify.string("application/javascript", text))

    def _words_of(self, name: str, text: str) -> dict[str, str]:
        """Return each phrase that a module says, by its id."""
        words: dict[str, str] = {}
        for said in _SAID.findall(text):
            found = {each: phrase for each, phrase in self._phrases.items() if _is_said(each, said)}
            if not found:
                raise LookupError(f'{name} says "{said}", and data/words.yaml has no such phrase')
            words |= found
        return words


def _is_said(phrase: str, said: str) -> bool:
    return phrase.startswith(said) if said.endswith("-") else phrase == said


def as_json(data: Any) -> Markup:
    """Return data as JSON that can stand inside a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
