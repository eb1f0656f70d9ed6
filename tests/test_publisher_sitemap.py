"""For the publisher: what search engines are told, and that it doesn't depend on the clock."""

from __future__ import annotations

import datetime
import gzip
import os
import re
import subprocess
from pathlib import Path

from tests.conftest import VENV, launch, make_site

ADDRESS = "https://example.org/infant-ot/"
DAY = "2031-02-03"  # on no clock yet


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


def test_the_sitemap_lists_the_pages_for_search_engines_with_the_day_of_the_commit(project: Path) -> None:
    launch(project / "data")
    path = project / "data/activities.yaml"
    record = "- id: reach-in-tummy-time\n"
    text = path.read_text(encoding="utf-8").replace(record, f"{record}    formerly: [old]\n")
    path.write_text(text, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        ["make", "--silent", "site", f"VENV={VENV}"],
        cwd=committed(project),
        env=clean | {"SITE_URL": ADDRESS, "SITE_REPO": ""},
        check=True,
    )
    site = project / "site"
    sitemap = (site / "sitemap.xml").read_bytes()
    assert set(re.findall(r"<loc>(.*?)</loc>", sitemap.decode())) == indexed(site)
    assert not {f"{ADDRESS}{path}/" for path in ("staff", "components", "activities/old")} & indexed(site)
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", sitemap.decode())) == {DAY}
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == sitemap
    midnight = datetime.datetime.fromisoformat(DAY).replace(tzinfo=datetime.UTC)
    assert int.from_bytes(packed[4:8], "little") == midnight.timestamp(), "the header has another day"


def test_while_search_engines_are_kept_out_they_get_no_sitemap(project: Path) -> None:
    done = make_site(project, SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not indexed(project / "site")
    assert not list((project / "site").glob("sitemap*"))
