"""The records as files for other clinics and researchers: JSON, CSV and the schema of each kind."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.records import Record, Section
from catalogue.schema import schema_of

LICENCE = "CC-BY-4.0"
ATTRIBUTION = "the contributors"


def open_sections(catalogue: Catalogue) -> Iterator[tuple[Section, tuple[Record, ...]]]:
    """Yield the sections whose records are of use outside this site."""
    for section, records in catalogue.by_section():
        if not section.model.for_staff:
            yield section, tuple(record for record in records if record.is_shown)


def open_data(catalogue: Catalogue, built_on: datetime.date) -> Iterator[tuple[str, str]]:
    """Yield (path below the site's root, text) for each file."""
    say = catalogue.phrases
    note = say["open-data-note"] + (f" {say['preview-line']}" if catalogue.site.preview else "")
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
        yield f"data/{section.name}.csv", _csv(list(schema["properties"]), rows)
        yield f"data/schema/{section.name}.json", _json(schema)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _csv(columns: list[str], rows: list[dict[str, Any]]) -> str:
    """Return the rows as CSV (RFC 4180): a list has one line of its cell for each part."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column, "")) for column in columns])
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(each if isinstance(each, str) else json.dumps(each) for each in value)
    return json.dumps(value) if isinstance(value, bool) else str(value)
