"""Make a page light: inline the style rules it uses, and defer the theme until the reader touches the page.

On a weak signal, a parent can then read a page long before the theme has loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import minify  # type: ignore[import-untyped]

from light.sheet import StyleRule, Words, css_for_page, read_sheet, vocabulary_of_sheet
from light.words import words_in_script, words_of_page, words_of_script

HERE = Path(__file__).resolve().parent
PAINT_SCRIPT = (HERE / "paint.js").read_text(encoding="utf-8")
# The minifier shortens only names inside a block.
WAIT_SCRIPT = f"{{{(HERE / 'wait.js').read_text(encoding='utf-8')}}}"
WAIT_STYLE = (HERE / "wait.css").read_text(encoding="utf-8")

_DEFERRED_SHEET = '<link rel="asleep"'

_BUNDLE = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)">')
_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*assets/[^"]+">\s*)+')
_SHEET = re.compile(r'href="[^"]*?(assets/[^"]+)"')
_SCRIPT = re.compile(r'src="[^"]*(assets/js-[^"]+\.js)"')
# Modules can wait: a page is complete without them.
_MODULE = re.compile(r'<script type="module"([^>]* src=)')
_HEADER = re.compile(r"</header>")
_FRAME = re.compile(r"^.*?(?=<article)", re.DOTALL)
# paint.js applies the stored palette instead.
_PALETTE = re.compile(r"<script>\s*var palette=.*?</script>", re.DOTALL)
_BETWEEN_TAGS = re.compile(r">\s+<")
# The theme's functions for local storage.
_STORAGE = re.compile(r"<script>\s*__md_scope=.*?</script>\s*<script>.*?</script>", re.DOTALL)

# The passes below and policy.py match quoted attributes. Without white space, words would run together, and
# without end tags an empty element would contain the line break after it, and no longer match `:empty`.
minify.config({"html-keep-quotes": "true", "html-keep-end-tags": "true", "html-keep-whitespace": "true"})


class ThemeChangedError(Exception):
    """A page lacks a part of the theme that making it light depends on."""


class Lightener:
    """Makes the pages of one build light; `content` returns the text of a file, given its path in the site.

    Its caches live as long as the build: a preview makes a new Lightener each time.
    """

    def __init__(self, content: Callable[[str], str]) -> None:
        @cache
        def sheet_at(*paths: str) -> tuple[StyleRule, ...]:
            return read_sheet("".join([WAIT_STYLE, *map(content, paths)]))

        @cache
        def vocabulary_at(*paths: str) -> Words:
            return vocabulary_of_sheet(sheet_at(*paths))

        @cache
        def words_at(scripts: tuple[str, ...]) -> Words:
            own = (words_of_script(path, content) for path in scripts)
            return words_in_script(PAINT_SCRIPT + WAIT_SCRIPT).union(*own)

        @cache
        def css_at(paths: tuple[str, ...], words: Words) -> tuple[str, str]:
            screen, print_only = css_for_page(sheet_at(*paths), words)
            return minify.string("text/css", screen), minify.string("text/css", print_only)

        @cache
        def scripts_with(storage: str) -> tuple[str, str]:
            text = storage.replace("</script>", ";").replace("<script>", "")
            paint, wait = (
                minify.string("application/javascript", script)
                for script in (text + PAINT_SCRIPT, WAIT_SCRIPT)
            )
            return f"<script>{paint}</script>", f'<script type="module">{wait}</script>'

        self._vocabulary_at = vocabulary_at
        self._words_at = words_at
        self._css_at = css_at
        self._scripts_with = scripts_with

    def lighten(self, html: str) -> str:
        """Return a built page with its own style rules, and with the theme's sheets and script deferred."""
        sheets = _find(_SHEETS, "style sheets", html)
        bundle = _find(_BUNDLE, "script", html)
        header = _find(_HEADER, "header", html)
        storage = _find(_STORAGE, "functions for storage", html)
        css, print_css = self._css_for(html, sheets)
        paint, wait = self._scripts_with(storage)
        html = html.replace(sheets, sheets.replace('rel="stylesheet"', 'rel="asleep"'), 1)
        html = html.replace(bundle, bundle.replace("src=", 'type="text/asleep" data-src='), 1)
        html = _PALETTE.sub("", html)
        html = _MODULE.sub(r'<script type="text/asleep"\1', html)
        # Each script before the first paint costs a phone some milliseconds, so paint.js includes this one.
        html = minify.string("text/html", html.replace(storage, "", 1))
        # Outside the article, the theme's layout makes white space between tags invisible.
        frame = _find(_FRAME, "article", html)
        html = _BETWEEN_TAGS.sub("><", frame) + html.removeprefix(frame)
        # What many pages share is minified once, so it is added after minifying the page. The sheets follow
        # the inline rules, so that the cascade is the same once they load.
        html = html.replace(_DEFERRED_SHEET, f"<style>{css}</style>{_DEFERRED_SHEET}", 1)
        html = html.replace(header, f"{header}{paint}", 1)
        # The browser doesn't need these before the first paint.
        return f"{html}<style>{print_css}</style>{wait}"

    def _css_for(self, html: str, sheets: str) -> tuple[str, str]:
        words = words_of_page(html) | self._words_at(tuple(_SCRIPT.findall(html)))
        paths = tuple(_SHEET.findall(sheets))
        # Reduced to the words in selectors, most pages of a kind have the same words and share a result.
        return self._css_at(paths, words & self._vocabulary_at(*paths))


def _find(pattern: re.Pattern[str], name: str, html: str) -> str:
    match = pattern.search(html)
    if match is None:
        raise ThemeChangedError(f"the theme's {name} can't be found.")
    return match[0]
