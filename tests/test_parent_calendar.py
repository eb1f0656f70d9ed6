"""For the parent: the days of screenings and age pages, on the page and as a file for a calendar."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from catalogue import growth, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Milestone
from tests import node
from tests.conftest import BLOCKED
from tests.test_parent_age import ZONES, monthly_day
from tests.test_parent_in_a_browser import open_page, violations_in

ROOT = Path(__file__).resolve().parent.parent
PATH = "calendar/"
# Already November 25 in Samoa.
NOW = datetime.datetime(2026, 11, 24, 11, 30, tzinfo=datetime.UTC)
TERM = {"born": "2026-05-24"}  # six months old in New York: today's date is no longer ahead
EARLY = {"born": "2026-08-31", "due": "2026-10-26"}  # 8 weeks


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_is_right_in_every_time_zone(zone: str, catalogue: Catalogue) -> None:
    rule = json.dumps(growth.age_rule(catalogue))
    node.run("--test", "tests/scripts/calendar.test.js", TZ=zone, AGE_RULE=rule)


def follow(page: Page, *babies: dict[str, str], current: int = 1) -> None:
    """Store a baby now, as the form on Home would, so that the page follows it."""
    page.clock.set_fixed_time(NOW)
    for number, baby in enumerate(babies, 1):
        page.evaluate(
            "([key, value]) => localStorage.setItem(key, value)",
            [f"infant-ot:baby:{number}", json.dumps(baby)],
        )
    page.evaluate("number => localStorage.setItem('infant-ot:current', number)", str(current))
    page.reload()


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Save as a calendar file")


def saved(page: Page) -> str:
    """Return the text of the file that the button saves."""
    with page.expect_download() as waiting:
        save_button(page).click()
    assert waiting.value.suggested_filename.endswith(".ics")
    return Path(waiting.value.path()).read_bytes().decode()


def events_in(text: str) -> list[dict[str, str]]:
    """Read a calendar file as a calendar would: unfold, split, unescape."""
    unfolded = text.replace("\r\n ", "")
    assert "\n" not in unfolded.replace("\r\n", "")
    events = []
    for event in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", unfolded, re.DOTALL):
        lines = dict(line.split(":", 1) for line in event.splitlines())
        events.append({name: re.sub(r"\\(.)", r"\1", value) for name, value in lines.items()})
    return events


def days_in(text: str) -> dict[str, datetime.date]:
    """Return the day of each event by its summary; each lasts that whole day."""
    days = {}
    for event in events_in(text):
        start, end = (
            datetime.date.fromisoformat(event[f"{name};VALUE=DATE"]) for name in ("DTSTART", "DTEND")
        )
        assert end - start == datetime.timedelta(days=1)
        days[event["SUMMARY"]] = start
    return days


def expected(catalogue: Catalogue, baby: dict[str, str], today: datetime.date) -> dict[str, datetime.date]:
    """Return the expected events: screenings by birth age, pages by the age in use."""
    born = datetime.date.fromisoformat(baby["born"])
    counted_from = datetime.date.fromisoformat(baby.get("due", baby["born"]))
    days = {visit.title: monthly_day(born, visit.months) for visit in catalogue.visits}
    for age in catalogue.ages:
        days[f'Look at the page "{age.title}"'] = monthly_day(counted_from, age.from_)
    return {title: day for title, day in days.items() if day > today}


@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/New_York"])
@pytest.mark.parametrize("baby", [TERM, EARLY], ids=["term", "8 weeks early"])
def test_the_saved_file_has_the_days_still_to_come(
    browser: Browser, address: str, catalogue: Catalogue, baby: dict[str, str], zone: str
) -> None:
    with open_page(browser, address, PATH, timezone_id=zone) as (page, faults):
        follow(page, baby)
        text = saved(page)
        assert not faults
    assert days_in(text) == expected(catalogue, baby, NOW.astimezone(ZoneInfo(zone)).date())


def test_the_days_that_the_sentences_name_are_these(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, EARLY)
        days = days_in(saved(page))
    assert days["Developmental screening at 9 months"] == datetime.date(2027, 5, 31)
    assert days["Developmental screening at 18 months"] == datetime.date(2028, 2, 29)
    assert days['Look at the page "9 to 12 months"'] == datetime.date(2027, 7, 26)


def test_each_event_leads_back_to_its_page_and_says_what_to_ask(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, f"{PATH}?from=a-message") as (page, _):
        follow(page, EARLY)
        events = events_in(saved(page))
        for event in events:
            assert event["DESCRIPTION"].endswith(event["URL"])
            assert "from=a-message" not in event["URL"]
            page.goto(event["URL"])
            assert page.locator("article h1").is_visible()
    urls = {event["SUMMARY"]: event["URL"] for event in events}
    notes = {event["SUMMARY"]: event["DESCRIPTION"] for event in events}
    for visit in catalogue.visits:
        assert urls[visit.title] == f"{address}/{PATH}#{visit.id}"
        assert visit.note in notes[visit.title]
        assert "ask that it be scored by the corrected age" in notes[visit.title]
    assert urls['Look at the page "6 to 9 months"'] == f"{address}/ages/6-9-months/"


def test_the_file_names_no_birth_date_and_no_due_date_that_is_past(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, EARLY)
        text = saved(page)
    for day in EARLY.values():
        assert day not in text
        assert day.replace("-", "") not in text


def test_the_table_shows_the_same_days_as_the_file(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, EARLY)
        for media in ("screen", "print"):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            expect(
                page.locator("#developmental-screening-9-months").get_by_text("May 31, 2027")
            ).to_be_visible()
            expect(page.locator("#page-9-12-months").get_by_text("Jul 26, 2027")).to_be_visible()


def test_with_two_babies_the_page_and_the_file_say_whose_days_they_are(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, TERM, EARLY)
        status = page.locator("#save [role=status]")
        expect(status).to_contain_text("Baby 1")
        first = saved(page)
        page.get_by_role("button", name="Switch to Baby 2").click()
        expect(status).to_have_text("These days are for: Baby 2.")
        expect(page.locator("#developmental-screening-9-months")).to_contain_text("May 31, 2027")
        second = saved(page)
        expect(status).to_contain_text("Baby 2")
    today = NOW.date()
    assert days_in(first) == {f"Baby 1: {title}": d for title, d in expected(catalogue, TERM, today).items()}
    assert days_in(second) == {
        f"Baby 2: {title}": d for title, d in expected(catalogue, EARLY, today).items()
    }
    assert not {event["UID"] for event in events_in(first)} & {event["UID"] for event in events_in(second)}


def test_twins_have_events_of_their_own(browser: Browser, address: str) -> None:
    uids = []
    for current in (1, 2):
        with open_page(browser, address, PATH) as (page, _):
            follow(page, TERM, TERM, current=current)
            uids += [event["UID"] for event in events_in(saved(page))]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    "baby",
    [{"born": "2024-01-15"}, {"born": "2020-01-15"}, {"born": "2027-01-15"}, {"born": "soon"}],
    ids=["all days past", "too old", "not born yet", "not a day"],
)
def test_where_no_day_is_to_come_there_is_no_button(
    browser: Browser, address: str, baby: dict[str, str]
) -> None:
    with open_page(browser, address, PATH) as (page, faults):
        follow(page, baby)
        expect(page.locator(".app-my-baby [role=status]")).to_be_attached()
        expect(save_button(page)).to_be_hidden()
        assert not faults


def test_the_keyboard_alone_saves_the_file_and_keeps_its_place(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, TERM)
        save_button(page).wait_for()
        page.locator("#page-from-18-months a").focus()
        page.keyboard.press("Tab")
        with page.expect_download():
            page.keyboard.press("Enter")
        expect(page.locator("#save :focus")).to_have_count(1)
        expect(page.locator("#save [role=status]")).to_contain_text("The file is saved")
        box = save_button(page).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_without_javascript_the_tables_say_it_all(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, PATH, java_script_enabled=False) as (page, faults):
        text = page.locator("article").inner_text()
        for visit in catalogue.visits:
            row = page.locator(f"#{visit.id}")
            assert f"{visit.months} months" in row.locator("th").inner_text()
            assert visit.note in row.inner_text()
            assert row.locator("a").count() >= len(visit.sources)
        for age in catalogue.ages:
            assert page.locator(f"#page-{age.id} a").inner_text() == age.title
        assert not save_button(page).is_visible()
        assert not faults
    with open_page(browser, address, PATH) as (page, _):
        assert set(text.splitlines()) <= set(page.locator("article").inner_text().splitlines())


def test_where_the_browser_keeps_nothing_the_tables_still_stand(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH, first=BLOCKED) as (page, faults):
        expect(page.locator(".app-my-baby [role=status]")).to_be_attached()
        assert page.locator("#developmental-screening-9-months").is_visible()
        assert not save_button(page).is_visible()
        assert not faults


def test_a_birth_date_typed_in_another_tab_arrives(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        page.clock.set_fixed_time(NOW)
        page.reload()
        other = page.context.new_page()
        other.goto(f"{address}/{PATH}")
        other.evaluate("baby => localStorage.setItem('infant-ot:baby:1', baby)", json.dumps(TERM))
        save_button(page).wait_for()


def test_the_page_with_its_days_is_accessible(browser: Browser, address: str) -> None:
    with open_page(browser, address, PATH) as (page, _):
        follow(page, TERM, EARLY)
        saved(page)
        assert not violations_in(page)


# Reminders on the visit sheet.


def reminders_of(
    page: Page, address: str, *babies: dict[str, str], current: int = 1, **ticks: str
) -> Locator:
    """Store these answers of the selected baby and open the sheet; return what it says of reminders."""
    if page.url != f"{address}/visit/":
        page.goto(f"{address}/visit/")
    for key, word in ticks.items():
        page.evaluate(
            "([key, word]) => localStorage.setItem(key, word)",
            [f"infant-ot:tick:{current}:{key.replace('_', ':')}", word],
        )
    follow(page, *babies, current=current)
    page.get_by_role("button", name="Print this sheet").wait_for()
    return page.locator("#again")


CAN_WAIT = "milestone_pushes-up-on-straight-arms"


def test_after_a_not_yet_the_file_asks_in_a_week_about_the_call_and_in_four_to_look_again(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    say = catalogue.phrases
    with open_page(browser, address, "visit/") as (page, faults):
        again = reminders_of(page, address, TERM, **{CAN_WAIT: "not-yet 2026-11-20"})
        expect(again).to_contain_text(say["again-first"])  # the call comes before any reminder
        text = saved(page)
        expect(again.locator("[role=status]")).to_contain_text("The file is saved")
        assert not violations_in(page)
        assert not faults
    assert days_in(text) == {
        say["js-again-call"]: datetime.date(2026, 11, 27),
        say["js-again-look"]: datetime.date(2026, 12, 18),
    }
    for event in events_in(text):
        assert event["URL"] == f"{address}/visit/"
    title = catalogue.get(Milestone, CAN_WAIT.removeprefix("milestone_")).title
    for private in (title, TERM["born"], TERM["born"].replace("-", ""), CAN_WAIT.removeprefix("milestone_")):
        assert private not in text.replace("\r\n ", "")


def test_a_reminder_whose_day_is_past_is_left_out(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "visit/") as (page, _):
        again = reminders_of(page, address, TERM, **{CAN_WAIT: "not-yet 2026-11-17"})
        assert days_in(saved(page)) == {catalogue.phrases["js-again-look"]: datetime.date(2026, 12, 15)}
        reminders_of(page, address, TERM, **{CAN_WAIT: "not-yet 2026-10-27"})
        expect(again).to_be_hidden()


def test_twins_have_reminders_of_their_own(browser: Browser, address: str) -> None:
    uids: list[str] = []
    for current in (1, 2):
        with open_page(browser, address, "visit/") as (page, _):
            reminders_of(page, address, TERM, TERM, current=current, **{CAN_WAIT: "not-yet 2026-11-20"})
            events = events_in(saved(page))
            assert all(event["SUMMARY"].startswith(f"Baby {current}: ") for event in events)
            uids += [event["UID"] for event in events]
    assert len(set(uids)) == len(uids)


def test_where_a_call_is_due_no_reminder_is_offered_in_its_place(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    say = catalogue.phrases
    last = catalogue.tiers[-1].id
    to_call = [each for each in catalogue.milestones if each.if_not_yet and each.if_not_yet[0] != last]
    given = [{f"milestone_{each.id}": "not-yet 2026-11-20"} for each in to_call]
    one_of_each = {urgency.dispositions_of(catalogue, each)[0].id: each for each in catalogue.signs}
    given += [{f"sign_{each.id}": "seen 2026-11-20"} for each in one_of_each.values()]
    with open_page(browser, address, "visit/") as (page, faults):
        for answers in given:
            again = reminders_of(page, address, TERM, **{CAN_WAIT: "not-yet 2026-11-20"}, **answers)
            expect(again.get_by_role("heading")).to_have_text(say["again-call-first"])
            expect(again.get_by_role("link", name=say["urgent-line"])).to_be_visible()
            expect(again.get_by_role("link", name=say["signs-title"])).to_be_visible()
            expect(save_button(page)).to_be_hidden()
            page.evaluate("localStorage.clear()")
        assert not faults


def test_nothing_is_to_be_asked_again_without_a_not_yet_or_on_a_sheet_that_came_by_a_link(
    browser: Browser, address: str
) -> None:
    with open_page(browser, address, "visit/") as (page, _):
        again = reminders_of(page, address, TERM, **{CAN_WAIT: "yes 2026-11-20"})
        expect(page.locator("[data-part=yes] li")).to_have_count(1)
        expect(again).to_be_hidden()
        reminders_of(page, address, TERM, **{CAN_WAIT: "not-yet 2026-11-20"})
        expect(again).to_be_visible()
        page.goto(f"{address}/visit/#n=holds-head-steady")
        expect(again).to_be_hidden()
        page.emulate_media(media="print")
        page.goto(f"{address}/visit/#")
        expect(again).to_be_hidden()
