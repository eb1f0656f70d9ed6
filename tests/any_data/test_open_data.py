"""For other clinics and researchers: the open data has every record, complete."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from catalogue.records import SECTIONS
from tests.raw_records import Raw, RawRecords

OPEN = [section.name for section in SECTIONS if not section.model.for_staff]


def as_typed(value: Any) -> Any:
    """Return a value of JSON as an editor would have typed it in YAML."""
    if isinstance(value, list):
        return [as_typed(each) for each in value]
    if isinstance(value, dict):
        return {name: as_typed(each) for name, each in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def clean(value: Any) -> Any:
    """Return a YAML value in the form of the records: without spaces around it, and with plain numbers."""
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, dict):
        return {name: clean(each) for name, each in value.items()}
    value = re.sub(r"\s*\n\s*", " ", str(value).strip())
    try:
        return f"{float(value):g}" if "." in value else value
    except ValueError:
        return value


@pytest.mark.parametrize("section", OPEN)
def test_each_record_is_in_the_json_whole_and_in_order(
    site: Path, raw: RawRecords, docs: Path, built_on: datetime.date, section: str
) -> None:
    given = json.loads((site / f"data/{section}.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in given["records"]] == [each["id"] for each in raw[section]]
    for record, row in zip(raw[section], given["records"], strict=True):
        assert {name: as_typed(row[name]) for name in record} == clean(record)
    assert given["licence"] == "CC-BY-4.0"
    assert given["version"] == built_on.isoformat()
    assert (raw.preview_line(docs) in given["note"]) == (not raw.one("languages", raw.language)["public"])
    schema = json.loads((site / "data" / given["schema"]).read_text(encoding="utf-8"))
    assert all(record.keys() <= schema["properties"].keys() for record in given["records"])


def in_a_cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(in_a_cell(each) for each in value)
    return json.dumps(value) if isinstance(value, dict) else str(value)


def plain(text: str) -> str:
    """Return a cell without spaces, the .0 of 6.0 and the ' before a formula."""
    text = re.sub(r':"([\d.]+)"', r":\1", "".join(text.split()).removesuffix(".0"))
    return re.sub("^'(?=[=+@-])", "", text)


@pytest.mark.parametrize("section", OPEN)
def test_each_record_is_in_the_csv_whole_and_in_order(site: Path, raw: RawRecords, section: str) -> None:
    with (site / f"data/{section}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows: list[Raw] = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [each["id"] for each in raw[section]]
    for record, row in zip(raw[section], rows, strict=True):
        values = clean(record)
        if section == "activities":
            low, _, high = values.pop("minutes").partition("-")
            values |= {"minutes_from": low, "minutes_to": high or low}
        assert row["data_licence"] == "CC-BY-4.0, the contributors"
        assert row["data_review"] == ("" if "reviewed_on" in record else raw.say("not-reviewed"))
        for name, value in values.items():
            assert plain(row[name]) == plain(in_a_cell(value)), (record["id"], name)


@pytest.mark.parametrize("section", OPEN)
def test_a_spreadsheet_reads_each_letter_and_runs_no_cell(site: Path, section: str) -> None:
    content = (site / f"data/{section}.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_only_staff_need_is_not_published(site: Path) -> None:
    staff = [section.name for section in SECTIONS if section.model.for_staff]
    published = {path.stem for path in (site / "data").glob("*.*")}
    assert published.isdisjoint(staff)
