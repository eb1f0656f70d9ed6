"""Decode a file, and report characters and lines that don't belong in a text file of records.

This module knows characters and lines; of YAML, only where a long text begins. An error
with an obvious fix is reported and then fixed in memory, so that one run finds as many
errors as possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.problems import Problem, also_on, quote

LARGEST_FILE = 10_000_000  # bytes; a parser is slow and greedy beyond that
MOST_RECORDS = 10_000  # in one file
MOST_LINES = 400_000
LONGEST_LINE = 100_000  # characters

Fix = str | Callable[[re.Match[str]], str]


class NotReadable(Exception):
    """The file can't be read; `problem` says why."""

    def __init__(self, file: str, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.problem = Problem(file, line, sentence)


def bytes_of(path: Path, file: str) -> bytes:
    """Return the content of a file. Raises NotReadable if it is missing or far too large."""
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise NotReadable(file, "there is a folder in place of the file. Put the file back.") from None
    except FileNotFoundError:
        raise NotReadable(
            file, "the file is missing. Put it back, or undo the change that removed it."
        ) from None
    except OSError:
        raise NotReadable(file, "the file can't be opened. Undo the last change to it.") from None
    if len(data) > LARGEST_FILE:
        raise NotReadable(
            file,
            "the file is over 10 MB, far more than these records need. Look for something pasted by mistake.",
        )
    return data


_OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a document or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "a document or a spreadsheet"),
    (b"{\\rtf", "a document"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
)

# Longer marks first: the mark of UTF-32 starts with that of UTF-16.
_OTHER_ENCODINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_AS_UTF_8 = 'Save it as UTF-8: choose "UTF-8" next to "Encoding" when you save.'


def text_of(data: bytes, file: str) -> str:
    """Return the text that the bytes hold, its lines ended by \\n. Raises NotReadable if they aren't text."""
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise NotReadable(file, f"this is {kind}, not a text file. Undo the change that saved it here.")
    for mark, encoding in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise NotReadable(file, f"the file is saved as {encoding}. {_AS_UTF_8}")
    # In UTF-16 every other byte of plain text is 0, in UTF-32 three of four.
    if data.count(0) > len(data) // 5:
        raise NotReadable(file, f"the file is saved as UTF-16 or UTF-32. {_AS_UTF_8}")
    _refuse_too_much(data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, error.start, file) from None
    if not text.strip():
        raise NotReadable(
            file, "the file is empty. Put back what was in it, or undo the change that removed it."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_too_much(data: bytes, file: str) -> None:
    """Raise NotReadable for a file that would keep the parser busy for too long."""
    records = len(re.findall(rb"(?m)^[ ]*-[ ]+id[ ]*:", data))
    if records > MOST_RECORDS:
        raise NotReadable(
            file,
            f"there are {records} records here, and the limit is {MOST_RECORDS}. "
            "Look for something pasted by mistake.",
        )
    lines = data.split(b"\n")
    if len(lines) > MOST_LINES:
        raise NotReadable(
            file,
            f"there are {len(lines)} lines here, and the limit is {MOST_LINES}. "
            "Look for something pasted by mistake.",
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise NotReadable(
                file,
                f"this line has {len(line)} characters, far more than a record needs. "
                "Look for something pasted by mistake.",
                number,
            )


def _not_utf_8(data: bytes, place: int, file: str) -> NotReadable:
    """Return the error for a byte that isn't UTF-8, with the character it stands for on Windows."""
    start, end = data.rfind(b"\n", 0, place) + 1, data.find(b"\n", place)
    line = data[start : end if end >= 0 else len(data)].decode("cp1252", "replace").strip()
    letter = data[place : place + 1].decode("cp1252", "replace")
    return NotReadable(
        file,
        f"the {quote(letter)} in {quote(line)} isn't saved as UTF-8. {_AS_UTF_8}",
        data.count(b"\n", 0, place) + 1,
    )


@dataclass(frozen=True)
class LineMistake:
    """A typing error that shows in a single line.

    sentence: the message; {found} is the match, {meant} its replacement, {line} the corrected line.
    fix: the replacement for `re.sub`; None if there is no point in reading on.
    also_in_long_text: False if the characters are harmless inside a long text.
    in_plain_letters: False if a line of ASCII characters can't contain it.
    also_in_guides: whether it is an error in a guide, too.
    """

    pattern: re.Pattern[str]
    sentence: str
    fix: Fix | None
    also_in_long_text: bool = True
    in_plain_letters: bool = True
    also_in_guides: bool = False


def _same(match: re.Match[str]) -> str:
    return match[0]


def _ungarble(match: re.Match[str]) -> str:
    """Undo the garbling of UTF-8 text that was read as Windows-1252."""
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LIST_SIGN = "*+\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u25a0-\u25ff\u27a2\u2794\uf0a7\uf0b7\uff0d"

MISTAKES: tuple[LineMistake, ...] = (
    LineMistake(
        re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)"),
        "a merge conflict was left here: two versions of the same lines. "
        "Keep one of them, and delete the lines with these marks.",
        None,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile(r"^(?:---|\.\.\.)(?=\s|$)|^%"),
        "a line that starts with three dashes, three dots or a percent sign starts a second file here. "
        "Delete the line.",
        None,
    ),
    LineMistake(
        re.compile(
            r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]"
            "|["
            + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(65536, 1114112, 65536))
            + "]"
        ),
        "this line has an invisible control character. Retype the line.",
        "",
        also_in_guides=True,
    ),
    LineMistake(
        re.compile("[\u0085\u2028\u2029]"),
        "this line has an invisible line break from another program. Retype the line.",
        " ",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "an invisible character in this line reverses the direction of the text. Retype the line.",
        "",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile(
            "[\u00ad\u180e\u200b\u2060-\u2064\ufeff]"
            # A joiner is legitimate between letters of some scripts and inside emoji.
            "|(?:^|(?<=[\\x00-\\x7f]))[\u200c\u200d]|[\u200c\u200d](?=[\\x00-\\x7f]|$)"
            "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
        ),
        "this line has an invisible character, often copied from a web page. "
        "It should read {line}: retype it.",
        "",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile("\ufffd+"),
        'a character was lost here: "\ufffd" is in its place. Retype it.',
        _same,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile(
            "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¦]|ðŸ..|ï»¿"
        ),
        "{found} is a letter that another program garbled; it was probably {meant}. Retype it.",
        _ungarble,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile(r"^ *\t[ \t]*"),
        "this line starts with a tab. Use spaces.",
        lambda match: match[0].expandtabs(4),
    ),
    LineMistake(
        re.compile(rf"^[ -]*[{_ODD_SPACE}][{_ODD_SPACE} ]*"),
        "this line starts with an invisible character that looks like a space. Use spaces.",
        lambda match: re.sub(rf"[{_ODD_SPACE}]", " ", match[0]),
        in_plain_letters=False,
    ),
    LineMistake(
        re.compile(rf"^( *)(?:[{_LIST_SIGN}]+|-{{2,}})(?:[ \t{_ODD_SPACE}]+|(?=id:))"),
        'a list line starts with a plain dash "-" and a space, not another character. Write {line}.',
        r"\1- ",
        also_in_long_text=False,
    ),
    LineMistake(
        re.compile("[\ue000-\uf8ff]"),
        "this line has a character from a symbol font; others would see a box. Delete it.",
        _same,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    LineMistake(
        re.compile(r"^( *)-(?:\t[ \t]*|(?=[^\s-]))"),
        "a dash that starts a list line needs a space after it. Write {line}.",
        r"\1- ",
        also_in_long_text=False,
    ),
    LineMistake(
        re.compile(rf"^( *(?:- +)?[\w-]+)[ {_ODD_SPACE}]*[\uff1a\ufe13\ufe55\ua789\u2236][ {_ODD_SPACE}]*"),
        'the character after the field isn\'t the plain colon ":". Write {line}.',
        r"\1: ",
        also_in_long_text=False,
        in_plain_letters=False,
    ),
    LineMistake(
        re.compile(
            rf"^( *(?:- +)?[A-Za-z_]+)(?:[{_ODD_SPACE}]+:[ {_ODD_SPACE}]*|:[{_ODD_SPACE}][ {_ODD_SPACE}]*)"
        ),
        "an invisible character that looks like a space is next to the colon. Write {line}.",
        r"\1: ",
        also_in_long_text=False,
        in_plain_letters=False,
    ),
    LineMistake(
        re.compile(r"^( *(?:- +(?=id:))?[a-z_]+)(?:::+ *|:(?!//))(?=\S)"),
        "a space is missing after the colon. Write {line}.",
        r"\1: ",
        also_in_long_text=False,
    ),
    LineMistake(
        re.compile(r"^ *(?:- +)?\?(?: |$)"),
        "a field can't start with a question mark. Put a text that starts with one in double quotes.",
        _same,
        also_in_long_text=False,
    ),
)

MISTAKES_IN_GUIDES = tuple(mistake for mistake in MISTAKES if mistake.also_in_guides)


def fix_text(
    text: str, file: str, problems: list[Problem], mistakes: tuple[LineMistake, ...] = MISTAKES
) -> str:
    """Return the text with its typing errors corrected, and report each kind once.

    Raises NotReadable for an error after which nothing would make sense.
    """
    ascii_mistakes = tuple(mistake for mistake in mistakes if mistake.in_plain_letters)
    lines = text.split("\n")
    met: dict[LineMistake, list[tuple[int, str]]] = {}
    for number, is_long in enumerate(in_long_text(lines)):
        for mistake in ascii_mistakes if lines[number].isascii() else mistakes:
            match = mistake.pattern.search(lines[number])
            if not match or (is_long and not mistake.also_in_long_text):
                continue
            lines[number], sentence = _fix_line(mistake, match, lines[number])
            met.setdefault(mistake, []).append((number + 1, sentence))
    for mistake, places in met.items():
        (line, sentence), *others = places
        sentence += also_on([number for number, _ in others])
        if mistake.fix is None:
            raise NotReadable(file, sentence, line)
        problems.append(Problem(file, line, sentence))
    return "\n".join(lines)


def _fix_line(mistake: LineMistake, match: re.Match[str], line: str) -> tuple[str, str]:
    """Return the corrected line and the message about its error."""
    if mistake.fix is None:
        return line, mistake.sentence
    meant = match.expand(mistake.fix) if isinstance(mistake.fix, str) else mistake.fix(match)
    whole = mistake.pattern.sub(mistake.fix, line)
    return whole, mistake.sentence.format(
        found=quote(match[0]), meant=quote(meant), line=quote(whole.strip())
    )


_LONG_TEXT = re.compile(r"( *(?:- +)*)([^\s#>|][^#]*:[ ]+)?[>|][-+1-9]*\s*(?:#.*)?$")


def in_long_text(lines: Iterable[str]) -> Iterator[bool]:
    """Yield for each line whether it belongs to a long text (indented, after >- or |)."""
    least: int | None = None  # lines of the text are indented farther than this
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if least is not None and (not line.strip() or indent > least):
            yield True
            continue
        start = _LONG_TEXT.match(line)
        if not start:
            least = None
        elif start[2]:
            least = len(start[1])
        else:
            least = start[1].rfind("-") if "-" in start[1] else len(start[1]) - 1
        yield False
