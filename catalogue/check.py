"""Check the data: turn raw records into typed ones, and every slip into a sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from catalogue.entries import Entry, Records
from catalogue.problems import DataError, Problem, did_you_mean, nearest, quote
from catalogue.read import Location, RawRecord, read_file
from catalogue.records import SECTIONS, Section
from catalogue.rules import problems_between

MOST_RECORDS = 10_000


def checked_records(data: Path) -> Records:
    """Read and check every data file in the folder `data`.

    Raises DataError with every problem found, in all files at once.
    """
    records = Records()
    problems: list[Problem] = []
    for file, sections in _files():
        raw = read_file(
            data / file,
            shown_as=f"{data.name}/{file}",
            sections={section.name: section.is_list for section in sections},
        )
        problems += raw.problems
        for section in sections:
            if section.name not in raw.sections:
                records.unread.add(section.name)
            raw_records = raw.sections.get(section.name, [])
            if len(raw_records) > MOST_RECORDS:
                problems.append(
                    Problem(
                        raw.file,
                        raw_records[MOST_RECORDS].line,
                        "",
                        "",
                        f"there are over {MOST_RECORDS} records here. Look for a pasted file.",
                    )
                )
                continue
            problems += _make(section, raw_records, records)
    problems += problems_between(records)
    if problems:
        raise DataError(problems)
    return records


def _files() -> Iterator[tuple[str, list[Section]]]:
    for file, sections in groupby(SECTIONS, key=lambda section: section.file):
        yield file, list(sections)


def _make(section: Section, raw_records: list[RawRecord], records: Records) -> Iterator[Problem]:
    """Make the typed records of one section, and yield what is wrong with them."""
    entries = records.entries.setdefault(section.name, [])
    known = records.known_ids.setdefault(section.name, set())
    for raw in raw_records:
        if raw.name:
            known.add(raw.name)
        try:
            entries.append(Entry(section.model.model_validate(raw.values), raw))
        except ValidationError as error:
            records.failed.setdefault(section.name, []).append(raw)
            details = error.errors(include_url=False)
            misspelt = {_meant(section.model, detail) for detail in details}
            for detail in details:
                if detail["type"] != "missing" or _name_at(detail) not in misspelt:
                    yield _problem(section, raw, detail)


def _name_at(detail: Any) -> str:
    """Return the name of the field that an error of pydantic is about."""
    return str(next((part for part in reversed(detail["loc"]) if isinstance(part, str)), ""))


def _meant(model: type[BaseModel], detail: Any) -> str | None:
    """Return the field that a misspelt one was meant to be: it isn't missing, too."""
    if detail["type"] != "extra_forbidden":
        return None
    return nearest(_name_at(detail), _field_names(model))


def _problem(section: Section, raw: RawRecord, detail: Any) -> Problem:
    """Return what is wrong at one field, in plain words."""
    model, kind, found = section.model, detail["type"], detail["input"]
    location: Location = tuple(part for part in detail["loc"] if isinstance(part, (str, int)))
    name = _name_at(detail)
    if kind == "extra_forbidden":
        names = _field_names(model)
        hint = did_you_mean(name, names) or f" The fields are: {', '.join(names)}."
        return dataclasses.replace(raw.problem(location, f'there is no field "{name}".{hint}'), field="")
    if kind == "missing":
        sentence = f'the field "{name}" is missing. {_description(model, name)}'.rstrip()
        return dataclasses.replace(raw.problem(location, sentence), field="")
    if found in ("", None):
        return raw.problem(location, "nothing stands here. Write something, or take the line away.")
    if kind == "value_error":
        message = str(detail["ctx"]["error"])
        typed = f"{quote(found)} can't stand here: " if name and isinstance(found, str) else ""
        return raw.problem(location, f"{typed}{message}.")
    return raw.problem(location, _expected(kind, found, detail.get("ctx", {})))


def _expected(kind: str, found: Any, context: dict[str, Any]) -> str:
    """Return what a field takes, for the types of error that pydantic names."""
    typed = quote(found) if isinstance(found, str) else "a list" if isinstance(found, list) else "a field"
    if kind == "literal_error":
        # Pydantic gives the choices as "'a', 'b' or 'c'".
        choices = [word.strip(" '") for word in context["expected"].replace(" or ", ",").split(",")]
        return f"{typed} is not one of: {', '.join(choices)}.{did_you_mean(str(found), choices)}"
    if kind in ("tuple_type", "list_type"):
        return f"a list belongs here, and {typed} stands here. Write [a, b], or one line each with a dash."
    if kind == "string_type":
        return (
            f"one text belongs here, and {typed} stands here. Put the text in quotes, or take the dash away."
        )
    if kind.startswith(("int_", "float_")):
        return f"a number belongs here, and {typed} stands here. Write digits, such as 6."
    if kind.startswith("bool_"):
        return f"true or false belongs here, and {typed} stands here."
    if kind.startswith("date_"):
        return f"a day such as 2027-01-31 belongs here, and {typed} stands here."
    if kind in ("too_short", "too_long"):
        limit = (
            f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        )
        return f"this list takes {limit}, and {context['actual_length']} stand here."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"this number is {limit}, and {typed} stands here."
    return f"{typed} can't stand here. Compare with a record that works."


def _field_names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _description(model: type[BaseModel], field: str) -> str:
    for name, info in model.model_fields.items():
        if field == (info.alias or name):
            return info.description or ""
    return ""
