"""For the editor and for the parent: a record that is renamed keeps its old links, ticks and shared pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handouts.browser import serve
from tests.conftest import Spoil, frozen_project, make_site
from tests.test_parent_in_a_browser import open_page
from tests.test_parent_my_baby import FULL, kept_in

RENAMED = {
    "reach-in-tummy-time": "reach-on-the-tummy",
    "4-6-months": "four-to-six-months",
    "pushes-up-on-straight-arms": "pushes-up-with-straight-arms",
    "loses-a-skill": "lost-a-skill",
    "self-care": "eating-and-dressing",
}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after an editor gave five records new ids, and wrote the old ones into `formerly`."""
    project = frozen_project(tmp_path_factory.mktemp("renamed"))
    for path in [*(project / "data").rglob("*.yaml"), *(project / "docs").rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = re.sub(rf"(?<!drawing: )(?<![\w-]){old}(?![\w-])", new, text)
            text = text.replace(f"  - id: {new}\n", f"  - id: {new}\n    formerly: [{old}]\n")
        path.write_text(text, encoding="utf-8")
    done = make_site(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def renamed_address(renamed: Path) -> Iterator[str]:
    with serve(renamed) as address:
        yield address


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("activities/reach-in-tummy-time/", "activities/reach-on-the-tummy/"),
        ("ages/4-6-months/#safety", "ages/four-to-six-months/#safety"),
        ("skills/self-care/", "skills/eating-and-dressing/"),
    ],
)
def test_an_old_address_leads_on(
    browser: Browser, renamed_address: str, old: str, new: str, storage: str
) -> None:
    with open_page(browser, renamed_address, old, first=storage) as (page, faults):
        page.wait_for_url(f"{renamed_address}/{new}")
        assert not faults
    with open_page(browser, renamed_address, old, java_script_enabled=False) as (page, _):
        page.locator("article a#moved-to").click()
        page.wait_for_url(f"{renamed_address}/{new.split('#', maxsplit=1)[0]}")


def test_a_page_that_moved_is_kept_out_of_menu_and_search(renamed: Path) -> None:
    assert 'name="robots" content="noindex"' in (
        renamed / "activities/reach-in-tummy-time/index.html"
    ).read_text(encoding="utf-8")
    assert "ages/4-6-months/" not in (renamed / "index.html").read_text(encoding="utf-8")
    (index,) = renamed.glob("assets/js-*/search.json")
    assert '"ages/4-6-months/' not in index.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "old",
    [
        "activities/reach-in-tummy-time/",
        "activities/drop-it-in/",
        "ages/4-6-months/",
        "skills/self-care/",
        "staff/",
    ],
)
def test_every_link_of_a_page_leads_to_a_page(renamed: Path, old: str) -> None:
    page = (renamed / old / "index.html").read_text(encoding="utf-8")
    links = re.findall(r"""<a [^>]*?href=["']?([^"' >]+)""", page)
    own = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert own
    for link in own:
        target = (renamed / old / link).resolve()
        assert target.is_file() or (target / "index.html").is_file(), link


@pytest.mark.parametrize(
    "place",
    [
        "urgent/#loses-a-skill",
        "activities/#4-6-months",
        "skills/movement/#pushes-up-on-straight-arms",
    ],
)
def test_an_old_anchor_still_leads_to_its_place(browser: Browser, renamed_address: str, place: str) -> None:
    with open_page(browser, renamed_address, place) as (page, _):
        assert page.evaluate(
            "document.getElementById(location.hash.slice(1)).getBoundingClientRect().top < 844"
        )


@pytest.mark.parametrize("full", [False, True])
def test_an_answer_under_the_old_id_counts_until_it_is_given_anew(
    browser: Browser, renamed_address: str, full: bool
) -> None:
    answers = "infant-ot:tick:1:milestone:pushes-up-"
    with open_page(browser, renamed_address, "visit/") as (page, _):
        page.evaluate("key => localStorage.setItem(key, 'not-yet 2026-11-24')", f"{answers}on-straight-arms")
        if full:
            page.add_init_script(FULL)
        page.reload()
        expect(page.locator("[data-part=not-yet] li")).to_contain_text("straight")
        assert list(kept_in(page)) == [f"{answers}on-straight-arms"]
        if full:
            return
        page.goto(f"{renamed_address}/ages/6-9-months/")
        box = page.locator("[data-tick='milestone:pushes-up-with-straight-arms']")
        expect(box.get_by_label("Not yet")).to_be_checked()
        box.get_by_label("Yes").check()
        assert list(kept_in(page)) == [f"{answers}with-straight-arms"]


def test_old_shared_links_follow(browser: Browser, renamed_address: str, storage: str) -> None:
    visit = "visit/#n=pushes-up-on-straight-arms&s=loses-a-skill"
    with open_page(browser, renamed_address, visit, first=storage) as (page, _):
        expect(page.locator("[data-part=not-yet] li")).to_have_count(1)
        expect(page.locator("[data-part=lost] li")).to_have_count(1)
        page.goto(f"{renamed_address}/plan/#a=reach-in-tummy-time")
        expect(page.locator("#plan article h3")).to_have_count(1)
        page.goto(f"{renamed_address}/activities/?age=4-6-months")
        expect(page.locator("#finder select[name=age]")).to_have_value("four-to-six-months")


def test_an_id_is_never_used_again(spoil: Spoil) -> None:
    problems = spoil("house/moments.yaml", "    title:", "    formerly: [bath]\n    title:")
    assert any('"bath" is the id of a record on line' in str(problem) for problem in problems), problems


def test_two_records_cannot_have_had_one_id(spoil: Spoil) -> None:
    spoil("house/skills.yaml", "  - id: eyes\n", "  - id: eyes\n    formerly: [looking]\n")
    problems = spoil("house/skills.yaml", "  - id: hands\n", "  - id: hands\n    formerly: [looking]\n")
    assert any("Only one of them can have had it" in str(problem) for problem in problems), problems


def test_a_link_to_an_old_id_gets_the_new_one(spoil: Spoil) -> None:
    problems = spoil(
        "house/skills.yaml", "  - id: hands\n", "  - id: hands-and-fingers\n    formerly: [hands]\n"
    )
    assert any('It is now called "hands-and-fingers".' in str(problem) for problem in problems)
