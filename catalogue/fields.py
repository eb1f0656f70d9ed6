"""Generate the tables of fields for editors from the records: `python -m catalogue.fields`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.field_types import fields_in_data, kinds_in, part_in, section_linked
from catalogue.records import SECTIONS

START = "<!-- The tables below are made by `python -m catalogue.fields` from catalogue/records.py. -->"


@dataclass(frozen=True)
class FieldRow:
    """One field: its name, whether it is required, and what it means, as Markdown."""

    name: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class FieldTable:
    """The fields of one section, or of the parts nested in its records."""

    section: str
    file: str
    part: str
    purpose: str
    rows: tuple[FieldRow, ...]


@cache
def field_tables() -> tuple[FieldTable, ...]:
    """Return a table for each section, each followed by the tables of its nested parts."""
    return tuple(
        table for section in SECTIONS for table in _tables(section.file, section.name, section.model)
    )


def _tables(file: str, section: str, model: type[BaseModel], part: str = "") -> Iterator[FieldTable]:
    rows = tuple(
        FieldRow(name, info.is_required(), _meaning(info)) for name, info in fields_in_data(model).items()
    )
    yield FieldTable(section, file, part, (model.__doc__ or "").strip().split("\n")[0], rows)
    for name, info in fields_in_data(model).items():
        if part_model := part_in(info):
            yield from _tables(file, section, part_model, name)


def _meaning(info: FieldInfo) -> str:
    choices = (kind for kind in kinds_in(info.annotation) if get_origin(kind) is Literal)
    words = [word for choice in choices for word in get_args(choice)]
    meaning = info.description or ""
    if section := section_linked(info):
        meaning += f" Ids of `{section}`."
    elif words:
        meaning += f" One of: {', '.join(f'`{word}`' for word in words)}."
    return meaning


def as_markdown(table: FieldTable) -> str:
    """Return a table as it appears in FIELDS.md."""
    heading = (
        f"Each of `{table.part}` has:"
        if table.part
        else f"### `{table.section}` in `data/{table.file}`\n\n{table.purpose}"
    )
    lines = [f"\n{heading}\n", "| field | must it be there? | what it means |", "| --- | --- | --- |"]
    for row in table.rows:
        meaning = row.meaning.replace("|", "\\|")
        lines.append(f"| `{row.name}` | {'yes' if row.required else 'no'} | {meaning} |")
    return "\n".join(lines)


def main() -> int:
    """Write the tables at the end of FIELDS.md."""
    guide = Path(__file__).resolve().parent.parent / "FIELDS.md"
    by_hand = guide.read_text(encoding="utf-8").split(START)[0]
    tables = "\n".join(as_markdown(table) for table in field_tables())
    guide.write_text(f"{by_hand}{START}\n{tables}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
