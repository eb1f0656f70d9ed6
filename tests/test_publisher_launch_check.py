"""For the publisher: what stands in the way of the launch is listed, and at the end there is nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from catalogue.catalogue import load_catalogue
from catalogue.records import SECTIONS, Claim, PublicKind
from publish.launch_check import obstacles
from tests.conftest import PUBLIC, TODAY, problems_in
from tests.test_clinician_signs import right, save, sign
from tests.test_editor_edits_for_real import signed

ADDRESS = "https://example.org/"
REPOSITORY = "a-clinic/a-site"
PHONE = "    phone: 201-555-0100\n"


@pytest.fixture(scope="module")
def ready(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with nothing left to do before its launch."""
    project = signed(Path(shutil.copytree(frozen, tmp_path_factory.mktemp("ready") / "project")))
    replace(project, "data/clinic.yaml", "  - id: clinic\n", f"  - id: clinic\n{PHONE}")
    for file in ("house/open-items.yaml", "state/house.yaml"):
        path = project / "data" / file
        before, _, _ = path.read_text(encoding="utf-8").partition("open_items:\n")
        path.write_text(f"{before}open_items: []\n", encoding="utf-8")
    guides = [each for each in right(project) if each["name"].startswith("guide/")]
    assert sign(project, save(project, guides)) == 0
    return project


def replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(
    project: Path, address: str = ADDRESS, repository: str = REPOSITORY, pages: bool | None = True
) -> list[str]:
    return list(obstacles(load_catalogue(project / "data", TODAY), address, repository, lambda _: pages))


def test_each_kind_that_makes_claims_can_be_made_public() -> None:
    claims = {section.name for section in SECTIONS if issubclass(section.model, Claim)}
    assert set(get_args(PublicKind)) == claims | {"guides"}


def test_when_all_is_well_nothing_is_listed(ready: Path) -> None:
    assert found(ready) == []


REVIEW = "    reviewed_by: A clinician in a test\n    reviewed_on: 2026-11-20\n"


def of_first_aid(old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        replace(project, "data/clinic.yaml", PUBLIC, "public: []")
        replace(project, "data/first-aid.yaml", old, new)

    return edit


OBSTACLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no phone": (
        lambda project: replace(project, "data/clinic.yaml", PHONE, ""),
        "The clinic's phone number isn't known",
    ),
    "an emergency that nobody signed": (
        of_first_aid(REVIEW, ""),
        "Is it urgent? has 1 text that nobody signed: first-aid/choking-under-1-year.",
    ),
    "a packet that isn't signed": (
        of_first_aid(REVIEW, ""),
        "1 review packet with 1 unsigned in all: the first is packet 1, First aid.",
    ),
    "a kind that isn't public": (
        lambda project: replace(project, "data/clinic.yaml", PUBLIC, "public: [signs, first_aid]"),
        "Still a preview: milestones, activities, ",
    ),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_each_obstacle_is_listed(ready: Path, tmp_path: Path, name: str) -> None:
    edit, sentence = OBSTACLES[name]
    project = tmp_path / "project"
    for part in ("data", "docs"):
        shutil.copytree(ready / part, project / part)
    edit(project)
    assert any(sentence in each for each in found(project)), found(project)


@pytest.mark.parametrize(
    ("address", "repository", "pages", "sentence"),
    [
        ("", REPOSITORY, True, "The address of the site isn't known"),
        ("https://a-clinic.github.io/a-site/", REPOSITORY, True, "no domain of its own: a-clinic.github.io"),
        (ADDRESS, "", True, "The repository isn't known"),
        (ADDRESS, REPOSITORY, False, "Pages is off for a-clinic/a-site"),
        (ADDRESS, REPOSITORY, None, "GitHub didn't say whether a-clinic/a-site has Pages"),
    ],
)
def test_the_address_and_the_setting_of_pages_are_listed(
    ready: Path, address: str, repository: str, pages: bool | None, sentence: str
) -> None:
    (only,) = found(ready, address, repository, pages)
    assert sentence in only


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (REVIEW, "", "no clinician has reviewed these urgent signs and first aid yet: 1, starting with"),
        (
            "    checked: read\n",
            "    checked: read\n    basis: professional-knowledge\n",
            "these urgent signs and first aid aren't fully sourced yet: 1, starting with",
        ),
        (
            "    checked: read\n",
            "    checked: knowledge\n",
            "these urgent signs and first aid aren't fully sourced yet: 1, starting with",
        ),
    ],
)
@pytest.mark.parametrize("record", ["first-aid.yaml choking-under-1-year", "signs.yaml choking"])
def test_one_row_that_is_not_signed_or_has_no_source_stops_the_launch(
    ready: Path, tmp_path: Path, record: str, old: str, new: str, sentence: str
) -> None:
    data = Path(shutil.copytree(ready / "data", tmp_path / "data"))
    file, name = record.split()
    before, start, after = (data / file).read_text(encoding="utf-8").partition(f"  - id: {name}\n")
    assert old in after
    (data / file).write_text(before + start + after.replace(old, new, 1), encoding="utf-8")
    problems = [str(each) for each in problems_in(data)]
    assert [f'{sentence} "{name}".' in each for each in problems].count(True) == 1, problems
    assert all('"en", public: ' in each or "open item" in each for each in problems), problems
