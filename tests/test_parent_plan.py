"""For the parent and the therapist: a plan of activities for home, as one link and one printed page."""

from __future__ import annotations

import base64
import itertools
import json
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect

from catalogue import play, safety
from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Sign
from handouts.__main__ import page_count
from pages.render import qr
from tests import node
from tests.conftest import BLOCKED
from tests.pages_stand_in import published
from tests.test_parent_in_a_browser import LARGER, WIDTHS, open_page, violations_in

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "docs/assets/js/vendor"
PACKAGES = ROOT / "tests/browser/node_modules"

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"


def link_to(*activities: Activity) -> str:
    return "plan/#a=" + ",".join(activity.id for activity in activities)


def expect_plan(page: Page, titles: Sequence[str]) -> None:
    """Wait until the plan shows the activities with these titles."""
    expect(page.locator("#plan article h3")).to_have_text(titles)


def open_link(page: Page, address: str, path: str) -> None:
    """Reload the page; another anchor alone wouldn't."""
    page.goto("about:blank")
    page.goto(f"{address}/{path}")


def test_the_choice_of_a_day_keeps_its_promises(catalogue: Catalogue) -> None:
    activities = {}
    for age in catalogue.ages:
        own = [{"id": each.id, "skill": each.skills[0]} for each in play.activities_at(catalogue, age)]
        # With fewer, there is only one set.
        if len(own) > 3 and len({each["skill"] for each in own}) >= 3:
            activities[age.id] = own
    assert activities
    node.run("--test", "tests/scripts/plan.test.js", ACTIVITIES=json.dumps(activities))


def test_a_link_holds_the_whole_plan_and_a_changed_one_is_recognized() -> None:
    node.run("--test", "tests/scripts/plan-link.test.js")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("qr.js", "qr/index.js"),
        ("qr.d.ts", "qr/index.d.ts"),
        ("qr-license.txt", "qr/LICENSE-MIT"),
        ("minisearch.js", "minisearch/dist/es/index.js"),
        ("minisearch.d.ts", "minisearch/dist/es/index.d.ts"),
        ("minisearch-license.txt", "minisearch/LICENSE.txt"),
    ],
)
def test_the_code_of_others_is_what_they_published(ours: str, theirs: str) -> None:
    assert (VENDOR / ours).read_bytes() == (PACKAGES / theirs).read_bytes()


def test_the_qr_encoder_that_a_phone_gets_draws_what_the_package_draws(site: Path) -> None:
    (served,) = site.glob("assets/js-*/vendor/qr.js")
    assert "Copyright (c) 2023 Paul Miller" in served.read_text(encoding="utf-8")
    script = """
    import { readFileSync } from "node:fs";
    const load = async (path) => {
      const code = readFileSync(path).toString("base64");
      return (await import("data:text/javascript;base64," + code)).encodeQR;
    };
    const [served, published] = [await load(process.argv[1]), await load(process.argv[2])];
    for (let length = 1; length < 2300; length += 7) {
      const text = "https://example.org/plan/#a=reach-in-tummy-time,".repeat(50).slice(0, length);
      const options = { ecc: "medium", border: 4 };
      if (served(text, "svg", options) !== published(text, "svg", options)) process.exit(1);
    }
    """
    node.run("--input-type=module", "-e", script, served, PACKAGES / "qr/index.js")


def test_without_javascript_it_is_a_list_of_links(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "plan/", java_script_enabled=False) as (page, faults):
        for hidden in ("#today", "#plan", ".app-picks input"):
            assert not page.locator(hidden).first.is_visible(), hidden
        assert catalogue.phrases["plan-choose-explain"] in page.locator("article").inner_text()
        for age in catalogue.ages:
            page.locator("#choose summary", has_text=age.title).click()
            shown = page.get_by_role("list", name=age.title).get_by_role("link")
            assert shown.all_inner_texts() == [each.title for each in play.activities_at(catalogue, age)]
        shown.first.click()
        page.wait_for_url("**/activities/*/")
        assert not faults


def test_by_keyboard_alone_six_are_chosen_and_a_seventh_is_declined(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    earlier = play.activities_at(catalogue, catalogue.ages[4])[:3]
    four = play.activities_at(catalogue, catalogue.ages[2])[:4]
    with open_page(browser, address, link_to(*earlier), first=storage) as (page, faults):
        expect_plan(page, [activity.title for activity in earlier])
        page.locator("#choose summary", has_text=catalogue.ages[2].title).focus()
        page.keyboard.press("Enter")
        picked = page.locator(".app-plan__picked")
        for activity in four[:3]:
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            expect(picked).to_have_text(f"“{activity.title}” is in the plan.")
            expect(page.locator("input:focus")).to_have_value(activity.id)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(picked).to_have_text(catalogue.phrases["js-plan-full"])
        expect(page.locator("input:focus")).not_to_be_checked()
        expect(page).to_have_url(f"{address}/{link_to(*earlier, *four[:3])}")
        expect_plan(page, [activity.title for activity in (*earlier, *four[:3])])
        page.get_by_role("button", name=f"Take out “{four[1].title}”").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#plan > :focus")).to_have_count(1)
        left = (*earlier, four[0], four[2])
        expect_plan(page, [activity.title for activity in left])
        expect(page).to_have_url(f"{address}/{link_to(*left)}")
        assert not faults


def test_an_activity_of_two_ages_is_chosen_in_both(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    activity = next(each for each in catalogue.activities if len(each.ages) > 1)
    with open_page(browser, address, link_to(activity), first=storage) as (page, _):
        boxes = page.locator(f"input[value={activity.id}]")
        for box in boxes.all():
            expect(box).to_be_checked()
        page.locator("#choose summary", has_text=play.ages_of(catalogue, activity)[0].title).click()
        boxes.first.uncheck()
        for box in boxes.all():
            expect(box).not_to_be_checked()
        expect(page.locator("#plan")).to_be_hidden()
        expect(page).to_have_url(f"{address}/plan/")


def test_a_link_shows_each_activity_in_full_and_each_safety_rule_once(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    three = catalogue.get_all(Activity, ["reach-in-tummy-time", "bath-pour-and-dress-helper", "drop-it-in"])
    with open_page(browser, address, link_to(*three), first=storage) as (page, faults):
        expect_plan(page, [activity.title for activity in three])
        rules = page.locator("#plan .app-rule")
        rules.first.wait_for()
        for activity, article in zip(three, page.locator("#plan article").all(), strict=True):
            shown = article.inner_text()
            assert activity.summary in shown
            expect(article.locator(".app-steps > li")).to_have_text(list(activity.steps))
            assert f"Stop when: {activity.stop_when}" in shown
        wanted = {
            f"{rule.title}. {rule.rule}" for each in three for rule in safety.safety_for(catalogue, each)
        }
        expect(rules).to_have_count(len(wanted))
        assert sorted(rules.all_inner_texts()) == sorted(wanted)
        # The shared activities come before everything else on the page.
        assert page.evaluate(
            "document.getElementById('plan').nextElementSibling === document.getElementById('today')"
        )
        article = page.locator("#plan article").first
        article.get_by_role("link").click()
        page.wait_for_url(f"**/activities/{three[0].id}/")
        assert not faults


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("no-such-thing", "1 activity in this link isn't on this site any more."),
        ("no-such-thing,<b>", "2 activities in this link aren't on this site any more."),
    ],
)
def test_what_a_link_names_in_vain_is_said(
    browser: Browser, address: str, gone: str, said: str, storage: str
) -> None:
    with open_page(browser, address, f"plan/#a=drop-it-in,{gone}", first=storage) as (page, faults):
        expect(page.locator(".app-plan__note")).to_have_text(said)
        expect_plan(page, ["Drop it in"])
        expect(page.locator(".app-plan__link")).to_have_text(f"{address}/plan/#a=drop-it-in")
        assert not faults


def test_a_link_of_nothing_we_know_says_so_and_shows_no_plan(browser: Browser, address: str) -> None:
    for path in ("plan/#a=gone", "plan/#a=%E0%A4%A", "plan/#a=<img src=x>"):
        with open_page(browser, address, path) as (page, faults):
            expect(page.locator(".app-plan__note")).to_contain_text("isn't on this site any more")
            expect(page.locator("#plan")).to_be_hidden()
            assert not faults
    for path in ("plan/#a=", "plan/#choose", "plan/#"):
        with open_page(browser, address, path) as (page, faults):
            expect(page.locator("#today")).to_be_visible()
            expect(page.locator(".app-plan__note")).to_have_text("")
            assert not faults


def test_a_link_of_more_than_six_says_that_it_shows_the_first(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    with open_page(browser, address, link_to(*catalogue.activities[:8]), first=storage) as (page, _):
        expect(page.locator(".app-plan__note")).to_have_text(catalogue.phrases["js-plan-more"])
        expect(page.locator(".app-plan__note")).to_be_visible()
        expect_plan(page, [activity.title for activity in catalogue.activities[:6]])


def test_a_link_survives_a_messenger_that_escapes_it(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    one, other = catalogue.activities[:2]
    with open_page(browser, address, f"plan/?from=chat#a={one.id}%2C{other.id}") as (page, _):
        expect_plan(page, [one.title, other.title])
        expect(page.locator(".app-plan__link")).to_have_text(f"{address}/{link_to(one, other)}")


@pytest.mark.parametrize("hash_", ["%23", "%2523"])
def test_a_link_whose_hash_a_messenger_escaped_leads_on(
    browser: Browser, site: Path, catalogue: Catalogue, hash_: str
) -> None:
    one, other = catalogue.activities[:2]
    with (
        published(site) as root,
        open_page(browser, root.rstrip("/"), f"plan/{hash_}a={one.id}%2C{other.id}") as (page, _),
    ):
        expect_plan(page, [one.title, other.title])
        page.goto(f"{root}{hash_}carry=eJyr")
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-carry-wrong"])
        page.goto(f"{root}nothing/{hash_}here")
        expect(page.locator("h1")).to_have_text(catalogue.phrases["not-found-title"])


def test_another_link_in_the_same_tab_shows_another_plan(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    one, other = catalogue.get_all(Activity, ["bath-pour-and-dress-helper", "reach-in-tummy-time"])
    rules = [f"{rule.title}. {rule.rule}" for rule in safety.safety_for(catalogue, other)]
    with open_page(browser, address, f"{link_to(one)},gone", first=storage) as (page, _):
        page.locator("#plan .app-rule").first.wait_for()
        expect(page.locator(".app-plan__note")).not_to_have_text("")
        page.goto(f"{address}/{link_to(other)}")
        expect(page.locator("#plan article h3")).to_have_text(other.title)
        page.locator("#plan .app-steps").wait_for()
        expect(page.locator(".app-plan__note")).to_have_text("")
        assert sorted(page.locator("#plan .app-rule").all_inner_texts()) == sorted(rules)


def test_a_page_that_comes_late_changes_nothing_in_a_newer_plan(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    late, newer = catalogue.get_all(Activity, ["bath-pour-and-dress-helper", "reach-in-tummy-time"])
    wanted = {f"{rule.title}. {rule.rule}" for rule in safety.safety_for(catalogue, newer)}
    assert {f"{rule.title}. {rule.rule}" for rule in safety.safety_for(catalogue, late)} - wanted
    held: list[Route] = []
    with open_page(browser, address, "plan/") as (page, faults):

        def hold(route: Route) -> None:
            held.append(route)

        page.route(f"**/activities/{late.id}/", hold)
        with page.expect_request(f"**/activities/{late.id}/"):
            page.goto(f"{address}/{link_to(late)}")
        page.goto(f"{address}/{link_to(newer)}")
        rules = page.locator("#plan .app-rule")
        rules.first.wait_for()
        with page.expect_response(f"**/activities/{late.id}/") as waiting:
            held[0].continue_()
        waiting.value.finished()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))")
        assert sorted(rules.all_inner_texts()) == sorted(wanted)
        assert not faults


def test_when_a_page_can_t_be_had_title_summary_and_link_stay(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    there, away = catalogue.activities[:2]
    with open_page(browser, address, "plan/") as (page, _):

        def fail(route: Route) -> None:
            route.abort()

        page.route(f"**/activities/{away.id}/", fail)
        open_link(page, address, link_to(there, away))
        article = page.locator("#plan article").last
        expect(article).to_contain_text(catalogue.phrases["js-plan-no-steps"])
        assert away.summary in article.inner_text()
        assert article.get_by_role("link", name=away.title).is_visible()
        expect(page.locator("#plan article").first.locator(".app-steps")).to_be_visible()
        page.unroute(f"**/activities/{away.id}/", fail)
        page.route("**/activities/*/", lambda route: route.fulfill(status=404, body="gone"))
        open_link(page, address, link_to(away))
        expect(article).to_contain_text(catalogue.phrases["js-plan-no-steps"])
        expect(page.locator(".app-plan__safety")).to_be_hidden()


def test_the_link_is_copied(browser: Browser, address: str, catalogue: Catalogue, storage: str) -> None:
    link = link_to(*catalogue.activities[:3])
    with open_page(
        browser, address, link, permissions=["clipboard-read", "clipboard-write"], first=storage
    ) as (page, _):
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(".app-plan__said")).to_have_text(catalogue.phrases["js-plan-copied"])
        expect(page.locator(".app-plan__said")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}/{link}"
        assert not page.get_by_role("textbox", name="The link to this plan").is_visible()


def test_where_nothing_can_be_copied_the_link_is_marked_in_a_field(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    link = link_to(*catalogue.activities[:3])
    with open_page(browser, address, "plan/", first=storage) as (page, faults):
        page.add_init_script(NO_CLIPBOARD)
        open_link(page, address, link)
        page.get_by_role("button", name="Copy link").press("Enter")
        field = page.get_by_role("textbox", name="The link to this plan")
        expect(field).to_be_focused()
        expect(field).to_have_value(f"{address}/{link}")
        assert page.evaluate("getSelection().toString()") == f"{address}/{link}"
        expect(page.locator(".app-plan__said")).to_have_text(catalogue.phrases["js-plan-copy-by-hand"])
        assert not faults


def test_today_asks_for_the_age_and_gives_three_of_it(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    age = catalogue.ages[3]
    with open_page(browser, address, "plan/", first=storage) as (page, faults):
        expect(page.locator("#today")).to_be_visible()
        expect(page.locator("#today li")).to_have_count(0)
        expect(page.locator("#today button")).to_be_hidden()
        page.get_by_label("Your baby's age").select_option(age.id)
        shown = page.locator("#today li").all_inner_texts()
        activities = {each.title: each for each in play.activities_at(catalogue, age)}
        assert len({activities[title].skills[0] for title in shown}) == 3
        page.locator("#today button").press("Enter")
        expect_plan(page, shown)
        expect(page.locator("#plan > :focus")).to_have_count(1)
        page.reload()
        expect_plan(page, shown)
        assert not faults


def test_today_follows_the_baby_and_the_day(browser: Browser, address: str, catalogue: Catalogue) -> None:
    sets = []
    for today in ("2026-11-24T00:10", "2026-11-24T23:50", "2026-11-25T00:10"):
        with open_page(browser, address, "", timezone_id="America/New_York") as (page, faults):
            page.evaluate("localStorage.setItem('infant-ot:baby:1', JSON.stringify({born: '2026-06-20'}))")
            page.clock.set_fixed_time(f"{today}:00-05:00")
            page.goto(f"{address}/plan/")
            expect(page.get_by_label("Your baby's age")).to_have_value("4-6-months")
            sets.append(page.locator("#today li").all_inner_texts())
            assert not faults
    morning, evening, tomorrow = sets
    assert morning == evening
    assert set(morning) != set(tomorrow)


def test_before_the_due_date_today_asks(browser: Browser, address: str) -> None:
    baby = "JSON.stringify({born: '2026-11-01', weeks: 30})"
    with open_page(browser, address, "") as (page, faults):
        page.evaluate(f"localStorage.setItem('infant-ot:baby:1', {baby})")
        page.clock.set_fixed_time("2026-11-24T12:00:00Z")
        page.goto(f"{address}/plan/")
        expect(page.locator("#today")).to_be_visible()
        expect(page.get_by_label("Your baby's age")).to_have_value("")
        assert not faults


def test_it_works_where_what_is_kept_is_spoilt(browser: Browser, address: str) -> None:
    with open_page(browser, address, "") as (page, faults):
        page.evaluate("localStorage.setItem('infant-ot:baby:1', '{\"born\":')")
        page.goto(f"{address}/plan/#a=drop-it-in")
        expect_plan(page, ["Drop it in"])
        expect(page.locator("#today")).to_be_visible()
        assert not faults


def test_a_plan_in_full_is_accessible(browser: Browser, address: str, catalogue: Catalogue) -> None:
    path = link_to(*catalogue.activities[:3]) + ",gone"
    with open_page(browser, address, path, first=NO_CLIPBOARD) as (page, faults):
        page.locator("#plan .app-rule").first.wait_for()
        page.locator(".app-plan__code svg").wait_for()
        assert not page.locator("#plan button[popovertarget]").count(), "what it opens isn't here"
        page.get_by_label("Your baby's age").select_option(catalogue.ages[0].id)
        page.get_by_role("button", name="Copy link").click()
        page.locator("#choose summary").first.click()
        page.locator(".app-picks label:visible").last.click()
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 844})
            small = page.evaluate(
                """[...document.querySelectorAll('.app-picks label, #today select, article button')]
                  .filter(each => each.checkVisibility())
                  .filter(each => each.getBoundingClientRect().height < 43.5)
                  .map(each => each.outerHTML)"""
            )
            assert not small, width
        assert not violations_in(page)
        assert not faults


def test_a_plan_fits_a_small_phone(browser: Browser, address: str, catalogue: Catalogue) -> None:
    for size in ("100%", "250%"):
        with open_page(browser, address, link_to(*catalogue.activities[:3]), width=320) as (page, _):
            page.locator("#plan .app-rule").first.wait_for()
            page.evaluate(LARGER, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, size


def open_fields(page: Page, catalogue: Catalogue) -> Locator:
    """Open the fields of a plan; return its activities."""
    page.get_by_role("button", name=catalogue.phrases["plan-write"]).press("Enter")
    return page.locator("#plan article")


def written_link(plan: object, *ids: str) -> str:
    """A link with a right check value to a plan with anything in it."""
    text = (
        base64.urlsafe_b64encode(json.dumps(plan, ensure_ascii=False, separators=(",", ":")).encode())
        .decode()
        .rstrip("=")
    )
    told = f"{','.join(ids)}.{text}"
    script = """
    const told = process.argv[1];
    let sum = 2166136261;
    for (const each of told) sum = Math.imul(sum ^ each.charCodeAt(0), 16777619);
    process.stdout.write((sum >>> 0).toString(36));
    """
    return f"plan/#p={told}.{node.run('--input-type=module', '-e', script, told)}"


def test_what_a_therapist_writes_is_in_the_link_and_is_shown_as_theirs_elsewhere(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    say = catalogue.phrases
    tummy, drop = catalogue.get_all(Activity, ["reach-in-tummy-time", "drop-it-in"])
    with open_page(browser, address, link_to(tummy, drop), width=1280, first=storage) as (page, faults):
        first, second = open_fields(page, catalogue).all()
        page.get_by_label(say["plan-goal"]).fill("Sits with  “the cousins” 🧸")
        page.get_by_label(say["plan-date"]).fill("2026-12-24")
        first.get_by_label(say["plan-line"]).fill("on the left side first")
        first.get_by_label(say["plan-often"]).select_option(label=say["plan-2-a-day"])
        first.get_by_label(say["plan-minutes"]).select_option("5")
        first.locator("summary").press("Enter")
        first.get_by_label(tummy.easier).check()
        second.get_by_label(say["plan-line"]).fill("Crib rail up")
        second.get_by_label(say["plan-line"]).press("Tab")
        link = page.url
        assert link.startswith(f"{address}/plan/#p=reach-in-tummy-time,drop-it-in.")
        expect(page.locator(".app-plan__link")).to_contain_text(f"{address}/{link_to(tummy, drop)}")
        assert read_qr(page.locator(".app-plan__code")) == link
        if not storage:
            assert page.evaluate("Object.keys({...localStorage, ...sessionStorage})") == []
        assert not faults
    with open_page(browser, address, "plan/" + link.split("/plan/")[1], first=storage) as (page, faults):
        own = page.locator(".app-plan__own:visible")
        whose = say["plan-whose"]
        expect(own).to_have_count(3)
        assert [each.inner_text().split("\n\n") for each in own.all()] == [
            [
                whose,
                f"{say['plan-goal-is']} Sits with “the cousins” 🧸",
                f"{say['plan-date-is']} Dec 24, 2026",
            ],
            [whose, "on the left side first", f"{say['plan-2-a-day']} · {say['minutes'].format(number=5)}"],
            [whose, "Crib rail up"],
        ]
        ways = page.locator("#plan article dl > div:visible")
        expect(ways).to_have_text([f"{say['label-easier']} {tummy.easier}"])
        assert not page.get_by_label(say["plan-line"]).first.is_visible()
        # Whoever got it may change it and send it on.
        second = open_fields(page, catalogue).nth(1)
        expect(second.get_by_label(say["plan-line"])).to_have_value("Crib rail up")
        second.get_by_label(say["plan-line"]).fill("")
        second.get_by_label(say["plan-often"]).focus()
        expect(own).to_have_count(0)
        page.get_by_role("button", name=say["js-plan-written"]).click()
        expect(own).to_have_count(2)
        assert page.url != link
        assert not faults


def test_what_is_typed_is_in_the_link_and_on_paper_even_if_the_field_has_the_focus(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    say = catalogue.phrases
    with open_page(browser, address, link_to(*catalogue.activities[:2]), width=1280) as (page, _):
        page.locator(".app-plan__code svg").wait_for()
        first = open_fields(page, catalogue).first
        first.get_by_label(say["plan-line"]).type("slowly")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(first.get_by_label(say["plan-line"])).to_be_focused()
        page.emulate_media(media="print")
        assert "slowly" in first.inner_text()
        assert read_qr(page.locator(".app-plan__code")) == page.url
        assert "#p=" in page.url


def test_activities_move_by_key_and_the_focus_goes_with_them(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    say = catalogue.phrases
    one, two, three = catalogue.activities[:3]
    said = ".app-plan__said"
    with open_page(browser, address, link_to(one, two, three), first=storage) as (page, faults):
        page.locator("#plan .app-steps").first.wait_for()
        fields = open_fields(page, catalogue)
        fields.nth(2).get_by_label(say["plan-line"]).fill("third")
        up = page.get_by_role("button", name=f"{say['js-plan-up']} “{three.title}”")
        up.focus()
        for place, order in ((2, (one, three, two)), (1, (three, one, two))):
            page.keyboard.press("Enter")
            expect_plan(page, [each.title for each in order])
            values = {"title": three.title, "place": place, "count": 3}
            expect(page.locator(said)).to_have_text(say["js-plan-moved"].format(**values))
            expect(up).to_be_focused()
            assert page.evaluate("location.hash").split(".")[0] == "#p=" + ",".join(each.id for each in order)
        page.keyboard.press("Space")
        expect(page.locator(said)).to_have_text(say["js-plan-first"].format(title=three.title))
        expect(up).to_be_focused()
        down = page.get_by_role("button", name=f"{say['js-plan-down']} “{two.title}”")
        down.press("Enter")
        expect(page.locator(said)).to_have_text(say["js-plan-last"].format(title=two.title))
        expect(page.get_by_label(say["plan-line"]).first).to_have_value("third")
        expect(page.locator(".app-plan__log tr + tr th")).to_have_text(
            [each.title for each in (three, one, two)]
        )
        open_link(page, address, "plan/" + page.evaluate("location.hash"))
        expect_plan(page, [each.title for each in (three, one, two)])
        assert not faults


def test_who_opens_a_link_sees_the_goal_and_what_to_do_first_and_can_change_the_plan_by_key(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    say = catalogue.phrases
    one, two = catalogue.get_all(Activity, ["reach-in-tummy-time", "drop-it-in"])
    link = written_link(["Sits with the cousins " * 6, "2026-12-24", ["Left first"]], one.id, two.id)
    early = (
        """try { localStorage.setItem('infant-ot:baby:1', '{"born": "2026-05-20", "weeks": 32}') } catch {}"""
    )
    with open_page(browser, address, link, width=390, first=f"{storage};{early}", day="2026-11-24") as (
        page,
        faults,
    ):
        page.locator("#plan .app-steps").first.wait_for()
        for seen in (page.locator("#plan [data-own=goal]"), page.locator("#plan h3").first):
            expect(seen).to_be_in_viewport(ratio=1)
        message = page.locator(".app-message")
        up = page.get_by_role("button", name=f"{say['js-plan-up']} “{two.title}”")
        for of_the_maker in (
            message,
            page.locator(".app-my-baby"),
            up,
            page.get_by_role("button", name=say["plan-text"]),
        ):
            expect(of_the_maker).to_be_hidden()
        change = page.get_by_role("button", name=say["plan-write"])
        expect(change).to_be_in_viewport(ratio=1)
        expect(change).to_have_attribute("aria-expanded", "false")
        change.press("Enter")
        expect(page.locator("#plan button:focus")).to_have_attribute("aria-expanded", "true")
        up.press("Enter")
        expect_plan(page, [two.title, one.title])
        page.goto(f"{address}/plan/#")
        expect(message).to_be_visible()
        assert not faults


def test_at_most_two_ways_of_an_activity_are_shown_and_only_those_on_its_page(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    activity = catalogue.get(Activity, "sit-and-reach-around")
    link = written_link(["", "", ["", "", "", "low-tone", "withdrawn-since"]], activity.id)
    (other,) = [each for each in play.adaptations_of(catalogue, activity) if each.of.id == "low-tone"]
    with open_page(browser, address, link) as (page, faults):
        shown = page.locator("#plan article dl > div")
        expect(shown).to_have_count(1)
        text = shown.inner_text()
        assert text.startswith(other.of.title)
        assert other.members[0].text in text
        for sign in catalogue.get_all(Sign, other.of.signs):
            assert sign.title in text, "what can look like it is named with it"
        article = open_fields(page, catalogue)
        article.locator("summary").click()
        article.get_by_label(activity.harder).check()
        expect(article.get_by_label(activity.easier)).to_be_disabled()
        article.get_by_label(activity.harder).uncheck()
        expect(article.get_by_label(activity.easier)).to_be_enabled()
        assert not faults


HOSTILE = {
    "html": "<img src=x onerror=alert(1)><b>bold</b>",
    "a script": "</p><script>document.title='x'</script>",
    "a phone number": "Call 1-900-555-0199 now",
    "addresses": "https://evil.example/a www.evil.example me@evil.example",
    "lines": "one\ntwo\r\nthree\u2028four\u0085five",
    "another direction": "abc\u202egnp.exe\u2066\u200f\u061cend",
    "control characters": "a\u0000b\u0007c\u001b[31md\ufeff\u200be",
    "a pile of accents": "Z" + "\u0301" * 70,
    "10 kB": "lorem ipsum " * 850,
    "one long word": "W" * 10_240,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_one_plain_line_of_its_length_in_its_box(
    browser: Browser, address: str, catalogue: Catalogue, text: str
) -> None:
    activity = catalogue.get(Activity, "drop-it-in")
    row = [text, "every second", "999", "<b>", "easier' or 1"]
    link = written_link([text, "2026-13-45", [], row], "gone", activity.id)
    with open_page(browser, address, link, width=320) as (page, faults):
        dialogs: list[str] = []

        def meet(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", meet)
        page.locator("#plan .app-steps").wait_for()
        expect(page.locator(".app-plan__note")).to_have_text(catalogue.phrases["js-plan-one-gone"])
        expect_plan(page, [activity.title])
        for name, most in (("goal", 120), ("line", 80)):
            shown = page.locator(f"[data-own={name}]:visible")
            expect(shown).to_have_count(1)
            seen = shown.evaluate("each => each.textContent")
            assert 0 < len(seen) <= most
            assert not [each for each in seen if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")], seen
            assert "\u0301" * 4 not in seen
            assert shown.evaluate("each => each.childElementCount") == 0
            box = shown.locator("xpath=ancestor::div[contains(@class, 'app-plan__own')]")
            assert box.inner_text().startswith(catalogue.phrases["plan-whose"])
            assert not box.locator("a, [role=link]").count()
        assert not page.locator("[data-own=date]:visible, [data-own=dose]:visible, #plan dl > div").count()
        detected = page.locator("head meta[name=format-detection]").get_attribute("content") or ""
        for kind in ("telephone", "date", "email", "address", "url"):
            assert f"{kind}=no" in detected, "iOS would make it tappable"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.title().startswith(catalogue.phrases["plan-title"])
        assert page.url.startswith(f"{address}/plan/")
        assert not dialogs
        assert not faults


@pytest.mark.parametrize(
    ("mangle", "whole"),
    [
        (lambda link: quote(link, safe=""), True),
        (lambda link: quote(quote(link, safe=""), safe=""), True),
        (lambda link: link + "%3E).", True),
        (lambda link: link[:60] + "%0D%0A" + link[60:], True),
        (lambda link: link[:60] + "\n" + link[60:], True),
        (lambda link: link + "&amp;utm_source=chat", True),
        (lambda link: link[:-9], False),
        (lambda link: link.split(".")[0], False),
        (lambda link: link.lower(), False),
    ],
)
def test_a_link_that_a_messenger_mangled_is_whole_or_says_that_it_isn_t(
    browser: Browser, address: str, catalogue: Catalogue, mangle: Callable[[str], str], whole: bool
) -> None:
    one, two = catalogue.get_all(Activity, ["reach-in-tummy-time", "drop-it-in"])
    link = written_link(["Sit", "2026-12-24", ["Left first", "2-a-day"]], one.id, two.id)
    path, hash_ = link.split("#")
    with open_page(browser, address, f"{path}#{mangle(hash_)}") as (page, faults):
        expect_plan(page, [one.title, two.title] if "." in mangle(hash_) else [one.title])
        note = "" if whole else catalogue.phrases["js-plan-changed"]
        expect(page.locator(".app-plan__note")).to_have_text(note)
        expect(page.locator(".app-plan__own:visible")).to_have_count(2 if whole else 0)
        assert not faults


def test_a_plan_is_copied_as_plain_text(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    say = catalogue.phrases
    one, two = catalogue.get_all(Activity, ["reach-in-tummy-time", "drop-it-in"])
    link = written_link(["Sit", "2026-12-24", ["Left first", "2-a-day", "", "easier"]], one.id, two.id)
    expected = [
        say["plan-yours"],
        f"“{say['plan-goal-is']} Sit · {say['plan-date-is']} Dec 24, 2026”",
        f"1. {one.title}",
        f"   “Left first · {say['plan-2-a-day']}”",
        f"   {say['label-easier']}: {one.easier}",
        f"   {say['js-plan-stop']} {one.stop_when}",
        f"2. {two.title}",
        f"   {say['js-plan-stop']} {two.stop_when}",
        say["js-plan-quoted"],
        f"{address}/{link}",
    ]
    permissions = ["clipboard-read", "clipboard-write"]
    with open_page(browser, address, link, permissions=permissions, first=storage) as (page, _):
        page.locator("#plan .app-steps").first.wait_for()
        open_fields(page, catalogue)
        page.get_by_role("button", name=say["plan-text"]).press("Enter")
        expect(page.locator(".app-plan__said")).to_have_text(say["js-plan-text-copied"])
        assert page.evaluate("navigator.clipboard.readText()") == "\n".join(expected)
    with open_page(browser, address, link, first=NO_CLIPBOARD) as (page, faults):
        page.locator("#plan .app-steps").first.wait_for()
        open_fields(page, catalogue)
        page.get_by_role("button", name=say["plan-text"]).press("Enter")
        field = page.get_by_role("textbox", name=say["plan-as-text"])
        expect(field).to_be_focused()
        expect(field).to_have_value("\n".join(expected))
        assert not faults


def test_the_fields_of_a_plan_are_accessible_and_fit_a_small_phone(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    line = "W" * 80
    link = written_link([line, "2026-12-24", [line, "2-a-day", "5", "easier"]], "drop-it-in", "slow-rainbow")
    with open_page(browser, address, link) as (page, faults):
        page.locator("#plan .app-rule").first.wait_for()
        page.locator(".app-plan__code svg").wait_for()
        assert not violations_in(page)
        open_fields(page, catalogue)
        page.locator("#plan summary").first.click()
        assert not violations_in(page)
        for width in (320, *WIDTHS.values()):
            page.set_viewport_size({"width": width, "height": 844})
            small = page.evaluate(
                """[...document.querySelectorAll(
                    '#plan :is(button, select, input[name], label:has([type=checkbox]))')]
                  .filter(each => each.type !== 'checkbox' && each.checkVisibility())
                  .filter(each => each.getBoundingClientRect().height < 43.5)
                  .map(each => each.outerHTML)"""
            )
            assert not small, width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": 320, "height": 844})
        page.evaluate(LARGER, "250%")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert not faults


# Writes as much to a plan as it takes.
FILL = """() => {
  const set = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const text = "Mostly on the left side, with the red toy and the radio off, slowly, "
    + "after each bath, or while big brother is at school";
  set(document.querySelector("[name=goal]"), text.slice(0, 120));
  set(document.querySelector("[name=date]"), "2026-12-24");
  for (const each of document.querySelectorAll("#plan article")) {
    set(each.querySelector("[name=line]"), text.slice(0, 80));
    set(each.querySelector("[name=often]"), "each-diaper");
    set(each.querySelector("[name=minutes]"), "20");
    for (const box of [...each.querySelectorAll("[type=checkbox]")].slice(0, 2)) box.click();
  }
}"""


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_fullest_plans_print_on_one_sheet_and_with_one_more_for_each_activity(
    browser: Browser, address: str, catalogue: Catalogue, paper: str
) -> None:
    say = catalogue.phrases
    with open_page(browser, address, "plan/") as (page, _):
        for number in range(1, 7):
            some = sorted(catalogue.activities, key=lambda each: -sum(map(len, each.steps)))[:number]
            open_link(page, address, link_to(*some))
            page.locator("#plan .app-plan__stop").first.wait_for()
            page.evaluate(FILL)
            page.locator(".app-plan__code svg").wait_for()
            assert page_count(page.pdf(format=paper)) == 1, number
            open_fields(page, catalogue)
            page.get_by_label(say["plan-sheets"]).check()
            expect(page.locator("#sheets article")).to_have_count(number)
            assert page_count(page.pdf(format=paper)) == 1 + number, number
        page.emulate_media(media="print")
        rows = page.locator(".app-plan__log tr").all()
        assert [row.locator("th").first.inner_text() for row in rows[1:]] == [each.title for each in some]
        assert {row.locator("td:visible").count() for row in rows[1:]} == {14}
        for activity, sheet in zip(some, page.locator("#sheets article").all(), strict=True):
            text = sheet.inner_text()
            rules = [rule.rule for rule in safety.safety_for(catalogue, activity)]
            ours = (activity.title, *activity.steps, activity.easier, activity.harder, activity.stop_when)
            assert [each for each in (*ours, *rules) if each not in text] == []
        assert not page.locator("#sheets [id], #sheets a").count()
        page.emulate_media(media="screen")
        assert not page.locator("#sheets article").first.is_visible()


def longest(catalogue: Catalogue) -> list[tuple[Activity, ...]]:
    """The sets of three with the most to print."""

    def own(activity: Activity) -> int:
        return sum(map(len, (activity.title, activity.summary, *activity.steps, activity.stop_when)))

    def rules(activity: Activity) -> int:
        return sum(len(rule.title) + len(rule.rule) for rule in safety.safety_for(catalogue, activity))

    def printed(three: tuple[Activity, ...]) -> int:
        shared = {rule for activity in three for rule in safety.safety_for(catalogue, activity)}
        return sum(map(own, three)) + sum(len(rule.title) + len(rule.rule) for rule in shared)

    by_own = sorted(catalogue.activities, key=own)
    by_rules = sorted(catalogue.activities, key=rules)
    pool = {activity.id: activity for activity in (*by_own[-9:], *by_rules[-9:])}
    return sorted(itertools.combinations(pool.values(), 3), key=printed)[-6:]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_longest_plans_print_on_one_sheet(
    browser: Browser, address: str, catalogue: Catalogue, paper: str
) -> None:
    with open_page(browser, address, "plan/") as (page, _):
        for three in (*longest(catalogue), catalogue.activities[:3], catalogue.activities[:1]):
            open_link(page, address, link_to(*three))
            page.locator("#plan .app-rule").first.wait_for()
            page.locator(".app-plan__code svg").wait_for()
            assert page_count(page.pdf(format=paper)) == 1, [each.id for each in three]


def test_on_paper_is_the_plan_and_nothing_else(browser: Browser, address: str, catalogue: Catalogue) -> None:
    three = catalogue.activities[:3]
    with open_page(browser, address, link_to(*three), width=1280) as (page, _):
        page.locator("#plan .app-rule").first.wait_for()
        page.locator(".app-plan__code svg").wait_for()
        page.emulate_media(media="print")
        others = page.evaluate(
            """[...document.body.querySelectorAll('*')]
              .filter(each => each.checkVisibility({opacityProperty: true}))
              .filter(each => each.getBoundingClientRect().height)
              .filter(each => !each.closest('#plan, .app-foot, svg'))
              .filter(each => !each.querySelector('#plan, .app-foot'))
              .map(each => each.outerHTML.slice(0, 120))"""
        )
        assert not others
        assert not [button for button in page.locator("#plan button").all() if button.is_visible()]
        rules = [rule.rule for each in three for rule in safety.safety_for(catalogue, each)]
        for text in (*[each.stop_when for each in three], *rules, f"{address}/{link_to(*three)}"):
            assert text in page.locator("#plan").inner_text()
        assert page.locator(".app-plan__code svg").is_visible()
        foot = page.locator(".app-foot").inner_text()
        assert catalogue.phrases["disclaimer"].strip() in foot


def read_qr(shown: Locator) -> str:
    """Decode a QR code. Its picture travels as a text: as a list of numbers it takes seconds."""
    seen = shown.page.evaluate(
        """async bytes => {
          const picture = await createImageBitmap(new Blob([Uint8Array.fromBase64(bytes)]));
          const { width, height } = picture;
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context.drawImage(picture, 0, 0);
          const { data } = context.getImageData(0, 0, width, height);
          return { width, height, data: new Uint8Array(data.buffer).toBase64() };
        }""",
        base64.b64encode(shown.screenshot()).decode(),
    )
    script = """
    import { readFileSync } from "node:fs";
    import { pathToFileURL } from "node:url";
    const { default: decodeQR } = await import(pathToFileURL(process.argv[1]));
    const { width, height, data } = JSON.parse(readFileSync(0, "utf8"));
    process.stdout.write(decodeQR({ width, height, data: Buffer.from(data, "base64") }));
    """
    decode = PACKAGES / "qr/decode.js"
    return node.run("--input-type=module", "-e", script, decode, given=json.dumps(seen))


@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_the_qr_code_leads_to_the_plan(
    browser: Browser, address: str, catalogue: Catalogue, forced_colors: str
) -> None:
    link = link_to(*catalogue.activities[:3])
    looks = {"scheme": "dark", "forced_colors": forced_colors}
    with open_page(browser, address, link, width=1280, **looks) as (page, faults):
        page.locator(".app-plan__code svg").wait_for()
        assert read_qr(page.locator(".app-plan__code")) == f"{address}/{link}"
        assert not faults


@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_the_qr_code_leads_to_the_visit_sheet(browser: Browser, address: str, forced_colors: str) -> None:
    sheet = "visit/#c=1&n=holds-head-steady"
    with open_page(browser, address, sheet, scheme="dark", forced_colors=forced_colors) as (page, faults):
        page.get_by_role("button", name="Make a link").click()
        page.locator(".app-visit__link svg").wait_for()
        assert read_qr(page.locator(".app-visit__link svg")) == f"{address}/{sheet}"
        assert not faults


@pytest.mark.parametrize(
    "path", ["plan/", "activities/reach-in-tummy-time/", "guides/how-to-read-milestones/"]
)
def test_the_qr_code_of_a_printed_page_leads_back_to_it(browser: Browser, path: str) -> None:
    page = browser.new_page(device_scale_factor=4)  # about as fine as a printer
    page.set_content(f'<div style="width: 18mm">{qr(f"https://example.org/infant-ot/{path}")}</div>')
    assert read_qr(page.locator("svg")) == f"https://example.org/infant-ot/{path}"
    page.close()


def save_later(page: Page) -> Locator:
    """Touch the page of an activity, and return the button that saves it."""
    page.keyboard.press("Shift")
    return page.locator("article .app-print [aria-pressed]")


def test_what_is_saved_for_later_starts_a_plan_and_is_taken_back_by_key(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    activity = catalogue.get(Activity, "drop-it-in")
    with open_page(browser, address, f"activities/{activity.id}/") as (page, faults):
        button = save_later(page)
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(button).to_have_accessible_name(words["js-later"])
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("status").filter(has_text=words["js-later-done"])).to_be_visible()
        assert not violations_in(page)
        page.reload()
        # What is saved says so without a touch.
        expect(page.locator("article .app-print [aria-pressed=true]")).to_be_visible()
        page.goto(f"{address}/plan/#a=reach-in-tummy-time")
        start = page.locator("#saved")
        expect(start.locator("li")).to_have_text([activity.title])
        start.get_by_role("button", name=words["plan-use-saved"]).press("Enter")
        expect_plan(page, [catalogue.get(Activity, "reach-in-tummy-time").title, activity.title])
        expect(page.locator("#plan h2:focus")).to_be_visible()
        assert not violations_in(page)
        page.goto(f"{address}/activities/{activity.id}/")
        page.locator("article .app-print [aria-pressed=true]").press("Space")
        expect(page.locator("article .app-print [aria-pressed]")).to_have_attribute("aria-pressed", "false")
        page.goto(f"{address}/plan/")
        expect(page.locator("#today")).to_be_visible()
        expect(page.locator("#saved")).to_be_hidden()
        assert not faults


def test_saved_activities_fill_a_plan_up_to_six_and_the_rest_is_said(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    ids = [activity.id for activity in catalogue.activities]
    days = {f"infant-ot:saved:{each}": f"2026-11-{10 + at}" for at, each in enumerate(ids[:7])}
    keep = f"Object.entries({json.dumps(days)}).forEach(entry => localStorage.setItem(...entry))"
    with open_page(browser, address, "plan/", first=keep) as (page, faults):
        page.locator("#saved button").click()
        # The last saved first.
        expect_plan(page, [catalogue.get(Activity, each).title for each in reversed(ids[1:7])])
        expect(page.locator(".app-plan__said")).to_have_text(catalogue.phrases["js-plan-full"])
        assert not faults


def test_where_nothing_can_be_stored_no_button_promises_to_save(browser: Browser, address: str) -> None:
    with open_page(browser, address, "activities/drop-it-in/", first=BLOCKED) as (page, faults):
        with page.expect_response("**/save-later.js"):
            page.keyboard.press("Shift")
        page.wait_for_load_state("networkidle")
        expect(page.locator("article [name=print]")).to_be_visible()
        expect(page.locator("article .app-print [aria-pressed]")).to_have_count(0)
        page.goto(f"{address}/plan/")
        expect(page.locator("#today")).to_be_visible()
        expect(page.locator("#saved")).to_be_hidden()
        assert not faults
