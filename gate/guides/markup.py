"""What becomes of a guide's text as HTML: tags that aren't closed, and signs that stay signs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown import Markdown

from catalogue.problems import quote
from gate.guides.read import Guide
from gate.guides.rule import GuideRule, Known, Violations

# What a guide may hold beside Markdown: each tag with what may be written in it.
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
    """Reads the tags that are typed in a guide."""

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
            self.say(f"{quote(f'<{tag}>')} can't stand in a guide. It may hold: {allowed}. Take it away.")
            return
        for name, value in attributes:
            typed = f'{name}="{value}"' if value else name
            if typed not in TAGS[tag]:
                allowed = f"It takes: {', '.join(TAGS[tag])}." if TAGS[tag] else "Take it away."
                self.say(f"{quote(typed)} can't stand in {quote(f'<{tag}>')}. {allowed}")
        if tag not in _WITHOUT_END:
            self.open.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            return
        if not any(opened == tag for opened, _ in self.open):
            self.say(f'"</{tag}>" closes what was never opened. Take it away, or write <{tag}> above.')
            return
        while (last := self.open.pop())[0] != tag:
            self.never_closed(*last)

    def never_closed(self, tag: str, line: int) -> None:
        self.found.append((line, f'"<{tag}>" is opened here and never closed. Write </{tag}> where it ends.'))


def tags(guide: Guide, known: Known) -> Violations:
    """Yield tags that aren't closed, or that can't stand in a guide."""
    text = "\n".join(guide.prose)
    opened = text.find("<!--")  # one that is closed isn't prose
    if opened >= 0:
        number = text.count("\n", 0, opened) + 1
        yield number, 'a comment is opened here and never closed. Write "-->" at its end.'
        return  # it hides the rest
    parser = _Tags()
    parser.feed(text)
    parser.close()
    for tag, line in parser.open:
        parser.never_closed(tag, line)
    yield from parser.found


# What stays as it was typed where Markdown made nothing of it.
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\]\(|[\[\]]"),
        "a link isn't whole: look for a lost bracket. A link is [words](get-help.md).",
    ),
    (re.compile(r"\*\*|__"), "bold words aren't whole: they have two stars before and two behind, **so**."),
    (
        re.compile(r"\*|(?<!\w)_|_(?!\w)"),
        "a star or a low line would be shown. Words to stress have one on each side, *so*.",
    ),
    (re.compile(r"\\"), "a backslash would be shown. Take it away."),
    (
        re.compile(r"&#?\w+;"),
        "this sign has no such name, and its letters would be shown. Type the sign itself.",
    ),
    (re.compile(r"`"), "a backtick would be shown. Code has one on each side, `so`."),
    (
        re.compile(r"~~|==|^(?:!!!|\?\?\?)\s|--8<--|(?<!\w):[a-z][a-z_]+:(?!\w)"),
        "this sign means nothing in a guide, and would be shown. Take it away.",
    ),
    (
        re.compile(r"^#+\s|^>\s|^\|"),
        "this line starts with a sign that would be shown. Put an empty line above it.",
    ),
)

_CODE = (
    "this would be shown as computer code: so is a line that starts with four spaces, a tab or three "
    "backticks. Start it at the left edge."
)


class _Text(HTMLParser):
    """Collects the lines that a reader sees, and the first line of each piece of code."""

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


def left_over(guide: Guide, known: Known) -> Violations:
    """Yield signs of Markdown that a reader would see, and text that would look like code."""
    if any(tags(guide, known)):
        return  # a tag that isn't closed changes what is below it
    html = Markdown(extensions=["attr_list", "md_in_html", "tables", "fenced_code"]).convert(
        "\n".join(guide.prose)
    )
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
    """Return the number of the line on which a text was typed that a reader would see."""
    for number, line in enumerate(guide.prose, start=1):
        if shown == line.strip():
            return number
    for length in (40, 20, 10, 5, 2, 1):  # a link or bold words behind it were typed otherwise
        for number, line in enumerate(guide.prose, start=1):
            if shown[:length] in line:
                return number
    return 1


RULES = (
    GuideRule("tags-are-closed", "a parent, for whom half a page could be hidden", tags),
    GuideRule(
        "no-sign-is-left-over", "a parent, who would read signs in place of a link or bold words", left_over
    ),
)
