"""For the parent on a weak signal: a page comes light, and works whole when the theme comes later."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handouts.browser import served
from tests.conftest import BUILD_DAY, ROOT
from tests.test_parent_in_a_browser import open_page

AGE = "ages/4-6-months/"
INDEX = "search/search_index.json"


def built(target: Path, **environment: str) -> Path:
    """Build the real site with some settings of its own."""
    done = subprocess.run(
        [ROOT / ".venv/bin/mkdocs", "build", "--strict", "--site-dir", target],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": BUILD_DAY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def full_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site with `lean` off."""
    with served(built(tmp_path_factory.mktemp("full") / "site", LEAN="false")) as address:
        yield address


@pytest.fixture(params=["lean", "full"])
def each_address(request: pytest.FixtureRequest) -> str:
    """The site with `lean` on, and off."""
    return str(request.getfixturevalue("address" if request.param == "lean" else "full_address"))


def requests_of(page: Page) -> list[str]:
    """Collect the addresses that a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def wait_for_theme(page: Page) -> None:
    """Wait until the theme's script has built its parts."""
    page.wait_for_function("window.component$ !== undefined")


def test_the_index_of_search_waits_until_search_is_opened(browser: Browser, address: str) -> None:
    with open_page(browser, address, "") as (page, faults):
        asked = requests_of(page)
        page.reload(wait_until="networkidle")
        assert not [each for each in asked if "/bundle." in each or each.endswith(INDEX)]
        page.mouse.wheel(0, 300)
        wait_for_theme(page)
        page.wait_for_load_state("networkidle")
        assert not [each for each in asked if each.endswith(INDEX)]
        with page.expect_request(f"**/{INDEX}"):
            page.get_by_role("button", name="Search").first.click()
        assert not faults


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_tap_opens_search_and_no_letter_is_lost(browser: Browser, address: str, width: int) -> None:
    with open_page(browser, address, AGE, width=width) as (page, faults):
        if width == 390:
            page.get_by_role("button", name="Search").first.click()
        else:
            page.locator("input[name=query]").click()
        page.keyboard.type("flat head")
        page.locator(".md-search-result__item a").first.wait_for()
        assert "flat" in page.locator(".md-search-result__list").inner_text().lower()
        assert page.locator("input[name=query]").input_value() == "flat head"
        assert not faults


def test_the_first_tap_opens_the_menu(browser: Browser, each_address: str) -> None:
    with open_page(browser, each_address, AGE) as (page, faults):
        page.get_by_role("button", name="Menu").click()
        page.locator(".md-nav--primary .md-nav__title[for=__drawer]").first.wait_for()
        wait_for_theme(page)
        # The theme closes menus 125 ms after an address has changed; this one has not.
        assert page.evaluate("new Promise(done => setTimeout(() => done(__drawer.checked), 300))")
        assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_tap_turns_the_light_and_the_next_page_keeps_it(
    browser: Browser, each_address: str, scheme: str
) -> None:
    def background(page: Page) -> Any:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    with open_page(browser, each_address, AGE, scheme=scheme) as (page, faults):
        before = background(page)
        page.locator("label[for^=__palette]:visible").click()
        wait_for_theme(page)
        after = background(page)
        assert after != before
        page.goto(f"{each_address}/signs/")
        assert background(page) == after
        label = page.locator("label[for^=__palette]:visible").get_attribute("title")
        assert label == ("Switch to light" if scheme == "light" else "Switch to dark")
        assert not faults
