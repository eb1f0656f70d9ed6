"""Generate the configuration of the editing screen (Sveltia CMS) from `catalogue/records.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from catalogue.entries import is_prose
from catalogue.field_types import fields_in_data, part_in, section_linked
from catalogue.problems import DataError
from catalogue.read import RawRecord, read_file
from catalogue.records import Claim, Record, Section, sections_by_file
from catalogue.schema import schema_of

FILES = ("activities.yaml", "milestones.yaml", "signs.yaml", "sources.yaml")
"""The data files that have forms, in the order of the screen."""

Form = dict[str, Any]
"""A part of the configuration, with Sveltia CMS's names of options."""

Choices = dict[str, list[Form]]
"""The ids of each section, with the labels that the screen shows."""


def screen(data: Path) -> Form:
    """Return the whole configuration; its choices are the ids now in the folder `data`.

    Raises DataError with every problem if a file can't be read.
    """
    choices = _choices(data)
    return {
        # Sveltia opens a local folder only if a backend is configured, and shows this name when it asks for
        # the folder. Nobody signs in: the page's policy blocks all requests to other hosts.
        "backend": {
            "name": "github",
            "repo": f"on-this-computer/{data.resolve().parent.name}",
            "auth_methods": ["token"],
        },
        "app_title": "Edit the content",
        # Required by Sveltia. Records have no pictures, so this is a folder with nothing to lose.
        "media_folder": "docs/pictures",
        "media_libraries": {"default": False},
        "editor": {"preview": False},
        "show_preview_links": False,
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "singletons": [_file_form(file, choices) for file in FILES],
    }


def _choices(data: Path) -> Choices:
    """Read the ids from unvalidated records, so that a mistake in one record doesn't block the screen."""
    choices: Choices = {}
    problems = []
    for file, sections in sections_by_file().items():
        raw = read_file(
            data / file,
            shown_as=f"{data.name}/{file}",
            sections={section.name: section.is_list for section in sections},
        )
        problems += raw.problems
        for name, records in raw.sections.items():
            named = [{"label": _label(record), "value": record.name} for record in records]
            choices.setdefault(name, []).extend(named)
    if problems:
        raise DataError(problems)
    return choices


def _label(record: RawRecord) -> str:
    return f"{record.values.get('title', '')} ({record.name})"


def _file_form(file: str, choices: Choices) -> Form:
    name = Path(file).stem
    return {
        "name": name,
        "label": name.capitalize(),
        "file": f"data/{file}",
        "format": "yaml",
        "fields": [_section_form(section, choices) for section in sections_by_file()[file]],
    }


def _section_form(section: Section, choices: Choices) -> Form:
    schema = schema_of(section)
    fields = fields_in_data(section.model)
    # The evidence for a record comes after its content, as in the files.
    backing = Claim.model_fields.keys() - Record.model_fields.keys()
    return {
        "name": section.name,
        "label": section.name.capitalize(),
        "label_singular": section.model.kind,
        "hint": (section.model.__doc__ or "").split("\n")[0],
        "widget": "list",
        "collapsed": True,
        "summary": "{{fields.title}}",
        "fields": [
            _field_form(
                name, fields[name], schema["properties"][name], choices, schema.get("definitions", {})
            )
            for name in sorted(fields, key=backing.__contains__)
        ],
    }


def _field_form(name: str, info: FieldInfo, schema: Form, choices: Choices, parts: Form) -> Form:
    """Return the form of one field; `parts` holds the schemas of what it may be a list of, by name."""
    form: Form = {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "hint": info.description,
        "required": info.is_required(),
    }
    if section := section_linked(info):
        return form | _link_form(schema, choices[section])
    if part := part_in(info):
        shapes = parts[part.__name__]["properties"]
        fields = part.model_fields.items()
        return form | {
            "widget": "list",
            "fields": [_field_form(each, inner, shapes[each], choices, parts) for each, inner in fields],
        }
    if schema["type"] == "string" and name != "title" and is_prose(info):
        return form | {"widget": "text"}
    return form | _value_form(schema)


def _link_form(shape: Form, options: list[Form]) -> Form:
    form: Form = {"widget": "select", "options": options}
    if shape["type"] == "array":
        # Only the widget used above this threshold lets staff reorder their choices.
        form |= {"multiple": True, "dropdown_threshold": 0} | _bounds(shape)
    return form


def _value_form(shape: Form) -> Form:
    """Return the widget for a value of this shape. Raises LookupError if there is none yet."""
    match shape:
        case {"enum": words}:
            return {"widget": "select", "options": words}
        case {"const": word}:
            return {"widget": "select", "options": [word]}
        case {"type": "boolean", "default": default}:  # on saving, Sveltia writes a missing one
            return {"widget": "boolean", "default": default}
        case {"type": "integer"}:
            return {"widget": "number", "value_type": "int"} | _bounds(shape)
        case {"type": "number"}:
            return {"widget": "number", "value_type": "float"} | _bounds(shape)
        case {"type": "string", "format": "date"}:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case {"type": "string" | ["integer", "string"], "pattern": pattern}:  # such as the minutes 3-5
            return {"widget": "string", "pattern": [pattern, "Not written as the help below says."]}
        case {"type": "string"}:
            return {"widget": "string"}
        case {"type": "array", "items": {"type": "string"}}:
            return {"widget": "list"} | _bounds(shape)
    raise LookupError(f"the editing screen has no form for a field of this shape: {shape}")


def _bounds(shape: Form) -> Form:
    names = {"minimum": "min", "maximum": "max", "minItems": "min", "maxItems": "max"}
    return {names[name]: limit for name, limit in shape.items() if name in names}
