"""A light page: the style rules that it uses stand in it, and the theme waits for a reader's first touch.

On a weak signal a page must be there before the theme is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import minify  # type: ignore[import-untyped]

from light.sheet import Rule, Words, sheet_of, texts_for_page, vocabulary_of_sheet
from light.words import words_in_script, words_of_page, words_of_script

HERE = Path(__file__).resolve().parent
PAINT_SCRIPT = (HERE / "paint.js").read_text(encoding="utf-8")
# The names within a block can be shortened.
WAIT_SCRIPT = f"{{{(HERE / 'wait.js').read_text(encoding='utf-8')}}}"
WAIT_STYLE = (HERE / "wait.css").read_text(encoding="utf-8")

_ASLEEP = '<link rel="asleep"'

_BUNDLE = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)">')
_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*assets/[^"]+">\s*)+')
_SHEET = re.compile(r'href="[^"]*?(assets/[^"]+)"')
_SCRIPT = re.compile(r'src="[^"]*(assets/js-[^"]+\.js)"')
# The page is whole without its modules.
_MODULE = re.compile(r'<script type="module"([^>]* src=)')
_HEADER = re.compile(r"</header>")
_FRAME = re.compile(r"^.*?(?=<article)", re.DOTALL)
# paint.js paints the kept palette, too.
_PALETTE = re.compile(r"<script>\s*var palette=.*?</script>", re.DOTALL)
# Search has read which parts it leaves out.
_SEARCH_MARK = re.compile(r"(<[a-z]+\b[^<>]*) data-search-exclude\b")
_BETWEEN_TAGS = re.compile(r">\s+<")
_DOORS = re.compile(r"<script>\s*__md_scope=.*?</script>\s*<script>.*?</script>", re.DOTALL)

# Quotes would be a hundredth of a page. A space between two words must never go, and without its end tag an
# empty element would hold the line break behind it, and no longer be `:empty`.
minify.config({"html-keep-quotes": "true", "html-keep-end-tags": "true", "html-keep-whitespace": "true"})


class ThemeChangedError(Exception):
    """A page lacks a part of the theme that a light page is made from."""


class Lightener:
    """Makes the pages of one build light; `content` returns the text of a file at an address of the site."""

    def __init__(self, content: Callable[[str], str]) -> None:
        @cache
        def sheet_from(*addresses: str) -> tuple[Rule, ...]:
            return sheet_of("".join([WAIT_STYLE, *map(content, addresses)]))

        @cache
        def words_from(scripts: tuple[str, ...]) -> Words:
            own = (words_of_script(address, content) for address in scripts)
            return words_in_script(PAINT_SCRIPT + WAIT_SCRIPT).union(*own)

        @cache
        def rules_from(addresses: tuple[str, ...], words: Words) -> tuple[str, str]:
            screen, paper = texts_for_page(sheet_from(*addresses), words)
            return minify.string("text/css", screen), minify.string("text/css", paper)

        @cache
        def vocabulary_of(*addresses: str) -> Words:
            return vocabulary_of_sheet(sheet_from(*addresses))

        @cache
        def scripts_with(doors: str) -> tuple[str, str]:
            text = doors.replace("</script>", ";").replace("<script>", "")
            paint, wait = (
                minify.string("application/javascript", script)
                for script in (text + PAINT_SCRIPT, WAIT_SCRIPT)
            )
            return f"<script>{paint}</script>", f'<script type="module">{wait}</script>'

        self._scripts_with = scripts_with
        self._vocabulary_of = vocabulary_of
        self._rules_from = rules_from
        self._words_from = words_from

    def light(self, html: str) -> str:
        """Give a built page its own rules, and put the theme's sheets and script to sleep."""
        sheets = _found(_SHEETS, "style sheets", html)
        bundle = _found(_BUNDLE, "script", html)
        header = _found(_HEADER, "header", html)
        doors = _found(_DOORS, "doors to storage", html)
        rules, rules_for_paper = self._rules_for(html, sheets)
        asleep = sheets.replace('rel="stylesheet"', 'rel="asleep"')
        html = html.replace(sheets, asleep, 1)
        paint, wait = self._scripts_with(doors)
        html = html.replace(bundle, bundle.replace("src=", 'type="text/asleep" data-src='), 1)
        html = _PALETTE.sub("", html)
        html = _SEARCH_MARK.sub(r"\1", html)
        html = _MODULE.sub(r'<script type="text/asleep"\1', html)
        # Each script that a page runs before it is painted costs a phone some milliseconds.
        html = minify.string("text/html", html.replace(doors, "", 1))
        # The theme lays out what stands around an article in boxes: a line break there is a node for nothing.
        frame = _found(_FRAME, "article", html)
        html = _BETWEEN_TAGS.sub("><", frame) + html.removeprefix(frame)
        # What many pages share has been minified by itself, once. The sheets come after the rules: when they
        # wake, the last word is theirs, as it always was.
        html = html.replace(_ASLEEP, f"<style>{rules}</style>{_ASLEEP}", 1)
        html = html.replace(header, f"{header}{paint}", 1)
        # What no screen needs, and what can only run when all is there, isn't read before the first paint.
        return f"{html}<style>{rules_for_paper}</style>{wait}"

    def _rules_for(self, html: str, sheets: str) -> tuple[str, str]:
        words = words_of_page(html) | self._words_from(tuple(_SCRIPT.findall(html)))
        addresses = tuple(_SHEET.findall(sheets))
        # Most pages of a kind have the same words, as far as the sheets know them.
        return self._rules_from(addresses, words & self._vocabulary_of(*addresses))


def _found(wanted: re.Pattern[str], name: str, html: str) -> str:
    match = wanted.search(html)
    if match is None:
        raise ThemeChangedError(f"the theme's {name} no longer stands where it was.")
    return match[0]
