"""Find texts that YAML reads differently from what the editor sees.

YAML silently cuts a text at " #", drops a leading & or ! with its word, and joins the next
line to a text if that line lacks its dash or colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

import yaml

from catalogue.file_text import in_long_text
from catalogue.problems import quote

NO_BACKSLASH = "a text needs no backslash, except before a quote inside double quotes. Delete it."

Mistakes = Iterator[tuple[int, str]]
"""(line, sentence) for each error; lines are counted from 1."""

_FIELD = re.compile(r"^ *(?:- +)?([a-z_]+):(?: |$)")
_LIKE_A_FIELD = re.compile(r"^ *(?:- +)?(?:[a-z]+_[a-z_]+:(?: |$)|[a-z]+: *(?:\[|>-))")
_IN_CURLY_QUOTES = re.compile(
    "(?s)[\u201c\u201e\u201f\u00ab](?:[^\u201d\u00bb]*|.*[\u201d\u00bb])$|\u2018.*\u2019$"
)
_NOTE = re.compile(r" *#+ ")
_LONG_TEXT_SIGN = re.compile(r"[>|][-+]?\s*(?:#.*)?$")
# The forms write \n for Enter; a text is one paragraph, so it is read as a space.
_PLAIN_ESCAPES = re.compile(r'(?:[^\\]|\\["\\n])*')


def fields_in(lines: list[str]) -> set[str]:
    """Return the names of all fields in the lines of one file."""
    return {
        name
        for line, is_long in zip(lines, in_long_text(lines), strict=True)
        if not is_long
        for name in _FIELD.findall(line)
    }


class Marked(Protocol):
    """Anything with a start mark."""

    @property
    def start_mark(self) -> Any:
        """The mark, whose `line` and `column` are counted from 0."""


def sign_before(node: Marked, lines: list[str]) -> str:
    """Return the & or ! at the start of a node, which YAML drops together with the word after it."""
    mark = node.start_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    first = line[mark.column : mark.column + 1]
    return first if first in ("&", "!") else ""


def is_only_comment(key: yaml.Node, lines: list[str]) -> bool:
    """Return whether only a comment follows the colon of a field."""
    return bool(re.match(r"\s*:\s+#", lines[key.end_mark.line][key.end_mark.column :]))


def cut_by_comment(before: str) -> str:
    """Return the message about a text that is cut off by a comment."""
    return (
        f'everything after {quote(before)} is lost: " #" starts a comment. '
        "Put the whole text in double quotes, or the comment on a line of its own."
    )


def text_mistakes(node: yaml.ScalarNode, lines: list[str], fields: set[str]) -> Mistakes:
    """Yield the errors in one text; `fields` are the names of the file's fields."""
    if node.style in ("|", ">"):
        yield from _in_long(node, lines, fields)
    elif node.style in ("'", '"'):
        yield from _in_quotes(node, lines)
    else:
        yield from _in_plain(node, lines)


def _in_plain(node: yaml.ScalarNode, lines: list[str]) -> Mistakes:
    start, end = node.start_mark, node.end_mark
    behind = lines[end.line][end.column :] if end.line < len(lines) else ""
    if node.value and behind.lstrip().startswith("#"):
        yield start.line + 1, cut_by_comment(node.value)
    elif end.line > start.line:
        below = start.line + 1
        yield (
            below + 1,
            f"{quote(lines[below].strip())} is read as part of the text above it. Give it its dash or its "
            "colon back, or write a long text below >-.",
        )
    elif _IN_CURLY_QUOTES.match(node.value):
        yield (
            start.line + 1,
            f"the curly quotes around {quote(node.value)} would be shown. "
            'Use straight quotes, ", or delete them.',
        )


def _in_quotes(node: yaml.ScalarNode, lines: list[str]) -> Mistakes:
    start, end = node.start_mark, node.end_mark
    if end.line > start.line:
        yield (
            start.line + 1,
            f"a quote opens here and closes only on line {end.line + 1}. Close it at the end of the text, "
            "or write a long text below >-.",
        )
    elif node.style == '"' and not _PLAIN_ESCAPES.fullmatch(lines[start.line], start.column, end.column):
        yield (
            start.line + 1,
            NO_BACKSLASH,
        )


def _in_long(node: yaml.ScalarNode, lines: list[str], fields: set[str]) -> Mistakes:
    start = node.start_mark
    if not _LONG_TEXT_SIGN.match(lines[start.line], start.column):
        yield start.line + 1, "nothing may follow >- on its line: the long text starts on the next line."
    for number in range(start.line + 1, min(node.end_mark.line, len(lines))):
        line = lines[number]
        if _NOTE.match(line):
            yield (
                number + 1,
                f"{quote(line.strip())} would be shown: below >- everything is text. Move a note above the "
                "field, on a line of its own.",
            )
        if _LIKE_A_FIELD.match(line) or fields.intersection(_FIELD.findall(line)):
            yield (
                number + 1,
                f"{quote(line.strip())} is read as part of the long text above it. "
                "Line it up with the other fields; if it is text, break the line elsewhere.",
            )
