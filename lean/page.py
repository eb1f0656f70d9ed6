"""A light page: the style rules that it uses stand in it, and the theme waits for a reader's first touch.

On a weak signal a page must be there before the theme is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from rjsmin import jsmin  # type: ignore[import-untyped]

from lean.sheet import Rule, sheet_of, text_for_page
from lean.words import words_in_script, words_of_page, words_of_script

HERE = Path(__file__).resolve().parent
WAIT_SCRIPT = (HERE / "wait.js").read_text(encoding="utf-8")
WAIT_STYLE = (HERE / "wait.css").read_text(encoding="utf-8")

_BUNDLE = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)">')
_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*assets/[^"]+">\s*)+')
_SHEET = re.compile(r'href="[^"]*?(assets/[^"]+)"')
_SCRIPT = re.compile(r'src="[^"]*(assets/js/[^"]+\.js)"')
_HEADER = re.compile(r"</header>")

# What a reader can't see: the indents of the templates.
_INDENTS = re.compile(r"(<(pre|textarea)\b.*?</\2>)|\n\s+", re.DOTALL)


class ThemeChangedError(Exception):
    """A page lacks a part of the theme that a light page is made from."""


class Lightener:
    """Makes the pages of one build light; `content` returns the text of a file at an address of the site."""

    def __init__(self, content: Callable[[str], str]) -> None:
        @cache
        def sheet_from(*addresses: str) -> tuple[Rule, ...]:
            return sheet_of("".join([*map(content, addresses), WAIT_STYLE]))

        @cache
        def words_from(address: str) -> frozenset[str]:
            return words_of_script(address, content)

        self._sheet_from = sheet_from
        self._words_from = words_from
        self._wait = jsmin(WAIT_SCRIPT)

    def light(self, html: str) -> str:
        """Give a built page its own rules, and put the theme's sheets and script to sleep."""
        sheets = _found(_SHEETS, "style sheets", html)
        bundle = _found(_BUNDLE, "script", html)
        header = _found(_HEADER, "header", html)
        # The sheets come after the rules: when they wake, the last word is theirs, as it always was.
        asleep = sheets.replace('rel="stylesheet"', 'rel="asleep"')
        html = html.replace(sheets, f"<style>{self._rules_for(html, sheets)}</style>{asleep}", 1)
        html = html.replace(bundle, bundle.replace("src=", 'type="text/asleep" data-src='), 1)
        html = html.replace(header, f"{header}<script>{self._wait}</script>", 1)
        return _INDENTS.sub(lambda part: part[1] or "\n", html)

    def _rules_for(self, html: str, sheets: str) -> str:
        scripts = (self._words_from(address) for address in _SCRIPT.findall(html))
        words = words_of_page(html).union(words_in_script(WAIT_SCRIPT), *scripts)
        return text_for_page(self._sheet_from(*_SHEET.findall(sheets)), words)


def _found(wanted: re.Pattern[str], name: str, html: str) -> str:
    match = wanted.search(html)
    if match is None:
        raise ThemeChangedError(f"the theme's {name} no longer stands where it was.")
    return match[0]
