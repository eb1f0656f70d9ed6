"""Make a page light: inline the style rules it uses, and defer its modules until the reader touches the page.

On a weak signal, a parent can then read a page long before its tools have loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import minify  # type: ignore[import-untyped]

from light.sheet import StyleRule, Words, css_for_page, read_sheet, vocabulary_of_sheet
from light.words import words_in_script, words_of_page, words_of_script

# The minifier shortens only names inside a block.
WAIT_SCRIPT = f"{{{(Path(__file__).resolve().parent / 'wait.js').read_text(encoding='utf-8')}}}"

_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*assets/[^"]+">\s*)+')
_SHEET = re.compile(r'href="[^"]*?(assets/[^"]+)"')
_SCRIPT = re.compile(r'src="[^"]*(assets/js-[^"]+\.js)"')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Modules can wait: a page is complete without them.
_MODULE = re.compile(r'<script type="module"([^>]* src=)')
_FRAME = re.compile(r"^.*?(?=<article)", re.DOTALL)
# What only the script of the theme uses, which pages don't load.
_UNUSED = re.compile(
    r'<input class="md-toggle".*?>|<label class="md-overlay".*?</label>'
    r'|<div class="md-dialog".*?</div>\s*</div>| data-md-(?!color-scheme)[a-z-]+="[^"]*"',
    re.DOTALL,
)
_BETWEEN_TAGS = re.compile(r">\s+<")
# White space beside a block is invisible. But some paragraphs and divisions are set in one line on paper,
# where the white space between two of them is a space.
_BLOCK = r"</?(?:details|dl|ol|section|ul)\b[^>]*>"
_BESIDE_BLOCKS = re.compile(
    rf"({_BLOCK}|<(?:div|p)\b[^>]*>|</div>(?!\s*<div\b)|</p>(?!\s*<p\b))\s+(?=<)"
    rf"|(?<=>)\s+(?={_BLOCK}|</(?:div|p)>)"
)

# The passes below and policy.py match quoted attributes. Without white space, words would run together, and
# without end tags an empty element would contain the line break after it, and no longer match `:empty`.
minify.config({"html-keep-quotes": "true", "html-keep-end-tags": "true", "html-keep-whitespace": "true"})


class ThemeChangedError(Exception):
    """A page lacks a part that making it light depends on."""


class Lightener:
    """Makes the pages of one build light; `content` returns the text of a file, given its path in the site.

    Its caches live as long as the build: a preview makes a new Lightener each time.
    """

    def __init__(self, content: Callable[[str], str]) -> None:
        @cache
        def sheet_at(*paths: str) -> tuple[StyleRule, ...]:
            return read_sheet("".join(map(content, paths)))

        @cache
        def vocabulary_at(*paths: str) -> Words:
            return vocabulary_of_sheet(sheet_at(*paths))

        @cache
        def words_at(scripts: tuple[str, ...], inline: tuple[str, ...]) -> Words:
            own = (words_of_script(path, content) for path in scripts)
            return words_in_script("".join([WAIT_SCRIPT, *inline])).union(*own)

        @cache
        def css_at(paths: tuple[str, ...], words: Words) -> str:
            return str(minify.string("text/css", css_for_page(sheet_at(*paths), words)))

        self._vocabulary_at = vocabulary_at
        self._words_at = words_at
        self._css_at = css_at
        self._wait = minify.string("application/javascript", WAIT_SCRIPT)

    def lighten(self, html: str) -> str:
        """Return a built page with its own style rules, and with its modules deferred."""
        html = _UNUSED.sub("", html)
        css = self._css_for(html, _find(_SHEETS, "style sheet", html))
        html = minify.string("text/html", _MODULE.sub(r'<script type="text/asleep"\1', html))
        # Outside the article, the layout makes white space between tags invisible; inside, beside blocks.
        frame = _find(_FRAME, "article", html)
        html = _BETWEEN_TAGS.sub("><", frame) + _BESIDE_BLOCKS.sub(r"\1", html.removeprefix(frame))
        # What many pages share is minified once, so it is added after minifying the page.
        html = _SHEETS.sub(lambda _: f"<style>{css}</style>", html, count=1)
        return f'{html}<script type="module">{self._wait}</script>'

    def _css_for(self, html: str, sheets: str) -> str:
        scripts = tuple(_SCRIPT.findall(html)), tuple(_INLINE.findall(html))
        words = words_of_page(html) | self._words_at(*scripts)
        paths = tuple(_SHEET.findall(sheets))
        # Reduced to the words in selectors, most pages of a kind have the same words and share a result.
        return self._css_at(paths, words & self._vocabulary_at(*paths))


def _find(pattern: re.Pattern[str], name: str, html: str) -> str:
    match = pattern.search(html)
    if match is None:
        raise ThemeChangedError(f"its {name} can't be found.")
    return match[0]
