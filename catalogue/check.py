"""Check the data: turn raw records into typed ones, and every error into a plain sentence."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from catalogue.entries import Entry, Records, section_of_link
from catalogue.field_types import fields_in_data, part_in
from catalogue.problems import DataError, Problem, did_you_mean, nearest, quote, visible
from catalogue.read import Location, RawFile, RawRecord, read_file
from catalogue.records import SECTIONS, sections_by_file
from catalogue.rules import problems_between

FILES: dict[str, dict[str, bool]] = {
    file: {section.name: section.is_list for section in sections}
    for file, sections in sections_by_file().items()
}
"""The sections of each file, by path within the data folder, and whether each is a list of records."""

_FOLDERS = sorted({Path(file).parent for file in FILES})
_FILE_BY_NAME = {Path(file).name: file for file in FILES}

# Sections that may have no records; every other section needs at least one.
MAY_BE_EMPTY = frozenset({"differences", "exceptions", "left_out", "open_items", "avoid", "packs"})


def check_records(data: Path, today: datetime.date) -> Records:
    """Read and check every data file in the folder `data`.

    `today` is the day of the build: no date in the data may be later.
    Raises DataError with every problem found, in all files at once.
    """
    return check_files(read_folder(data), today)


def read_folder(data: Path) -> list[RawFile]:
    """Read every data file. An unknown file becomes a RawFile with a problem and no records."""
    strays = list(_strays(data))
    missing = [file for file in FILES if not (data / file).exists()]
    misplaced = [stray for stray in strays if _FILE_BY_NAME.get(Path(stray).name) in missing]
    if not misplaced:
        for folder in _FOLDERS:
            if not (data / folder).is_dir():
                shown_as = (Path(data.name) / folder).as_posix()
                return [_unreadable(shown_as, "this folder is missing. Put it back with its files.")]
    reported = {_file_meant(stray) for stray in strays}
    read = [
        read_file(data / file, shown_as=f"{data.name}/{file}", sections=sections)
        for file, sections in FILES.items()
        if file not in missing or file not in reported
    ]
    read += [_misplaced(data.name, misplaced)] if misplaced else []
    return read + [_stray(data.name, stray, missing) for stray in strays if stray not in misplaced]


def _strays(data: Path) -> Iterator[str]:
    """Yield the path, within the data folder, of each file that isn't a data file."""
    for folder in _FOLDERS:
        for path in sorted((data / folder).iterdir()) if (data / folder).is_dir() else ():
            place = path.relative_to(data)
            if place.as_posix() not in FILES and place not in _FOLDERS and not path.name.startswith("."):
                yield place.as_posix()


def _file_meant(stray: str) -> str | None:
    """Return the data file that an unknown file was probably meant to be."""
    name = nearest(Path(stray).name, _FILE_BY_NAME)
    return None if name is None else _FILE_BY_NAME[name]


def _misplaced(data: str, strays: list[str]) -> RawFile:
    """Return the first of the files in the wrong folder as a RawFile whose problem names all of them."""
    first, *others = strays
    folder = (Path(data) / _FILE_BY_NAME[Path(first).name]).parent.as_posix()
    named = ", ".join(Path(other).name for other in others)
    sentence = f"this file belongs in the folder {folder}/. Move it there."
    if others:
        sentence = (
            f"this file and {len(others)} more belong in the folder {folder}/. Move them there: {named}."
        )
    return _unreadable(f"{data}/{first}", sentence)


def _stray(data: str, stray: str, missing: list[str]) -> RawFile:
    """Return an unknown file as a RawFile whose problem says what it was probably meant to be."""
    meant = _file_meant(stray)
    if meant is None:
        advice = "Move what is new into one of the files beside it, and delete this one."
    elif meant in missing:
        advice = f'Call it "{data}/{meant}" again.'
    else:
        advice = f'If it is a copy of "{data}/{meant}", move what is new into that file, and delete this one.'
    return _unreadable(f"{data}/{visible(stray)}", f"this is not a data file, so it is never read. {advice}")


def _unreadable(shown_as: str, sentence: str) -> RawFile:
    return RawFile(shown_as, problems=[Problem(shown_as, 1, sentence)])


def check_files(raw_files: list[RawFile], today: datetime.date) -> Records:
    """Build the records of all files and check them against each other. Raises DataError."""
    records, problems = build_records(raw_files, today)
    problems += problems_between(records)
    if stopping := [problem for problem in problems if problem.stops]:
        raise DataError(stopping)
    records.doubts = sorted(set(problems))
    return records


def build_records(raw_files: list[RawFile], today: datetime.date) -> tuple[Records, list[Problem]]:
    """Return the valid records of some files, each validated on its own, and the problems of the rest."""
    read: dict[str, list[RawFile]] = {}
    for raw in raw_files:
        for name in raw.sections:
            read.setdefault(name, []).append(raw)
    typed = {name: [each for raw in files for each in raw.sections[name]] for name, files in read.items()}
    records = Records(today, typed=typed)
    problems: list[Problem] = []
    for raw in raw_files:
        problems += raw.problems
        records.unread |= raw.in_part
    for section in SECTIONS:
        files = read.get(section.name, [])
        if len(files) < len(section.files):
            records.unread.add(section.name)
        if not files:
            continue
        problems += build_section(section.name, section.model, typed[section.name], records)
        if not typed[section.name] and section.name not in MAY_BE_EMPTY:
            records.unread.add(section.name)
            sentence = f'"{section.name}:" has no records below it. Put them back.'
            problems.append(Problem(files[0].file, files[0].lines[section.name], sentence))
    return records, problems


def build_section(
    section: str, model: type[BaseModel], raw_records: list[RawRecord], records: Records
) -> Iterator[Problem]:
    """Add the typed records of one section to `records`, and yield the problems of those that are invalid."""
    entries = records.entries.setdefault(section, [])
    known = records.known_ids.setdefault(section, set())
    for raw in raw_records:
        if raw.name:
            known.add(raw.name)
        try:
            entries.append(Entry(model.model_validate(raw.values), raw))
        except ValidationError as error:
            records.failed.setdefault(section, []).append(raw)
            details = error.errors(include_url=False)
            if any(detail["loc"][:1] == ("id",) for detail in details):
                records.unread.add(section)  # links to it can't be checked
            for detail in details:
                if not _is_consequence(detail, details, raw, model):
                    yield _problem(model, raw, detail, records)


def _is_consequence(detail: Any, details: list[Any], raw: RawRecord, model: type[BaseModel]) -> bool:
    """Return whether an error only results from another one that is reported."""
    place = detail["loc"]
    if place and place[0] in raw.reported:
        return True
    if detail["type"] == "missing":
        return any(other["loc"][:-1] == place[:-1] and _meant(model, other) == place[-1] for other in details)
    if detail["type"] in ("too_short", "too_long"):  # invalid entries of a list aren't counted
        return any(
            len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
        )
    return False


def _name_at(detail: Any) -> str:
    """Return the name of the field that a pydantic error is about."""
    return str(next((part for part in reversed(detail["loc"]) if isinstance(part, str)), ""))


def _meant(model: type[BaseModel], detail: Any) -> str | None:
    """Return the field that a misspelled one was meant to be, which then isn't reported as missing."""
    if detail["type"] != "extra_forbidden":
        return None
    return nearest(_name_at(detail), fields_in_data(_model_at(model, detail["loc"])))


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """Return the model that holds the field at a location; nested parts have models of their own."""
    for part in location[:-1]:
        if isinstance(part, str):
            model = part_in(fields_in_data(model)[part]) or model
    return model


def _problem(whole: type[BaseModel], raw: RawRecord, detail: Any, records: Records) -> Problem:
    """Return a pydantic error as a problem in plain words."""
    location: Location = detail["loc"]
    model, kind, found = _model_at(whole, location), detail["type"], detail["input"]
    name = _name_at(detail)
    if kind == "extra_forbidden":
        names = fields_in_data(model)
        hint = did_you_mean(name, names) or f" The fields are: {', '.join(names)}."
        return dataclasses.replace(raw.problem(location, f"there is no field {quote(name)}.{hint}"), field="")
    if kind == "missing":
        sentence = f'the field "{name}" is missing. {fields_in_data(model)[name].description or ""}'.rstrip()
        return dataclasses.replace(raw.problem(location, sentence), field="")
    if found in ("", None):
        field = fields_in_data(model).get(name)
        advice = "Write it" if field and field.is_required() else "Write something, or delete the line"
        return raw.problem(location, f"this field is empty. {advice}.")
    if kind == "value_error":
        message = str(detail["ctx"]["error"])
        section = section_of_link(model, name)
        if section and isinstance(found, str) and not records.are_ids(section, found.split()):
            meant = records.id_meant(section, found)
            hint = f'Did you mean "{meant}"?' if meant else "Copy it from the record that you mean"
            message = f"this field takes an id. {hint}"
        typed = f"{quote(found)} isn't allowed here: " if name and isinstance(found, str) else ""
        return raw.problem(location, f"{typed}{message}{'' if message.endswith('?') else '.'}")
    return raw.problem(location, _expected(kind, found, detail.get("ctx", {})))


def _expected(kind: str, found: Any, context: dict[str, Any]) -> str:
    """Return what a field accepts, by the type of the pydantic error."""
    typed = _describe(found)
    if kind == "literal_error":
        # Pydantic gives the choices as "'a', 'b' or 'c'".
        choices = [word.strip(" '") for word in context["expected"].replace(" or ", ",").split(",")]
        return f"{typed} is not one of: {', '.join(choices)}.{did_you_mean(str(found), choices)}"
    if kind in ("tuple_type", "list_type"):
        return f"this field takes a list, not {typed}. Write [a, b], or one line each with a dash."
    if kind == "string_type" and isinstance(found, dict):
        return f'this field takes one text, not {typed}. Put a text that holds ": " in double quotes.'
    if kind == "string_type":
        return f"this field takes one text, not {typed}. Take the dash or the brackets away."
    if kind.startswith("int_"):
        return f"this field takes a number, not {typed}. Write digits alone, such as 6."
    if kind.startswith("float_"):
        return f"this field takes a number, not {typed}. Write digits, such as 6 or 6.5."
    if kind.startswith("bool_"):
        return f"this field takes true or false, not {typed}."
    if kind.startswith("date_"):
        return f"this field takes a day such as 2027-01-31, not {typed}.{_day_meant(found)}"
    if kind in ("too_short", "too_long"):
        limit = (
            f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        )
        return f"this list takes {limit}, but it has {context['actual_length']}."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"this number must be {limit}, not {typed}."
    return f"{typed} isn't allowed here. Compare with a record that works."


def _describe(found: Any) -> str:
    """Return what was found in a field, in words."""
    if isinstance(found, dict):
        return f"a field {quote(next(iter(found)))}" if found else "a pair of curly brackets"
    return "a list" if isinstance(found, list) else quote(found)


# Common ways to write a date; month first, as Americans do, so 3/4/2026 is in March.
_DATE_FORMATS = "%Y/%m/%d %m/%d/%Y %d/%m/%Y %Y/%d/%m %B/%d/%Y %b/%d/%Y %d/%B/%Y %Y%m%d"


def _day_meant(found: Any) -> str:
    """Return a hint for a date in another format, or one that doesn't exist."""
    typed = re.sub(r"[\s,./-]+", "/", re.sub(r"T[0-9:.]*$", "", str(found).strip()))
    for form in _DATE_FORMATS.split():
        try:
            day = datetime.datetime.strptime(typed, form).date()
        except ValueError:
            continue
        if 2000 <= day.year < 2100:
            return f' Did you mean "{day}"?'
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(found)):
        return ""
    return " The calendar has no such day." if str(found).startswith("20") else " Look at the year."
