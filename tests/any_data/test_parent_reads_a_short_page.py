"""For the parent: a page is as short as planned for its kind, with everything folded and without script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

# The most phone screens and visible words of a page, by how its address starts; the first that fits counts.
LIMITS = {
    "activities/index": (5, 400),
    "activities/": (4, 420),
    "ages/": (9, 950),
    "skills/": (7, 600),
    "signs/": (9, 1000),
    "urgent/": (8, 1200),
    "guides/": (6, 900),
    "index": (3, 250),
}
# Room for one more sentence, so that an edit of the clinic's passes.
ROOM_SCREENS, ROOM_WORDS = 0.2, 20
# What pages may have beyond their limit: screens and words. These numbers may only become smaller, but no
# limit keeps away a danger sign, a safety rule or a step of first aid.
ALLOWANCES = Path(__file__).with_name("page_lengths.json")
PHONE = {"width": 390, "height": 844}
MEASURE = """() => [
  document.documentElement.scrollHeight / innerHeight,
  (document.querySelector('article').innerText.match(/\\S*\\w\\S*/g) ?? []).length,
]"""


def kind_of(page: str) -> str | None:
    return next((kind for kind in LIMITS if page.startswith(kind)), None)


@pytest.mark.browser
@pytest.mark.wording
def test_no_page_is_longer_than_its_kind_may_be(browser: Browser, site: Path, address: str) -> None:
    allowed: dict[str, list[float]] = json.loads(ALLOWANCES.read_text(encoding="utf-8"))
    too_long = []
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    tab = context.new_page()
    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site).as_posix().removesuffix(".html")
        if not (kind := kind_of(name)):
            continue
        tab.goto(f"{address}/{name.removesuffix('index')}")
        screens, words = tab.evaluate(MEASURE)
        more_screens, more_words = allowed.get(name.removesuffix("/index"), [0, 0])
        most_screens = round(LIMITS[kind][0] + more_screens + ROOM_SCREENS, 1)
        most_words = LIMITS[kind][1] + more_words + ROOM_WORDS
        line = f"{name:45} {screens:5.1f} of {most_screens:4.1f} screens {words:5} of {most_words:5} words"
        print(line)
        if round(screens, 1) > most_screens or words > most_words:
            too_long.append(line)
    context.close()
    advice = (
        "These pages are longer than they may be. Fold or shorten something else. If what is new is a danger "
        f"sign, a safety rule or first aid, it stays: raise the page's numbers in {ALLOWANCES.name}."
    )
    assert not too_long, "\n".join([advice, *too_long])


@pytest.mark.browser
def test_the_whole_menu_is_on_the_first_screen_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/")
    tab.locator(".app-menu > summary").click()
    last = tab.locator(".app-menu__panel > ul > li").last.bounding_box()
    context.close()
    assert last
    assert last["y"] + last["height"] <= PHONE["height"], "Put some lines of the menu into a part that folds."
