"""What the tests share: the real data to spoil, the site built once, a server and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.check import checked_records
from catalogue.problems import DataError, Problem
from handouts.browser import launched, served
from tests.raw_records import RawRecords, raw_records

BUILD_DAY = "1795510800"  # November 24, 2026
ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that build most, so that no worker waits for another's last one."""
    items.sort(key=lambda item: "test_publisher_" not in item.nodeid)


Spoil = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data")


@pytest.fixture(scope="session")
def raw() -> RawRecords:
    """The records of the data, as an editor typed them."""
    return raw_records(ROOT / "data")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data, to spoil."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def problems_in(data: Path) -> list[Problem]:
    """Return every problem of a data folder, none if it is good."""
    try:
        checked_records(data)
    except DataError as error:
        return error.problems
    return []


@pytest.fixture
def spoil(data: Path) -> Spoil:
    """Change one thing in the copy of the real data, and return the problems then found."""

    def change(file: str, old: str, new: str) -> list[Problem]:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} doesn't stand in {file}; the test needs another place to spoil"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return problems_in(data)

    return change


def copied(folder: Path) -> Path:
    """Copy the whole project into a folder, without what its commands made."""
    away = shutil.ignore_patterns(
        ".git", ".venv", ".build", "site", "node_modules", ".*_cache", "__pycache__"
    )
    return Path(shutil.copytree(ROOT, folder / "project", ignore=away))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project that shares this one's environment."""
    return copied(tmp_path)


def make_site(project: Path, target: str = "site", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `make site`, or another target, in a project that uses this one's environment."""
    unset = ("SITE_URL", "SITE_REPO", "GITHUB_ACTIONS", "HANDOUTS")
    clean = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        ["make", "--silent", target, f"VENV={ROOT / '.venv'}"],
        cwd=project,
        env=clean | {"SOURCE_DATE_EPOCH": BUILD_DAY} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def built(folder: Path, **environment: str) -> Path:
    """Build the real site below a folder, with some settings of its own."""
    target = folder / "site"
    plain = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "SITE_REPO": "", "SOURCE_DATE_EPOCH": BUILD_DAY}
    done = subprocess.run(
        [ROOT / ".venv/bin/mkdocs", "build", "--strict", "--site-dir", target],
        cwd=ROOT,
        env=os.environ | plain | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all tests."""
    return built(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site on this machine."""
    with served(site) as address:
        yield address


# Runs before the scripts of a page: what reads or keeps anything fails, as where a parent forbids it.
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"


@pytest.fixture(params=["", BLOCKED], ids=["kept", "blocked"])
def storage(request: pytest.FixtureRequest) -> str:
    """What a test runs first, so that it is run with storage and without."""
    return str(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright) as chromium:
        yield chromium
