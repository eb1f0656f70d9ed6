"""For the parent: a page is as short as planned for its kind, with everything folded and without script.

Danger signs, what to do about them, and first aid are counted apart: no limit may keep one of them off a
page. The limits are for everything else, safety rules and signs that can wait included, and they have no
exceptions. What is counted apart is compared with the records, so that nothing else can hide there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE
from tests.any_data.conftest import longest
from tests.built_page import flat, read
from tests.raw_records import RawRecords

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
PHONE = {"width": 390, "height": 844}
# What says that something is dangerous, and what to do then.
DANGER = ", ".join(
    [
        ":is(.app-band--911, .app-band--er, .app-band--call-now, .app-band--same-day)",
        ".app-page--age .app-urgent-rows",  # in a guide, also signs that can wait
        '.app-call-if > li:has([href*="urgent/#"])',
        ".app-case",
        ".app-first-aid",
        ".app-safety > p:last-child",  # the signs at which to stop an activity
    ]
)
# Screens and words with danger and without it, and each line of what is danger.
MEASURE = r"""(danger) => {
  const article = document.querySelector('article');
  const size = () => [
    document.documentElement.scrollHeight / innerHeight,
    (article.innerText.match(/\S*\w\S*/g) ?? []).length,
  ];
  const all = size();
  const parts = [...article.querySelectorAll(danger)];
  const lines = parts.flatMap((part) => part.innerText.split('\n'));
  for (const part of parts) part.style.display = 'none';
  return [all, size(), lines];
}"""


def bottom_of(place: Locator) -> float:
    """Return where something that is shown ends, in pixels from the top of the screen."""
    box = place.bounding_box()
    assert box
    return box["y"] + box["height"]


def kind_of(page: str) -> str | None:
    return next((kind for kind in LIMITS if page.startswith(kind)), None)


def pages_to_measure(site: Path, language: str) -> list[str]:
    """Return the pages that have a limit; in a translation, only the longest of each kind."""
    by_kind: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site).as_posix().removesuffix(".html")
        if kind := kind_of(name):
            by_kind[kind].append((len(read(site, name.removesuffix("index")).text), name))
    most = None if language == LANGUAGE else 1
    return [name for pages in by_kind.values() for _, name in sorted(pages, reverse=True)[:most]]


def texts_about_danger(raw: RawRecords) -> Iterator[str]:
    """Yield what pages say about urgent signs, about urgent cases of others, and in first aid."""
    ways = [way for way, _ in raw.bands()]
    for sign in raw["signs"]:
        yield from raw.cases(sign)
    for sign in raw.urgent:
        yield from (flat(sign[name]) for name in ("title", "details", "do_now", "afterwards") if name in sign)
        yield raw.sign_chip(sign) or ""
        yield from (raw.say("and-also", tier=flat(also["title"])) for also in raw.dispositions(sign)[1:])
    for record in [*ways, *raw["first_aid"]]:
        names = ("title", "explain", "why", "before", "afterwards")
        yield from (flat(record[name]) for name in names if name in record)
        yield from map(flat, record.get("steps", []))
    yield from (flat(raw.one("worries", sign["worry"])["title"]) for sign in raw.urgent)
    yield from raw.call_lines(raw["contacts"])
    phrases = ("danger-signs", "activity-danger", "to-first-aid", "band-unsigned", "band-sources")
    yield from map(raw.say, phrases)


@pytest.mark.browser
@pytest.mark.wording
def test_no_page_is_longer_than_its_kind_may_be(
    browser: Browser, site: Path, address: str, raw: RawRecords, language: str
) -> None:
    # The longest first, as some are a part of others.
    texts = sorted(filter(None, texts_about_danger(raw)), key=len, reverse=True)
    about_danger = re.compile("|".join(map(re.escape, texts)))
    too_long, no_danger = [], set()
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    tab = context.new_page()
    for name in pages_to_measure(site, language):
        tab.goto(f"{address}/{name.removesuffix('index')}")
        (all_screens, all_words), (screens, words), lines = tab.evaluate(MEASURE, DANGER)
        others = (line for line in map(flat, lines) if re.search(r"\w", about_danger.sub("", line)))
        no_danger |= {f"{name}: {line}" for line in others}
        kind = kind_of(name)
        assert kind
        most_screens, most_words = (longest(most, language) for most in LIMITS[kind])
        line = (
            f"{name:45} {screens:5.2f} of {most_screens} screens {words:5} of {most_words:4} words"
            f" (with danger {all_screens:5.2f} {all_words:5})"
        )
        print(line)
        if screens > most_screens + ROOM_SCREENS or words > most_words + ROOM_WORDS:
            too_long.append(line)
    context.close()
    assert not no_danger, "\n".join(["This is counted as danger, but no record says so:", *sorted(no_danger)])
    advice = "These pages are longer than they may be. Fold or shorten something else than danger:"
    assert not too_long, "\n".join([advice, *too_long])


@pytest.mark.browser
@pytest.mark.wording
@pytest.mark.parametrize("scripted", [False, True], ids=["without a script", "with scripts"])
def test_the_first_screen_says_what_this_is_for_whom_what_to_do_and_when_to_call(
    browser: Browser, address: str, catalogue: Catalogue, raw: RawRecords, language: str, *, scripted: bool
) -> None:
    settings = catalogue.site
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripted)
    tab = context.new_page()
    tab.goto(f"{address}/", wait_until="networkidle")
    article = tab.locator("article")
    first_screen = {
        "what this is": article.locator("h1"),
        "from whom and for whom": article.get_by_text(
            raw.say("home-from", clinic=settings.clinic, state=settings.state), exact=True
        ),
        "what to do": article.locator(".app-message__main"),
        "the ages": article.locator(".app-ages li").last,
        "when to call 911": article.locator("p", has_text=raw.say("danger-signs-call")),
        "when to call the doctor": article.locator("p", has=tab.locator("a[href='signs/']")).first,
    }
    if scripted:
        first_screen["the birth date"] = article.locator(".app-my-baby a").first
    low = {
        what: round(bottom)
        for what, place in first_screen.items()
        if (bottom := bottom_of(place)) > longest(PHONE["height"], language)
    }
    context.close()
    assert not low, low


@pytest.mark.browser
def test_the_whole_menu_is_on_the_first_screen_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/")
    tab.locator(".app-menu > summary").click()
    last = bottom_of(tab.locator(".app-menu__panel > ul > li").last)
    context.close()
    assert last <= PHONE["height"], "Put some lines of the menu into a part that folds."
