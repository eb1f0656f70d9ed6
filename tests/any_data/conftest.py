"""These tests run on the project's own data: what they ask holds of any good data, in each language.

They run on the clinic's data, and on each edit that `test_editor_edits_for_real.py` makes.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bench.projects import PUBLISHED
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.records import LANGUAGE
from catalogue.state import build_day, build_time
from handouts.browser import serve
from pages.build import Build
from report.changes import unpack
from tests.any_data.translated_data import write_data
from tests.conftest import ROOT, build_site, built_once
from tests.raw_records import RawRecords, raw_records
from translation.files import FOLDER, languages_in
from translation.guides import write_docs

LANGUAGES = (LANGUAGE, *languages_in(ROOT))

# Spanish says the same in about a quarter more letters and words; no limit may make a translation say less.
LONGER_IN_TRANSLATION = 1.25

in_english_only = pytest.mark.parametrize("language", [LANGUAGE], indirect=True)
"""Marks a test of what isn't translated, or of a rule of English that other languages don't have."""

in_other_languages = pytest.mark.parametrize("language", LANGUAGES[1:], indirect=True)
"""Marks a test of a rule that English doesn't have."""


def longest(limit: float, language: str) -> float:
    """Return the limit for a text in a language, from the one for English."""
    return limit if language == LANGUAGE else limit * LONGER_IN_TRANSLATION


@pytest.fixture(scope="session", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the site: a test that uses it, or what depends on it, runs in each."""
    return str(request.param)


@pytest.fixture(scope="session")
def docs(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own guides in this language."""
    if language == LANGUAGE:
        return ROOT / "docs"

    def write(folder: Path) -> Path:
        list(write_docs(ROOT / "docs", ROOT / FOLDER / language, folder / "docs"))
        return folder / "docs"

    return built_once(tmp_path_factory, f"docs-{language}", write)


@pytest.fixture(scope="session")
def data(language: str, docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own data in this language."""
    if language == LANGUAGE:
        return ROOT / "data"
    return built_once(
        tmp_path_factory,
        f"data-{language}",
        lambda folder: write_data(ROOT, language, docs, folder / "data"),
    )


@pytest.fixture(scope="session")
def catalogue(language: str) -> Catalogue:
    """The catalogue of the project's own data in this language."""
    return _catalogue_in(language)


@cache
def _catalogue_in(language: str) -> Catalogue:
    if language == LANGUAGE:
        return load_catalogue(ROOT / "data", build_day())
    return Build(ROOT, language=language).catalogue


@pytest.fixture(scope="session")
def raw(data: Path, language: str) -> RawRecords:
    """The project's own records in this language, as typed."""
    return raw_records(data, language)


@pytest.fixture(scope="session")
def built_on() -> datetime.date:
    """The day on which the site of the project's own data is built."""
    return build_day()


SiteIn = Callable[[str], Path]


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> SiteIn:
    """A function that returns the site of the project's own data in a language, built once for all tests.

    Each is in a folder of its own, so that a test sees the pages of one language.
    """

    def built(language: str) -> Path:
        environment = {"SOURCE_DATE_EPOCH": str(build_time())}
        return built_once(
            tmp_path_factory,
            f"own-{language}",
            lambda folder: build_site(ROOT, folder / "site", language=language, **environment),
        )

    return cache(built)


@pytest.fixture(scope="session")
def site(site_in: SiteIn, language: str) -> Path:
    """The site of the project's own data in this language."""
    return site_in(language)


@pytest.fixture(scope="session")
def published_site(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in this language as publishing builds it: each page has its address, and sheets a QR code."""
    environment = {**PUBLISHED, "SOURCE_DATE_EPOCH": str(build_time())}
    return built_once(
        tmp_path_factory,
        f"own-published-{language}",
        lambda folder: build_site(ROOT, folder / "site", language=language, **environment),
    )


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of that site on this machine; one kept for the frozen site would be the wrong one here."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def earlier_site(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The site as it was at the commit that `EARLIER` names, built as `site` is.

    None without one, and where today's environment can't build it any more.
    """
    if not (commit := os.environ.get("EARLIER")):
        return None
    folder = tmp_path_factory.mktemp("earlier")
    project = unpack(commit, folder)
    try:
        return build_site(project, folder / "site", language=language, SOURCE_DATE_EPOCH=str(build_time()))
    except AssertionError:
        return None
