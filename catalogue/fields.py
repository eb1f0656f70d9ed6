"""The table of fields for editors, made from the records: `python -m catalogue.fields`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.records import SECTIONS, LinksTo, Record

START = "<!-- The tables below are made by `python -m catalogue.fields` from catalogue/records.py. -->"


def field_tables() -> str:
    """Return one Markdown table for each section of the data."""
    return "\n".join(
        line for section in SECTIONS for line in _table(section.file, section.name, section.model)
    )


def _table(file: str, name: str, model: type[BaseModel]) -> Iterator[str]:
    purpose = (model.__doc__ or "").strip().split("\n")[0]
    yield f"\n### `{name}` in `data/{file}`\n\n{purpose}\n"
    yield "| field | must it be there? | what it means |"
    yield "| --- | --- | --- |"
    for field, info in model.model_fields.items():
        need = "yes" if info.is_required() else "no"
        yield f"| `{info.alias or field}` | {need} | {_meaning(info)} |"
    yield from _parts(model)


def _parts(model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields of records that stand inside a record, such as the sides of a difference."""
    for field, info in model.model_fields.items():
        for part in get_args(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel) and not issubclass(part, Record):
                yield f"\nEach of `{field}` has:\n"
                yield "| field | must it be there? | what it means |"
                yield "| --- | --- | --- |"
                for name, inner in part.model_fields.items():
                    need = "yes" if inner.is_required() else "no"
                    yield f"| `{inner.alias or name}` | {need} | {_meaning(inner)} |"


def _meaning(info: FieldInfo) -> str:
    links = [mark.section for mark in info.metadata if isinstance(mark, LinksTo)]
    words = _choices(info.annotation)
    meaning = info.description or ""
    if links:
        meaning += f" Ids of `{links[0]}`."
    elif words:
        meaning += f" One of: {', '.join(f'`{word}`' for word in words)}."
    return meaning.replace("|", "\\|")


def _choices(annotation: object) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    if get_origin(annotation) is Annotated:
        return _choices(get_args(annotation)[0])
    if get_origin(annotation) is Union or NoneType in get_args(annotation):
        return tuple(word for part in get_args(annotation) for word in _choices(part))
    return ()


def main() -> int:
    """Write the tables at the end of EDITING.md."""
    guide = Path(__file__).resolve().parent.parent / "EDITING.md"
    by_hand = guide.read_text(encoding="utf-8").split(START)[0]
    guide.write_text(f"{by_hand}{START}\n{field_tables()}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
