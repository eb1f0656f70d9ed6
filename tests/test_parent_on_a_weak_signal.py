"""For the parent on a weak signal: a page is light, and complete before its modules load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.catalogue import Catalogue
from handouts.browser import serve
from light.page import Lightener, ThemeChangedError
from light.sheet import css_for_page, read_sheet
from tests.conftest import BLOCKED, build_site, built_once
from tests.test_parent_in_a_browser import CLOSES_MENU, KINDS, open_page

AGE = "ages/4-6-months/"


@pytest.fixture(scope="session")
def full_address(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site with `light` off."""
    full = built_once(
        tmp_path_factory, "full", lambda folder: build_site(frozen, folder / "site", LIGHT="false")
    )
    with serve(full) as address:
        yield address


@pytest.fixture(params=["light", "full"])
def each_address(request: pytest.FixtureRequest) -> str:
    """The site with `light` on, and off."""
    return str(request.getfixturevalue("address" if request.param == "light" else "full_address"))


def requests_of(page: Page) -> list[str]:
    """Collect the addresses that a page requests from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_the_first_tap_opens_the_menu(browser: Browser, each_address: str, storage: str) -> None:
    with open_page(browser, each_address, AGE, first=storage) as (page, faults):
        page.locator(".app-menu > summary").click()
        expect(page.locator(".app-menu__panel")).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(page.locator(".app-menu__panel")).to_be_visible()
        assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_tap_turns_the_light_and_the_next_page_keeps_it(
    browser: Browser, each_address: str, scheme: str
) -> None:
    def background(page: Page) -> Any:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    with open_page(browser, each_address, AGE, scheme=scheme) as (page, faults):
        before = background(page)
        page.locator(".app-colors").click()
        after = background(page)
        assert after != before
        page.goto(f"{each_address}/signs/")
        assert background(page) == after
        assert page.locator(".app-colors").get_attribute("title") == (
            "Switch to light" if scheme == "light" else "Switch to dark"
        )
        assert not faults


@pytest.mark.parametrize(
    ("path", "scripts"),
    [
        (AGE, r"[\w-]+"),  # those of the boxes for answers, once the page is idle
        ("", "every-page|age-form|age|device"),
        ("visit/", "every-page|visit|hash|answers|copy|age|device"),
        ("plan/", "every-page|plan|plan-link|hash|copy|activities-of-day|age|device"),
        ("activities/", "every-page|finder|age|device"),
        ("calendar/", "every-page"),
        ("activities/reach-in-tummy-time/", "every-page"),
        ("urgent/", "every-page"),
        ("guides/get-help/", "every-page"),
        ("404.html", "every-page"),
    ],
)
def test_until_a_reader_touches_it_a_page_asks_for_nothing_that_can_wait(
    browser: Browser, address: str, path: str, scripts: str
) -> None:
    with open_page(browser, address, "404.html", until="networkidle") as (page, _):
        asked = requests_of(page)
        page.goto(f"{address}/{path}", wait_until="networkidle")
        own = re.compile(rf"{address}/({path}|assets/(favicon\.svg|js-\w+/({scripts})\.js))")
        assert not [each for each in asked if not own.fullmatch(each)]


@pytest.mark.parametrize("path", [AGE, "activities/reach-in-tummy-time/"])
def test_a_page_is_painted_before_it_asks_for_a_script(browser: Browser, address: str, path: str) -> None:
    with open_page(browser, address, path, until="networkidle") as (page, faults):
        painted, *asked = page.evaluate("""() => [
          performance.getEntriesByName("first-contentful-paint"),
          performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js")),
        ].flat().map(({ startTime }) => startTime)""")
        assert asked
        assert painted < min(asked)
        assert not faults


def test_a_desk_shows_the_logo_that_a_phone_does_not_ask_for(browser: Browser, each_address: str) -> None:
    with open_page(browser, each_address, AGE) as (page, _):
        page.wait_for_load_state("networkidle")
        assert not page.evaluate("[...document.images].some(each => each.complete)")
    with open_page(browser, each_address, AGE, width=1280) as (page, faults):
        page.wait_for_function("() => document.querySelector('.app-header img').naturalWidth > 0")
        assert not faults


# Where a page loads the module that ticks, every place for a tick has one.
TICKED = """() => !document.querySelector('script[src$="/answer-boxes.js"]') ||
  [...document.querySelectorAll('[data-tick]')].every(each => each.querySelector('.app-tick'))"""
# The staff page shows its form once its script has run, which may be after the network is idle.
STARTED = "() => !document.querySelector('#find-sentence[hidden]')"

# A module waits unless something is stored for it.
KEPT = """
localStorage.setItem('infant-ot:current', '1');
localStorage.setItem('infant-ot:saved:coo-and-wait', '2026-11-24');
"""

# What a parent sees of each element, and of what is before and after it by style alone.
LOOKS = """() => {
  document.activeElement.blur();
  document.querySelectorAll('article details').forEach(each => { each.open = true });
  const seen = ['display', 'color', 'background-color', 'background-image', 'border', 'font', 'fill',
    'stroke', 'opacity', 'visibility', 'list-style', 'text-decoration', 'text-transform', 'content',
    'box-shadow', 'transform', 'mask-image', 'border-radius', 'overflow-x', 'white-space',
    'position', 'float'];
  return [...document.querySelectorAll('article *, .app-header__inner > *, .app-menu *')].map(each => {
    const {x, y, width, height} = each.getBoundingClientRect();
    const looks = ['', '::before', '::after'].map(part => {
      const style = getComputedStyle(each, part);
      return part && style.content === 'none' ? '' : seen.map(name => style.getPropertyValue(name)).join('|');
    });
    return [each.tagName, x, y, width, height, ...looks].join(' ');
  });
}"""


def looks_of(page: Page) -> list[str]:
    """Return what a parent sees of each element of the page, every fold open."""
    return list(page.evaluate(LOOKS))


def assert_same_looks(light: list[str], full: list[str]) -> None:
    different = [pair for pair in zip(light, full, strict=True) if pair[0] != pair[1]]
    assert not different, different[:3]


@pytest.mark.parametrize(
    ("path", "width", "media"),
    [(path, 390, "screen") for path in KINDS.values()]
    + [(path, 1280, "screen") for path in ("", AGE, "activities/")]
    + [(path, 700, "print") for path in (AGE, "plan/", "visit/", "urgent/")],
)
def test_the_rules_in_a_page_are_all_that_it_uses(
    browser: Browser, address: str, full_address: str, path: str, width: int, media: str
) -> None:
    looks = []
    for each in (address, full_address):
        with open_page(
            browser, each, path, width=width, until="networkidle", first=KEPT, reduced_motion="reduce"
        ) as (page, _):
            page.wait_for_function(TICKED)
            page.wait_for_function(STARTED)
            page.emulate_media(media=media)  # type: ignore[arg-type]
            looks.append(looks_of(page))
    assert_same_looks(*looks)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_looks_the_same_without_javascript(
    browser: Browser, address: str, full_address: str, width: int
) -> None:
    looks = []
    for each in (address, full_address):
        with open_page(browser, each, AGE, width=width, java_script_enabled=False) as (page, _):
            looks.append(looks_of(page))
    assert_same_looks(*looks)


def test_the_menu_of_a_phone_opens_without_javascript(browser: Browser, address: str) -> None:
    with open_page(browser, address, "", java_script_enabled=False) as (page, _):
        page.locator(".app-menu > summary").click()
        page.locator(".app-menu a", has_text="Warning signs").click()
        page.wait_for_url("**/signs/")


def test_without_javascript_no_button_promises_the_dark_or_paper(browser: Browser, each_address: str) -> None:
    with open_page(browser, each_address, AGE, java_script_enabled=False) as (page, _):
        assert page.locator(".app-colors").is_hidden()
        assert page.locator("[name=print]").is_hidden()


# The page is idle when the test says so; another engine can't say it at all.
IDLE_LATER = "window.requestIdleCallback = rest => { window.beIdle = rest };"
NEVER_IDLE = "window.requestIdleCallback = undefined;"

# A place for an answer that has no box yet.
NO_BOX = "[data-tick]:not(:has(> .app-tick))"


@pytest.mark.parametrize(
    "sign",
    [
        "beIdle()",
        "scrollBy(0, 1)",
        "document.querySelector('h1').click()",
        "dispatchEvent(new Event('beforeprint'))",
    ],
)
def test_the_boxes_come_when_the_page_is_idle_or_looked_at(browser: Browser, address: str, sign: str) -> None:
    with open_page(browser, address, "404.html", first=IDLE_LATER) as (page, faults):
        asked = requests_of(page)
        page.goto(f"{address}/{AGE}", wait_until="networkidle")
        assert not [each for each in asked if each.endswith("/baby.js")]
        page.evaluate(sign)
        expect(page.locator(".app-tick").first).to_be_attached()
        expect(page.locator(NO_BOX)).to_have_count(0)
        assert not faults


def test_the_boxes_come_at_once_when_something_is_kept(browser: Browser, address: str) -> None:
    with open_page(browser, address, "404.html", first=IDLE_LATER) as (page, faults):
        page.evaluate("localStorage.setItem('infant-ot:current', '1')")
        page.goto(f"{address}/{AGE}")
        expect(page.locator(".app-tick").first).to_be_attached()
        assert not faults


def test_the_boxes_come_where_the_browser_does_not_say_when_it_is_idle(
    browser: Browser, address: str
) -> None:
    with open_page(browser, address, AGE, first=NEVER_IDLE) as (page, faults):
        expect(page.locator(".app-tick").first).to_be_attached()
        assert not faults


@pytest.mark.parametrize("lost", ["every-page", "baby", "age", "answer-boxes"])
@pytest.mark.parametrize(
    "sign", ["document.querySelector('h1').click()", "dispatchEvent(new Event('online'))"]
)
def test_a_module_that_is_lost_is_said_and_tried_again(
    browser: Browser, address: str, lost: str, sign: str
) -> None:
    with open_page(browser, address, "404.html") as (page, _):
        page.route(f"**/assets/js-*/{lost}.js", lambda route: route.abort())
        page.goto(f"{address}/{AGE}", wait_until="networkidle")
        expect(page.locator(".app-no-tools")).to_be_visible()
        page.unroute_all()
        page.evaluate(sign)
        expect(page.locator(".app-tick").first).to_be_attached()
        expect(page.locator(NO_BOX)).to_have_count(0)
        expect(page.locator(".app-no-tools")).to_be_hidden()


def test_what_closes_the_menu_is_tried_again(browser: Browser, address: str) -> None:
    with open_page(browser, address, "404.html") as (page, _):
        page.route("**/every-page.js", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            page.goto(f"{address}/activities/reach-in-tummy-time/")
        menu = page.locator(".app-menu")
        menu.locator("> summary").click()
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("open", "")
        page.unroute_all()
        page.evaluate("scrollBy(0, 1)")
        page.wait_for_function(CLOSES_MENU)


def test_a_tool_that_is_lost_when_it_is_wanted_says_so_and_is_tried_again(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    with open_page(browser, address, "", until="networkidle") as (page, _):
        page.route(re.compile(r"/(backup-form|vendor/qr)\.js$"), lambda route: route.abort())
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(error.message))
        status = page.locator("#backup [role=status]")
        save = page.locator("#backup [name=save]")
        save.click()
        expect(status).to_have_text(words["js-backup-lost"])
        page.goto(f"{address}/visit/")
        link = page.get_by_role("button", name=words["visit-link"])
        link.click()
        code = page.locator(".app-visit__link div")
        expect(code).to_have_text(words["js-no-code"])
        expect(page.locator(".app-visit__link input")).to_have_value(re.compile("#c=0$"))
        page.goto(f"{address}/plan/#a=reach-in-tummy-time")
        expect(page.locator(".app-plan__said")).to_have_text(words["js-no-code"])
        page.unroute_all()
        page.goto(f"{address}/visit/")
        link.click()
        expect(code.locator("svg")).to_be_visible()
        assert not errors


@pytest.mark.parametrize("path", [AGE, "plan/", "visit/", "activities/", "signs/", ""])
def test_no_room_is_kept_for_what_does_not_come(browser: Browser, address: str, path: str) -> None:
    with open_page(browser, address, "404.html") as (page, _):
        page.route("**/assets/js-*/*.js*", lambda route: route.abort())
        page.goto(f"{address}/{path}")
        expect(page.locator(".app-no-tools")).to_be_visible()
        kept = page.evaluate(
            """() => [
              ...[...document.querySelectorAll("article [hidden], div[data-tick]")]
                .filter(each => each.offsetHeight),
              ...[...document.querySelectorAll(".app-milestone[data-tick]")]
                .filter(each => getComputedStyle(each).paddingBottom !== "0px"),
            ].map(each => each.outerHTML)"""
        )
        assert not kept


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_waits_has_its_room(browser: Browser, address: str, width: int) -> None:
    height = "document.documentElement.scrollHeight"
    with open_page(browser, address, AGE, width=width, until="networkidle", first=IDLE_LATER) as (page, _):
        before = page.evaluate(height)
        page.mouse.wheel(0, 100)
        expect(page.locator(".app-tick").first).to_be_attached()
        expect(page.locator(NO_BOX)).to_have_count(0)
        assert page.evaluate(height) == before


TWINS = """for (const at of [1, 2]) {
  localStorage.setItem(`infant-ot:baby:${at}`, '{"born":"2026-02-10","weeks":31}');
}
window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ sources }) => {
  const nodes = sources.map(({ node }) => node).filter((node) => node?.closest?.("article"));
  moved.push(...nodes.map((node) => node.outerHTML));
})).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", [AGE, "calendar/", "visit/", "signs/", "activities/reach-in-tummy-time/"])
def test_nothing_moves_when_the_line_of_twins_comes(
    browser: Browser, address: str, path: str, width: int
) -> None:
    with open_page(browser, address, "404.html", width=width, first=TWINS) as (page, _):
        page.clock.set_fixed_time("2026-11-24T12:00:00-05:00")
        page.goto(f"{address}/{path}", wait_until="networkidle")
        expect(page.locator(".app-my-baby button").first).to_be_visible()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("moved") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_at_the_first_touch(browser: Browser, address: str, width: int) -> None:
    with open_page(browser, address, AGE, width=width, until="networkidle") as (page, faults):
        page.evaluate(
            """() => {
              window.moved = 0;
              new PerformanceObserver(list => list.getEntries().forEach(each => { moved += each.value; }))
                .observe({type: 'layout-shift'});
              scrollBy(0, 1);
            }"""
        )
        page.wait_for_load_state("networkidle")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("moved") == 0
        assert not faults


def test_the_first_key_leads_to_the_link_that_skips_to_the_content(
    browser: Browser, each_address: str, storage: str
) -> None:
    with open_page(browser, each_address, AGE, width=1280, first=storage) as (page, faults):
        page.keyboard.press("Tab")
        expect(page.locator(".md-skip")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/*#*")
        assert not faults


def test_search_works_in_the_dark_when_the_browser_stores_nothing(
    browser: Browser, each_address: str
) -> None:
    with open_page(browser, each_address, AGE, width=1280, first=BLOCKED) as (page, faults):
        page.locator(".app-colors").click()
        page.locator(".app-search summary").click()
        expect(page.locator(".app-search input")).to_be_focused()
        page.keyboard.type("flat")
        page.locator(".app-search__found a").first.wait_for()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert not faults


def kept(css: str, *words: str) -> str:
    """The rules of a sheet that a page with these words gets."""
    return css_for_page(read_sheet(css), frozenset(words))


@pytest.mark.parametrize(
    ("rule", "words", "live"),
    [
        (".a .b", ".a .b", True),
        (".a .b", ".a", False),
        (".a:hover::before", ".a", True),
        ("ul:not(.b)", "ul", True),
        (":is(.a, .b) > li", ".b li", True),
        (":is(.a, .b) > li", "li", False),
        (":root:has(#sheet:target) .a", ".a", False),
        ("[dir=rtl] .a", ".a [dir=ltr]", False),
        ("[dir] .a[hidden]", ".a [dir] [dir=ltr]", True),
        ("table:not([class]) .a", "table .a", False),
        ("table:not([class]) .a", "table table:not([class]) .a", True),
        ("img[align]", "img", False),
        ('[data-md-color-scheme="slate"] .a', ".a", True),
    ],
)
def test_a_rule_stays_when_a_page_may_use_it(rule: str, words: str, live: bool) -> None:
    css = f"@media print {{ {rule} {{ color: red !important }} }}"
    assert ("color:red!important" in kept(css, *words.split(" "))) == live


@pytest.mark.parametrize(
    ("selector", "written"),
    [
        (".n :is(.a, .b, .c) > li", ".n .a > li,.n .b > li"),
        ("ul:is(.a, .b):hover", "ul.a:hover,ul.b:hover"),
        (".n :is(ul, li)", ".n ul,.n li"),
        (":is(.a, ul)", ":is(.a, ul)"),  # a class has more specificity than an element
        (":is(.a > li, .b)", ":is(.a > li, .b)"),
        (".a:not(:is(.b, .c))", ".a:not(:is(.b, .c))"),
    ],
)
def test_a_list_in_a_selector_is_written_out_where_that_weighs_the_same(selector: str, written: str) -> None:
    assert kept(f"{selector} {{ color: red }}", ".n", ".a", ".b", "ul", "li") == f"{written}{{color:red}}"


def test_only_variables_that_are_read_stay() -> None:
    css = (
        ":root { --far: 1px; --near: var(--far); --in-the-page: 2px; --unread: 3px } "
        ".a { top: calc(1px + var(--near)) } .b { left: var(--unread) }"
    )
    written = ":root{--far:1px;--near:var(--far);--in-the-page:2px}.a{top:calc(1px + var(--near))}"
    assert kept(css, ".a", "--in-the-page") == written


def test_rules_stay_in_the_order_of_the_sheet() -> None:
    paper = "@media print{.a{top:0}}"
    assert kept(f"{paper}.a{{top:1px}}{paper}.b{{top:2px}}", ".a") == f"{paper}.a{{top:1px}}{paper}"


def test_a_theme_that_has_changed_stops_the_build() -> None:
    with pytest.raises(ThemeChangedError, match="style sheet"):
        Lightener(str).lighten("<html><header></header></html>")


BUILT = """<html class="no-js"><head>
<link rel="stylesheet" href="../assets/app.css"></head>
<body><header class="top"></header><script>document.body.className = "inline"</script>
<nav class="side"></nav>
<article><p class="here">One <b>two</b> <i>three</i></p></article>
<script type="module" src="../assets/js-1a/tool.js"></script></body></html>"""

FILES = {
    "assets/app.css": ".top{top:0} .gone{top:1px}.woken{top:2px}.inline{top:3px}"
    ".drawn b{top:4px} p:not([class]){top:5px} @media print{.here{top:6px} .gone{top:7px}}",
    "assets/js-1a/tool.js": 'import { draw } from "./parts/draw.js"; list.className = "woken";',
    "assets/js-1a/parts/draw.js": 'add("p").className = `drawn`;',
}


def test_a_light_page_has_the_rules_that_it_uses_and_its_modules_sleep() -> None:
    html = Lightener(FILES.__getitem__).lighten(BUILT)
    rules = ".top{top:0}.woken{top:2px}.inline{top:3px}.drawn b{top:4px}p:not([class]){top:5px}"
    rules += "@media print{.here{top:6px}}"
    head, body = html.split(f"<style>{rules}</style>")
    assert "<link" not in html
    assert "<style" not in head + body
    before, shown = body.split("<article>")
    shown, after = shown.split("</article>")
    assert before.rstrip().endswith('</script><nav class="side"></nav>')
    assert before.count("<script") == 1
    assert shown == '<p class="here">One <b>two</b> <i>three</i></p>'
    assert '<script type="text/asleep" src="../assets/js-1a/tool.js"></script>' in after
