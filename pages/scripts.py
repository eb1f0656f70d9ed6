"""Build the scripts of the site.

All scripts are served from one folder named after a hash of their contents, such as `assets/js-1a2b3c4d/`.
Caches keep pages and scripts for different times; with the hash, a page always gets the scripts it was built
with, and modules can still import each other by name.

The build replaces some names in a module with data: `WORDS` with the phrases that the module uses, `AGE_RULE`
with the rules for ages, `EDITIONS` with the ways to the other languages. A module that uses an unknown phrase
stops the build.
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

# An id that ends in a dash is the prefix of several: js-tick-${word}.
_PHRASE_ID = re.compile(r'["`](js-[a-z-]+)')

_COMMENT = re.compile(r"(?ms)^[ \t]*(?:/\*(?!!).*?\*/|//(?!!)[^\n]*)[ \t]*\n")

# Lists the files that the next deploy keeps for readers who still have the pages of this one.
LIST = "assets/scripts.txt"


class Scripts:
    """The scripts in a folder, with `phrases` to fill in for `WORDS` and `constants` for other names.

    `data` are further files that they fetch, by name.
    """

    def __init__(
        self,
        folder: Path,
        phrases: Mapping[str, str],
        constants: Mapping[str, object],
        data: Mapping[str, str],
    ) -> None:
        self._folder = folder
        self._phrases = phrases
        self._constants = constants
        built = {
            path.relative_to(folder).as_posix(): self._build(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".js", ".txt")
        } | dict(data)
        digest = hashlib.sha256(json.dumps(built).encode()).hexdigest()[:8]
        self.folder = f"assets/js-{digest}"
        """The folder from which they are served."""
        files = {f"{self.folder}/{name}": text for name, text in built.items()}
        self.files = {**files, LIST: "".join(f"{path}\n" for path in files)}
        """The text of each file to serve, by its path in the site."""

    def path_of(self, name: str) -> str:
        """Return the path of a module in the site. Raises LookupError if there is none of that name."""
        path = f"{self.folder}/{name}.js"
        if path not in self.files:
            raise LookupError(f'there is no module "{name}" in {self._folder.name}')
        return path

    def _build(self, path: Path) -> str:
        """Return the text to serve: of a script, with its constants filled in, and minified.

        Comments that start with "!" are kept: they name the author and license. Code of others loses only its
        comments, because the minifier moves some declarations of MiniSearch above what they read.
        """
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".js":
            return text
        if path.parent != self._folder:
            return _COMMENT.sub("", text)
        return fill_in(text, {**self._constants, "WORDS": self._words_of(path.name, text)})

    def _words_of(self, name: str, text: str) -> dict[str, str]:
        """Return each phrase that a module uses, by its id."""
        words: dict[str, str] = {}
        for wanted in _PHRASE_ID.findall(text):
            found = {each: phrase for each, phrase in self._phrases.items() if _matches(each, wanted)}
            if not found:
                raise LookupError(f'{name} says "{wanted}", and data/house/words.yaml has no such phrase')
            words |= found
        return words


def fill_in(text: str, constants: Mapping[str, object]) -> str:
    """Return a script with data in place of these names, and minified."""
    text = re.sub(rf"\b({'|'.join(constants) or '(?!)'})\b", lambda name: as_json(constants[name[0]]), text)
    return str(minify.string("application/javascript", text))


def _matches(phrase_id: str, wanted: str) -> bool:
    return phrase_id.startswith(wanted) if wanted.endswith("-") else phrase_id == wanted


def as_json(data: Any) -> Markup:
    """Return data as JSON that is safe inside a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
