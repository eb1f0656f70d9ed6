"""Explain each word of the trade where it first appears on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from catalogue.records import Term

_WORD = re.compile(r"\w+")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# A fold-out can follow one of these; nothing is looked for or put inside the others.
_BLOCKS = {"p", "li", "dd"}
_SKIPPED_TAGS = {"a", "summary", "nav", "footer", "aside", "table", "h1", "h2", "h3", "h4", "h5", "dt"}
_SKIPPED_CLASSES = re.compile("app-(?:term|message|preview|also|cite)")


class TermFinder:
    """Knows the words of the trade, and finds them in the HTML of a page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], Term]]] = defaultdict(list)
        forms = [(form, term) for term in terms if term.fold_out for form in (term.title, *term.also)]
        # The longer first: "early intervention program" is more than "early intervention".
        for form, term in sorted(forms, key=lambda each: len(each[0]), reverse=True):
            # Capitals, such as OT, are looked for as they are; other words in any case.
            pattern = re.compile(rf"{re.escape(form)}\b", 0 if form.isupper() else re.IGNORECASE)
            self._by_first_word[_WORD.findall(form)[0].lower()].append((pattern, term))
        first_words = "|".join(self._by_first_word) or "(?!)"
        self.tags_and_words = re.compile(rf"<(?P<end>/?)(?P<tag>[a-z0-9]+)[^>]*>|\b(?i:{first_words})\b")
        """Matches each tag, and each word with which a term may start."""

    def at(self, html: str, start: int, word: str) -> tuple[Term, int] | None:
        """Return the term that starts here with a word, and where it ends."""
        for pattern, term in self._by_first_word[word.lower()]:
            if found := pattern.match(html, start):
                return term, found.end()
        return None


def with_terms_explained(html: str, finder: TermFinder, fold_out: Callable[[Term], str]) -> str:
    """Return a page's HTML with a fold-out behind the block in which each term first appears.

    A term that the page explains itself, by a fold-out that carries `data-term`, is left alone.
    """
    explained = set(re.findall(r'data-term="([^"]+)"', html))
    waiting: list[Term] = []
    path: list[tuple[str, bool, bool]] = [("", False, False)]  # the open tags: skipped? inside a block?
    out: list[str] = []
    written = end_of_term = 0
    for part in finder.tags_and_words.finditer(html):
        tag = part["tag"]
        _, skipped, inside = path[-1]
        if tag is None:
            if inside and not skipped and part.start() >= end_of_term:
                term, end_of_term = finder.at(html, part.start(), part[0]) or (None, end_of_term)
                if term and term.id not in explained:
                    waiting.append(term)
                    explained.add(term.id)
        elif part["end"]:
            _close(path, tag)
            if waiting and tag in _BLOCKS and not path[-1][1]:
                place = part.end() if tag == "p" else part.start()
                out += (html[written:place], *map(fold_out, waiting))
                written = place
                waiting = []
        elif tag not in _VOID:
            skipped = skipped or tag in _SKIPPED_TAGS or bool(_SKIPPED_CLASSES.search(part[0]))
            path.append((tag, skipped, inside or tag in _BLOCKS))
    return "".join(out) + html[written:]


def _close(path: list[tuple[str, bool, bool]], name: str) -> None:
    if any(each == name for each, _, _ in path):
        while path.pop()[0] != name:
            pass
