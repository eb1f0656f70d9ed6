"""For the parent: what waits for its review is on no page, and on each of its pages once it was reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built_page import read
from tests.conftest import build_site, frozen_project, signed_off
from tests.raw_records import Raw, RawRecords, raw_records

FILES = {"activities": "activities.yaml", "adaptations": "adaptations.yaml"}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen project, in which all that waits for its review has had it."""
    project = frozen_project(tmp_path_factory.mktemp("reviewed"))
    for file in FILES.values():
        path = project / "data" / file
        first, *records = path.read_text(encoding="utf-8").split("\n\n")
        kept = [signed_off(each) if "waits_for_review: true" in each else each for each in records]
        path.write_text("\n\n".join([first, *kept]), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def reviewed(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(signed, tmp_path_factory.mktemp("reviewed-site") / "site")


@pytest.fixture(scope="module")
def after(signed: Path) -> RawRecords:
    """The records as reviewed."""
    return raw_records(signed / "data")


def waiting(raw: RawRecords, section: str) -> list[Raw]:
    found = [each for each in raw.every(section) if "waits_for_review" in each]
    assert found, f"no frozen record of {section} waits for a review"
    return found


def test_an_activity_appears_with_its_review(
    site: Path, reviewed: Path, raw: RawRecords, after: RawRecords
) -> None:
    for activity in waiting(raw, "activities"):
        address = f"activities/{activity['id']}/"
        assert not (site / address).exists()
        assert all(step in read(reviewed, address).text for step in activity["steps"])
        pages = ("activities/", "guides/safe-play/")
        assert [activity["title"] in read(site, page).text for page in pages] == [False, False]
        assert [activity["title"] in read(reviewed, page).text for page in pages] == [True, True]
        for age in (each for each in raw.ages if each["id"] in activity["ages"]):
            for folder, records in ((site, raw), (reviewed, after)):
                count = len(records.activities_at(age))
                line = raw.say("play-all", number=count, age=age["title"])
                assert line in read(folder, f"ages/{age['id']}/").text
            assert activity["id"] in [each["id"] for each in after.activities_at(age)]


def test_another_way_appears_with_its_review(
    site: Path, reviewed: Path, raw: RawRecords, after: RawRecords
) -> None:
    for way in waiting(raw, "adaptations"):
        for page in (site / "activities").rglob("*.html"):
            assert way["text"] not in page.read_text(encoding="utf-8"), page
        shown = [
            activity
            for activity in after["activities"]
            if any(way["id"] == each["id"] for _, ways in after.other_ways(activity) for each in ways)
        ]
        assert shown
        for activity in shown:
            page = read(reviewed, f"activities/{activity['id']}/")
            assert way["text"] in page.text
            rules = [after.one("safety_rules", each) for each in way.get("safety", [])]
            assert all(" ".join(rule["short"].split()) in page.text for rule in rules)
