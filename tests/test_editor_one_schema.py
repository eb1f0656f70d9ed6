"""For the editor: the check, the help while typing, the tables and the open data know the same fields."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import ValidationError

from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.fields import START, as_markdown, field_tables
from catalogue.records import SECTIONS, Section
from catalogue.schema import schema_of, schemas_of_files
from pages.open_data import open_data, open_sections
from tests.conftest import FROZEN, ROOT
from tests.test_editor_breaks_a_rule import edit

LISTS = [section for section in SECTIONS if section.is_list]


class AsAnEditorReads(yaml.SafeLoader):
    """YAML 1.2, as the editors' help reads it: a date is a text, and so is yes."""


AsAnEditorReads.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in known
        if tag.rpartition(":")[2] in ("int", "float", "null") or (tag.endswith(":bool") and letter in "tTfF")
    ]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def data_of(file: str) -> Any:
    return yaml.load((FROZEN / file).read_text(encoding="utf-8"), Loader=AsAnEditorReads)


def complaints(schema: dict[str, Any], found: Any) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(found)]


def test_the_tables_in_the_guide_are_the_records_own() -> None:
    guide = (ROOT / "FIELDS.md").read_text(encoding="utf-8")
    tables = "\n".join(as_markdown(table) for table in field_tables())
    assert guide.split(START)[1].strip() == tables.strip(), "run: python -m catalogue.fields"


def test_the_staff_page_explains_every_field(site: Path) -> None:
    page = (site / "staff/index.html").read_text(encoding="utf-8")
    for table in field_tables():
        after = page.split(f'id="fields-{table.section}"')[1]
        for row in table.rows:
            assert f"<code>{row.name}</code>" in after, (table.section, row.name)


def test_the_schemas_beside_the_data_are_the_records_own_and_bound_to_it() -> None:
    bound = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for file, schema in schemas_of_files():
        path = f".vscode/schema/{file.removesuffix('.yaml')}.json"
        kept = json.loads((ROOT / path).read_text(encoding="utf-8"))
        assert kept == schema, "run: python -m catalogue.schema"
        assert bound.pop(f"./{path}") == f"data/{file}"
    assert not bound


@pytest.mark.parametrize("file", [file for file, _ in schemas_of_files()])
def test_no_red_line_is_under_good_data(file: str) -> None:
    schema = dict(schemas_of_files())[file]
    Draft7Validator.check_schema(schema)
    assert complaints(schema, data_of(file)) == []


def judged(section: Section, record: dict[str, Any]) -> tuple[bool, bool]:
    """Return whether the check and the schema let a record pass."""
    typed = json.loads(json.dumps(record), parse_int=str, parse_float=str)
    try:
        section.model.model_validate(typed)
    except ValidationError:
        return False, not complaints(schema_of(section), record)
    return True, not complaints(schema_of(section), record)


@pytest.mark.parametrize("section", LISTS, ids=lambda section: section.name)
def test_the_check_and_the_help_while_typing_judge_alike(section: Section) -> None:
    good = data_of(section.file)[section.name][0]
    assert judged(section, good) == (True, True)
    for name, info in section.model.model_fields.items():
        field = info.alias or name
        without = {key: value for key, value in good.items() if key != field}
        if info.is_required():
            assert judged(section, without) == (False, False), f"{field} left out"
        assert judged(section, {**without, f"{field}x": "a"}) == (False, False), f"{field}x"
        assert judged(section, {**without, field: {"a": "b"}}) == (False, False), f"{field}: a mapping"
    assert judged(section, {**good, "id": "Two Words"}) == (False, False)


def test_the_open_data_are_the_records_that_the_pages_show(site: Path, catalogue: Catalogue) -> None:
    for section, records in open_sections(catalogue):
        found = json.loads((site / f"data/{section.name}.json").read_text(encoding="utf-8"))
        schema = json.loads((site / "data" / found["schema"]).read_text(encoding="utf-8"))
        assert found["licence"] == "CC-BY-4.0"
        assert date.fromisoformat(found["version"])
        assert schema == schema_of(section)
        for record, row in zip(records, found["records"], strict=True):
            assert complaints(schema, row) == [], record.id
            typed = json.loads(json.dumps(row), parse_int=str, parse_float=str)
            assert section.model.model_validate(typed) == record


def test_the_tables_of_the_open_data_say_the_same(site: Path, catalogue: Catalogue) -> None:
    for section, _ in open_sections(catalogue):
        rows = json.loads((site / f"data/{section.name}.json").read_text(encoding="utf-8"))["records"]
        with (site / f"data/{section.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.DictReader(file))
        for row, typed in zip(rows, cells, strict=True):
            for field, value in row.items():
                if field == "minutes":
                    assert value in (typed["minutes_from"], f"{typed['minutes_from']}-{typed['minutes_to']}")
                elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                    assert typed[field].split("\n") == (value or [""]), (section.name, row["id"], field)
                elif isinstance(value, list):
                    assert [json.loads(line) for line in typed[field].split("\n")] == value
                else:
                    assert typed[field].lower() == str(value).lower()
            assert typed["data_licence"]
            assert "data_review" in typed


def test_a_spreadsheet_opens_a_table_as_it_is(data: Path) -> None:
    edit(data, "activities.yaml", "reach-in-tummy-time", r"title: .*?\n", 'title: "=1+1 in tummy time"\n')
    edit(data, "activities.yaml", "reach-in-tummy-time", r"minutes: .*?\n", "minutes: 1-3\n")
    files = dict(open_data(load_catalogue(data, date(2026, 11, 24)), date(2026, 11, 24)))
    text = files["data/activities.csv"]
    assert text.startswith("\ufeff")  # lets Excel read °F
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    row = rows["reach-in-tummy-time"]
    assert (row["minutes_from"], row["minutes_to"]) == ("1", "3")
    assert row["title"] == "'=1+1 in tummy time"
    for text in files.values():
        if text.startswith("\ufeff"):
            cells = [cell for row in csv.reader(io.StringIO(text[1:])) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
            # Excel turns each of these into a date.
            assert not [cell for cell in cells if re.fullmatch(r"\d{1,2}[-/]\d{1,4}", cell)]


def test_the_open_data_keep_what_only_editors_need_to_themselves(site: Path) -> None:
    there = {path.stem for path in (site / "data").glob("*.json")}
    assert there == {section.name for section in LISTS if not section.model.for_staff}
