"""These tests run on the project's own data: what they ask holds of any good data.

They run on the clinic's data, and on each edit that `test_editor_edits_for_real.py` makes.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.records import LANGUAGE
from catalogue.state import build_day, build_time
from handouts.browser import serve
from report.changes import unpack
from tests.conftest import ROOT, build_site, built_once
from tests.raw_records import RawRecords, raw_records
from translation.files import languages_in


@pytest.fixture(scope="session")
def data() -> Path:
    """The project's own data."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def docs() -> Path:
    """The project's own guides."""
    return ROOT / "docs"


@pytest.fixture(scope="session")
def catalogue(data: Path) -> Catalogue:
    """The catalogue of the project's own data."""
    return load_catalogue(data, build_day())


@pytest.fixture(scope="session")
def raw(data: Path) -> RawRecords:
    """The project's own records, as typed."""
    return raw_records(data)


@pytest.fixture(scope="session")
def built_on() -> datetime.date:
    """The day on which the site of the project's own data is built."""
    return build_day()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own data, built once for all tests here."""
    return built_once(
        tmp_path_factory,
        "own",
        lambda folder: build_site(ROOT, folder / "site", SOURCE_DATE_EPOCH=str(build_time())),
    )


@pytest.fixture(scope="session", params=[LANGUAGE, *languages_in(ROOT)])
def site_in_language(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, site: Path
) -> tuple[str, Path]:
    """Each language of the site, and that site, built once for all tests here."""
    language: str = request.param
    if language == LANGUAGE:
        return language, site
    return language, built_once(
        tmp_path_factory,
        f"own-{language}",
        lambda folder: build_site(
            ROOT, folder / "site", language=language, SOURCE_DATE_EPOCH=str(build_time())
        ),
    )


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of that site on this machine; one kept for the frozen site would be the wrong one here."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def earlier_site(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The site as it was at the commit that `EARLIER` names, built as `site` is.

    None without one, and where today's environment can't build it any more.
    """
    if not (commit := os.environ.get("EARLIER")):
        return None
    folder = tmp_path_factory.mktemp("earlier")
    project = unpack(commit, folder)
    try:
        return build_site(project, folder / "site", SOURCE_DATE_EPOCH=str(build_time()))
    except AssertionError:
        return None
