"""Explain each word of the trade where it first appears on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from catalogue.records import Term

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_WORD = re.compile(r"\w+")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# A fold-out can follow one of these; nothing is looked for or put inside the others.
_BLOCKS = {"p", "li", "dd"}
_SKIPPED_TAGS = {"a", "summary", "nav", "footer", "aside", "table", "h1", "h2", "h3", "h4", "h5", "dt"}
_SKIPPED_CLASSES = re.compile("app-(?:term|message|preview|also|cite)")


class TermFinder:
    """Knows the words of the trade, and finds them in the text of a page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], Term]]] = defaultdict(list)
        forms = [(form, term) for term in terms if term.fold_out for form in (term.title, *term.also)]
        # The longer first: "early intervention program" is more than "early intervention".
        for form, term in sorted(forms, key=lambda each: len(each[0]), reverse=True):
            # Capitals, such as OT, are looked for as they are; other words in any case.
            pattern = re.compile(rf"{re.escape(form)}\b", 0 if form.isupper() else re.IGNORECASE)
            self._by_first_word[_WORD.findall(form)[0].lower()].append((pattern, term))

    def found_in(self, text: str) -> list[Term]:
        """Return the terms of a text in their order, each once."""
        met: list[Term] = []
        if self._by_first_word.keys().isdisjoint(_WORD.findall(text.lower())):
            return met  # as most texts do, and a search of its own for each word is slow
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._by_first_word.get(word[0].lower(), ()):
                if found := pattern.match(text, word.start()):
                    met.append(term)
                    end = found.end()
                    break
        return list(dict.fromkeys(met))


def with_terms_explained(html: str, finder: TermFinder, fold_out: Callable[[Term], str]) -> str:
    """Return a page's HTML with a fold-out behind the block in which each term first appears.

    A term that the page explains itself is left alone; there stands `data-term` or, in the glossary,
    `data-explains`.
    """
    explained = set(re.findall(r'data-(?:term|explains)="([^"]+)"', html))
    waiting: list[Term] = []
    path: list[tuple[str, bool, bool]] = [("", False, False)]  # the open tags: skipped? inside a block?
    out: list[str] = []
    written = read = 0
    for tag in _TAG.finditer(html):
        closes, name = tag.groups()
        _, skipped, inside = path[-1]
        if inside and not skipped:
            new = [term for term in finder.found_in(html[read : tag.start()]) if term.id not in explained]
            waiting += new
            explained |= {term.id for term in new}
        read = tag.end()
        if not closes:
            if name not in _VOID:
                skipped = skipped or name in _SKIPPED_TAGS or bool(_SKIPPED_CLASSES.search(tag[0]))
                path.append((name, skipped, inside or name in _BLOCKS))
            continue
        _close(path, name)
        if waiting and name in _BLOCKS and not path[-1][1]:
            place = tag.end() if name == "p" else tag.start()
            out += [html[written:place], *map(fold_out, waiting)]
            written = place
            waiting = []
    return "".join([*out, html[written:]])


def _close(path: list[tuple[str, bool, bool]], name: str) -> None:
    for depth in range(len(path) - 1, -1, -1):  # nearly always the last
        if path[depth][0] == name:
            del path[depth:]
            return
