"""Turn an error of the YAML parser into plain advice at the line that probably caused it."""

from __future__ import annotations

import re

import yaml

from catalogue.file_text import in_long_text
from catalogue.problems import cut, quote
from catalogue.text_mistakes import NO_BACKSLASH

# (the parser's message, whether the cause is where the construct began or where parsing stopped, the advice)
_BEGAN, _STOPPED = "began", "stopped"

_PLAIN: tuple[tuple[str, str, str], ...] = (
    (
        "could not find expected ':'",
        _BEGAN,
        'a colon is missing here, or a long text isn\'t indented below its field. Write "field: text".',
    ),
    (
        "did not find expected key",
        _STOPPED,
        "this line isn't aligned with the lines above. Line up the dashes of a list and the fields of a "
        "record.",
    ),
    (
        "did not find expected '-' indicator",
        _STOPPED,
        'this line isn\'t aligned with the list above. Start a record or a list line with "- ", and line '
        "up the dashes and the fields.",
    ),
    (
        "did not find expected ',' or ']'",
        _BEGAN,
        "a list in square brackets isn't closed. Put commas between its entries and ] at its end.",
    ),
    (
        "did not find expected comment or line break",
        _STOPPED,
        "a text that starts with > or | needs quotes. A long text goes below >-, on the next lines.",
    ),
    (
        "did not find expected node content",
        _STOPPED,
        "there is a bracket or a comma where a text should start. Put the text in double quotes.",
    ),
    (
        "found character that cannot start any token",
        _STOPPED,
        "a text can't start with this sign. Put the text in double quotes.",
    ),
    ("found undefined tag", _STOPPED, "a text can't start with !. Put the text in double quotes."),
    ("found undefined alias", _STOPPED, "a text can't start with *. Put the text in double quotes."),
    (
        "did not find expected alphabetic or numeric",
        _STOPPED,
        "a text can't start with * or &. Put the text in double quotes.",
    ),
    ("found duplicate anchor", _STOPPED, "a text can't start with &. Put the text in double quotes."),
    ("while parsing a tag", _STOPPED, "a text can't start with !. Put the text in double quotes."),
    ("while scanning a tag", _STOPPED, "a text can't start with !. Put the text in double quotes."),
    (
        "found unknown escape character",
        _STOPPED,
        NO_BACKSLASH,
    ),
    (
        "while parsing a quoted scalar",
        _STOPPED,
        NO_BACKSLASH,
    ),
    (
        "block sequence entries are not allowed",
        _STOPPED,
        'a list can\'t start here. Put "- " on a line of its own, or the text in double quotes.',
    ),
    (
        "mapping keys are not allowed",
        _STOPPED,
        "a text can't start with a question mark. Put the text in double quotes.",
    ),
)

_OTHER = "the file can't be read from here on. Compare this line and the one above with a record that works."

_SECOND_COLON = re.compile(r"^ *(?:- +)?(?P<field>[\w-]+): +(?P<text>(?![\"'\[{]).*:(?: .*|))$")
_SECTION = re.compile(r"^\w+:")
_CONTENT = re.compile(r"^\s*[^\s#]")
_AFTER_A_LIST = re.compile(
    r"^ *(?P<start>(?:- +)?(?:[\w-]+: +)?)(?P<list>\[[^\[\]]*\]) *(?P<after>[^\s#]\S*)"
)
_CURLY = re.compile(r"^ *(?:- +)*(?:[\w-]+: +)?\{")
_START_OF_TEXT = r"^ *(?:- +)*(?:[\w-]+: +)?"
_QUOTES = (
    (re.compile(_START_OF_TEXT + r'(?P<text>".*)$'), re.compile(r'"(?:[^"\\]|\\.)*"\s*(?:#.*)?'), '"'),
    (re.compile(_START_OF_TEXT + r"(?P<text>'.*)$"), re.compile(r"'(?:[^']|'')*'\s*(?:#.*)?"), "'"),
)


def plain_complaint(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """Return the line, counted from 1, and the advice for a parser error."""
    stopped = error.problem_mark or error.context_mark
    began = error.context_mark or error.problem_mark
    stop, start = (mark.line if mark else 0 for mark in (stopped, began))
    advice = _open_quote(lines[: stop + 1]) or _after_a_list(lines, stop) or _lost_start(lines, stop)
    if advice:
        return advice
    complaint = f"{error.problem or ''} {error.context or ''}"
    if "mapping values are not allowed" in complaint:
        return _stray_colon(lines, stop)
    if "flow" in complaint and (hidden := _cut_list(lines, start, stop)):
        return hidden
    for sign, where, sentence in _PLAIN:
        if sign in complaint:
            return (start if where is _BEGAN else stop) + 1, sentence
    return stop + 1, _OTHER


def _open_quote(lines: list[str]) -> tuple[int, str] | None:
    """Return the line of a quote that isn't closed at the end of its text, and the advice."""
    for number, (line, is_long) in enumerate(zip(lines, in_long_text(lines), strict=True), start=1):
        if is_long:
            continue
        for opening, whole, sign in _QUOTES:
            found = opening.match(line)
            if not found or whole.fullmatch(found["text"]):
                continue
            text = found["text"].strip()
            if text.count(sign) == 1:
                return number, "a quote opens here and is never closed. Close it at the end of the text."
            inner = text[1:-1] if text.endswith(sign) else text
            meant = inner.replace('"', '\\"')
            return number, f'a quote inside this text ends it too early. Write "{cut(meant)}".'
        if re.match(r"^ *[\w-]+: *\[", line) and line.rstrip().endswith("]") and line.count('"') % 2:
            return number, "a quote in this list opens and is never closed. Close it."
    return None


def _after_a_list(lines: list[str], stop: int) -> tuple[int, str] | None:
    """Return the line where something follows a list in brackets, and the advice."""
    for number in range(max(stop - 1, 0), min(stop + 1, len(lines))):
        found = _AFTER_A_LIST.match(lines[number])
        if found and found["after"] == ",":
            return (
                number + 1,
                f"remove the comma after the list. Write {quote(found['start'] + found['list'])}.",
            )
        if found:
            text = f"{found['list']}{lines[number][found.end('list') :]}".strip().replace('"', '\\"')
            meant = f'{found["start"]}"{text}"'.strip()
            return number + 1, f"a text can't start with [. Put the text in double quotes: {cut(meant)}"
    return None


def _lost_start(lines: list[str], stop: int) -> tuple[int, str] | None:
    """Return the line where a dash is missing or a text starts with a curly bracket, and the advice."""
    if stop < len(lines) and lines[stop].lstrip().startswith("- "):
        section = max((number for number in range(stop) if _SECTION.match(lines[number])), default=0)
        below = [number for number in range(section + 1, stop) if _CONTENT.match(lines[number])]
        if below and lines[below[0]].lstrip().startswith("id:"):
            return below[0] + 1, 'a record lost its dash here: each starts with "- id: …".'
    for number in range(max(stop - 1, 0), min(stop + 1, len(lines))):
        if _CURLY.match(lines[number]):
            return number + 1, "a text can't start with {. Put the text in double quotes."
    return None


def _stray_colon(lines: list[str], stop: int) -> tuple[int, str]:
    """Return the line with a colon too many or too few, and the advice."""
    found = _SECOND_COLON.match(lines[stop])
    if found:
        text = found["text"].strip('"\u201c\u201d').replace('"', '\\"')
        return stop + 1, (
            'this line has a second ": ", so it isn\'t clear where the text starts. '
            f'Put quotes around it: {found["field"]}: "{cut(text)}"'
        )
    above = max((number for number in range(stop) if lines[number].strip()), default=0)
    if ":" not in lines[above]:
        return above + 1, 'a colon is missing here. Write "field: text".'
    return stop + 1, (
        f"this line is indented farther than {quote(lines[above].strip())} above it, "
        "which already has its text. Align the two."
    )


def _cut_list(lines: list[str], start: int, stop: int) -> tuple[int, str] | None:
    """Return the line of a list in brackets where a comment hides its end, and the advice."""
    for number in range(start, min(stop + 1, len(lines))):
        shown, sign, _ = lines[number].partition(" #")
        if sign and "]" not in shown:
            return number + 1, (
                f'the rest of the list after {quote(shown.strip())} is lost: " #" starts a comment. '
                "Put the text in double quotes, or the comment on a line of its own."
            )
    return None
