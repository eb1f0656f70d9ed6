"""Check what a guide becomes as HTML: unclosed tags, and Markdown that isn't understood."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown import Markdown

from catalogue.problems import quote
from gate.guides.read import Guide
from gate.guides.rule import GuideRule, Known, Violations

# The HTML tags that a guide may use, each with its attributes.
TAGS: dict[str, tuple[str, ...]] = {
    "div": ('class="app-call-now"', "markdown"),
    "details": ("markdown", "open"),
    "summary": (),
    "br": (),
    "sub": (),
    "sup": (),
}
_WITHOUT_END = frozenset({"br"})


class _Tags(HTMLParser):
    """Collects the problems with the HTML tags in a guide."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.open: list[tuple[str, int]] = []

    def say(self, sentence: str) -> None:
        self.found.append((self.getpos()[0], sentence))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag.startswith(("https:", "mailto:")):  # <https://example.org> is a link
            return
        if tag not in TAGS:
            allowed = ", ".join(f"<{each}>" for each in TAGS)
            self.say(
                f"{quote(f'<{tag}>')} isn't allowed in a guide. The tags allowed are: {allowed}. Delete it."
            )
            return
        for name, value in attributes:
            typed = f'{name}="{value}"' if value else name
            if typed not in TAGS[tag]:
                allowed = f"It takes: {', '.join(TAGS[tag])}." if TAGS[tag] else "Delete it."
                self.say(f"{quote(typed)} isn't allowed in {quote(f'<{tag}>')}. {allowed}")
        if tag not in _WITHOUT_END:
            self.open.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            return
        if not any(opened == tag for opened, _ in self.open):
            self.say(f'"</{tag}>" closes a tag that was never opened. Delete it, or write <{tag}> above.')
            return
        while (last := self.open.pop())[0] != tag:
            self.never_closed(*last)

    def never_closed(self, tag: str, line: int) -> None:
        self.found.append((line, f'"<{tag}>" is opened here and never closed. Write </{tag}> where it ends.'))


def invalid_tags(guide: Guide, known: Known) -> Violations:
    """Yield tags that aren't closed or aren't allowed in a guide."""
    text = "\n".join(guide.prose)
    opened = text.find("<!--")  # closed comments aren't part of the prose
    if opened >= 0:
        number = text.count("\n", 0, opened) + 1
        yield number, 'a comment is opened here and never closed. Write "-->" at its end.'
        return  # it hides everything below
    parser = _Tags()
    parser.feed(text)
    parser.close()
    for tag, line in parser.open:
        parser.never_closed(tag, line)
    yield from parser.found


# Characters that are left over if Markdown doesn't understand them, and the advice.
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\]\(|[\[\]]"),
        "this link isn't complete: look for a missing bracket. A link is [words](get-help.md).",
    ),
    (
        re.compile(r"\*\*|__"),
        "these bold words aren't complete: write two stars before and two after, **like this**.",
    ),
    (
        re.compile(r"\*|(?<!\w)_|_(?!\w)"),
        "a star or an underscore would be shown. To stress words, write one on each side, *like this*.",
    ),
    (re.compile(r"\\"), "a backslash would be shown. Delete it."),
    (
        re.compile(r"&#?\w+;"),
        "no character has this name, so its letters would be shown. Type the character itself.",
    ),
    (re.compile(r"`"), "a backtick would be shown. Code has one on each side, `like this`."),
    (
        re.compile(r"~~|==|^(?:!!!|\?\?\?)\s|--8<--|(?<!\w):[a-z][a-z_]+:(?!\w)"),
        "this means nothing in a guide, and would be shown. Delete it.",
    ),
    (
        re.compile(r"^#+\s|^>\s|^\|"),
        "the mark at the start of this line would be shown. Put an empty line above it.",
    ),
)

_MARKDOWN = Markdown(extensions=["attr_list", "md_in_html", "tables", "fenced_code"])

_CODE = (
    "this would be shown as computer code, like any line that starts with four spaces, a tab or three "
    "backticks. Start it at the left edge."
)


class _Text(HTMLParser):
    """Collects the lines that readers see, and the first line of each code block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self.code: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("pre", "code"):
            self.inside.append(tag)
        elif tag in ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "div", "summary", "br"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "pre" in self.inside:
            self.code += [data.strip().split("\n")[0]]
        elif not self.inside:
            first, *others = data.split("\n")
            self.lines[-1] += first
            self.lines += others


def leftover_markup(guide: Guide, known: Known) -> Violations:
    """Yield Markdown characters that readers would see, and text shown as code."""
    if any(invalid_tags(guide, known)):
        return  # an unclosed tag changes everything below it
    html = _MARKDOWN.reset().convert("\n".join(guide.prose))
    text = _Text()
    text.feed(html)
    for line in text.code:
        yield _line_of(line, guide), _CODE
    for line in text.lines:
        for sign, sentence in _SIGNS:
            if found := sign.search(line.strip()):
                yield _line_of(line.strip()[found.start() :], guide), sentence
                break


def _line_of(shown: str, guide: Guide) -> int:
    """Return the number of the source line of a text that readers would see."""
    for number, line in enumerate(guide.prose, start=1):
        if shown == line.strip():
            return number
    for length in (40, 20, 10, 5, 2, 1):  # a link or bold words after it look different in the source
        for number, line in enumerate(guide.prose, start=1):
            if shown[:length] in line:
                return number
    return 1


RULES = (
    GuideRule("a parent, for whom half a page could be hidden", invalid_tags),
    GuideRule("a parent, who would read signs in place of a link or bold words", leftover_markup),
)
