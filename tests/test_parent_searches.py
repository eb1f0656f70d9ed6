"""For the parent who types a worry: search opens at the first tap, and is never a dead end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.catalogue import Catalogue
from handouts.browser import serve
from tests.engines import Tab
from tests.searching import search
from tests.test_parent_in_a_browser import LARGER, open_page, violations_in

AGE = "ages/4-6-months/"
PARTS = ("search.js", "find.js", "vendor/minisearch.js", "search.json")
RESULT = ".app-search__found a"
STATUS = ".app-search [role=status]"


def open_search(page: Page, typed: str = "") -> None:
    """Open search as a reader does, and type."""
    page.locator(".app-search summary").click()
    if typed:
        expect(page.locator(".app-search input")).to_be_focused()
        page.keyboard.type(typed)


def open_search_in(tab: Tab, typed: str) -> None:
    """The same in each engine."""
    tab.tap("button", "Search")
    tab.until("() => document.activeElement.matches('.app-search input')")
    tab.type(typed)


@pytest.fixture
def asked_before(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and every address that it has requested."""
    with open_page(browser, address, "404.html") as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/{AGE}", wait_until="networkidle")
        yield page, asked


def test_nothing_of_search_is_loaded_before_it_is_opened_and_then_no_sheet(
    asked_before: tuple[Page, list[str]],
) -> None:
    page, asked = asked_before
    assert not [url for url in asked if url.endswith(PARTS)]
    open_search(page, "flat head")
    page.locator(RESULT).first.wait_for()
    page.wait_for_load_state("networkidle")
    for part in PARTS:
        assert len([url for url in asked if url.endswith(f"/{part}")]) >= 1, part
    assert not [url for url in asked if url.endswith(".css")]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_first_tap_opens_search_and_no_letter_is_lost(
    browser: Browser, address: str, width: int, storage: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, AGE, width=width, first=storage) as (page, faults):
        open_search(page, "flat head")
        expect(page.locator(RESULT).first).to_contain_text("flat", ignore_case=True)
        expect(page.locator(STATUS)).to_have_text(
            catalogue.phrases["js-results-many"].format(count=page.locator(RESULT).count())
        )
        assert page.locator(".app-search input").input_value() == "flat head"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not faults


def test_search_opened_before_any_script_ran_starts_by_itself(browser: Browser, address: str) -> None:
    with open_page(browser, address, "404.html") as (page, faults):
        page.add_init_script(
            """new MutationObserver(() => {
              const search = document.querySelector(".app-search");
              if (search && document.readyState === "loading") search.open = true;
            }).observe(document, { childList: true, subtree: true })"""
        )
        with page.expect_request("**/search.json"):
            page.goto(f"{address}/{AGE}")
        page.locator(".app-search input").fill("flat head")
        page.locator(RESULT).first.wait_for()
        assert not faults


def test_without_a_connection_it_says_so_and_starts_when_it_is_back(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, AGE, until="networkidle") as (page, _):
        page.context.set_offline(True)
        open_search(page, "flat")
        expect(page.locator(STATUS)).to_have_text(catalogue.phrases["js-search-lost"])
        expect(page.locator(".app-search__always a[href='tel:911']")).to_be_visible()
        page.context.set_offline(False)
        expect(page.locator(RESULT).first).to_be_visible()
        expect(page.locator(STATUS)).not_to_have_text(catalogue.phrases["js-search-lost"])


@pytest.mark.parametrize("lost", PARTS)
def test_a_part_that_is_lost_is_tried_again_at_the_next_letter(
    browser: Browser, address: str, catalogue: Catalogue, lost: str
) -> None:
    with open_page(browser, address, AGE) as (page, _):
        page.route(f"**/{lost}", lambda route: route.abort())
        open_search(page, "flat")
        expect(page.locator(STATUS)).to_have_text(catalogue.phrases["js-search-lost"])
        page.unroute_all()
        page.keyboard.type(" head")
        expect(page.locator(RESULT).first).to_be_visible()


def test_search_starts_after_the_module_of_every_page_was_lost(browser: Browser, address: str) -> None:
    with open_page(browser, address, "404.html") as (page, _):
        page.route("**/every-page.js", lambda route: route.abort())
        page.goto(f"{address}/{AGE}")
        page.wait_for_function("() => document.documentElement.classList.contains('app-lost')")
        page.unroute_all()
        open_search(page)
        page.locator(".app-search input").fill("flat")
        expect(page.locator(RESULT).first).to_be_visible()


def test_without_javascript_it_opens_and_leads_on(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "guides/privacy/", java_script_enabled=False) as (page, _):
        page.locator(".app-search summary").click()
        expect(page.locator(".app-search input")).to_be_hidden()
        expect(page.locator(".app-search__always a[href='tel:911']")).to_be_visible()
        for age in catalogue.ages:
            expect(page.locator(f".app-search a[href$='ages/{age.id}/']")).to_be_visible()
        page.locator(".app-search a[href$='signs/']").click()
        page.wait_for_url("**/signs/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_open_search_is_accessible_and_its_targets_are_large(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    with open_page(browser, address, AGE, width=width, scheme=scheme) as (page, _):
        open_search(page, "flat head")
        page.locator(RESULT).first.wait_for()
        assert not violations_in(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll(".app-search :is(a, input, summary)")]
              .filter((each) => each.checkVisibility())
              .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
              .filter(([, { width, height }]) => Math.min(width, height) < 43.5).map(([text]) => text)"""
        )
        assert not small


def test_with_text_of_four_times_the_size_it_fits(browser: Browser, address: str) -> None:
    with open_page(browser, address, AGE, width=320) as (page, _):
        page.evaluate(LARGER, "250%")
        open_search(page, "flat head")
        page.locator(RESULT).first.wait_for()
        panel = page.locator(".app-search__panel")
        assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth + 1")
        box = page.locator(RESULT).first
        box.scroll_into_view_if_needed()
        expect(box).to_be_in_viewport()


def test_search_is_used_by_keyboard(tab: Tab, address: str, catalogue: Catalogue) -> None:
    words = catalogue.phrases
    on_opener = "() => document.activeElement.matches('.app-search summary')"
    tab.open(f"{address}/{AGE}")
    open_search_in(tab, "xyzzy")
    tab.sees(words["js-results-none"])
    tab.press("Escape")
    tab.until(on_opener)
    tab.press("Enter")
    tab.until("() => document.activeElement.matches('.app-search input')")
    tab.evaluate("() => document.activeElement.select()")
    tab.type("tummy")
    count = tab.until("() => document.querySelectorAll('.app-search__found a').length")
    tab.sees(words["js-results-many"].format(count=count))
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    tab.press("ArrowUp")
    target = tab.until("() => document.activeElement.closest('.app-search__found li:first-child a')?.href")
    tab.press("Enter")
    tab.until("page => location.href === page && document.readyState === 'complete'", target)
    assert not tab.evaluate("() => document.querySelector('.app-search').open")
    assert not tab.faults()


def test_a_result_on_the_same_page_closes_search(tab: Tab, address: str) -> None:
    tab.open(f"{address}/urgent/")
    open_search_in(tab, "seizure")
    tab.until("() => document.querySelector('.app-search__found a[href*=\"/urgent/#\"]')")
    tab.press("Enter")
    tab.until("() => document.activeElement.closest('.app-search__found a')")
    tab.press("Enter")
    tab.until("() => location.hash && !document.querySelector('.app-search').open")
    assert not tab.faults()


def test_search_without_a_server_says_so(tab: Tab, site: Path, catalogue: Catalogue) -> None:
    with serve(site) as address:
        tab.open(f"{address}/")
        tab.rests()
    open_search_in(tab, "tummy")
    tab.sees(catalogue.phrases["js-search-lost"])


def test_a_query_in_spanish_gets_a_line_in_spanish(tab: Tab, address: str) -> None:
    tab.open(f"{address}/")
    open_search_in(tab, "mi bebé no gatea")
    said = tab.until("() => document.querySelector('.app-search [lang=es]').textContent")
    assert "911" in said
    assert "888-653-4463" in said


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Choking!", "choking"),
        ("chokes", "choking"),
        ("chocking", "choking"),
        ("TUMMYTIME", "tummy time"),
        ("tummy-time?", "tummy time"),
        ("can’t breathe", "cant breathe"),
        ("my baby can't breathe", "cant breathe"),
        ("wakling", "walking"),
        ("never walks", "not walking"),
        ("séizure", "seizure"),
    ],
)
def test_slips_endings_capitals_and_small_words_change_nothing(site: Path, typed: str, same: str) -> None:
    first, other = (each["found"][0]["address"] for each in search(site, [typed, same]))
    assert first == other


@pytest.mark.parametrize(
    ("query", "spanish"),
    [
        ("fiebre", True),
        ("no respira", True),
        ("se cayó de la cama", True),
        ("no tooth at 12 months", False),
        ("la leche league", True),
        ("fever and no diapers", False),
        ("", False),
    ],
)
def test_it_knows_spanish_from_english(site: Path, query: str, spanish: bool) -> None:
    (answer,) = search(site, [query])
    assert answer["spanish"] == spanish
