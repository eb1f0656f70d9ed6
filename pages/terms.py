"""Explain each technical term where it first appears on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from catalogue.records import Term

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_WORD = re.compile(r"\w+")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# Terms are explained only in these blocks...
_BLOCKS = {"p", "li", "dd"}
# ...and neither looked for nor explained inside these.
_SKIPPED_TAGS = {"a", "summary", "nav", "footer", "aside", "table", "h1", "h2", "h3", "h4", "h5", "dt"}
_SKIPPED_CLASSES = re.compile("app-(?:term|message|preview|also|cite|urgent|first-aid|safety|call-if)")


class TermFinder:
    """Finds the terms of the glossary in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], Term]]] = defaultdict(list)
        forms = [(form, term) for term in terms if term.fold_out for form in (term.title, *term.also)]
        # Longest first, so that "early intervention program" wins over "early intervention".
        for form, term in sorted(forms, key=lambda each: len(each[0]), reverse=True):
            # Abbreviations such as OT match only in capitals, other terms in any case.
            pattern = re.compile(rf"{re.escape(form)}\b", 0 if form.isupper() else re.IGNORECASE)
            self._by_first_word[_WORD.findall(form)[0].lower()].append((pattern, term))

    def found_in(self, text: str) -> list[Term]:
        """Return the terms in a text, each once, in order of appearance."""
        found: list[Term] = []
        if self._by_first_word.keys().isdisjoint(_WORD.findall(text.lower())):
            return found  # most texts have no term, and trying each word is slow
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._by_first_word.get(word[0].lower(), ()):
                if match := pattern.match(text, word.start()):
                    found.append(term)
                    end = match.end()
                    break
        return list(dict.fromkeys(found))


def explain_terms(html: str, finder: TermFinder, fold_out: Callable[[Term], str]) -> str:
    """Return a page's HTML with a fold-out after the block in which each term first appears.

    Skips the terms that the page explains itself, which it marks with `data-term` or, in the glossary, with
    `data-explains`.
    """
    explained = set(re.findall(r'data-(?:term|explains)="([^"]+)"', html))
    waiting: list[Term] = []
    path: list[tuple[str, bool, bool]] = [("", False, False)]  # (open tag, is skipped, is in a block)
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
