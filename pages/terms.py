"""Explain each technical term in place, where it first appears on a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from catalogue.records import Term

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_WORD = re.compile(r"\w+")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# Terms are explained only in these blocks...
_BLOCKS = {"p", "li", "dd"}
# ...and neither looked for nor explained inside these.
_SKIPPED_TAGS = {"a", "aside", "button", "code", "dt", "footer", "label", "nav", "summary", "table"}
_SKIPPED_TAGS |= {"h1", "h2", "h3", "h4", "h5"}
_SKIPPED_CLASSES = re.compile("app-(?:message|preview|also|cite|urgent|first-aid|safety|call-if)")


class TermFinder:
    """Finds the terms of the glossary in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first_word: dict[str, list[tuple[re.Pattern[str], Term]]] = defaultdict(list)
        forms = [(form, term) for term in terms if term.in_place for form in (term.title, *term.also)]
        # Longest first, so that "early intervention program" wins over "early intervention".
        for form, term in sorted(forms, key=lambda each: len(each[0]), reverse=True):
            # Abbreviations such as OT match only in capitals, other terms in any case.
            pattern = re.compile(rf"{re.escape(form)}\b", 0 if form.isupper() else re.IGNORECASE)
            self._by_first_word[_WORD.findall(form)[0].lower()].append((pattern, term))

    def matches_in(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Yield each place of a text that names a term, in order."""
        if self._by_first_word.keys().isdisjoint(_WORD.findall(text.lower())):
            return  # most texts have no term, and trying each word is slow
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._by_first_word.get(word[0].lower(), ()):
                if match := pattern.match(text, word.start()):
                    yield match, term
                    end = match.end()
                    break


def explain_terms(
    html: str, finder: TermFinder, button: Callable[[Term, str], str], meaning: Callable[[Term], str]
) -> str:
    """Return a page with each term, where it first appears, as a button, and its meaning after that block.

    Skips the terms that the page explains itself, which the glossary marks with `data-explains`.
    """
    explained = set(re.findall(r'data-explains="([^"]+)"', html))
    waiting: list[Term] = []
    path: list[tuple[str, bool, bool]] = [("", False, False)]  # (open tag, is skipped, is in a block)
    out: list[str] = []
    written = read = 0
    for tag in _TAG.finditer(html):
        closes, name = tag.groups()
        _, skipped, inside = path[-1]
        if inside and not skipped:
            for match, term in finder.matches_in(html[read : tag.start()]):
                if term.id not in explained:
                    explained.add(term.id)
                    waiting.append(term)
                    out += [html[written : read + match.start()], button(term, match[0])]
                    written = read + match.end()
        read = tag.end()
        if not closes:
            if name not in _VOID:
                skipped = skipped or name in _SKIPPED_TAGS or bool(_SKIPPED_CLASSES.search(tag[0]))
                path.append((name, skipped, inside or name in _BLOCKS))
            continue
        _close(path, name)
        if waiting and name in _BLOCKS and not path[-1][1]:
            place = tag.end() if name == "p" else tag.start()
            out += [html[written:place], *map(meaning, waiting)]
            written = place
            waiting = []
    return "".join([*out, html[written:]])


def _close(path: list[tuple[str, bool, bool]], name: str) -> None:
    for depth in range(len(path) - 1, -1, -1):  # nearly always the last
        if path[depth][0] == name:
            del path[depth:]
            return
