"""For the parent: three activities for home, as one link and one printed page."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from catalogue import play, safety
from catalogue.catalogue import Catalogue
from catalogue.records import Activity
from handouts.__main__ import page_count
from pages.render import qr
from tests.test_parent_in_a_browser import LARGER, WIDTHS, open_page, violations_in

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / ".venv/bin/node"
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
    done = subprocess.run(
        [NODE, "--test", "tests/scripts/plan.test.js"],
        cwd=ROOT,
        env={**os.environ, "ACTIVITIES": json.dumps(activities)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


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
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script, served, PACKAGES / "qr/index.js"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


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


def test_by_keyboard_alone_three_are_chosen_and_a_fourth_is_declined(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    age = catalogue.ages[2]
    four = play.activities_at(catalogue, age)[:4]
    with open_page(browser, address, "plan/", first=storage) as (page, faults):
        expect(page.locator("#today")).to_be_visible()
        page.locator("#choose summary", has_text=age.title).focus()
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
        expect(page).to_have_url(f"{address}/{link_to(*four[:3])}")
        expect_plan(page, [activity.title for activity in four[:3]])
        page.get_by_role("button", name=f"Take out “{four[1].title}”").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#plan > :focus")).to_have_count(1)
        expect_plan(page, [four[0].title, four[2].title])
        expect(page).to_have_url(f"{address}/{link_to(four[0], four[2])}")
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


def test_a_link_of_more_than_three_says_that_it_shows_the_first(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    with open_page(browser, address, link_to(*catalogue.activities[:5]), first=storage) as (page, _):
        expect(page.locator(".app-plan__note")).to_have_text(catalogue.phrases["js-plan-more"])
        expect(page.locator(".app-plan__note")).to_be_visible()
        expect_plan(page, [activity.title for activity in catalogue.activities[:3]])


def test_a_link_survives_a_messenger_that_escapes_it(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    one, other = catalogue.activities[:2]
    with open_page(browser, address, f"plan/?from=chat#a={one.id}%2C{other.id}") as (page, _):
        expect_plan(page, [one.title, other.title])
        expect(page.locator(".app-plan__link")).to_have_text(f"{address}/{link_to(one, other)}")


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
    """Decode a QR code."""
    seen = shown.page.evaluate(
        """async bytes => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const { width, height } = picture;
          const context = new OffscreenCanvas(width, height).getContext('2d');
          context.drawImage(picture, 0, 0);
          return { width, height, data: [...context.getImageData(0, 0, width, height).data] };
        }""",
        list(shown.screenshot()),
    )
    script = """
    import { readFileSync } from "node:fs";
    import { pathToFileURL } from "node:url";
    const { default: decodeQR } = await import(pathToFileURL(process.argv[1]));
    const { width, height, data } = JSON.parse(readFileSync(0, "utf8"));
    process.stdout.write(decodeQR({ width, height, data: Uint8ClampedArray.from(data) }));
    """
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script, PACKAGES / "qr/decode.js"],
        input=json.dumps(seen),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


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
    sheet = "visit/#n=holds-head-steady"
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
