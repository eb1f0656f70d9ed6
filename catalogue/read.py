"""Read the YAML files into raw records that know their lines.

This module knows YAML, not what a milestone is. Every value is kept as the text that
was typed (nothing becomes a number, a date or a boolean), so that the models decide
what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from catalogue.complaint import plain_complaint
from catalogue.file_text import NotReadable, bytes_of, fix_text, text_of
from catalogue.problems import Problem, did_you_mean, quote
from catalogue.text_mistakes import (
    Marked,
    cut_by_comment,
    fields_in,
    is_only_comment,
    sign_before,
    text_mistakes,
)
from catalogue.tree import DEEPEST, Alias, Tree

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class RawRecord:
    """One record as typed: its values as text, and the line of each.

    `reported` names the fields whose problem has already been reported.
    """

    file: str
    line: int
    values: dict[str, Any]
    lines: dict[Location, int] = field(repr=False)
    reported: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The id as typed; empty if there is none."""
        found = self.values.get("id")
        return found if isinstance(found, str) else ""

    def line_of(self, location: Location) -> int:
        """Return the line of a value, or of the nearest part of the record that contains it."""
        while location:
            if location in self.lines:
                return self.lines[location]
            location = location[:-1]
        return self.line

    def problem(self, location: Location, sentence: str) -> Problem:
        """Return a problem with one value of this record, or with the whole record if `location` is empty."""
        field_name = str(location[0]) if location else ""
        return Problem(self.file, self.line_of(location), sentence, self.name, field_name)


@dataclass
class RawFile:
    """One file's sections, each a list of raw records, and the problems found while reading it.

    `lines` has the line of each section; `in_part` names the sections that couldn't be
    read completely.
    """

    file: str
    sections: dict[str, list[RawRecord]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    in_part: set[str] = field(default_factory=set)


def read_file(path: Path, *, shown_as: str, sections: dict[str, bool]) -> RawFile:
    """Read one data file.

    `sections` names the sections the file has, each with whether it is a list of
    records (True) or one record (False). Problems are collected, not raised.
    """
    try:
        data = bytes_of(path, shown_as)
    except NotReadable as error:
        return RawFile(shown_as, problems=[error.problem])
    return read_bytes(data, shown_as=shown_as, sections=sections)


def read_bytes(data: bytes, *, shown_as: str, sections: dict[str, bool]) -> RawFile:
    """Read the content of a data file, as `read_file` does."""
    problems: list[Problem] = []
    try:
        text = fix_text(text_of(data, shown_as), shown_as, problems)
        _refuse_other_kind(text, shown_as, sections, has_mistakes=bool(problems))
        read = _walk_tree(text, shown_as, sections, has_mistakes=bool(problems))
    except NotReadable as error:
        return RawFile(shown_as, problems=[*problems, error.problem])
    read.problems[:0] = problems
    return read


def _walk_tree(text: str, shown_as: str, sections: dict[str, bool], *, has_mistakes: bool) -> RawFile:
    """Return the sections of a YAML text. Raises NotReadable."""
    lines = text.split("\n")
    read = RawFile(shown_as)
    try:
        _Walk(read, lines).file(Tree(text), sections)
    except yaml.MarkedYAMLError as error:
        if has_mistakes:  # an error reported before is the likelier cause
            return RawFile(shown_as)
        line, sentence = plain_complaint(error, lines)
        raise NotReadable(shown_as, sentence, line) from None
    return read


def _refuse_other_kind(text: str, shown_as: str, sections: dict[str, bool], *, has_mistakes: bool) -> None:
    """Raise NotReadable if a text isn't a data file at all."""
    first = re.search(r"(?m)^[ ]*[^\s#].*$", text)
    if first is None:
        raise NotReadable(shown_as, "the file holds only comments. Put its records back.")
    other = _other_kind(first[0], sections)
    if other and not has_mistakes:
        raise NotReadable(shown_as, other, text.count("\n", 0, first.start()) + 1)


_OTHER_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*<"), "this is a web page, not a data file. Undo the change that saved it here."),
    (
        re.compile(r"\s*[{\[]"),
        "this is a data file of another kind (JSON). Undo the change that saved it here.",
    ),
    (
        re.compile(r"\s*- "),
        "the records start here, but the name of their section is missing. Put {first} back above them.",
    ),
    (
        re.compile(r"[^:]*[,;\t][^:]*[,;\t]"),
        "this is a table from a spreadsheet (CSV), not a data file. Undo the change that saved it here.",
    ),
    (
        re.compile(r"(?!\s*[\"']?\w[\w -]*[\"']?\s*:)"),
        "the file should start with {names} and the records below it, but it starts with something else.",
    ),
)


def _other_kind(first_line: str, sections: dict[str, bool]) -> str | None:
    """Return the problem with a file whose first line isn't the name of a section."""
    for pattern, sentence in _OTHER_KINDS:
        if pattern.match(first_line):
            return sentence.format(names=_list_sections(sections), first=f'"{next(iter(sections))}:"')
    return None


def _list_sections(sections: dict[str, bool]) -> str:
    return " and ".join(f'"{name}:"' for name in sections)


class _Walk:
    """Collects the raw records and problems of one file while walking its tree."""

    def __init__(self, raw: RawFile, text_lines: list[str]) -> None:
        self.raw = raw
        self.text_lines = text_lines
        self.fields = fields_in(text_lines)
        self.record_problems: list[Problem] = []
        self.section = ""
        self.record = ""
        self.reported: set[str] = set()

    def report(self, node: Marked, sentence: str, *, field: str = "", line: int | None = None) -> None:
        line = node.start_mark.line + 1 if line is None else line
        problems = self.record_problems if self.section else self.raw.problems
        problems.append(Problem(self.raw.file, line, sentence, self.record, field))
        self.reported.add(field)

    def file(self, tree: Tree, known: dict[str, bool]) -> None:
        """Fill the file's sections with their raw records."""
        if not tree.is_at(yaml.MappingStartEvent):
            self.report(
                tree.node(), f"the file should start with {_list_sections(known)} and the records below it."
            )
            tree.end()
            return
        first_line = tree.start_mark.line + 1
        misspelt = False
        for key in tree.pairs():
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                self.report_unknown_section(key, name, known)
                misspelt = True
                tree.node()
            elif name in self.raw.lines:
                first = self.raw.lines[name]
                self.report(
                    key,
                    f'the section "{name}:" appears a second time (first on line {first}). Combine the two.',
                )
                self.raw.in_part.add(name)
                tree.node()
            else:
                self.raw.lines[name] = key.start_mark.line + 1
                self.section = name
                records = list(self.records(tree, is_list=known[name]))
                self.section = self.record = ""
                if records or name not in self.raw.in_part:
                    self.raw.sections[name] = records
        tree.end()
        lost = [name for name in known if name not in self.raw.lines and not misspelt]
        for name in lost:
            sentence = f'the section "{name}:" is missing. Put it back above its records.'
            self.raw.problems.append(Problem(self.raw.file, first_line, sentence))
        if lost:  # Records of a section that lost its name are read into another section, where nothing fits.
            self.raw.sections.clear()
        else:
            self.raw.problems += self.record_problems

    def report_unknown_section(self, key: yaml.Node, name: str, known: dict[str, bool]) -> None:
        """Report an unknown section name."""
        hint = did_you_mean(name, known) or (
            f" This file holds {_list_sections(known)}. If it is a field of the record above, "
            "indent it like the other fields."
        )
        self.report(key, f"there is no section {quote(name)}.{hint}")

    def records(self, tree: Tree, *, is_list: bool) -> Iterator[RawRecord]:
        """Yield the raw records of one section."""
        self.report_sign_before(tree)
        if is_list and tree.is_at(yaml.SequenceStartEvent):
            nodes = tree.entries()
        else:
            node = tree.node()
            nodes = iter(() if is_list else (node,))
            is_empty = type(node) is yaml.ScalarNode and not node.value
            if is_list and not is_empty:
                self.report(
                    node, f'"{self.section}:" needs a list below it: each record starts with "- id: …".'
                )
                self.raw.in_part.add(self.section)
        for entry in nodes:
            self.record = _name_in(entry)
            self.reported = set()
            if isinstance(entry, Alias):  # reported at the &
                self.raw.in_part.add(self.section)
                continue
            if not isinstance(entry, yaml.MappingNode):
                self.report_not_a_record(entry, is_list=is_list)
                continue
            lines: dict[Location, int] = {}
            values = self.value(entry, (), lines)
            if not isinstance(values, dict):  # reported: it is in curly brackets
                self.raw.in_part.add(self.section)
                continue
            if is_list and "id" not in values:
                self.raw.in_part.add(self.section)
            yield RawRecord(self.raw.file, entry.start_mark.line + 1, values, lines, frozenset(self.reported))

    def report_not_a_record(self, node: yaml.Node, *, is_list: bool) -> None:
        """Report an entry that isn't a record."""
        self.raw.in_part.add(self.section)
        if not is_list:
            self.report(node, f'"{self.section}:" needs its fields below it, one per line.')
        elif isinstance(node, yaml.ScalarNode) and not node.value:
            self.report(node, "there is nothing after this dash. Delete it, or write the record.")
        else:
            self.report(node, 'a record starts with "- id: …" and has one field per line.')

    def value(self, node: yaml.Node, location: Location, lines: dict[Location, int]) -> Any:
        """Return a node as text, list or mapping, and record the line of each part."""
        lines.setdefault(location, node.start_mark.line + 1)
        field = str(location[0]) if location else ""
        if isinstance(node, Alias):  # reported at the &
            self.reported.add(field)
            return ""
        has_sign = self.report_sign_before(node, field)
        if len(location) > DEEPEST:
            self.report(
                node,
                "brackets are nested too deeply here. Look for something pasted by mistake.",
                field=field,
            )
            return ""
        if isinstance(node, yaml.ScalarNode):
            if not has_sign:
                self.report_text_mistakes(node, field)
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value(part, (*location, number), lines) for number, part in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)  # YAML has no other kind of node
        if node.flow_style:
            self.report(node, "a text can't start with {. Put the text in double quotes.", field=field)
            return ""
        return self.mapping(node, location, lines)

    def report_sign_before(self, node: Marked, field: str = "") -> bool:
        """Report an & or ! before a value, and return whether there is one."""
        sign = sign_before(node, self.text_lines)
        if sign:
            self.report(node, f"a text can't start with {sign}. Put the text in double quotes.", field=field)
        return bool(sign)

    def report_text_mistakes(self, node: yaml.ScalarNode, field: str) -> None:
        """Report where a text differs from what the editor sees."""
        for line, sentence in text_mistakes(node, self.text_lines, self.fields):
            self.report(node, sentence, field=field, line=line)

    def mapping(
        self, node: yaml.MappingNode, location: Location, lines: dict[Location, int]
    ) -> dict[str, Any]:
        """Return a mapping, and report duplicate fields instead of losing one silently."""
        values: dict[str, Any] = {}
        twice: list[yaml.ScalarNode] = []
        for key, part in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, "a field name is one word, not a bracket.")
                continue
            name = key.value
            sign = sign_before(key, self.text_lines)
            if sign and not sign_before(node, self.text_lines):
                self.report(key, f"a field can't start with {sign}. Delete it.")
            if name in values:
                twice.append(key)
                if name == "id":
                    break  # everything below belongs to the second record
                continue
            lines[(*location, name)] = key.start_mark.line + 1
            values[name] = self.value(part, (*location, name), lines)
            if values[name] == "" and is_only_comment(key, self.text_lines):
                self.report(key, cut_by_comment(f"{name}:"), field=str((*location, name)[0]))
        if twice:
            self.report_duplicates(twice, lines[(*location, twice[0].value)])
        return values

    def report_duplicates(self, keys: list[yaml.ScalarNode], first: int) -> None:
        """Report duplicate fields; several of them mean that two records were merged."""
        sentence = f"the field {quote(keys[0].value)} appears twice (first on line {first})"
        if keys[0].value == "id":
            self.report(keys[0], f'{sentence}. A record may have lost its dash: each starts with "- id: …".')
        elif len(keys) > 1:
            self.report(
                keys[0],
                f'{sentence}, and so do others below it. A record may have lost its first line, "- id: …".',
            )
        else:
            self.report(keys[0], f"{sentence}. Keep one of the two.")
            return
        self.raw.in_part.add(self.section)


def _name_in(entry: yaml.Node) -> str:
    """Return the id of a record, or an empty string."""
    if isinstance(entry, yaml.MappingNode):
        for key, part in entry.value:
            if isinstance(key, yaml.ScalarNode) and key.value == "id" and isinstance(part, yaml.ScalarNode):
                return str(part.value)
    return ""
