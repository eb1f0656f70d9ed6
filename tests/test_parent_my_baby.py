"""For the parent: the birth date, the ticks and the visit sheet, in a real browser; nothing leaves it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Route, expect

from catalogue import growth, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Age, Milestone, Sign
from handouts.__main__ import page_count
from tests.conftest import BLOCKED
from tests.test_parent_in_a_browser import violations_in
from tests.test_parent_plan import NO_CLIPBOARD

NOON = datetime.datetime(2026, 11, 24, 17, tzinfo=datetime.UTC)  # noon in New York
LIST = "ages/4-6-months/"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


def nearly_full(room: int) -> str:
    """A script after which the browser can't store texts longer than this."""
    return f"""
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, text) {{
        if (text.length > {room}) throw new DOMException("full", "QuotaExceededError");
        keep.call(this, key, text);
      }};
    """


@contextmanager
def phone(
    browser: Browser, *, now: datetime.datetime = NOON, zone: str = "America/New_York", script: str = ""
) -> Iterator[BrowserContext]:
    """A phone with touch, on a fixed day; a request to another host fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, timezone_id=zone, locale="en-US"
    )
    context.clock.set_fixed_time(now)
    if script:
        context.add_init_script(script)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    yield context
    context.close()
    away = [
        each for each in asked if not each.startswith(("GET http://127.0.0.1:", "GET data:", "GET blob:"))
    ]
    assert not away
    assert not [each for each in asked if "born" in each or "2026-" in each]


def open_list(page: Page, address: str) -> None:
    """Open a list of milestones, and touch the page, which loads its ticks."""
    page.goto(f"{address}/{LIST}")
    page.keyboard.press("Shift")


def kept_in(page: Page) -> dict[str, str]:
    """Return what the site has stored in this browser."""
    return dict(
        page.evaluate(
            "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('infant-ot:')))"
        )
    )


def type_birth(page: Page, born: str, *, weeks: str = "", due: str = "") -> None:
    form = page.locator("#my-baby form")
    for name, text in (("born", born), ("due", due)):
        for part, value in zip(("year", "month", "day"), text.split("-") if text else (), strict=False):
            field = form.locator(f"[name={name}-{part}]")
            if not field.is_visible():
                form.locator("summary").click()
            field.fill(value)
    if weeks:
        if not form.locator("[name=weeks]").is_visible():
            form.locator("summary").click()
        form.locator("[name=weeks]").fill(weeks)
    form.get_by_role("button", name="Show my baby's page").click()


def test_both_ages_are_shown_and_every_page_follows(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-05-20", weeks="32")
        page.wait_for_url("**/ages/4-6-months/")
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text("Your baby: 6 months old. For skills and play use 4 months")
        expect(line).to_contain_text("because your baby came 8 weeks early")
        by_birth = page.locator(".app-birth-safety")
        expect(by_birth.get_by_text("For safety, go by the birth age, 6 months")).to_be_visible()
        expect(by_birth.locator("a")).to_have_attribute("href", f"{address}/ages/6-9-months/#safety")

        page.locator(".app-strip a").nth(0).click()
        page.wait_for_url("**/ages/0-2-months/")
        page.get_by_role("link", name="Open your baby's page").click()
        page.wait_for_url("**/ages/4-6-months/")
        expect(page.locator(".app-strip .app-is-mine")).to_contain_text("4–6")

        page.goto(f"{address}/signs/")
        page.locator("#finder [name=age]").select_option("now")
        counted = page.locator("[data-month][data-fits~='age:now']")
        counted.first.wait_for(state="attached")
        reached = [int(each.get_attribute("data-month") or "") for each in counted.all()]
        assert max(reached) == 4
        page.goto(address)
        expect(page.locator(".app-ages .app-is-mine")).to_contain_text("4–6")


def test_forget_asks_and_erases_everything(browser: Browser, address: str, catalogue: Catalogue) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-07-01")
        page.wait_for_url("**/ages/**")
        page.locator(".app-milestone .app-tick input").first.check()
        page.goto(address)
        expect(page.locator(".app-ages .app-is-mine")).to_have_count(1)
        asked: list[str] = []

        def meet(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.accept() if len(asked) > 1 else dialog.dismiss()

        page.on("dialog", meet)
        before = kept_in(page)
        page.get_by_role("button", name="Forget everything").click()
        assert kept_in(page) == before
        page.locator("[name=born-month]").fill("12")  # unsaved text is erased, too
        page.get_by_role("button", name="Forget everything").click()
        assert asked == [catalogue.phrases["js-forget-sure"]] * 2
        expect(page.locator(".app-ages .app-is-mine")).to_have_count(0)
        expect(page.locator("[name=born-month]")).to_have_value("")
        assert kept_in(page) == {}


@pytest.mark.parametrize(
    ("zone", "hour", "today", "months"),
    [
        # Where it is another day than in Greenwich.
        ("Pacific/Apia", 12, "2026-11-25", 6),
        ("Asia/Kolkata", 20, "2026-11-25", 6),
        ("Pacific/Pago_Pago", 10, "2026-11-23", 5),
        ("America/Los_Angeles", 5, "2026-11-23", 5),
    ],
)
def test_the_day_is_the_reader_s_own(
    browser: Browser, address: str, zone: str, hour: int, today: str, months: int
) -> None:
    now = datetime.datetime(2026, 11, 24, hour, 30, tzinfo=datetime.UTC)
    with phone(browser, now=now, zone=zone) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-05-25" if months == 6 else "2026-05-24")
        page.wait_for_url(f"**/ages/{'6-9' if months == 6 else '4-6'}-months/")
        expect(page.locator(".app-my-baby")).to_contain_text(f"{months} months old")
        page.locator(".app-milestone .app-tick input").first.check()
        assert [text for key, text in kept_in(page).items() if ":tick:" in key] == [f"yes {today}"]


def test_before_the_due_date_the_first_weeks_are_the_page(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-11-01", due="2027-01-10")
        page.wait_for_url("**/guides/first-weeks/")


def test_four_babies_without_a_name_and_no_fifth(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        for number, born in enumerate(("2026-09-01", "2026-09-01", "2025-08-01", "2025-01-01"), start=1):
            page.goto(address)
            if number > 1:
                page.get_by_role("button", name="Add another baby").click()
            if number == 2:
                # What was typed for the second baby isn't stored for the first.
                page.locator("[name=born-month]").fill("12")
                page.get_by_label("Which baby").select_option("1")
                expect(page.locator("[name=born-month]")).to_have_value("9")
                page.get_by_role("button", name="Add another baby").click()
            type_birth(page, born)
            page.wait_for_url("**/ages/**")
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text("Baby 4:")
        page.get_by_role("button", name="Switch to Baby 1").click()
        expect(line).to_contain_text("Baby 1: 2 months old")
        page.goto(address)
        page.get_by_role("button", name="Add another baby").click()
        expect(page.get_by_role("alert")).to_contain_text("4 babies are the most")


def test_ticks_stay_with_their_day_and_can_be_taken_back(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_list(page, address)
        item = page.locator("[data-tick='milestone:holds-head-steady']")
        item.get_by_label("Not yet").check()
        expect(item.get_by_text("Marked on Nov 24, 2026.")).to_be_visible()
        expect(item.locator(".app-tick__list")).to_be_visible()
        page.reload()
        expect(item.get_by_label("Not yet")).to_be_checked()
        item.get_by_label("Not sure").check()
        expect(item.locator(".app-tick__said")).to_contain_text("three times this week")
        expect(item.locator(".app-tick__list")).to_be_hidden()  # the list before is for a not yet
        item.get_by_label("Not sure").click()
        page.reload()
        expect(item.get_by_label("Not sure")).to_be_enabled()
        expect(item.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390])
def test_the_answers_are_in_one_row_and_each_is_large_enough_to_tap(
    browser: Browser, address: str, width: int
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        open_list(page, address)
        item = page.locator("[data-tick='milestone:holds-head-steady']")
        height = item.evaluate("each => each.offsetHeight")
        item.get_by_label("Yes").check()
        assert item.evaluate("each => each.offsetHeight") == height, "a yes keeps the rows below in place"
        boxes = [each.bounding_box() for each in item.locator(".app-tick input, .app-tick button").all()]
        assert len(boxes) == 4
        for box in boxes:
            assert box is not None
            assert box["width"] >= 44
            assert box["height"] >= 44
            assert box["y"] == boxes[0]["y"]  # type: ignore[index]
            assert box["x"] + box["width"] <= width
        item.locator(".app-tick button").click()
        expect(item.locator("input:checked")).to_have_count(0)
        item.get_by_label("Yes").check()
        item.get_by_label("Yes").click()
        expect(item.locator("input:checked")).to_have_count(0)
        expect(page.locator(".app-bring")).to_be_hidden()


def test_what_is_still_growing_takes_one_answer(browser: Browser, address: str, storage: str) -> None:
    with phone(browser, script=storage) as context:
        page = context.new_page()
        open_list(page, address)
        page.locator("details.app-fold:has([data-words=seen])").first.locator("summary").first.click()
        growing = page.locator(".app-milestone[data-words=seen]").first
        expect(growing.locator("input")).to_have_count(1)
        growing.get_by_label("I've seen it").check()
        expect(growing.locator("input:checked")).to_have_count(1)


def test_two_open_tabs_lose_nothing(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        tabs = [context.new_page(), context.new_page()]
        for tab in tabs:
            open_list(tab, address)
        lists = [tab.locator(".app-milestone[data-words^=yes]") for tab in tabs]
        for at in range(6):
            lists[at % 2].nth(at).get_by_label("Yes").check()
        tabs[0].reload()
        for at in range(6):
            expect(lists[0].nth(at).get_by_label("Yes")).to_be_checked()


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_the_page_works_and_says_so(
    browser: Browser, address: str, script: str
) -> None:
    with phone(browser, script=script) as context:
        page = context.new_page()
        open_list(page, address)
        item = page.locator("[data-tick='milestone:holds-head-steady']")
        item.get_by_label("Not yet").check()
        expect(item.get_by_label("Not yet")).to_be_checked()
        expect(item.locator(".app-tick__said")).to_contain_text("can't remember it")
        # As on Back: unsaved values are forgotten.
        page.evaluate("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pageshow'))")
        expect(item.get_by_label("Not yet")).not_to_be_checked()
        page.goto(f"{address}/visit/")
        expect(page.locator(".app-visit__notes")).to_contain_text("can't remember it")


def test_forget_in_another_tab_also_clears_what_was_not_stored(browser: Browser, address: str) -> None:
    with phone(browser, script=nearly_full(9)) as context:
        page, other = context.new_page(), context.new_page()
        open_list(page, address)
        not_yet = page.locator("[data-tick='milestone:holds-head-steady']").get_by_label("Not yet")
        not_yet.check()
        other.goto(address)
        other.on("dialog", lambda dialog: dialog.accept())
        other.get_by_role("button", name="Forget everything").click()
        expect(not_yet).not_to_be_checked()


def test_invalid_stored_data_breaks_no_page(browser: Browser, address: str) -> None:
    spoilt = """
      localStorage.setItem("infant-ot:baby:1", "{{{");
      localStorage.setItem("infant-ot:baby:x", '{"born": 5}');
      localStorage.setItem("infant-ot:current", "seven");
      localStorage.setItem("infant-ot:tick:1:milestone:holds-head-steady", "perhaps");
      localStorage.setItem("infant-ot:tick:1:milestone:no-such-thing", "yes 2026-11-24");
    """
    with phone(browser, script=spoilt) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/{LIST}")
        page.locator("[data-tick='milestone:holds-head-steady']").get_by_label("Yes").check()
        page.goto(f"{address}/visit/")
        page.get_by_role("button", name="Make a link").wait_for()
        expect(page.locator(".app-visit__notes")).to_have_text("")  # nothing about a link that there isn't
        assert not faults


def answer_all(page: Page, address: str, catalogue: Catalogue) -> dict[str, str]:
    """Answer each milestone of a list and two signs; return the part of the sheet of each title."""
    answers = ("Yes", "Not yet", "Not sure")
    items = page.locator(".app-milestone[data-words^=yes]")
    parts: dict[str, str] = {}
    for at in range(items.count()):
        items.nth(at).get_by_label(answers[at % 3]).check()
        answered = (items.nth(at).get_attribute("data-tick") or "").removeprefix("milestone:")
        parts[catalogue.get(Milestone, answered).title] = ("yes", "not-yet", "not-sure")[at % 3]
    page.locator("[data-tick='sign:loses-a-skill']").first.get_by_label("Yes, my baby lost one").check()
    page.goto(f"{address}/signs/#always-turns-head-to-one-side")
    sign = page.locator("#always-turns-head-to-one-side")
    sign.get_by_label("I've seen it").check()  # the link has opened it
    parts[urgency.lost_skill_sign(catalogue).title] = "lost"
    parts[catalogue.get(Sign, "always-turns-head-to-one-side").title] = "signs"
    return parts


def test_the_visit_sheet_shows_what_was_ticked_and_typed_and_prints_on_one_page(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    (point,) = growth.by_now_at(catalogue, catalogue.get(Age, "4-6-months"))
    with phone(browser) as context:
        page = context.new_page()
        open_list(page, address)
        parts = answer_all(page, address, catalogue)
        page.goto(f"{address}/visit/")
        expect(page.locator("[data-part=yes] li")).not_to_have_count(0)
        expect(page.locator("[data-part=yes] li .app-when").first).to_have_text("Nov 24, 2026")
        page.get_by_label("My questions").fill("What can we do at home?")
        page.reload()
        expect(page.get_by_label("My questions")).to_have_value("What can we do at home?")
        shown = page.locator("article").inner_text()
        assert [each.id for each in point.members if each.title not in shown] == []
        for title, part in parts.items():
            expect(page.locator("[data-part] li").filter(has_text=title)).to_have_count(1)
            expect(page.locator(f"[data-part={part}] li").filter(has_text=title)).to_have_count(1)
        for paper in ("Letter", "A4"):
            assert page_count(page.pdf(format=paper)) == 1, paper

        page.get_by_role("button", name="Make a link").click()
        link = page.locator(".app-visit__link input").input_value()
        page.locator(".app-visit__link svg").wait_for()
    assert link.startswith(f"{address}/visit/#")
    assert "2026" not in link
    assert "home" not in link
    with phone(browser) as context:
        elsewhere = context.new_page()
        elsewhere.goto(f"{link},no-such-sign")
        expect(elsewhere.locator(".app-visit__notes")).to_contain_text("This sheet came by a link.")
        shown = elsewhere.locator("article").inner_text()
        assert [each.id for each in point.members if each.title not in shown] == []
        assert "1 entry of the link isn't on this site any more." in shown
        assert not elsewhere.get_by_label("My questions").is_editable()
        assert elsewhere.evaluate("Object.keys(localStorage).filter(key => key.includes('tick'))") == []


def kept(babies: list[dict[str, str]], **answers: str) -> str:
    """A script that stores babies, and answers or texts of the first, as pages would."""
    stored = {f"baby:{number}": json.dumps(baby) for number, baby in enumerate(babies, 1)}
    stored |= {key.replace("_", ":"): value for key, value in answers.items()}
    return "".join(
        f"localStorage.setItem({json.dumps('infant-ot:' + k)}, {json.dumps(v)});" for k, v in stored.items()
    )


BORN_EARLY = {"born": "2026-05-20", "due": "2026-07-15"}
FOR_TEXT = {
    "tick_1_milestone_holds-head-steady": "not-yet 2026-11-20",
    "tick_1_milestone_lifts-head-on-tummy": "yes 2026-11-21",
    "tick_1_sign_loses-a-skill": "seen 2026-11-23",
    "text_1_text-questions": "What can we do?\nWhen?",
}


def sheet_in_text(catalogue: Catalogue, *start: str) -> str:
    """The sheet with those answers, for a message."""
    say = catalogue.phrases
    parts = [
        [say["visit-title"], *start],
        [say["visit-lost"], f"- {urgency.lost_skill_sign(catalogue).title} (Nov 23, 2026)"],
        [say["visit-not-yet"], f"- {catalogue.get(Milestone, 'holds-head-steady').title} (Nov 20, 2026)"],
        [say["visit-yes"], f"- {catalogue.get(Milestone, 'lifts-head-on-tummy').title} (Nov 21, 2026)"],
        [say["visit-questions"], "What can we do?", "When?"],
    ]
    return "\n\n".join("\n".join([title.upper(), *lines]) for title, *lines in parts)


@pytest.mark.parametrize(
    ("babies", "start"),
    [
        (
            [BORN_EARLY],
            [
                "Nov 24, 2026",
                "Age from the birth date: 6 months, 4 days",
                "Corrected age: 4 months, 9 days",
                "Born 8 weeks early",
            ],
        ),
        ([{"born": "2026-11-12"}], ["Nov 24, 2026", "Age from the birth date: 12 days"]),
        (
            [{"born": "2026-10-24"}, BORN_EARLY],
            ["Baby 1", "Nov 24, 2026", "Age from the birth date: 1 month"],
        ),
        ([], ["Nov 24, 2026"]),
    ],
    ids=["early", "newborn", "two babies", "age unknown"],
)
def test_the_visit_sheet_is_copied_as_plain_text_with_the_day_and_both_ages(
    browser: Browser, address: str, catalogue: Catalogue, babies: list[dict[str, str]], start: list[str]
) -> None:
    with phone(browser, script=kept(babies, **FOR_TEXT)) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}/visit/")
        page.get_by_role("button", name=catalogue.phrases["plan-text"]).press("Enter")
        expect(page.locator(".app-visit__said")).to_have_text(catalogue.phrases["js-plan-text-copied"])
        assert page.evaluate("navigator.clipboard.readText()") == sheet_in_text(catalogue, *start)
        # Paper says the same day and ages, in place of the line for the parent.
        page.emulate_media(media="print")
        expect(page.locator(".app-visit__age")).to_have_text(" · ".join(start))
        expect(page.locator(".app-visit__age")).to_be_visible()
        expect(page.locator(".app-my-baby")).to_be_hidden()


def test_where_the_browser_does_not_copy_the_text_of_the_sheet_is_shown_selected(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    say = catalogue.phrases
    with phone(browser, script=NO_CLIPBOARD + kept([], **FOR_TEXT)) as context:
        page = context.new_page()
        page.goto(f"{address}/visit/")
        page.get_by_role("button", name=say["plan-text"]).press("Enter")
        expect(page.locator(".app-visit__said")).to_have_text(say["js-visit-copy-by-hand"])
        field = page.get_by_role("textbox", name=say["js-visit-as-text"])
        expect(field).to_be_focused()
        expect(field).to_have_value(sheet_in_text(catalogue, "Nov 24, 2026"))
        assert page.evaluate("getSelection().toString()") == sheet_in_text(catalogue, "Nov 24, 2026")
        assert not violations_in(page)


def test_the_text_of_a_sheet_that_came_by_a_link_has_no_age_of_the_readers_own_baby(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with phone(browser, script=NO_CLIPBOARD + kept([BORN_EARLY], **FOR_TEXT)) as context:
        page = context.new_page()
        page.goto(f"{address}/visit/#n=lifts-head-on-tummy")
        page.get_by_role("button", name=catalogue.phrases["plan-text"]).press("Enter")
        text = page.get_by_role("textbox", name=catalogue.phrases["js-visit-as-text"])
        title = catalogue.get(Milestone, "lifts-head-on-tummy").title
        expect(text).to_have_value(f"VISIT SHEET\n\nNOT YET\n- {title}")
        expect(page.locator(".app-visit__age")).to_have_text("")


def test_age_and_ticks_by_keyboard_alone(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("[name=born-month]")).to_be_visible()
        page.locator("[name=born-month]").focus()
        for text in ("7", "1", "2026"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.locator("[name=born-year]").press("Enter")
        page.wait_for_url("**/ages/4-6-months/")
        first = page.locator(".app-milestone[data-words^=yes] .app-tick input").first
        first.focus()
        page.keyboard.press("Space")
        expect(first).to_be_checked()
        page.keyboard.press("ArrowRight")
        expect(page.locator("input:focus")).to_have_value("not-yet")
        page.reload()
        expect(page.locator(".app-milestone[data-words^=yes]").first.get_by_label("Not yet")).to_be_checked()


@pytest.mark.parametrize("path", ["", LIST, "signs/", "visit/"])
def test_the_tools_are_accessible(browser: Browser, address: str, path: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-05-20", weeks="32")
        page.wait_for_url("**/ages/**")
        page.locator(".app-milestone .app-tick input").first.check()
        page.goto(f"{address}/{path}")
        page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
        assert not violations_in(page)


def test_the_visit_sheet_without_a_script_is_a_sheet_to_fill_in(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/visit/")
    page.emulate_media(media="print")
    assert page.get_by_text("Write it here:").first.is_visible()
    page.emulate_media(media="null")
    assert not page.locator(".app-buttons").first.is_visible()
    context.close()


def entry_of(page: Page) -> Locator:
    """The items that the sheet lists as seen."""
    return page.locator("[data-part=yes] li")


def test_the_day_is_renewed_when_the_page_is_seen_again(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-06-26")
        page.wait_for_url("**/ages/4-6-months/")
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text("4 months old")
        context.clock.set_fixed_time(NOON + datetime.timedelta(days=3))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(line).to_contain_text("5 months old")


def test_what_is_seen_early_reaches_the_sheet_as_seen(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    growing = growth.still_growing_at(catalogue, catalogue.get(Age, "4-6-months"))[0].members[0]
    with phone(browser) as context:
        page = context.new_page()
        open_list(page, address)
        item = page.locator(f"[data-tick='milestone:{growing.id}']")
        page.locator("details.app-fold", has=item).first.locator("summary").first.click()
        item.get_by_label("I've seen it").check()
        page.goto(f"{address}/visit/")
        entry = entry_of(page)
        expect(entry).to_contain_text(growing.title)
        expect(entry).to_contain_text("I've seen it")
        page.get_by_role("button", name="Make a link").click()
        link = page.locator(".app-visit__link input").input_value()
    with phone(browser) as context:
        page = context.new_page()
        page.goto(link)
        expect(entry_of(page)).to_contain_text("I've seen it")


@pytest.mark.parametrize("end", ["", ".", ").", "),", "”", "!&fbclid=x"])
def test_characters_that_a_message_adds_to_a_link_are_ignored(
    browser: Browser, address: str, end: str
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/visit/#y=holds-head-steady{end}")
        expect(entry_of(page)).to_have_count(1)
        expect(page.locator(".app-visit__notes")).not_to_contain_text("isn't on this site")


@pytest.mark.parametrize(
    ("mangled", "found", "is_whole"),
    [
        ("#c=3&n=sits-without-support&y=holds-head-steady&s=loses-a-skill", 3, True),
        ("#c%3D3%26n%3Dsits-without-support%26y%3Dholds-head-steady%26s%3Dloses-a-skill", 3, True),
        ("#c=3&amp;n=sits-without-support&amp;y=holds-head-steady&amp;s=loses-a-skill", 3, True),
        ("#C=3&N=Sits-Without-Support&y=holds-%0D%0Ahead-steady&s=loses-a-skill", 3, True),
        ("#c=3&n=sits-without-support&y=holds-head-steady", 2, False),
        ("#c=3", 0, False),
        ("#n=sits-without-support", 1, True),  # as links were before
    ],
)
def test_a_link_that_a_messenger_mangled_is_whole_or_says_that_it_isn_t(
    browser: Browser, address: str, catalogue: Catalogue, mangled: str, found: int, is_whole: bool
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_list(page, address)
        page.locator("[data-tick='milestone:holds-head-steady']").get_by_label("Not sure").check()
        page.goto(f"{address}/visit/{mangled}")
        notes = page.locator(".app-visit__notes")
        expect(notes).to_contain_text(catalogue.phrases["js-visit-brought"])
        expect(page.locator("[data-part] li")).to_have_count(found)
        assert (catalogue.phrases["js-visit-cut"] in notes.inner_text()) != is_whole


def test_the_link_of_an_empty_sheet_is_empty(browser: Browser, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/visit/")
        page.get_by_role("button", name="Make a link").click()
        link = page.locator(".app-visit__link input").input_value()
        page.get_by_label("My questions").fill("Of my own baby")
        open_list(page, address)
        page.locator("[data-tick='milestone:holds-head-steady']").get_by_label("Yes").check()
        page.goto(link)
        expect(page.get_by_text("This sheet came by a link.")).to_be_visible()
        expect(entry_of(page)).to_have_count(0)
        expect(page.get_by_label("My questions")).to_have_value("")
        # Another link in the same tab, forwarded unchanged.
        page.goto(f"{address}/visit/#n=sits-without-support")
        expect(page.locator("[data-part=not-yet] li")).to_have_count(1)
        page.get_by_role("button", name="Make a link").click()
        expect(page.locator(".app-visit__link input")).to_have_value(
            f"{address}/visit/#c=1&n=sits-without-support"
        )


def test_a_note_typed_before_the_script_came_is_kept(browser: Browser, address: str) -> None:
    held: list[Route] = []
    earlier = "localStorage.setItem('infant-ot:text:1:text-questions', 'Of last week')"
    with phone(browser, script=earlier) as context:
        page = context.new_page()
        page.route("**/visit.js", lambda route: held.append(route) if not held else route.continue_())
        with page.expect_request("**/visit.js"):
            page.goto(f"{address}/visit/")
        page.get_by_label("My questions").fill("What now?")
        held[0].continue_()
        page.get_by_role("button", name="Make a link").wait_for()
        expect(page.get_by_label("My questions")).to_have_value("Of last week\nWhat now?")
        assert kept_in(page)["infant-ot:text:1:text-questions"] == "Of last week\nWhat now?"


def test_a_birth_date_that_could_not_be_stored_is_noted_beside_the_age(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-05-20", weeks="32")
        page.wait_for_url("**/ages/**")
        context.add_init_script(nearly_full(9))
        page.goto(address)
        type_birth(page, "2026-07-01")
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text("4 months old")
        expect(line).to_contain_text(catalogue.phrases["js-keeps-nothing"])
        # No other page uses the earlier date.
        page.goto(f"{address}/{LIST}")
        expect(line).to_contain_text(catalogue.phrases["js-set"])
        expect(line).not_to_contain_text("months old")
        # Nor does it outlast Forget.
        page.goto(address)
        type_birth(page, "2026-07-01")
        expect(line).to_contain_text("4 months old")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Forget everything").click()
        expect(line).not_to_contain_text("months old")


def test_a_note_that_has_room_again_is_kept(browser: Browser, address: str) -> None:
    with phone(browser, script=nearly_full(300)) as context:
        page = context.new_page()
        page.goto(f"{address}/visit/")
        page.get_by_role("button", name="Make a link").wait_for()
        field = page.get_by_label("My questions")
        field.fill("x" * 400)
        expect(page.get_by_text("There is no room left in this browser.")).to_be_visible()
        field.fill("What now?")
        expect(page.get_by_text("There is no room left in this browser.")).to_have_count(0)
        expect(field).to_have_value("What now?")
        assert kept_in(page)["infant-ot:text:1:text-questions"] == "What now?"
