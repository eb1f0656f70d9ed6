"""Fixtures shared by the tests: a small frozen catalogue to spoil, its site, a server and browsers.

Tests of the code run on the frozen catalogue in `data/` and `docs/` here, not on the clinic's own, so that no
edit of the clinic's makes them fail. `any_data/` tests what must hold for any good data.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import functools
import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from catalogue import read
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.check import check_records
from catalogue.problems import DataError, Problem
from catalogue.read import RawFile
from catalogue.records import PublicKind
from handouts.browser import launch_chromium, serve
from tests import engines
from tests.raw_records import RawRecords, raw_records

BUILD_DAY = "1795510800"  # November 24, 2026
TODAY = datetime.datetime.fromtimestamp(int(BUILD_DAY), tz=datetime.UTC).date()
ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "tests/data"
VENV = Path(sys.prefix)

# Even in a workflow, the commands under test run as on a developer's machine, without its settings.
for _name in [each for each in os.environ if each.startswith(("GITHUB_", "SITE_", "HANDOUTS"))]:
    del os.environ[_name]

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")

# Playwright's own 5 and 30 seconds are too short for a busy machine; only a test that fails waits so long.
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the longest tests, so that no worker ends long after the others."""
    items.sort(
        key=lambda item: "test_publisher_" not in item.nodeid and not item.get_closest_marker("browser")
    )


def pytest_collection_finish() -> None:
    """Let the garbage collector leave the collected tests alone: it would walk them again and again."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _each_text_is_read_once() -> Iterator[None]:
    """Read a text of a data file once: most tests change one file, and check all of them."""
    original = read.read_bytes
    known: dict[tuple[bytes, str], RawFile] = {}

    def read_bytes(data: bytes, *, shown_as: str, sections: dict[str, bool]) -> RawFile:
        if (data, shown_as) not in known:
            known[data, shown_as] = original(data, shown_as=shown_as, sections=sections)
        return known[data, shown_as]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read_bytes", read_bytes)
        yield


Spoil = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The frozen catalogue."""
    return load_catalogue(FROZEN, TODAY)


@pytest.fixture(scope="session")
def raw() -> RawRecords:
    """The records of the frozen data, as typed."""
    return raw_records(FROZEN)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the frozen data, to spoil."""
    return Path(shutil.copytree(FROZEN, tmp_path / "data"))


def problems_in(data: Path) -> list[Problem]:
    """Return every problem of a data folder; an empty list if it is good."""
    try:
        check_records(data, TODAY)
    except DataError as error:
        return error.problems
    return []


@pytest.fixture
def spoil(data: Path) -> Spoil:
    """Change one thing in a copy of the frozen data, and return the problems."""

    def change(file: str, old: str, new: str) -> list[Problem]:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} isn't in {file}; choose another place to spoil"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return problems_in(data)

    return change


NOT_PUBLIC = "public: []"
PUBLIC = f"public: [{', '.join(get_args(PublicKind))}]"


def launch(data: Path) -> None:
    """Review and source what a launch requires, signs, first aid and safety, and end the preview."""
    for file, field in (("signs.yaml", "    tiers:"), ("first-aid.yaml", ""), ("safety.yaml", "    topic:")):
        path = data / file
        head, *records = re.split(r"(?m)(?=^  - id: )", path.read_text(encoding="utf-8"))
        signed = [signed_off(each) if field in each else each for each in records]
        path.write_text("".join([head, *signed]), encoding="utf-8")
    clinic = data / "clinic.yaml"
    text = clinic.read_text(encoding="utf-8")
    clinic.write_text(text.replace(NOT_PUBLIC, PUBLIC), encoding="utf-8")


def signed_off(record: str) -> str:
    """Return the text of a record with a review, and with a source in place of common knowledge."""
    source = "" if "    sources:" in record else "    sources: [is]\n    checked: read\n"
    record = record.replace("    basis: professional-knowledge\n", source)
    if "reviewed_on" in record:
        return record
    review = "    reviewed_by: A clinician in a test\n    reviewed_on: 2026-11-20\n"
    return re.sub(r"(?m)^  - id: .*\n", lambda first: first[0] + review, record, count=1)


def frozen_project(folder: Path) -> Path:
    """Copy the project into a folder, with the frozen catalogue and guides instead of the clinic's."""
    ignored = shutil.ignore_patterns(
        ".git", ".venv", ".build", "site", "node_modules", ".*_cache", "__pycache__"
    )
    project = Path(shutil.copytree(ROOT, folder / "project", ignore=ignored))
    for part in ("data", "docs/guides", "translations"):
        shutil.rmtree(project / part)
    shutil.copytree(project / "tests/data", project / "data")
    shutil.copytree(project / "tests/docs", project / "docs", dirs_exist_ok=True)
    config = project / "mkdocs.yml"
    config.write_text(_with_its_own_guides(config.read_text(encoding="utf-8"), project), encoding="utf-8")
    return project


def _with_its_own_guides(config: str, project: Path) -> str:
    """Return the configuration with the frozen project's guides in its menu instead of the clinic's."""
    docs = project / "docs"
    guides = sorted(path.relative_to(docs).as_posix() for path in (docs / "guides").glob("*.md"))

    def kept(entry: re.Match[str]) -> str:
        return entry[0] if entry[1] in guides else ""

    config = re.sub(r"(?m)^ *- (?:.*: )?(guides/\S+\.md)\n", kept, config)
    config = re.sub(r"(?m)^  - [^\n]*:\n(?!      )", "", config)  # a part of the menu without a page
    missing = "".join(f"  - {guide}\n" for guide in guides if guide not in config)
    return config.replace("\nnav:\n", f"\nnav:\n{missing}", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the frozen project, to spoil; it uses this project's environment."""
    return frozen_project(tmp_path)


def make_site(project: Path, target: str = "site", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `make site`, or another target, in a project that uses this one's environment."""
    return subprocess.run(
        ["make", "--silent", target, f"VENV={VENV}"],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def build_site(project: Path, target: Path, *, language: str = "en", **environment: str) -> Path:
    """Build a project's site in one language into a folder, with these environment variables."""
    plain = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": BUILD_DAY, "SITE_LANGUAGE": language}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", target],
        cwd=project,
        env=os.environ | plain | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], Path]) -> Path:
    """Return the folder that `build` makes in an empty one, made once for all workers of pytest-xdist."""
    # Each worker has a folder of its own in that of the run.
    folder = (
        factory.getbasetemp() if not os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp().parent
    )
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name).exists():
            build(factory.mktemp(name)).rename(folder / name)
    return folder / name


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen project, which tests must not change."""
    return frozen_project(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="session")
def docs(frozen: Path) -> Path:
    """The guides of the frozen project."""
    return frozen / "docs"


@pytest.fixture(scope="session")
def built_on() -> datetime.date:
    """The day on which the frozen site is built."""
    return datetime.datetime.fromtimestamp(int(BUILD_DAY), tz=datetime.UTC).date()


@pytest.fixture(scope="session")
def site(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the frozen project, built once for all tests."""
    return built_once(tmp_path_factory, "site", lambda folder: build_site(frozen, folder / "site"))


@pytest.fixture(scope="session")
def published(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site as it is published, with an address, from a project on GitHub."""
    return built_once(
        tmp_path_factory,
        "published",
        lambda folder: build_site(
            frozen, folder / "site", SITE_URL="https://example.org/", SITE_REPO="a-clinic/a-site"
        ),
    )


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with serve(site) as address:
        yield address


# Runs before the scripts of a page: makes storage fail, as if a parent had blocked it.
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"


@pytest.fixture(params=["", BLOCKED], ids=["kept", "blocked"])
def storage(request: pytest.FixtureRequest) -> str:
    """A script to run first, so that a test runs with and without storage."""
    return str(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launch_chromium(playwright) as chromium:
        chromium.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield chromium


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Iterator[Callable[[str], engines.Profiles]]:
    """A function that starts a browser engine by name, each only once."""
    with contextlib.ExitStack() as running:

        @functools.cache
        def started(name: str) -> engines.Profiles:
            if name == "chromium":
                return running.enter_context(engines.chromium(request.getfixturevalue("browser")))
            return running.enter_context(getattr(engines, name)())

        yield started


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest, engine: Callable[[str], engines.Profiles]) -> Iterator[engines.Tab]:
    """A tab on a phone with empty storage, in each engine; skips engines that aren't installed."""
    try:
        profile = engine(request.param)
    except engines.Missing as missing:
        # In CI, a missing engine must not look like one that passed.
        (pytest.fail if "CI" in os.environ else pytest.skip)(str(missing))
    with profile() as tab:
        yield tab
