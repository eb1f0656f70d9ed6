"""For the parent who reads while a new version is published: a page gets the scripts it was built with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages.scripts import LIST, Scripts
from tests.conftest import ROOT

SCRIPT = re.compile(r'<script[^>]*\ssrc="([^"]*/js[^"/]*/[^"]+)"')


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A folder with two modules, one of which imports the other."""
    (tmp_path / "age.js").write_text("export const weeks = 40;\n", encoding="utf-8")
    (tmp_path / "baby.js").write_text('import { weeks } from "./age.js";\nconsole.log(weeks);\n', "utf-8")
    return tmp_path


def test_a_change_to_one_script_gives_all_of_them_new_addresses(modules: Path) -> None:
    before = Scripts(modules, {}, {}, {}).path_of("baby")
    (modules / "age.js").write_text("export const weeks = 39;\n", encoding="utf-8")
    assert Scripts(modules, {}, {}, {}).path_of("baby") != before


def test_a_comment_leaves_the_addresses_as_they_are(modules: Path) -> None:
    before = Scripts(modules, {}, {}, {}).files
    (modules / "age.js").write_text("// A term.\nexport const weeks = 40;\n", encoding="utf-8")
    assert Scripts(modules, {}, {}, {}).files == before


def test_a_module_that_is_missing_stops_the_build(modules: Path) -> None:
    with pytest.raises(LookupError, match='there is no module "plan"'):
        Scripts(modules, {}, {}, {}).path_of("plan")


def test_each_script_that_a_page_names_is_one_that_the_next_version_keeps(site: Path) -> None:
    listed = {site / line for line in (site / LIST).read_text(encoding="utf-8").splitlines()}
    assert listed == {path for path in site.glob("assets/js*/**/*") if path.is_file()}
    named = {
        (page.parent / address).resolve()
        for page in site.rglob("index.html")
        for address in SCRIPT.findall(page.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {path.resolve() for path in listed}


def test_a_module_that_shows_what_is_kept_comes_at_once_by_the_name_of_the_kept(site: Path) -> None:
    prefix = re.search(r'PREFIX = "(.+)"', (ROOT / "docs/assets/js/device.js").read_text(encoding="utf-8"))
    assert prefix
    for page in site.rglob("index.html"):
        scripts = re.findall(r"<script[^>]*/baby\.js[^>]*>", page.read_text(encoding="utf-8"))
        assert all(f'data-kept="{prefix[1]}"' in each for each in scripts), page


def test_a_module_carries_the_words_that_it_says_and_no_others(modules: Path) -> None:
    phrases = {"js-away": 'Take it "away"', "js-tick-yes": "Yes", "js-tick-no": "No", "js-other": "no"}
    (modules / "plan.js").write_text('show(WORDS, RULE, ["js-away", `js-tick-${word}`]);\n', encoding="utf-8")
    scripts = Scripts(modules, phrases, {"RULE": {"most": 3}}, {})
    served = scripts.files[scripts.path_of("plan")]
    assert all(word in served for word in ('Take it "away"', '"Yes"', "most", "No")), served
    assert "js-other" not in served
    assert not re.search("WORDS|RULE", served)


def test_a_module_that_says_an_unknown_phrase_stops_the_build(modules: Path) -> None:
    (modules / "plan.js").write_text('say("js-away");\n', encoding="utf-8")
    with pytest.raises(LookupError, match=r'plan\.js says "js-away"'):
        Scripts(modules, {"js-other": "no"}, {}, {})


def test_the_style_sheet_has_each_of_ours_in_the_order_of_their_names(site: Path) -> None:
    sheet = (site / "assets/app.css").read_text(encoding="utf-8")
    assert "/*" not in sheet
    parts = sorted((ROOT / "styles").glob("*.css"))
    ends = [part.read_text(encoding="utf-8").rstrip().splitlines()[-4:] for part in parts]
    places = [sheet.find("\n".join(end)) for end in ends]
    assert -1 not in places
    assert places == sorted(places)
