"""For the parent of a baby born early: each page shows the ages that are in use, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built_page import read
from tests.raw_records import RawRecords
from tests.test_parent_my_baby import phone

AGES = "ages/4-6-months/"
ACTIVITY = "activities/reach-in-tummy-time/"


@contextmanager
def page_for(browser: Browser, url: str, *, script: str = "", **baby: Any) -> Iterator[Page]:
    """Open a page on November 24, 2026, on a phone with one stored baby."""
    kept = json.dumps(json.dumps(baby))
    with phone(browser, script=f"localStorage.setItem('infant-ot:baby:1', {kept}); {script}") as context:
        page = context.new_page()
        page.goto(url)
        yield page


def sentence(raw: RawRecords, phrase: str, **values: object) -> str:
    return raw.say(phrase, baby=raw.say("js-your-baby"), until=24, **values)


@pytest.mark.parametrize("path", [AGES, ACTIVITY, "skills/movement/", "signs/", "visit/", ""])
def test_a_page_that_depends_on_age_shows_both_ages(
    browser: Browser, address: str, raw: RawRecords, path: str
) -> None:
    with page_for(browser, f"{address}/{path}", born="2026-05-20", weeks=32) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(
            sentence(raw, "js-age-both", birth="6 months", use="4 months", weeks=8)
        )
        for media in ("screen", "print"):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            # A doctor reads both on the first line of the visit sheet.
            is_sheet = (path, media) == ("visit/", "print")
            expect(page.locator(".app-visit__age" if is_sheet else ".app-my-baby strong")).to_be_visible()


def test_days_of_the_pregnancy_count(browser: Browser, address: str, raw: RawRecords) -> None:
    # 36 weeks and 6 days is more than 3 weeks early; a day later isn't.
    with page_for(browser, f"{address}/{AGES}", born="2026-05-20", weeks=36, weekDays=6) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(
            sentence(raw, "js-age-both", birth="6 months", use="5 months", weeks=3)
        )
    with page_for(browser, f"{address}/{AGES}", born="2026-05-20", weeks=37, weekDays=0) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(
            sentence(raw, "js-age-birth", birth="6 months")
        )
        expect(page.locator(".app-birth-safety")).to_be_hidden()  # only one age


def test_two_ages_that_are_the_same_in_months_are_not_set_against_each_other(
    browser: Browser, address: str, raw: RawRecords
) -> None:
    with page_for(browser, f"{address}/{AGES}", born="2026-04-28", weeks=36, weekDays=6) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(
            sentence(raw, "js-age-both-the-same", birth="6 months", weeks=3)
        )


def test_before_the_due_date_the_first_weeks_say_the_age_and_the_day(
    browser: Browser, address: str, raw: RawRecords
) -> None:
    with page_for(browser, f"{address}/guides/first-weeks/", born="2026-10-01", due="2027-01-10") as page:
        expect(page.locator(".app-my-baby")).to_contain_text(
            sentence(raw, "js-age-before-due", birth="1 month", due="Jan 10, 2027")
        )
        expect(page.locator(".app-my-baby")).to_contain_text(raw.say("js-this-page"))


def test_the_end_of_the_corrected_age_is_said(browser: Browser, address: str, raw: RawRecords) -> None:
    with page_for(browser, f"{address}/{AGES}", born="2024-11-24", weeks=32) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(
            sentence(raw, "js-age-no-longer-both", birth="24 months")
        )


@pytest.mark.parametrize("path", [AGES, ACTIVITY])
def test_after_the_third_birthday_the_line_says_who_helps_then(
    browser: Browser, address: str, raw: RawRecords, path: str
) -> None:
    with page_for(browser, f"{address}/{path}", born="2023-05-20", weeks=32) as page:
        expect(page.locator(".app-my-baby strong")).to_have_text(sentence(raw, "js-age-past"))


@pytest.mark.parametrize("path", [ACTIVITY, "skills/movement/"])
def test_where_no_birth_date_is_known_the_line_is_absent(browser: Browser, address: str, path: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/{path}")
        with page.expect_response("**/baby.js"):
            page.keyboard.press("Shift")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".app-my-baby")).to_be_hidden()


@pytest.mark.parametrize(
    ("born", "weeks", "counts"),
    [
        ("2026-08-24", None, set()),
        ("2026-07-24", None, {(4, 9)}),
        ("2026-03-24", None, {(4, 9)}),
        ("2026-02-24", None, set()),
        ("2025-11-24", None, set()),
        # 9 months since birth, 7 by the due date: until both are past it, a danger counts.
        ("2026-02-24", 32, {(4, 9)}),
        # 5 months since birth, 3 by the due date: it counts from the day on which the first is reached.
        ("2026-06-24", 32, {(4, 9)}),
    ],
)
def test_a_danger_that_ends_counts_in_the_months_that_it_says(
    browser: Browser, address: str, born: str, weeks: int | None, counts: set[tuple[int, int]]
) -> None:
    with page_for(browser, f"{address}/signs/?age=now", born=born, weeks=weeks) as page:
        expect(page.locator("#finder [name=age]")).to_have_value("now")
        expect(page.locator("[data-month]:visible").first).to_be_visible()
        assert {
            (int(each.get_attribute("data-month") or ""), int(each.get_attribute("data-to") or ""))
            for each in page.locator("li[id][data-to]").all()
            if not each.evaluate("each => each.hidden")
        } == counts


def test_what_counts_now_follows_the_baby(browser: Browser, address: str, raw: RawRecords) -> None:
    older = json.dumps(json.dumps({"born": "2026-02-20"}))
    script = f"localStorage.setItem('infant-ot:baby:2', {older})"
    with page_for(browser, f"{address}/signs/", script=script, born="2026-09-20") as page:
        ages = page.locator("#finder [name=age]")
        expect(ages).to_have_value("all")
        expect(page.locator("[data-month='9']:not([hidden])").first).to_be_attached()
        ages.select_option(raw.say("js-counts"))
        expect(page.locator("[data-month='2']:not([hidden])").first).to_be_attached()
        expect(page.locator("[data-month='9']:not([hidden])")).to_have_count(0)
        page.get_by_role("button", name=raw.say("js-follow", baby=raw.say("js-baby", number=2))).click()
        expect(page.locator("[data-month='9']:not([hidden])").first).to_be_attached()
        page.evaluate("localStorage.clear(); dispatchEvent(new Event('focus'))")
        expect(ages).to_have_value("all")
        expect(ages.locator("option[value=now]")).to_have_count(0)
        expect(page.locator("[data-month][hidden]")).to_have_count(0)


def test_the_age_of_the_baby_is_marked_among_all(browser: Browser, address: str, raw: RawRecords) -> None:
    older = json.dumps(json.dumps({"born": "2026-02-20"}))
    script = f"localStorage.setItem('infant-ot:baby:2', {older})"
    with page_for(browser, f"{address}/{AGES}", script=script, born="2026-09-20") as page:
        marked = page.locator(".app-strip a:has(.app-mine)")
        expect(marked).to_have_js_property("href", f"{address}/ages/2-4-months/")
        page.get_by_role("button", name=raw.say("js-follow", baby=raw.say("js-baby", number=2))).click()
        expect(marked).to_have_js_property("href", f"{address}/ages/9-12-months/")


def test_a_sign_between_two_ages_says_both(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    assert "From 4 to 9 months" in page.by_id("example-from-4-to-9-months").text
