"""The records as open data for other clinics and researchers: JSON, CSV and a schema for each section."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from catalogue import launch, packets
from catalogue.catalogue import Catalogue
from catalogue.field_types import fields_in_data
from catalogue.records import Record, Reviewable, Section
from catalogue.schema import schema_of

LICENCE = "CC-BY-4.0"
ATTRIBUTION = "the contributors"

# A spreadsheet would run a cell that starts with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def open_sections(catalogue: Catalogue) -> Iterator[tuple[Section, tuple[Record, ...]]]:
    """Yield the sections whose records are useful outside this site."""
    for section, records in catalogue.by_section():
        if not section.model.for_staff:
            yield section, tuple(record for record in records if record.is_shown)


def open_data(catalogue: Catalogue, built_on: datetime.date) -> Iterator[tuple[str, str]]:
    """Yield (path in the site, text) for each file."""
    say = catalogue.phrases
    extent = packets.progress_of_site(catalogue).extent
    lines = {"none": say["preview-line"], "part": say["preview-line-part"], "all": say["preview-line-all"]}
    note = say["open-data-note"] + (f" {lines[extent]}" if launch.is_preview(catalogue) else "")
    for section, records in open_sections(catalogue):
        rows = [record.model_dump(mode="json", by_alias=True, exclude_none=True) for record in records]
        schema = schema_of(section)
        about = {
            "licence": LICENCE,
            "attribution": ATTRIBUTION,
            "note": note,
            "version": built_on.isoformat(),
            "schema": f"schema/{section.name}.json",
        }
        yield f"data/{section.name}.json", _json({**about, "records": rows})
        yield f"data/{section.name}.csv", _csv(section, [_row(section, record, say) for record in records])
        yield f"data/schema/{section.name}.json", _json(schema)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _columns(section: Section) -> Iterator[tuple[str, str]]:
    """Yield (column, field in the data) for each column of a section's table."""
    for field, info in fields_in_data(section.model).items():
        if info.annotation == tuple[int, int]:  # a spreadsheet would turn 1-3 into January 3
            yield f"{field}_from", field
            yield f"{field}_to", field
        else:
            yield field, field


def _row(section: Section, record: Record, say: Mapping[str, str]) -> dict[str, Any]:
    """Return a record as one row of a table, with its license and its review status."""
    values = record.model_dump(mode="json", by_alias=True)
    row = {
        column: values[field]
        if column == field
        else values[field].split("-")[-1 if column.endswith("_to") else 0]
        for column, field in _columns(section)
    }
    reviewed = isinstance(record, Reviewable) and record.reviewed_on
    row["data_licence"] = f"{LICENCE}, {ATTRIBUTION}"
    row["data_review"] = "" if reviewed else say["not-reviewed"]
    return row


def _csv(section: Section, rows: list[dict[str, Any]]) -> str:
    """Return rows as CSV (RFC 4180); each item of a list is a line in its cell."""
    text = io.StringIO()
    text.write("\ufeff")  # without a byte order mark, Excel doesn't read UTF-8
    writer = csv.writer(text)
    writer.writerow([*(column for column, _ in _columns(section)), "data_licence", "data_review"])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in value)
    elif isinstance(value, bool):
        text = json.dumps(value)
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
