"""What every page gets after Markdown, as an extension of Python-Markdown.

Any generator that works with Python-Markdown takes it: `pages.markdown` is its name.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

import policy
from pages.build import Build
from pages.outline import outline_of
from pages.terms import TermFinder, with_terms_explained

# As Markdown writes a table; those of the templates have a class already.
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)


class PageExtension(Extension):
    """Gives pages their terms, pictures and outline, and tables that scroll."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self._build = build

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the last step, behind all of Markdown's own."""
        md.postprocessors.register(_Finish(md, self._build), "page", -100)


class _Finish(Postprocessor):
    def __init__(self, md: Markdown, build: Build) -> None:
        super().__init__(md)
        self._renderer = build.renderer
        self._terms = TermFinder(build.catalogue.terms)

    def run(self, text: str) -> str:
        html = _TABLE.sub(self._scrolling, text)
        html = with_terms_explained(
            html, self._terms, lambda term: self._renderer.part("blocks/explain.html", here="", term=term)
        )
        self.md.toc_tokens = outline_of(html)  # type: ignore[attr-defined]  # for the table of contents
        return policy.refused(self._renderer.pictures.with_sheet(html))

    def _scrolling(self, table: re.Match[str]) -> str:
        """Return a table of a guide within a part that the keyboard can scroll."""
        name = escape(self._renderer.say("table-label"))
        return (
            f'<div class="app-table" role="region" aria-label="{name}" tabindex="0">'
            f'<table class="app-data">{table[1]}</table></div>'
        )


def makeExtension() -> PageExtension:
    """Return the extension for the project that this file is part of."""
    return PageExtension(Build(Path(__file__).resolve().parent.parent))
