"""For the parent at the form on Home: dates in common formats are understood, and wrong ones explained."""

from __future__ import annotations

import datetime
import json
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from catalogue import growth
from catalogue.catalogue import Catalogue
from tests.conftest import BLOCKED
from tests.engines import Tab
from tests.raw_records import RawRecords
from tests.test_parent_in_a_browser import violations_in
from tests.test_parent_my_baby import FULL, NOON, phone

DATE = ("month", "day", "year")


@contextmanager
def form_at(
    browser: Browser, address: str, *, now: datetime.datetime = NOON, script: str = ""
) -> Iterator[tuple[BrowserContext, Page]]:
    """Home on a phone, with its form ready and the part for an early birth open."""
    with phone(browser, now=now, script=script) as context:
        page = context.new_page()
        page.goto(address)
        page.locator("#my-baby form summary").click()
        yield context, page


def fill(page: Page, **texts: str) -> None:
    """Type into fields by their names, where there is something to type; born_month is `born-month`."""
    for name, text in filter(operator.itemgetter(1), texts.items()):
        page.locator(f"#my-baby [name={name.replace('_', '-')}]").fill(text)


def send(page: Page) -> None:
    page.get_by_role("button", name="Show my baby's page").click()


def kept_baby(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('infant-ot:baby:1')"))


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (("5", "20", "2026"), "2026-05-20"),
        (("05", "20", "26"), "2026-05-20"),
        (("11/20/25", "", ""), "2025-11-20"),
        (("", "", "11/20/2025"), "2025-11-20"),
        (("11-20-25", "", ""), "2025-11-20"),
        (("11.20.2025", "", ""), "2025-11-20"),
        (("11/20", "", "25"), "2025-11-20"),
        (("112025", "", ""), "2025-11-20"),
        (("11202025", "", ""), "2025-11-20"),
        (("Nov 20, 2025", "", ""), "2025-11-20"),
        (("20 November 2025", "", ""), "2025-11-20"),
        (("Sept.", "2nd", "2025"), "2025-09-02"),
        (("2025-11-20", "", ""), "2025-11-20"),
        ((" 5 ", " 20 ", " 2026 "), "2026-05-20"),
    ],
)
def test_a_date_is_understood_as_americans_write_it(
    browser: Browser, address: str, born: tuple[str, str, str], day: str
) -> None:
    with form_at(browser, address) as (_, page):
        fill(page, **{f"born_{part}": text for part, text in zip(DATE, born, strict=True)})
        send(page)
        page.wait_for_url("**/ages/**")
        assert kept_baby(page)["born"] == day


def test_a_pasted_date_fills_its_own_fields(browser: Browser, address: str) -> None:
    with form_at(browser, address) as (_, page):
        fill(page, born_month="1", born_day="2", born_year="2026")
        fill(page, born_day="11/20/25", due_year="12/24/25")
        page.locator("[name=weeks]").focus()
        for name, texts in (("born", ("11", "20", "2025")), ("due", ("12", "24", "2025"))):
            for part, text in zip(DATE, texts, strict=True):
                expect(page.locator(f"[name={name}-{part}]")).to_have_value(text)


@pytest.mark.parametrize(
    ("weeks", "days", "kept"),
    [
        ("32", "", (32, None)),
        ("32", "4", (32, 4)),
        ("32+4", "", (32, 4)),
        ("32 4/7", "", (32, 4)),
        ("32w4d", "", (32, 4)),
        ("32 weeks, 4 days", "", (32, 4)),
        ("32 weeks and 4 days", "", (32, 4)),
        ("32 w", "", (32, None)),
    ],
)
def test_weeks_and_days_are_understood_as_a_chart_writes_them(
    browser: Browser, address: str, weeks: str, days: str, kept: tuple[int, int | None]
) -> None:
    with form_at(browser, address) as (_, page):
        fill(page, born_month="5/20/26", weeks=weeks, days=days)
        send(page)
        page.wait_for_url("**/ages/**")
        baby = kept_baby(page)
        assert (baby["weeks"], baby["weekDays"]) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"due_month": "7/15/26"}, {"due": "2026-07-15", "weeks": None, "weekDays": None}),
        ({"weeks": "32", "days": "4"}, {"due": None, "weeks": 32, "weekDays": 4}),
    ],
    ids=["due date", "weeks and days"],
)
def test_everything_typed_is_kept_used_and_shown_again(
    browser: Browser, address: str, raw: RawRecords, typed: dict[str, str], kept: dict[str, object]
) -> None:
    with form_at(browser, address) as (_, page):
        fill(page, born_month="5/20/26", **typed)
        send(page)
        page.wait_for_url("**/ages/4-6-months/")
        assert kept_baby(page) == {"born": "2026-05-20", **kept}
        expect(page.locator(".app-my-baby strong")).to_contain_text("4 months")
        page.goto(address)
        expect(page.locator("[name=born-day]")).to_have_value("20")
        texts = [page.locator(f"[name={name}]") for name in ("due-month", "due-day", "due-year")]
        due = str(kept["due"]).split("-") if kept["due"] else []
        shown = [str(int(due[1])), str(int(due[2])), due[0]] if due else ["", "", ""]
        for field, text in zip(texts, shown, strict=True):
            expect(field).to_have_value(text)
        expect(page.locator("[name=weeks]")).to_have_value(str(kept["weeks"] or ""))
        expect(page.locator("[name=days]")).to_have_value(str(kept["weekDays"] or ""))
        expect(page.locator("[name=due-month]")).to_be_visible()


BORN = {"born_month": "5", "born_day": "20", "born_year": "2026"}
FAULTS: dict[str, tuple[dict[str, str], str, str]] = {
    # what is typed: (the problem, the field with the error)
    "nothing": ({}, "born-empty", "born-month"),
    "a due date alone": ({"due_month": "12/1/26"}, "born-empty", "born-month"),
    "no year": ({"born_month": "5", "born_day": "20"}, "date-part", "born-year"),
    "no day": ({"born_month": "5", "born_year": "2026"}, "date-part", "born-day"),
    "a year of three digits": ({**BORN, "born_year": "202"}, "date-part", "born-year"),
    "a word": ({**BORN, "born_day": "first"}, "date-part", "born-day"),
    "too many digits": ({"born_month": "1120252"}, "date-part", "born-month"),
    "30 February": ({**BORN, "born_month": "2", "born_day": "30"}, "not-a-day", "born-day"),
    "the 13th month": ({**BORN, "born_month": "13"}, "not-a-day", "born-month"),
    "a due date that is no day": ({**BORN, "due_month": "6/31/26"}, "not-a-day", "due-day"),
    "half a due date": ({**BORN, "due_month": "6"}, "date-part", "due-day"),
    "a day ahead": ({**BORN, "born_month": "12"}, "born-in-future", "born-year"),
    "a fourth year": ({**BORN, "born_year": "2022"}, "too-old", "born-year"),
    "too few weeks": ({**BORN, "weeks": "21"}, "weeks-outside", "weeks"),
    "too many weeks": ({**BORN, "weeks": "43"}, "weeks-outside", "weeks"),
    "weeks and days in one": ({**BORN, "weeks": "324"}, "weeks-outside", "weeks"),
    "half a week": ({**BORN, "weeks": "32.5"}, "weeks-outside", "weeks"),
    "a week of days": ({**BORN, "weeks": "32", "days": "7"}, "weeks-outside", "days"),
    "days alone": ({**BORN, "days": "4"}, "weeks-outside", "weeks"),
    "a due date far away": ({**BORN, "due_month": "12/1/26"}, "due-outside", "due-month"),
    "weeks against a due date": ({**BORN, "due_month": "6/20/26", "weeks": "30"}, "give-one", "weeks"),
}


def test_a_wrong_date_has_its_reason_below_its_own_field(
    browser: Browser, address: str, raw: RawRecords, catalogue: Catalogue
) -> None:
    rule = growth.age_rule(catalogue)
    limits = {"least": rule["least_weeks"], "most": rule["most_weeks"], "today": "Nov 24, 2026"}
    with form_at(browser, address) as (_, page):
        for case, (texts, problem, name) in FAULTS.items():
            reason = raw.say(f"js-problem-{problem}", **limits)
            page.evaluate("document.querySelector('#my-baby form').reset()")
            fill(page, **texts)
            send(page)
            field = page.locator(f"[name={name}]")
            expect(field, case).to_be_focused()
            expect(field, case).to_have_accessible_description(reason)
            expect(field, case).to_have_attribute("aria-invalid", "true")
            expect(page.locator("[aria-invalid]"), case).to_have_count(1)
            assert page.locator("fieldset").filter(has=field).get_by_text(reason).is_visible(), case
            assert page.url.rstrip("/") == address, case


def test_a_corrected_date_leaves_no_reason_behind(browser: Browser, address: str) -> None:
    with form_at(browser, address) as (_, page):
        send(page)
        expect(page.locator("[name=born-month]")).to_be_focused()
        assert not violations_in(page)
        fill(page, born_month="2/30/26")
        send(page)
        expect(page.locator("[name=born-day]")).to_be_focused()
        expect(page.locator(".app-form__fault:not(:empty)")).to_have_count(1)
        fill(page, born_day="20")
        send(page)
        page.wait_for_url("**/ages/**")


def test_a_clock_that_is_behind_is_pointed_out(browser: Browser, address: str, raw: RawRecords) -> None:
    long_ago = NOON.replace(year=2019)
    with form_at(browser, address, now=long_ago) as (_, page):
        fill(page, **BORN)
        send(page)
        expect(page.get_by_role("alert")).to_have_text(raw.say("js-problem-clock", today="Nov 24, 2019"))
        assert page.url.rstrip("/") == address


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_the_ages_are_read_before_the_form_is_left(
    browser: Browser, address: str, raw: RawRecords, script: str
) -> None:
    with form_at(browser, address, script=script) as (_, page):
        fill(page, born_month="5/20/26", weeks="32")
        send(page)
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text(
            raw.say(
                "js-age-both",
                baby=raw.say("js-your-baby"),
                birth="6 months",
                use="4 months",
                weeks=8,
                until=24,
            )
        )
        expect(line).to_contain_text(raw.say("js-keeps-nothing"))
        link = line.get_by_role("link", name=raw.say("js-open-page"))
        expect(link).to_be_focused()
        link.press("Enter")
        page.wait_for_url("**/ages/4-6-months/")


def test_a_change_in_another_tab_keeps_a_half_typed_date(browser: Browser, address: str) -> None:
    with form_at(browser, address) as (context, page):
        fill(page, born_month="5")
        other = context.new_page()
        other.goto(address)
        fill(other, born_month="11/20/25")
        send(other)
        other.wait_for_url("**/ages/**")
        expect(page.locator(".app-my-baby strong")).to_contain_text("12 months")
        expect(page.locator("[name=born-month]")).to_have_value("5")
        expect(page.locator("[name=born-year]")).to_have_value("")


# In each engine.


def test_a_whole_date_and_weeks_with_days_fit_into_one_field(
    tab: Tab, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    tab.open(f"{address}/")
    tab.fill(words["date-month"], "5/20/26", within="[data-name=born]")
    tab.tap("button", words["my-baby-early"], within="#my-baby")
    tab.fill(words["date-weeks"], "32+4", within="#my-baby")
    tab.press("Enter")
    tab.at("ages/4-6-months/")
    assert json.loads(tab.evaluate("() => localStorage.getItem('infant-ot:baby:1')")) == {
        "born": "2026-05-20",
        "due": None,
        "weeks": 32,
        "weekDays": 4,
    }
    assert not tab.faults()


def test_the_reason_is_at_the_field_that_has_the_focus(tab: Tab, address: str, catalogue: Catalogue) -> None:
    words = catalogue.phrases
    tab.open(f"{address}/")
    tab.fill(words["date-month"], "2/30/26", within="[data-name=born]")
    tab.press("Enter")
    tab.sees(words["js-problem-not-a-day"])
    assert tab.evaluate(
        "() => [document.activeElement.name, document.querySelector(`#${"
        "document.activeElement.getAttribute('aria-describedby')}`).textContent]"
    ) == ["born-day", words["js-problem-not-a-day"]]
    assert not tab.faults()
