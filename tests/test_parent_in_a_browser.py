"""For the parent: the built pages in a real Chromium, on a phone and a desk, by day and by night."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from catalogue import growth, play, urgency
from catalogue.catalogue import Catalogue
from handouts.__main__ import page_count
from pages.views.age import CARDS

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"

# One page of each kind.
KINDS = {
    "home": "",
    "age": "ages/4-6-months/",
    "first age": "ages/0-2-months/",
    "skill": "skills/movement/",
    "activity": "activities/reach-in-tummy-time/",
    "activities": "activities/",
    "plan": "plan/",
    "pack": "packs/flat-spot/",
    "signs": "signs/",
    "urgent": "urgent/",
    "visit": "visit/",
    "guide": "guides/get-help/",
    "guide with a table": "guides/how-to-read-milestones/",
    "born early": "guides/born-early/",
    "calendar": "calendar/",
    "safety": "safety/sleep/",
    "sources": "sources/",
    "about": "guides/about/",
    "staff": "staff/",
    "components": "components/",
    "not found": "404.html",
}
BY_SCRIPT = (
    ".app-tool, .app-my-baby, .app-tick, .app-visit__empty, .app-buttons, .app-print, .app-no-tools, "
    "#find-sentence"
)
# Not by a style element, which the page's policy would block.
LARGER = "size => document.documentElement.style.setProperty('font-size', size, 'important')"
# A day on which no check is overdue, because that notice takes up space.
SOON = "2026-11-25T12:00:00Z"
PAPERS = ("Letter", "A4")
WIDTHS = {"phone": 390, "tablet": 768, "desk": 1280}
# axe's own options, without the least contrast below which this rule leaves a text to the rule for 4.5:1.
CONTRAST_OF_7 = {
    "ignoreUnicode": True,
    "ignoreLength": False,
    "ignorePseudo": False,
    "boldValue": 700,
    "boldTextPt": 14,
    "largeTextPt": 18,
    "contrastRatio": {
        "normal": {"expected": 7, "minThreshold": 0},
        "large": {"expected": 4.5, "minThreshold": 0},
    },
    "pseudoSizeThreshold": 0.25,
    "shadowOutlineEmMax": 0.1,
    "textStrokeEmMin": 0.03,
}
# Rules that axe leaves off unless asked: experimental ones, and those of WCAG 2.2 AA and AAA.
ASLEEP = (
    "color-contrast-enhanced",
    "css-orientation-lock",
    "focus-order-semantics",
    "hidden-content",
    "identical-links-same-purpose",
    "meta-refresh-no-exceptions",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
# What axe looks at by day, and what changes by night, by the names of the color schemes.
RULES: dict[str, dict[str, Any]] = {
    "default": {
        "rules": {"color-contrast": {"enabled": False}, **{rule: {"enabled": True} for rule in ASLEEP}}
    },
    "slate": {"runOnly": ["color-contrast-enhanced", "link-in-text-block"]},
}
# Width and color scheme. One page of each kind is tested in each look; at night only colors change, and a
# tablet has those of a phone. Other pages of these kinds, and pages with something typed, are tested in two.
EACH_LOOK = [
    (WIDTHS["phone"], "default"),
    (WIDTHS["phone"], "slate"),
    (WIDTHS["tablet"], "default"),
    (WIDTHS["desk"], "default"),
    (WIDTHS["desk"], "slate"),
]
TWO_LOOKS = [(WIDTHS["phone"], "default"), (WIDTHS["desk"], "slate")]


# Calls axe. At night, when it looks at colors alone, rows of a table or list that differ from one above only
# in their words and addresses are hidden meanwhile. By day it sees each of them, and the staff page has
# thousands. The first, the last, and one of each parity stay, as a style may tell those apart.
RUN_AXE = r"""async ([options, night]) => {
  const kinds = new Map();
  const alike = (row) => {
    const others = row.parentElement.children;
    const at = [...others].indexOf(row);
    const seen = kinds.get(row.parentElement) ?? new Set();
    kinds.set(row.parentElement, seen);
    const kind = at % 2 + row.outerHTML.replace(/>\s*[^<\s][^<]*</g, ">text<")
      .replace(/ (id|for|aria-\w+|data-tick|href(?!="tel:))="[^"]*"/g, " $1");
    const again = seen.has(kind) && at < others.length - 1;
    seen.add(kind);
    return again;
  };
  const rows = night ? [...document.querySelectorAll("article :is(tr, li)")].filter(alike) : [];
  const shown = rows.map((row) => row.style.display);
  rows.forEach((row) => { row.style.display = "none"; });
  const found = await axe.run(document, options);
  rows.forEach((row, at) => { row.style.display = shown[at]; });
  return found;
}"""


# Only every-page.js closes the menu: true once it has run.
CLOSES_MENU = """() => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  return !document.querySelector(".app-menu").open;
}"""


@contextmanager
def open_page(
    browser: Browser,
    address: str,
    path: str,
    *,
    width: int = 390,
    scheme: str = "light",
    until: str = "load",
    day: str | None = None,
    first: str = "",
    **more: Any,
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page, after a script that runs before its own, on a day if one is given.

    What a parent should never get is collected: requests to others, and errors.
    """
    faults: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
        **more,
    )

    def meet(request: Request) -> None:
        # Requests that the page's policy blocks never leave the browser.
        if not request.url.startswith((address, "data:", "blob:")) and request.failure != "csp":
            faults.append(f"request to {request.url}: {request.failure}")

    context.on("requestfinished", meet)
    context.on("requestfailed", meet)
    if first:
        context.add_init_script(first)
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    if day:
        page.clock.set_fixed_time(day)
    page.goto(f"{address}/{path}", wait_until=until)  # type: ignore[arg-type]
    yield page, faults
    context.close()


def violations_in(page: Page, looks: list[tuple[int, str]] = TWO_LOOKS) -> list[str]:
    """Return the violations that axe finds on a page in its current state."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.emulate_media(reduced_motion="reduce")  # so that no color is in transition
    violations = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 844})
        # What has scrolled half below the header isn't too small a target.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        # A page asks only once, as it loads, which scheme the device prefers.
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        options = {
            "resultTypes": ["violations"],
            "checks": {"color-contrast-enhanced": {"options": CONTRAST_OF_7}},
            **RULES[scheme],
        }
        found = page.evaluate(RUN_AXE, [options, scheme == "slate"])
        violations += [
            f"{width}, {scheme}, {each['id']}: {node['target']} {node.get('failureSummary', '')}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
    return violations


def test_no_rule_of_axe_is_asleep(browser: Browser, address: str) -> None:
    with open_page(browser, address, "404.html") as (page, _):
        page.evaluate(AXE.read_text(encoding="utf-8"))
        asleep: list[str] = page.evaluate(
            """axe._audit.rules.filter(rule => !rule.enabled || rule.tags.includes('experimental'))
                 .filter(rule => !rule.tags.includes('deprecated')).map(rule => rule.id)"""
        )
    assert sorted(asleep) == sorted(ASLEEP)


SHIFTS = """new Promise(resolve => {
  let sum = 0;
  const add = list => list.getEntries().forEach(each => { sum += each.value; });
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_is_accessible_quiet_still_and_keeps_to_itself(
    browser: Browser, address: str, path: str
) -> None:
    with open_page(browser, address, path, until="networkidle") as (page, faults):
        assert page.evaluate(SHIFTS) < 0.01
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        assert not violations_in(page, EACH_LOOK)
        assert not faults
        assert page.context.cookies() == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_nothing_overflows_a_small_phone_nor_with_twice_the_text_size(
    browser: Browser, address: str, path: str
) -> None:
    with open_page(browser, address, path, width=320) as (page, _):
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate(LARGER, "250%")  # the site's own 125 %, twice
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= 320 ? [] :
              [...document.querySelectorAll('body *')]
                .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > 321)
                .map(each => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 30)}`)"""
        )
        assert not wide, wide[:6]
        page.evaluate("window.scrollTo(500, 0)")
        assert page.evaluate("window.scrollX") == 0


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_a_page_reads_whole_without_javascript(browser: Browser, address: str, path: str) -> None:
    def text_of(page: Page) -> list[str]:
        return page.locator("article").inner_text().split()

    # What loads when the page is idle has loaded before it is removed.
    with open_page(browser, address, path, until="networkidle") as (page, _):
        # What scripts add may go; what remains must be there without them, too.
        page.evaluate(
            "selector => document.querySelectorAll(selector).forEach(each => each.remove())", BY_SCRIPT
        )
        with_script = text_of(page)
    with open_page(browser, address, path, java_script_enabled=False) as (page, faults):
        without = text_of(page)
        missing = [word for word in with_script if word not in without]
        assert not missing
        assert len(without) >= len(with_script)
        assert page.locator("article h1").is_visible()
        assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_means_dark_also_without_javascript(browser: Browser, address: str, scheme: str) -> None:
    for script in (True, False):
        with open_page(browser, address, "urgent/", scheme=scheme, java_script_enabled=script) as (page, _):
            shown = page.screenshot()
        # The picture is read by the browser itself: the mean brightness of the page.
        with open_page(browser, address, "404.html") as (page, _):
            mean = page.evaluate(
                """async bytes => {
                  const picture = await createImageBitmap(new Blob([Uint8Array.fromBase64(bytes)]));
                  const canvas = new OffscreenCanvas(picture.width, picture.height);
                  const context = canvas.getContext('2d');
                  context.drawImage(picture, 0, 0);
                  const data = context.getImageData(0, 0, picture.width, picture.height).data;
                  let sum = 0;
                  for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
                  return sum / (data.length / 4 * 3);
                }""",
                base64.b64encode(shown).decode(),
            )
        assert (mean < 90) == (scheme == "dark"), (script, mean)


def test_the_urgent_page_is_one_tap_from_an_age_page(browser: Browser, address: str) -> None:
    with open_page(browser, address, "ages/0-2-months/") as (page, _):
        page.locator(".app-urgent-line a").first.click()
        page.wait_for_url("**/urgent/")
        assert page.locator(".app-911 a[href='tel:911']").is_visible()


def test_main_message_and_first_action_are_on_the_first_phone_screen(browser: Browser, address: str) -> None:
    for path, first in {
        "ages/0-2-months/": ".app-message__do:first-of-type",
        "ages/9-12-months/": ".app-message__do:first-of-type",
        "activities/reach-in-tummy-time/": "#safety ~ ul > :first-child",
        "signs/": ".app-message__do",
        "urgent/": ".app-catch-all .app-message__main",
    }.items():
        with open_page(browser, address, path, day=SOON) as (page, _):
            box = page.locator(first).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 844, (path, box)


def test_every_activity_prints_on_one_sheet(browser: Browser, address: str, catalogue: Catalogue) -> None:
    too_long = []
    with open_page(browser, address, "") as (page, _):
        for activity in catalogue.activities:
            page.goto(f"{address}/activities/{activity.id}/")
            for paper in PAPERS:
                sheets = page_count(page.pdf(format=paper))
                if sheets != 1:
                    too_long.append((activity.id, paper, sheets))
    assert not too_long


def test_the_short_sheet_of_every_age_has_two_pages_and_what_counts(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "") as (page, _):
        for age in catalogue.ages:
            page.goto(f"{address}/ages/{age.id}/")
            for paper in PAPERS:
                assert page_count(page.pdf(format=paper)) == 2, (age.id, paper)
            page.emulate_media(media="print")
            shown = page.locator("article").inner_text()
            parts = page.locator("article h2:visible").all_inner_texts()
            page.emulate_media(media="null")
            words = catalogue.phrases
            assert parts == [words[f"{part}-title"] for part in ("expect", "play", "help")], age.id
            for text in (age.main_message, age.do_today, words["sheet-earlier"], words["disclaimer"]):
                assert " ".join(text.split()) in shown, (age.id, text)
            slower = urgency.signs_at(catalogue, age).at_this_age
            for group in slower:
                for contact in urgency.contacts_of(catalogue, group.of):
                    assert f"{contact.title}: {contact.phone}" in shown or not contact.phone, contact.id
                for sign in group.members:
                    assert sign.title in shown, sign.id
            for point in growth.by_now_at(catalogue, age):
                for milestone in point.members:
                    assert milestone.title in shown, milestone.id
            for activity in play.first_activities_at(catalogue, age, CARDS):
                assert activity.title in shown, activity.id


def test_paper_has_no_answers_to_tap_and_no_room_for_them(browser: Browser, address: str) -> None:
    high = "() => document.querySelector('.app-areas').getBoundingClientRect().height"
    with open_page(browser, address, "ages/4-6-months/") as (page, _):
        assert page.locator("[data-tick]").count()
        page.emulate_media(media="print")
        before = page.evaluate(high)
        page.emulate_media(media="null")
        page.keyboard.press("Shift")  # the answers come when a reader touches the page
        page.locator(".app-tick").first.wait_for()
        page.emulate_media(media="print")
        assert not page.locator(".app-tick:visible").count()
        assert page.evaluate(high) == before


def test_the_page_of_an_age_is_marked_in_forced_colors(browser: Browser, address: str) -> None:
    for scheme in ("light", "dark"):
        with open_page(browser, address, "ages/4-6-months/", scheme=scheme, forced_colors="active") as (
            page,
            _,
        ):
            colors = page.locator(".app-strip a").evaluate_all(
                "all => all.map(each => [each.ariaCurrent, getComputedStyle(each).backgroundColor])"
            )
            (mine,) = [color for current, color in colors if current]
            assert mine not in [color for current, color in colors if not current], scheme


def test_the_name_of_the_site_is_whole_on_a_small_phone(browser: Browser, address: str) -> None:
    with open_page(browser, address, "", width=320) as (page, _):
        name = page.locator(".app-header__name")
        box = name.bounding_box()
        assert box
        assert box["height"] <= 48
        assert name.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_on_paper_the_folded_parts_are_open_and_the_navigation_is_gone(
    browser: Browser, address: str
) -> None:
    with open_page(browser, address, "ages/4-6-months/") as (page, _):
        for path, folded in {
            "signs/": ".app-sign__do",
            "skills/movement/": "section .app-calls",
            "activities/": ".app-card",
        }.items():
            page.goto(f"{address}/{path}")
            page.emulate_media(media="print")
            for hidden in (".app-header", ".app-side--pages", "article button:not(.app-term)"):
                assert not page.locator(hidden).first.is_visible(), (path, hidden)
            assert page.locator(".app-foot__paper").is_visible(), path  # the address of the page
            box = page.locator(f"details:not([open]) {folded}").first.bounding_box()
            assert box is not None, folded
            assert box["height"] > 0, folded


@pytest.mark.parametrize("path", ["ages/4-6-months/", "activities/reach-in-tummy-time/", "urgent/"])
def test_paper_is_white_also_at_night(browser: Browser, address: str, path: str) -> None:
    with open_page(browser, address, path, scheme="dark", until="networkidle") as (page, _):
        colors = (
            "[document.documentElement, document.body].map(each => getComputedStyle(each).backgroundColor)"
        )
        assert "rgb(16, 20, 22)" in page.evaluate(colors)
        page.emulate_media(media="print")
        assert set(page.evaluate(colors)) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    browser: Browser, address: str, storage: str
) -> None:
    with open_page(browser, address, "ages/4-6-months/", first=storage) as (page, faults):
        opener = page.locator(".app-menu > summary")
        opener.click()
        page.wait_for_function(CLOSES_MENU)
        opener.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.app-menu__panel') !== null")
        page.keyboard.press("Escape")
        expect(page.locator(".app-menu")).not_to_have_attribute("open", "")
        expect(opener).to_be_focused()
        assert not faults


def test_no_key_leads_into_the_closed_menu_of_a_phone(browser: Browser, address: str) -> None:
    with open_page(browser, address, "ages/4-6-months/") as (page, _):
        link = page.locator(".app-menu a", has_text="Warning signs")
        shown = "link => link.checkVisibility()"  # Playwright checks only its box
        assert not link.evaluate(shown)
        page.locator(".app-menu > summary").click()
        assert link.evaluate(shown)
        page.wait_for_function(CLOSES_MENU)
        assert not link.evaluate(shown)


def test_no_single_letter_does_anything(browser: Browser, address: str, storage: str) -> None:
    with open_page(browser, address, "ages/4-6-months/", width=1280, until="networkidle", first=storage) as (
        page,
        _,
    ):
        for letter in ("s", "f", "/", "p", "n", ".", ","):
            page.keyboard.press(letter)
        assert not page.locator(".app-search[open]").count()
        assert page.url.endswith("/ages/4-6-months/")
        page.locator(".app-search summary").click()
        page.keyboard.type("fits, and n/ps.")
        assert page.locator(".app-search input").input_value() == "fits, and n/ps."


def test_what_is_tapped_on_a_phone_is_large_enough(browser: Browser, address: str) -> None:
    with open_page(browser, address, "") as (page, _):
        for path in KINDS.values():
            page.goto(f"{address}/{path}")
            page.evaluate(
                "document.querySelectorAll('article details').forEach(each => { each.open = true })"
            )
            small = page.evaluate(
                """selector => [...document.querySelectorAll(selector)]
                  .filter(each => each.checkVisibility())
                  .map(each => [each.textContent.trim().slice(0, 40), each.getBoundingClientRect()])
                  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
                  .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)""",
                ".app-colors, .app-header summary, .app-urgent-line a, .app-ages a, "
                ".app-strip a, .app-jump a, .app-call, .app-card, .app-neighbours a, "
                "article summary:not(.app-fold--small > summary)",
            )
            assert not small, (path, small)
            words = page.locator(".app-term").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect()).filter(each => each.width)"
            )
            assert all(min(word["width"], word["height"]) >= 24 for word in words), (path, words)


@pytest.mark.parametrize("width", [320, 390])
def test_a_row_that_a_link_leads_to_is_not_under_the_call(
    browser: Browser, address: str, catalogue: Catalogue, width: int
) -> None:
    *_, last = urgency.bands(catalogue)
    with open_page(browser, address, f"urgent/#{last.members[-1].id}", width=width) as (page, _):
        title = page.locator(":target p").first.bounding_box()
        call = page.locator(".app-911").bounding_box()
        assert title
        assert call
        assert call["y"] < 100, "the call doesn't stay in view"
        assert title["y"] >= call["y"] + call["height"]


def test_nothing_moves_for_a_reader_who_asked_for_less_motion(browser: Browser, address: str) -> None:
    with open_page(browser, address, "ages/4-6-months/", reduced_motion="reduce") as (page, _):
        moving = page.evaluate(
            """[...document.querySelectorAll('*')].filter(each => {
                 const style = getComputedStyle(each);
                 return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0)
                   || (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0);
               }).map(each => each.className)"""
        )
        assert not moving


def test_home_answers_on_the_first_screen_of_a_phone(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "", day=SOON) as (page, _):
        ages = page.locator(".app-ages a")
        assert ages.count() == len(catalogue.ages)
        call = page.locator(".app-call-now")
        page.emulate_media(media="print")
        assert call.is_visible()
        page.emulate_media(media="null")
        for place in (ages.last, call):
            box = place.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 844
