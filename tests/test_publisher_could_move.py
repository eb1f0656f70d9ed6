"""For the publisher: the site doesn't depend on MkDocs, and builds of other programs are compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from canary.compare import differences, page_of, pages_in
from pages.build import Build
from pages.markdown import PageExtension
from pages.views.page import url_of
from policy import add_policy
from tests.conftest import BUILD_DAY

PAGE = add_policy(
    '<!doctype html><meta charset="utf-8"><script>start()</script>'
    '<article><h1>Play</h1> <p>Roll a <a href="../ball/">ball</a>.</p></article>'
)


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("<p>Roll", "<p> Roll", None),
        ("Roll", "Throw", 'other article: "Throw a ball ." instead of "Roll a ball ."'),
        ("../ball/", "../../ball/", 'other addresses: "/ball/" instead of "/play/ball/"'),
        ("Content-Security-Policy", "", 'other policy: "refused: start()" instead of "default-src \'none\''),
        ("connect-src 'self'", "connect-src *", 'other policy: "connect-src * '),
        ("start()", "other()", 'other policy: "refused: other()" instead of ""'),
    ],
)
def test_what_differs_on_a_page_is_reported(tmp_path: Path, old: str, new: str, reported: str | None) -> None:
    for site, html in (("was", PAGE), ("is", PAGE.replace(old, new, 1))):
        (tmp_path / site / "play/today").mkdir(parents=True)
        (tmp_path / site / "play/today/index.html").write_text(html, encoding="utf-8")
    found = list(differences(tmp_path / "was", tmp_path / "is"))
    if reported is None:
        assert not found
    else:
        (line,) = found
        assert line.startswith(f"play/today/index.html: {reported}")


def test_a_page_that_is_missing_or_new_is_reported(tmp_path: Path) -> None:
    for path in ("was/same.html", "was/gone.html", "is/same.html", "is/new.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    assert list(differences(tmp_path / "was", tmp_path / "is")) == [
        "gone.html: the page is missing",
        "new.html: no such page is expected",
    ]


def test_the_sources_for_any_generator_say_what_the_site_says(
    frozen: Path, site: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "pages.write", tmp_path],
        cwd=frozen,
        env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY},
        check=True,
    )
    settings = yaml.safe_load((frozen / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    extensions = [
        next(iter(each)) if isinstance(each, dict) else each for each in settings["markdown_extensions"]
    ]
    markdown = Markdown(extensions=[*extensions, PageExtension(Build(frozen))])
    written = {}
    for source in tmp_path.rglob("*.md"):
        address = url_of(source.relative_to(tmp_path).as_posix())
        _, _, text = source.read_text(encoding="utf-8").split("---\n", 2)
        html = f"<article>{markdown.reset().convert(text)}</article>"
        written[f"{address}index.html"] = page_of(html, address).article
    built = {name: page.article for name, page in pages_in(site).items() if name != "404.html"}
    assert written == built
