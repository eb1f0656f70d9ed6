"""Turn a file's bytes into text, and tell what a text file of records shouldn't hold.

This room knows characters and lines, and nothing of YAML but where a long text
begins. What can be mended in thought is mended, so that reading goes on and one run
finds as much as it can; the slip is told all the same.
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

Mend = str | Callable[[re.Match[str]], str]


class NotReadable(Exception):
    """The file can't be read at all; `problem` says why."""

    def __init__(self, file: str, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.problem = Problem(file, line, "", "", sentence)


def bytes_of(path: Path, file: str) -> bytes:
    """Return what a file holds. Raises NotReadable where there is no such file, or far too much in it."""
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise NotReadable(file, "a folder stands here in place of the file. Put the file back.") from None
    except FileNotFoundError:
        raise NotReadable(
            file, "the file is missing. Put it back, or undo the change that took it away."
        ) from None
    except OSError:
        raise NotReadable(
            file, "the file is there, but it can't be opened. Undo the last change to it."
        ) from None
    if len(data) > LARGEST_FILE:
        raise NotReadable(
            file, "the file is over 10 MB, far more than these records need. Look for a pasted file in it."
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

# The longer marks first: that of UTF-32 starts with that of UTF-16.
_OTHER_ENCODINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_AS_UTF_8 = 'Save it as UTF-8: choose "UTF-8" beside "Encoding" when you save.'


def text_of(data: bytes, file: str) -> str:
    """Return the text that the bytes hold, its lines ended by \\n. Raises NotReadable where it is none."""
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise NotReadable(file, f"this is {kind}, not a text file. Undo the change that saved it here.")
    for mark, encoding in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise NotReadable(file, f"the file is saved as {encoding}. {_AS_UTF_8}")
    if data.count(0) > len(data) // 5:  # every other byte, or three of four, of plain words
        raise NotReadable(file, f"the file is saved as UTF-16 or UTF-32. {_AS_UTF_8}")
    _refuse_too_much(data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, error.start, file) from None
    if not text.strip():
        raise NotReadable(
            file, "the file is empty. Put back what was in it, or undo the change that took it away."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_too_much(data: bytes, file: str) -> None:
    """Raise NotReadable where a parser would be busy for long, before it starts."""
    records = len(re.findall(rb"(?m)^[ ]*-[ ]+id[ ]*:", data))
    if records > MOST_RECORDS:
        raise NotReadable(
            file, f"there are {records} records here, and {MOST_RECORDS} is the most. Look for a pasted file."
        )
    lines = data.split(b"\n")
    if len(lines) > MOST_LINES:
        raise NotReadable(
            file, f"there are {len(lines)} lines here, and {MOST_LINES} is the most. Look for a pasted file."
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise NotReadable(
                file,
                f"this line has {len(line)} characters, far more than a record needs. "
                "Look for a pasted file in it.",
                number,
            )


def _not_utf_8(data: bytes, place: int, file: str) -> NotReadable:
    """Return the complaint about a byte that isn't UTF-8, with the character that Windows means by it."""
    start, end = data.rfind(b"\n", 0, place) + 1, data.find(b"\n", place)
    line = data[start : end if end >= 0 else len(data)].decode("cp1252", "replace").strip()
    letter = data[place : place + 1].decode("cp1252", "replace")
    return NotReadable(
        file,
        f"the {quote(letter)} in {quote(line)} isn't saved as UTF-8. {_AS_UTF_8}",
        data.count(b"\n", 0, place) + 1,
    )


@dataclass(frozen=True)
class Slip:
    """A slip that one line can show.

    In `sentence`, {found} is what stands there, {meant} what was meant, and {line} the
    line as it was meant. `mend` is what `re.sub` puts in place of it; None where reading
    on would only mislead. In a long text, some signs are just text: `also_in_long_text`.
    A line of plain letters and signs (ASCII) can't hold every slip: `in_plain_letters`.
    Some signs mean something in a guide: `also_in_guides` is for what is wrong there too.
    """

    pattern: re.Pattern[str]
    sentence: str
    mend: Mend | None
    also_in_long_text: bool = True
    in_plain_letters: bool = True
    also_in_guides: bool = False


def _same(match: re.Match[str]) -> str:
    return match[0]


def _ungarble(match: re.Match[str]) -> str:
    """Return what a text was before it was saved as UTF-8 and read as if by old Windows."""
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LIST_SIGN = "*+\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u25a0-\u25ff\u27a2\u2794\uf0a7\uf0b7\uff0d"

SLIPS: tuple[Slip, ...] = (
    Slip(
        re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)"),
        "a merge conflict was left here: two versions of the same lines. "
        "Keep one of them, and take the lines with these marks away.",
        None,
        also_in_guides=True,
    ),
    Slip(
        re.compile(r"^(?:---|\.\.\.)(?=\s|$)|^%"),
        "a line that starts with three dashes, three dots or a percent sign starts a second file here. "
        "Take the line away.",
        None,
    ),
    Slip(
        re.compile(
            r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]"
            "|["
            + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(65536, 1114112, 65536))
            + "]"
        ),
        "an invisible control character stands in this line. Type the line anew.",
        "",
        also_in_guides=True,
    ),
    Slip(
        re.compile("[\u0085\u2028\u2029]"),
        "an invisible line break from another program stands in this line. Type the line anew.",
        " ",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "an invisible sign in this line turns the direction of the text. Type the line anew.",
        "",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile(
            "[\u00ad\u180e\u200b\u2060-\u2064\ufeff]"
            # Between letters of its own kind and in an emoji, a joiner is honest.
            "|(?:^|(?<=[\\x00-\\x7f]))[\u200c\u200d]|[\u200c\u200d](?=[\\x00-\\x7f]|$)"
            "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
        ),
        "an invisible character stands in this line, often copied from a web page. "
        "It should read {line}: type it anew.",
        "",
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile("\ufffd+"),
        'a character was lost here: "\ufffd" stands in its place. Type it anew.',
        _same,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile(
            "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¦]|ðŸ..|ï»¿"
        ),
        "{found} is a letter that another program garbled; it was probably {meant}. Type it anew.",
        _ungarble,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile(r"^ *\t[ \t]*"),
        "a tab stands at the start of this line. Use spaces.",
        lambda match: match[0].expandtabs(4),
    ),
    Slip(
        re.compile(rf"^[ -]*[{_ODD_SPACE}][{_ODD_SPACE} ]*"),
        "an invisible character that looks like a space stands at the start of this line. Use spaces.",
        lambda match: re.sub(rf"[{_ODD_SPACE}]", " ", match[0]),
        in_plain_letters=False,
    ),
    Slip(
        re.compile(rf"^( *)(?:[{_LIST_SIGN}]+|-{{2,}})(?:[ \t{_ODD_SPACE}]+|(?=id:))"),
        'a list line starts with a plain dash "-" and a space; another sign stands here. Write {line}.',
        r"\1- ",
        also_in_long_text=False,
    ),
    Slip(
        re.compile("[\ue000-\uf8ff]"),
        "a sign of a symbol font stands in this line; others would see a box. Take it away.",
        _same,
        in_plain_letters=False,
        also_in_guides=True,
    ),
    Slip(
        re.compile(r"^( *)-(?:\t[ \t]*|(?=[^\s-]))"),
        "a dash that starts a list line needs a space after it. Write {line}.",
        r"\1- ",
        also_in_long_text=False,
    ),
    Slip(
        re.compile(rf"^( *(?:- +)?[\w-]+)[ {_ODD_SPACE}]*[\uff1a\ufe13\ufe55\ua789\u2236][ {_ODD_SPACE}]*"),
        'the sign after the field isn\'t the plain colon ":". Write {line}.',
        r"\1: ",
        also_in_long_text=False,
        in_plain_letters=False,
    ),
    Slip(
        re.compile(
            rf"^( *(?:- +)?[A-Za-z_]+)(?:[{_ODD_SPACE}]+:[ {_ODD_SPACE}]*|:[{_ODD_SPACE}][ {_ODD_SPACE}]*)"
        ),
        "an invisible character that looks like a space stands beside the colon. Write {line}.",
        r"\1: ",
        also_in_long_text=False,
        in_plain_letters=False,
    ),
    Slip(
        re.compile(r"^( *(?:- +(?=id:))?[a-z_]+)(?:::+ *|:(?!//))(?=\S)"),
        "a space is missing after the colon. Write {line}.",
        r"\1: ",
        also_in_long_text=False,
    ),
    Slip(
        re.compile(r"^ *(?:- +)?\?(?: |$)"),
        "a field can't start with a question mark. Put a text that starts with one in double quotes.",
        _same,
        also_in_long_text=False,
    ),
)

SLIPS_IN_GUIDES = tuple(slip for slip in SLIPS if slip.also_in_guides)


def mend_text(text: str, file: str, problems: list[Problem], slips: tuple[Slip, ...] = SLIPS) -> str:
    """Return the text without the slips that a line can show, and note each kind of slip once.

    Raises NotReadable for a slip after which nothing would make sense.
    """
    slips_of_plain_letters = tuple(slip for slip in slips if slip.in_plain_letters)
    lines = text.split("\n")
    met: dict[Slip, list[tuple[int, str]]] = {}
    for number, is_long in enumerate(in_long_text(lines)):
        for slip in slips_of_plain_letters if lines[number].isascii() else slips:
            match = slip.pattern.search(lines[number])
            if not match or (is_long and not slip.also_in_long_text):
                continue
            lines[number], sentence = _mend_line(slip, match, lines[number])
            met.setdefault(slip, []).append((number + 1, sentence))
    for slip, places in met.items():
        (line, sentence), *others = places
        sentence += also_on([number for number, _ in others])
        if slip.mend is None:
            raise NotReadable(file, sentence, line)
        problems.append(Problem(file, line, "", "", sentence))
    return "\n".join(lines)


def _mend_line(slip: Slip, match: re.Match[str], line: str) -> tuple[str, str]:
    """Return a line as it was meant, and the sentence about its slip."""
    if slip.mend is None:
        return line, slip.sentence
    meant = match.expand(slip.mend) if isinstance(slip.mend, str) else slip.mend(match)
    whole = slip.pattern.sub(slip.mend, line)
    return whole, slip.sentence.format(found=quote(match[0]), meant=quote(meant), line=quote(whole.strip()))


_LONG_TEXT = re.compile(r"( *(?:- +)*)([^\s#>|][^#]*:[ ]+)?[>|][-+1-9]*\s*(?:#.*)?$")


def in_long_text(lines: Iterable[str]) -> Iterator[bool]:
    """Yield for each line whether it belongs to a long text, which starts with >- or | and is indented."""
    least: int | None = None  # the indent that a line of the text must exceed
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
