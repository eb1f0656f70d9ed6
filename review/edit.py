"""Write reviews into the text of a data file or a guide, and leave everything else in it as it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FIELDS = ("reviewed_by", "reviewed_on")

# A review goes below the last of these that a record has, or else to its end.
_ABOVE = ("sources", "basis", "checked")


@dataclass(frozen=True)
class Signature:
    """Who reviewed a text, and on which day."""

    by: str
    on: datetime.date

    def lines(self, indent: int) -> list[str]:
        """Return the two lines of a record that say so."""
        fields = {"reviewed_by": self.by, "reviewed_on": self.on}
        text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
        return [" " * indent + line for line in text.splitlines()]


class CannotSignError(Exception):
    """A file is written in a way that a review can't be added to; the message is a sentence."""


def read(path: Path) -> str:
    """Return the text of a file with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def sign_records(text: str, signatures: Mapping[tuple[str, str], Signature]) -> str:
    """Return the text of a data file with signatures, by (section, id). Raises CannotSignError."""
    sections = dict(_pairs(_compose(text)))
    records = {
        (section, dict(_pairs(record))["id"].value): record
        for section, node in sections.items()
        if isinstance(node, yaml.SequenceNode)
        for record in node.value
    }
    signed = _sign(text, [(records[place], signature) for place, signature in signatures.items()])
    before, after = (yaml.load(each, yaml.CBaseLoader) for each in (text, signed))
    for (section, name), signature in signatures.items():
        record = next(each for each in before[section] if each["id"] == name)
        record |= {"reviewed_by": signature.by, "reviewed_on": str(signature.on)}
    if before != after:
        raise CannotSignError("its lines are in an unusual form. Add reviewed_by and reviewed_on by hand.")
    return signed


def sign_record(text: str, signature: Signature) -> str:
    """Return the text of one record (the head of a guide) with a signature. Raises CannotSignError."""
    signed = _sign(text, [(_compose(text), signature)])
    before = yaml.load(text, yaml.CBaseLoader) | {
        "reviewed_by": signature.by,
        "reviewed_on": str(signature.on),
    }
    if yaml.load(signed, yaml.CBaseLoader) != before:
        raise CannotSignError("its head is in an unusual form. Add reviewed_by and reviewed_on by hand.")
    return signed


def split_guide(text: str) -> tuple[str, str]:
    """Return the head of a guide, which is one record, and the rest of its text."""
    end = text.index("\n---") + 1
    return text[:end], text[end:]


def check_guide(text: str, check: Mapping[str, object]) -> str:
    """Return a translated guide with the fields of a check in its head, in place of an earlier one."""
    head, rest = split_guide(text)
    kept = [line for line in head.splitlines() if line.partition(":")[0] not in check]
    fields = yaml.safe_dump(dict(check), allow_unicode=True, sort_keys=False, width=10_000)
    return "\n".join([*kept, fields]) + rest


def unsign(text: str) -> str:
    """Return the text of a data file, or of the head of a guide, without a review. Raises CannotSignError."""
    root = _compose(text)
    unsigned = _sign(text, [(record, None) for record in _records_in(root) if _is_signed(record)])
    before, after = (yaml.load(each, yaml.CBaseLoader) for each in (text, unsigned))
    if _without_reviews(before) != after:
        raise CannotSignError("its lines are in an unusual form. Delete reviewed_by and reviewed_on by hand.")
    return unsigned


def _records_in(root: yaml.Node) -> Iterator[yaml.Node]:
    """Yield each record of a data file, or the head of a guide itself."""
    yield root
    for _, node in _pairs(root):
        if isinstance(node, yaml.SequenceNode):
            yield from (record for record in node.value if isinstance(record, yaml.MappingNode))


def _is_signed(record: yaml.Node) -> bool:
    return any(name in FIELDS for name, _ in _pairs(record))


def _without_reviews(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_reviews(each) for name, each in value.items() if name not in FIELDS}
    return [_without_reviews(each) for each in value] if isinstance(value, list) else value


def _sign(text: str, signatures: list[tuple[yaml.Node, Signature | None]]) -> str:
    """Return a text with a signature, or none, in each of these records, in place of an earlier one."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines: list[str | None] = [*text.split(end)]
    for record, signature in sorted(signatures, key=lambda each: -each[0].start_mark.line):
        indent = record.value[0][0].start_mark.column
        last = {key.value: _last_line(value, lines, indent) for key, value in record.value}
        for key, _ in record.value:
            if key.value in FIELDS:
                lines[key.start_mark.line : last[key.value] + 1] = [None] * (
                    last[key.value] + 1 - key.start_mark.line
                )
        if signature is None:
            continue
        evidence = [name for name in last if name in _ABOVE]
        below = last[evidence[-1]] if evidence else max(last[name] for name in last if name not in FIELDS)
        lines[below + 1 : below + 1] = signature.lines(indent)
    return end.join(line for line in lines if line is not None)


def _last_line(value: yaml.Node, lines: list[str | None], indent: int) -> int:
    """Return the index of the last line of a value; a block reaches as far as what follows it."""
    last: int = value.end_mark.line - (value.end_mark.column == 0)
    if isinstance(value, yaml.ScalarNode) and value.style in (None, '"', "'"):
        return last
    while not (line := lines[last] or "").strip() or line[: indent + 1].lstrip().startswith("#"):
        last -= 1
    return last


def _compose(text: str) -> yaml.Node:
    node = yaml.compose(text, yaml.CBaseLoader)
    assert node is not None  # the check has found records in it
    return node


def _pairs(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value]
