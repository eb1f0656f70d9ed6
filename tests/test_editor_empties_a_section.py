"""For the editor: every list that may become empty can, and all pages are still built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.check import MAY_BE_EMPTY, check_records
from catalogue.records import SECTIONS
from pages.plan import plan_pages
from pages.render import Renderer
from tests.conftest import ROOT, TODAY, problems_in

SECTIONS_EMPTIED = [*([name] for name in sorted(MAY_BE_EMPTY)), sorted(MAY_BE_EMPTY)]


@pytest.mark.parametrize("names", SECTIONS_EMPTIED, ids=" ".join)
def test_every_page_is_made_without_the_records_of_a_section(data: Path, names: list[str]) -> None:
    records = check_records(data, TODAY)
    for name in names:
        records.entries[name] = []
    catalogue = Catalogue(records)
    renderer = Renderer(catalogue, ROOT / "templates", ROOT / "docs")
    for page in plan_pages(catalogue):
        assert "<h1" in renderer.page(page)


@pytest.mark.parametrize("name", sorted(MAY_BE_EMPTY))
def test_an_empty_section_is_no_slip(data: Path, name: str) -> None:
    file = next(section.file for section in SECTIONS if section.name == name)
    path = data / file
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?ms)^{name}:.*?(?=^\w|\Z)", f"{name}: []\n", text), encoding="utf-8")
    reported = problems_in(data)
    if name in (
        "exceptions",
        "open_items",
    ):  # violations without their exception are reported, but nothing about the empty section
        reported = [problem for problem in reported if problem.file == f"data/{file}"]
    assert [str(problem) for problem in reported] == []
