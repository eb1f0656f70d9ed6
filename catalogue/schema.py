"""Generate JSON Schema from the records, for help while typing: `python -m catalogue.schema`.

Ids of other records aren't listed: every new record would make the schema out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from catalogue.fields import field_tables
from catalogue.records import Section, sections_by_file

FOLDER = Path(__file__).resolve().parent.parent / ".vscode"
DRAFT = "http://json-schema.org/draft-07/schema#"  # what the YAML extension of VS Code reads

Schema = dict[str, Any]


def schemas_of_files() -> Iterator[tuple[str, Schema]]:
    """Yield (file name, schema) for each data file."""
    for file, sections in sections_by_file().items():
        yield file, _schema_of(sections)


@cache  # a preview calls this on every build
def schema_of(section: Section) -> Schema:
    """Return the schema of one record of a section. Cached: don't modify it."""
    whole = _schema_of([section])
    (records,) = whole["properties"].values()
    item = records["items"] if section.is_list else records
    parts = whole["definitions"]
    one = parts.pop(item["$ref"].rpartition("/")[2])
    return {"$schema": DRAFT, **one, **({"definitions": parts} if parts else {})}


def _schema_of(sections: list[Section]) -> Schema:
    models: list[tuple[type[BaseModel], Literal["validation"]]] = [
        (section.model, "validation") for section in sections
    ]
    names, made = models_json_schema(models, ref_template="#/definitions/{model}")
    definitions = _drop_nulls(made["$defs"])
    meanings = {(table.section, row.name): row.meaning for table in field_tables() for row in table.rows}
    properties = {}
    for section in sections:
        one = names[section.model, "validation"]
        for field, about in definitions[section.model.__name__]["properties"].items():
            about["description"] = meanings[section.name, field]
        properties[section.name] = {"type": "array", "items": one} if section.is_list else one
    return {
        "$schema": DRAFT,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "definitions": definitions,
    }


def _drop_nulls(part: Any) -> Any:
    """Return a schema in which optional fields are left out instead of null."""
    if isinstance(part, list):
        return [_drop_nulls(each) for each in part]
    if not isinstance(part, dict):
        return part
    choices = [each for each in part.get("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1 and len(part["anyOf"]) == 2:
        part = {**choices[0], **{name: each for name, each in part.items() if name != "anyOf"}}
    return {
        name: _drop_nulls(each)
        for name, each in part.items()
        if not (name == "default" and each is None) and not (name == "title" and isinstance(each, str))
    }


def main() -> int:
    """Write the schemas to .vscode/schema/, where the editor's settings expect them."""
    for file, schema in schemas_of_files():
        text = json.dumps(schema, indent=1, ensure_ascii=False)
        path = (FOLDER / "schema" / file).with_suffix(".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
