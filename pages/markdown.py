"""A Python-Markdown extension that finishes the HTML of every page.

Any site generator built on Python-Markdown can load it by its name, `pages.markdown`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

import policy
from catalogue.records import Term
from pages.build import Build
from pages.outline import outline_of
from pages.render import Renderer
from pages.terms import TermFinder, explain_terms

GENERATED = '<div class="app-page '
"""How templates/page.html starts every generated page."""

# Matches only tables from Markdown: those of the templates have a class.
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
# Likewise only the folds that a guide writes.
_FOLD = re.compile(r"<details(?=>| open)")


class PageExtension(Extension):
    """Explains terms, adds pictures, finishes tables and folds, and builds the table of contents."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self._renderer = build.renderer
        self._terms = TermFinder(build.catalogue.terms)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register a step just before MkDocs (21) and Markdown (20) read HTML, and one after all others."""
        md.preprocessors.register(_KeepGenerated(md), "generated", 21.5)
        md.postprocessors.register(_Finish(md, self._renderer, self._terms), "page", -100)


class _KeepGenerated(Preprocessor):
    """Sets a generated page aside whole: it is one block of HTML, and reading it takes half of a build."""

    def run(self, lines: list[str]) -> list[str]:
        html = "\n".join(lines).strip()
        return [self.md.htmlStash.store(html)] if html.startswith(GENERATED) else lines


class _Finish(Postprocessor):
    def __init__(self, md: Markdown, renderer: Renderer, terms: TermFinder) -> None:
        super().__init__(md)
        self._renderer = renderer
        self._terms = terms

    def run(self, text: str) -> str:
        html = _TABLE.sub(self._scrollable, _FOLD.sub('<details class="app-fold"', text))
        html = explain_terms(html, self._terms, self._button, self._meaning)
        self.md.toc_tokens = outline_of(html)  # type: ignore[attr-defined]  # where MkDocs reads it
        return policy.disarm(self._renderer.pictures.add_sprite(html))

    def _button(self, term: Term, word: str) -> str:
        return self._renderer.part("parts/term.html", here="", term=term, word=Markup(word))

    def _meaning(self, term: Term) -> str:
        return self._renderer.part("parts/meaning.html", here="", term=term)

    def _scrollable(self, table: re.Match[str]) -> str:
        """Return a table inside a region that the keyboard can scroll."""
        return self._renderer.part("parts/guide-table.html", here="", rows=Markup(table[1]))


@cache  # Zensical asks for it for every page, and reading the records takes half a second
def makeExtension() -> PageExtension:
    """Return the extension for this project, as Python-Markdown asks for it by name."""
    return PageExtension(Build(Path(__file__).resolve().parent.parent))
