"""For the parent: no style hides whom to call, how urgent a sign is, or a danger, on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built_page import Block, flat, read
from tests.raw_records import RawRecords
from tests.test_parent_in_a_browser import open_page

PAGES = (
    "urgent/",
    "signs/",
    "ages/0-2-months/",
    "ages/9-12-months/",
    "activities/reach-in-tummy-time/",
    "guides/get-help/",
    "guides/safe-play/",
    "safety/sleep/",
)
_LINES = ("h1", "h2", "h3", "h4", "h5", "p", "li", "dt", "dd", "summary")

OPEN_ALL = "document.querySelectorAll('article details').forEach(fold => { fold.open = true })"

# A number that another part covers, or that is cut off, can't be tapped. Is it urgent? has a bar of its own
# in place of the line above every page.
OUT_OF_REACH = """() => [
  ...document.querySelectorAll('article a:is([href^="tel:"], [href^="sms:"])'),
].filter((link) => {
  if (document.querySelector('.app-911') && link.closest('.app-urgent-line')) return false;
  link.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = link.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return !link.contains(hit) || Number.parseFloat(getComputedStyle(link).fontSize) < 12;
}).map((link) => link.outerHTML)"""


def lines_of(block: Block) -> Iterator[str]:
    """Yield the text of each innermost block, without menus and forms."""
    menus = {id(each) for menu in (*block.all("nav"), *block.all("form")) for each in menu.walk()}
    for each in block.walk():
        holds_lines = any(inner.tag in _LINES for inner in each.walk() if inner is not each)
        if each.tag in _LINES and not holds_lines and id(each) not in menus:
            yield each.text


def shown(page: Page) -> str:
    """Return the visible text of a page, without spaces."""
    return "".join(page.locator("article").inner_text().split())


def assert_shown(site: Path, path: str, text: str, not_shown: tuple[str, ...]) -> None:
    missing = [
        line
        for line in lines_of(read(site, path))
        if "".join(line.split()) not in text and not line.startswith(not_shown)
    ]
    assert not missing, path


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_every_line_without_script(
    browser: Browser, address: str, site: Path, raw: RawRecords, path: str
) -> None:
    (title,) = [text for tag, text in read(site, path).headings if tag == "h1"]
    for_paper_or_script = ("sheet-earlier", "sheet-names", "sheet-draft", "js-set", "no-tools", "page-print")
    not_shown = (title, *(raw.say(phrase) for phrase in for_paper_or_script))
    if path == "urgent/":  # its own bar with the number is in its place
        not_shown += (raw.say("urgent-line"),)
    with open_page(browser, address, path, java_script_enabled=False) as (page, _):
        page.evaluate(OPEN_ALL)
        assert_shown(site, path, shown(page), not_shown)


@pytest.mark.parametrize("path", PAGES)
def test_each_number_can_be_tapped_on_a_phone(browser: Browser, address: str, path: str) -> None:
    with open_page(browser, address, path, java_script_enabled=False) as (page, _):
        page.evaluate(OPEN_ALL)
        assert page.locator("article a[href^='tel:']").count()
        assert page.evaluate(OUT_OF_REACH) == []


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(("urgent", "ages"))])
def test_paper_has_every_line_but_what_only_a_screen_can_do(
    browser: Browser, address: str, site: Path, raw: RawRecords, path: str
) -> None:
    for_a_screen = (
        "sheet-earlier",
        "js-set",
        "visit-open",
        "page-print",
        "handout-link",
        "preview",
        "no-tools",
        "activity-to-plan",
        "mistake",
        "sources-of-page",
        "checks-of-page",
    )
    on_screen = tuple(raw.say(phrase).split("{")[0] for phrase in for_a_screen)
    # Each sign has the first of these, and on paper an activity has its rules in full.
    short = [flat(rule["short"]) for rule in raw["safety_rules"]]
    repeated = (raw.say("more-on-sign"), raw.say("not-yet-sign"), *short)
    with open_page(browser, address, path, java_script_enabled=False) as (page, _):
        page.emulate_media(media="print")
        assert_shown(site, path, shown(page), (*on_screen, *repeated))


def test_the_sheet_of_is_it_urgent_has_every_row_step_and_number(
    browser: Browser, address: str, raw: RawRecords
) -> None:
    with open_page(browser, address, "urgent/") as (page, _):
        page.emulate_media(media="print")
        text = shown(page)
    for line in sheet_of(raw):
        assert "".join(line.split()) in text, line


def sheet_of(raw: RawRecords) -> Iterator[str]:
    """Yield what the printed sheet must say: rows down to call now, all first aid and all numbers."""
    yield raw.say("sheet-draft")
    for way in raw["act_now"]:
        yield from (way["title"], way["explain"])
        for sign in (each for each in raw.urgent if each.get("act_now") == way["id"]):
            yield sign["title"]
            if way["id"] == "911":
                yield from (sign[name] for name in ("details", "do_now") if name in sign)
                yield from raw.cases(sign)
    for each in raw["first_aid"]:
        yield from (each["title"], each["before"], *each["steps"], each.get("afterwards", ""))
    for contact in raw.shown_contacts(raw.site["urgent_contacts"]):
        yield contact["title"]
        yield from (call.shown for call in raw.calls([contact]))
