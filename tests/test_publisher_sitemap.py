"""For the publisher: search engines get the right addresses, whatever the clock says."""

from __future__ import annotations

import datetime
import gzip
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import VENV, built_once, frozen_project, launch
from tests.test_editor_breaks_a_rule import edit

ADDRESS = "https://example.org/infant-ot/"
DAY = "2031-02-03"  # in the future


def committed(project: Path) -> Path:
    """Make a project a repository whose only commit has that day."""
    moment = f"{DAY}T12:00:00+0000"
    dated = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for command in ("init --quiet", "add .", "-c user.name=t -c user.email=t commit --quiet --message=t"):
        subprocess.run(["git", *command.split()], cwd=project, env=os.environ | dated, check=True)
    return project


def indexed(site: Path) -> set[str]:
    """Return the address of each page of a site that search engines may list."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return {
        f"{ADDRESS}{path.relative_to(site).as_posix().removesuffix('index.html')}"
        for path, html in pages.items()
        if '<meta name="robots" content="noindex">' not in html
    }


# 555-0100 to 555-0199 are reserved for fiction: nobody has this number.
PHONE = "201-555-0100"


@pytest.fixture(scope="module")
def launched_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after its launch, with the clinic's number, built on the day of its commit."""

    def build(folder: Path) -> Path:
        project = frozen_project(folder)
        data = project / "data"
        launch(data)
        edit(data, "clinic.yaml", "clinic", r"^    title: .*?\n", rf"\g<0>    phone: {PHONE}\n")
        record = "reach-in-tummy-time"
        edit(data, "activities.yaml", record, r"^    title:", "    formerly: [old]\n    title:")
        clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        subprocess.run(
            ["make", "--silent", "site", f"VENV={VENV}"],
            cwd=committed(project),
            env=clean | {"SITE_URL": ADDRESS, "SITE_REPO": ""},
            check=True,
        )
        return project / "site"

    return built_once(tmp_path_factory, "launched-site", build)


def test_the_sitemap_lists_the_pages_for_search_engines_with_the_day_of_the_commit(
    launched_site: Path,
) -> None:
    sitemap = (launched_site / "sitemap.xml").read_bytes()
    listed = indexed(launched_site)
    assert set(re.findall(r"<loc>(.*?)</loc>", sitemap.decode())) == listed
    assert not {f"{ADDRESS}{path}/" for path in ("staff", "components", "activities/old")} & listed
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", sitemap.decode())) == {DAY}
    packed = (launched_site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == sitemap
    midnight = datetime.datetime.fromisoformat(DAY).replace(tzinfo=datetime.UTC)
    assert int.from_bytes(packed[4:8], "little") == midnight.timestamp(), "the header has another day"


def test_a_launched_site_is_open_to_search_engines_and_shows_the_number_of_the_clinic(
    launched_site: Path,
) -> None:
    age = (launched_site / "ages/4-6-months/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}ages/4-6-months/">' in age
    assert f'<meta property="og:image" content="{ADDRESS}assets/social.png">' in age
    assert f'<meta property="og:url" content="{ADDRESS}ages/4-6-months/">' in age
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", age)
    assert f'<meta property="og:title" content="{title} - ' in age
    (description,) = re.findall(r'<meta name="description" content="(.*?)">', age)
    assert f'<meta property="og:description" content="{description}">' in age
    assert (launched_site / "assets/social.png").exists()
    assert "<title>Home" not in (launched_site / "index.html").read_text(encoding="utf-8")
    assert 'name="robots"' not in age
    assert "Preview." not in age
    assert 'href="tel:+12015550100"' in age[age.index('id="help-doctor"') :]
    # In an emergency, nobody should call the clinic.
    assert PHONE not in age[age.index('id="help"') : age.index('id="help-doctor"')]
    assert PHONE not in (launched_site / "urgent/index.html").read_text(encoding="utf-8")


def test_while_search_engines_are_kept_out_they_get_no_sitemap(published: Path) -> None:
    assert not indexed(published)
    assert not list(published.glob("sitemap*"))
