"""Read the YAML files into raw records that know their lines.

This room knows YAML and nothing about milestones. Every value is read as the
text that was typed (no word becomes a number, a date or a yes), so that the
records decide what a value means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from catalogue.problems import Problem, did_you_mean, quote

LARGEST_FILE = 10_000_000  # bytes; a parser is slow and greedy beyond that
DEEPEST = 20  # levels of nesting; a record needs four

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class RawRecord:
    """What an editor typed for one record: its values as text, and the line of each."""

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[Location, int] = field(repr=False)

    @property
    def name(self) -> str:
        """The id as typed, or an empty text where none stands."""
        found = self.values.get("id")
        return found if isinstance(found, str) else ""

    def line_of(self, location: Location) -> int:
        """Return the line of a value, or of the nearest thing around it."""
        while location:
            if location in self.lines:
                return self.lines[location]
            location = location[:-1]
        return self.line

    def problem(self, location: Location, sentence: str) -> Problem:
        """Return a problem at one value of this record; without a location, in the whole record."""
        field_name = str(location[0]) if location else ""
        return Problem(self.file, self.line_of(location), self.name, field_name, sentence)


@dataclass
class RawFile:
    """One file's sections, each a list of raw records, and what was wrong with reading it."""

    file: str
    sections: dict[str, list[RawRecord]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_file(path: Path, *, shown_as: str, sections: dict[str, bool]) -> RawFile:
    """Read one data file.

    `sections` names the sections the file has, each with whether it is a list of
    records (True) or one record (False). Problems are collected, not raised.
    """
    raw = RawFile(shown_as)
    text = _decode(path, raw)
    if text is None:
        return raw
    raw.problems += _slips(text, shown_as)
    # Read on as if the editor had typed spaces, so that one run finds as much as it can.
    root = _compose(_SPACES.sub(" " * 4, text) if raw.problems else text, raw)
    if root is None:
        return raw
    walk = _Walk(raw, text.splitlines())
    for name, node in walk.sections(root, sections):
        raw.sections[name] = list(walk.records(name, node, is_list=sections[name]))
    return raw


def _decode(path: Path, raw: RawFile) -> str | None:
    """Return the file's text, or note why there is none."""

    def say(sentence: str, line: int = 1) -> None:
        raw.problems.append(Problem(raw.file, line, "", "", sentence))

    if not path.is_file():
        say("the file is missing. Put it back, or undo the change that took it away.")
        return None
    if path.stat().st_size > LARGEST_FILE:
        say("the file is over 10 MB, far more than these records need. Look for a pasted file in it.")
        return None
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        say("the file is saved as UTF-16. Save it as UTF-8.")
        return None
    if data[:2] == b"PK" or data[:5] == b"%PDF-":
        say("this is a document or a spreadsheet, not a text file. Paste its text instead.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        say("a character here isn't saved as UTF-8. Save the file as UTF-8.", line)
        return None
    if not text.strip():
        say("the file is empty. Put its records back, or undo the change that took them away.")
        return None
    if re.match(r"\s*<(?:!doctype|html)", text, re.IGNORECASE):
        say("this is a web page, not a data file. Undo the change that saved it here.")
        return None
    return text


_SPACES = re.compile(r"(?m)(?<=^)[\t\u00a0]+")

_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)"),
        "a merge conflict was left here. Choose one of the two versions and take these marks away.",
    ),
    (re.compile(r"^ *\t"), "a tab stands at the start of this line. Use spaces."),
    (
        re.compile(r"^[ ]*[\u00a0\u2000-\u200b\u202f\u3000\ufeff]"),
        "an invisible character that looks like a space stands at the start of this line. Use spaces.",
    ),
    (
        re.compile(r"^ *[\u2013\u2014\u2022\u2212] "),
        'a list line starts with a plain dash "-" and a space; another sign stands here.',
    ),
    (
        re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
        "an invisible control character stands in this line. Type the line anew.",
    ),
)


def _slips(text: str, shown_as: str) -> Iterator[Problem]:
    """Yield the slips that the YAML parser would explain badly."""
    for number, line in enumerate(text.split("\n"), start=1):
        for pattern, sentence in _SLIPS:
            if pattern.search(line.removesuffix("\r")):
                yield Problem(shown_as, number, "", "", sentence)
                break


def _compose(text: str, raw: RawFile) -> yaml.Node | None:
    """Return the tree of the file, or note the parser's complaint in plain words."""
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        if not raw.problems:  # a slip named before is the likelier cause
            raw.problems.append(Problem(raw.file, _line(error), "", "", _plain(error)))
        return None
    except yaml.YAMLError:
        if not raw.problems:
            raw.problems.append(
                Problem(
                    raw.file,
                    1,
                    "",
                    "",
                    "the file holds a character that YAML can't read. Look for odd signs.",
                )
            )
        return None
    if root is None:
        raw.problems.append(
            Problem(raw.file, 1, "", "", "the file holds only comments. Put its records back.")
        )
    return root


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


_PLAIN: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        'a second ": " stands in this line, or the line is indented too far. '
        "Put quotes around a text that holds a colon, or line the field up with the ones around it.",
    ),
    (
        "could not find expected ':'",
        'a colon is missing, or a long text isn\'t indented below its field. Write "field: text".',
    ),
    (
        "did not find expected key",
        "this line doesn't line up with the lines above, or a quote in the text ends it too early. "
        "Line up the fields of a record; put the whole text in double quotes.",
    ),
    (
        "did not find expected '-' indicator",
        'a list line should start here with "- ". Line up the dashes of the list.',
    ),
    (
        "did not find expected ',' or ']'",
        "a list in square brackets isn't closed. Put commas between its words and ] at its end.",
    ),
    (
        "did not find expected ',' or '}'",
        "a curly bracket starts here. Put quotes around a text that starts with {.",
    ),
    ("found unexpected end of stream", "a quote opens here and is never closed. Close it."),
    (
        "found character that cannot start any token",
        "a text can't start with this sign. Put the text in quotes.",
    ),
    ("found undefined tag", "a text can't start with !. Put the text in quotes."),
    ("found undefined alias", "a text can't start with *. Put the text in quotes."),
    ("did not find expected alphabetic or numeric", "a text can't start with * or &. Put it in quotes."),
    ("found duplicate anchor", "a text can't start with &. Put the text in quotes."),
    ("found unknown escape character", "a backslash in double quotes needs another one: write \\\\."),
    (
        "expected a single document",
        'a line of three dashes "---" starts a second file here. Take the line away.',
    ),
    ("block sequence entries are not allowed", 'a list can\'t start here. Put "- " on a line of its own.'),
)


def _plain(error: yaml.MarkedYAMLError) -> str:
    """Return the parser's complaint as advice."""
    complaint = f"{error.problem or ''} {error.context or ''}"
    for sign, sentence in _PLAIN:
        if sign in complaint:
            return sentence
    return (
        "the file can't be read from here on. Compare this line and the one above with a record that works."
    )


class _Walk:
    """One walk over a file's tree; it meets every node once, or says so."""

    def __init__(self, raw: RawFile, text_lines: list[str]) -> None:
        self.raw = raw
        self.text_lines = text_lines
        self.seen: set[int] = set()

    def say(self, node: yaml.Node, record: str, sentence: str, *, field: str = "") -> None:
        line = node.start_mark.line + 1
        self.raw.problems.append(Problem(self.raw.file, line, record, field, sentence))

    def sections(self, root: yaml.Node, known: dict[str, bool]) -> Iterator[tuple[str, yaml.Node]]:
        """Yield the named sections of the file."""
        names = " and ".join(f'"{name}:"' for name in known)
        if not isinstance(root, yaml.MappingNode):
            self.say(root, "", f"the file should start with {names} and the records below it.")
            return
        found: set[str] = set()
        misspelt = False
        for key, node in root.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                hint = did_you_mean(name, known) or f" This file holds {names}."
                self.say(key, "", f"there is no section {quote(name)}.{hint}")
                misspelt = True
            elif name in found:
                self.say(key, "", f'the section "{name}:" stands here a second time. Join the two.')
            else:
                found.add(name)
                yield name, node
        for name in known:
            if name not in found and not misspelt:
                self.say(root, "", f'the section "{name}:" is missing. Put it back.')

    def records(self, section: str, node: yaml.Node, *, is_list: bool) -> Iterator[RawRecord]:
        """Yield the raw records of one section."""
        if not is_list:
            nodes = [node]
        elif isinstance(node, yaml.SequenceNode):
            nodes = node.value
        elif isinstance(node, yaml.ScalarNode) and not node.value:
            nodes = []
        else:
            self.say(node, "", f'"{section}:" needs a list below it: each record starts with "- id: …".')
            return
        for entry in nodes:
            if not isinstance(entry, yaml.MappingNode):
                self.say(
                    entry,
                    "",
                    'a record starts with "- id: …" and has one field a line; something else stands here.',
                )
                continue
            lines: dict[Location, int] = {}
            name = _name_in(entry)
            values = self.value(entry, (), lines, name, depth=0)
            yield RawRecord(self.raw.file, entry.start_mark.line + 1, values, lines)

    def value(
        self,
        node: yaml.Node,
        location: Location,
        lines: dict[Location, int],
        record: str,
        *,
        depth: int,
    ) -> Any:
        """Return a node as text, list or mapping, and note the line of each part."""
        lines.setdefault(location, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.say(node, record, "this points to another place with *. Write the words out instead.")
            return ""
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self.say(node, record, "a text can't start with !. Put the text in quotes.")
            return ""
        if depth > DEEPEST:
            self.say(node, record, "brackets are nested far too deep here. Look for a pasted text.")
            return ""
        if isinstance(node, yaml.ScalarNode):
            if node.style not in ("'", '"', "|", ">") and self.is_cut_by_comment(node):
                self.say(
                    node,
                    record,
                    f'the text after {quote(node.value)} is lost: " #" starts a comment. '
                    "Put the whole text in double quotes, or the comment on a line of its own.",
                    field=str(location[0]) if location else "",
                )
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(part, (*location, number), lines, record, depth=depth + 1)
                for number, part in enumerate(node.value)
            ]
        assert isinstance(node, yaml.MappingNode)  # YAML knows no fourth kind
        return self.mapping(node, location, lines, record, depth=depth)

    def is_cut_by_comment(self, node: yaml.ScalarNode) -> bool:
        """Tell whether a comment stands behind an unquoted text on its line."""
        end = node.end_mark
        if end.line >= len(self.text_lines):
            return False
        return bool(node.value) and self.text_lines[end.line][end.column :].lstrip().startswith("#")

    def mapping(
        self,
        node: yaml.MappingNode,
        location: Location,
        lines: dict[Location, int],
        record: str,
        *,
        depth: int,
    ) -> dict[str, Any]:
        """Return a mapping; a field that stands twice is a problem, not a silent loss."""
        values: dict[str, Any] = {}
        for key, part in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.say(key, record, "a field name is one word; a bracket stands here.")
                continue
            name = key.value
            if name in values:
                first = lines[(*location, name)]
                twice = f'the field "{name}" stands twice (first on line {first}).'
                if name == "id":
                    # All that follows belongs to the second record: it would only repeat the complaint.
                    self.say(
                        key, record, f'{twice} Perhaps a record lost its dash: each starts with "- id: …".'
                    )
                    break
                self.say(key, record, f"{twice} Keep one of the two.")
                continue
            lines[(*location, name)] = key.start_mark.line + 1
            values[name] = self.value(part, (*location, name), lines, record, depth=depth + 1)
        return values


def _name_in(entry: yaml.MappingNode) -> str:
    for key, part in entry.value:
        if isinstance(key, yaml.ScalarNode) and key.value == "id" and isinstance(part, yaml.ScalarNode):
            return str(part.value)
    return ""
