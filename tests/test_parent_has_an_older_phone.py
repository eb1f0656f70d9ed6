"""For the parent with an older phone: each tool works in Safari 15.0, of 2021."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.catalogue import Catalogue
from tests.test_parent_my_baby import phone

# Runs before the scripts of a page: what came after Safari 15.0 is missing, and a selector that it doesn't
# know is an error.
SAFARI_15 = """
const missing = [
  [Array.prototype, 'at findLast findLastIndex toSorted toReversed toSpliced with'],
  [String.prototype, 'at isWellFormed toWellFormed'],
  [Object.getPrototypeOf(Int8Array.prototype), 'at findLast findLastIndex toSorted toReversed with'],
  [Set.prototype, 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom'],
  [Iterator.prototype, 'map filter take drop flatMap reduce toArray forEach some every find'],
  [Array, 'fromAsync'], [Object, 'hasOwn groupBy'], [Map, 'groupBy'], [Promise, 'withResolvers try'],
  [AbortSignal, 'timeout any abort'], [AbortSignal.prototype, 'throwIfAborted reason'],
  [URL, 'canParse parse'], [RegExp, 'escape'], [Response, 'json'],
  [Element.prototype, 'checkVisibility setHTMLUnsafe getHTML'],
  [HTMLElement.prototype, 'showPopover hidePopover togglePopover inert'],
  [HTMLInputElement.prototype, 'showPicker'], [Crypto.prototype, 'randomUUID'],
  [window, 'structuredClone requestIdleCallback cancelIdleCallback BroadcastChannel reportError scheduler'],
];
for (const [owner, names] of missing) for (const name of names.split(' ')) delete owner[name];
for (const owner of [Document.prototype, DocumentFragment.prototype, Element.prototype]) {
  for (const name of ['querySelector', 'querySelectorAll', 'matches', 'closest']) {
    const find = owner[name];
    if (find) owner[name] = function (selector) {
      if (/:has\\(|:focus-visible|:modal|:popover-open|:user-/.test(selector)) throw SyntaxError(selector);
      return find.call(this, selector);
    };
  }
}
"""
AGE = "ages/4-6-months/"
# Syntax that Safari 15.0 can't read: a regular expression that looks back, a static block, the flags d and v.
NEWER_SYNTAX = re.compile(r"\(\?<[=!]|\bstatic\s*\{|/[a-z]*[dv][a-z]*\.(?:exec|test)\(")


@contextmanager
def older_phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone that has Safari 15.0; it fails the test on an error of a script."""
    with phone(browser, script=SAFARI_15) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        yield page
        assert not faults


def test_what_the_older_phone_lacks_is_missing(browser: Browser, address: str) -> None:
    with older_phone(browser) as page:
        page.goto(f"{address}/urgent/")
        assert page.evaluate("[[].at, Object.hasOwn, AbortSignal.timeout].every(each => !each)")


def test_the_age_the_answers_and_the_sheet(browser: Browser, address: str, catalogue: Catalogue) -> None:
    with older_phone(browser) as page:
        page.goto(address)
        page.locator("[name=born-month]").fill("7/1/26")
        page.get_by_role("button", name=catalogue.phrases["my-baby-show"]).click()
        page.wait_for_url(f"**/{AGE}")
        expect(page.locator(".app-my-baby")).to_contain_text("4 months")
        item = page.locator("[data-tick='milestone:holds-head-steady']")
        item.get_by_label(catalogue.phrases["js-tick-not-yet"]).check()
        page.goto(f"{address}/visit/")
        expect(page.locator("[data-part=not-yet] li")).to_have_count(1)
        page.get_by_role("button", name=catalogue.phrases["visit-link"]).click()
        expect(page.locator(".app-visit__link svg")).to_be_visible()


def test_the_plan_has_its_steps(browser: Browser, address: str) -> None:
    with older_phone(browser) as page:
        page.goto(f"{address}/plan/#a=reach-in-tummy-time")
        expect(page.locator("#plan .app-steps li").first).to_be_visible()
        expect(page.locator(".app-plan__code svg")).to_be_visible()


def test_the_finder_finds_and_the_calendar_has_its_days(browser: Browser, address: str) -> None:
    with older_phone(browser) as page:
        page.goto(f"{address}/activities/?age=4-6-months")
        expect(page.locator("#finder [role=status]")).not_to_be_empty()
        page.evaluate("""localStorage.setItem('infant-ot:baby:1', '{"born": "2026-07-01"}')""")
        page.goto(f"{address}/calendar/")
        expect(page.locator(".app-calendar__day:not(:empty)").first).to_be_visible()


@pytest.mark.parametrize("path", ["signs/", "activities/reach-in-tummy-time/", "skills/movement/"])
def test_a_page_follows_the_baby(browser: Browser, address: str, path: str) -> None:
    with older_phone(browser) as page:
        page.goto(f"{address}/404.html")
        page.evaluate("""localStorage.setItem('infant-ot:baby:1', '{"born": "2026-07-01"}')""")
        page.goto(f"{address}/{path}")
        expect(page.locator(".app-my-baby")).to_contain_text("4 months")


def test_the_menu_and_the_dark_work(browser: Browser, address: str) -> None:
    with older_phone(browser) as page:
        page.goto(f"{address}/{AGE}")
        page.locator(".app-colors").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator(".app-menu > summary").click()
        expect(page.locator(".app-menu__panel")).to_be_visible()


def test_no_script_is_written_in_newer_syntax(site: Path) -> None:
    for script in site.glob("assets/js-*/**/*.js"):
        assert not NEWER_SYNTAX.search(script.read_text(encoding="utf-8")), script.name
