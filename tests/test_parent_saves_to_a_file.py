"""For the parent whose browser forgets: the stored data can be saved to a file, and restored from it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Milestone
from tests import node
from tests.built_page import read
from tests.conftest import BLOCKED, ROOT
from tests.test_parent_in_a_browser import violations_in
from tests.test_parent_my_baby import FULL, LIST, NOON, kept_in, nearly_full, open_list, phone, type_birth

HOLDS_HEAD = "[data-tick='milestone:holds-head-steady']"


def test_a_file_of_ours_is_known_and_no_other() -> None:
    node.run("--test", "tests/scripts/backup.test.js")


def test_a_file_has_room_for_each_note_that_a_field_takes(site: Path) -> None:
    module = (ROOT / "docs/assets/js/backup.js").read_text(encoding="utf-8")
    most = re.search(r"LONGEST_NOTE = (\d+)", module)
    assert most
    notes = read(site, "visit/").all("textarea")
    assert notes
    for note in notes:
        assert len("What can we do at home? " * 20) <= int(note.attributes["maxlength"]) <= int(most[1])


def saved(page: Page, address: str, folder: Path) -> Path:
    """Save the stored data to a file, as a parent does."""
    page.goto(address)
    with page.expect_download() as waiting:
        page.locator("#backup [name=save]").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def put_back(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as waiting:
        page.locator("#backup [name=restore]").click()
    waiting.value.set_files(file)


def keep_something(page: Page, address: str) -> None:
    """Type a birth date, answer one milestone and write a note."""
    page.goto(address)
    type_birth(page, "2026-05-20", weeks="32")
    page.wait_for_url("**/ages/**")
    open_list(page, address)
    page.locator(HOLDS_HEAD).get_by_label("Not yet").check()
    page.goto(f"{address}/visit/")
    page.get_by_role("button", name="Make a link").wait_for()
    page.get_by_label("My questions").fill("What can we do at home?")


def test_what_is_kept_moves_to_another_device(
    browser: Browser, address: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    words = catalogue.phrases
    with phone(browser) as context:
        page = context.new_page()
        keep_something(page, address)
        file = saved(page, address, tmp_path)
        expect(page.locator("#backup [role=status]")).to_have_text(words["js-backup-saved"])
        before = kept_in(page)
        assert len(before) >= 4
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        # Phones let the parent choose only such files.
        offered = page.locator("#backup input").get_attribute("accept") or ""
        assert file.suffix in offered.split(",")
        put_back(page, file)  # nothing is stored yet, so there is nothing to confirm
        expect(page.locator("#backup [role=status]")).to_have_text(words["js-backup-done"])
        expect(page.locator("#backup [role=status]")).to_be_visible()
        assert kept_in(page) == before
        expect(page.locator(".app-my-baby")).to_contain_text("8 weeks early")
        expect(page.locator("[name=born-year]")).to_have_value("2026")
        page.goto(f"{address}/{LIST}")
        expect(page.locator(HOLDS_HEAD).get_by_label("Not yet")).to_be_checked()
        page.goto(f"{address}/visit/")
        expect(page.get_by_label("My questions")).to_have_value("What can we do at home?")


def link_of(page: Page, address: str) -> str:
    """Return the link that carries the stored data, as a parent gets it by keyboard."""
    page.goto(address)
    button = page.locator("#backup [name=carry]")
    button.wait_for()
    button.press("Enter")
    return page.locator("#backup .app-carry input").input_value()


def add_from(page: Page, link: str) -> str:
    """Open a link of another phone and add what it holds; return what the page says."""
    page.goto("about:blank")  # as a camera does: in a new tab
    page.goto(link)
    page.get_by_role("button", name="Add it").press("Enter")
    expect(page.locator("#backup [role=status]")).to_contain_text("on this device now")
    assert "#" not in page.url
    return page.locator("#backup [role=status]").inner_text()


@pytest.mark.parametrize("way", ["link", "file"])
def test_two_phones_have_the_same_once_each_has_had_the_other(
    browser: Browser, address: str, tmp_path: Path, way: str
) -> None:
    other = "[data-tick='milestone:swings-at-toys']"
    with (
        phone(browser) as early,
        phone(browser, now=NOON + datetime.timedelta(days=4)) as late,
    ):
        a, b = early.new_page(), late.new_page()
        for page, word, note in ((a, "Yes", "About sleep?"), (b, "Not yet", "What can we do at home?")):
            page.goto(address)
            type_birth(page, "2026-05-20", weeks="32")
            page.wait_for_url("**/ages/**")
            open_list(page, address)
            page.locator(HOLDS_HEAD).get_by_label(word).check()
            page.goto(f"{address}/visit/")
            page.get_by_role("button", name="Make a link").wait_for()
            page.get_by_label("My questions").fill(note)
        open_list(a, address)
        a.locator(other).get_by_label("Not yet").check()
        if way == "link":
            from_a, from_b = link_of(a, address), link_of(b, address)  # at the same time
            said = add_from(b, from_a)
            assert "new here: 1" in said
            assert "newer ones: 0" in said
            assert "changed: 1" in said
            assert "newer ones: 1" in add_from(a, from_b)
        else:
            from_a = saved(a, address, tmp_path)
            b.goto(address)
            put_back(b, from_a)
            expect(b.locator("#backup [role=status]")).to_contain_text("new here: 1")
            from_b = saved(b, address, tmp_path)
            a.goto(address)
            put_back(a, from_b)
            expect(a.locator("#backup [role=status]")).to_contain_text("newer ones: 1")
        assert kept_in(a) == kept_in(b)
        open_list(a, address)
        expect(a.locator(HOLDS_HEAD).get_by_label("Not yet")).to_be_checked()
        a.goto(f"{address}/visit/")
        expect(a.get_by_label("My questions")).to_have_value("About sleep?\nWhat can we do at home?")


def test_an_answer_that_was_taken_back_does_not_come_back_from_the_other_phone(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    sign = "[data-tick='sign:loses-a-skill']"
    with (
        phone(browser) as early,
        phone(browser, now=NOON + datetime.timedelta(days=4)) as late,
    ):
        a, b = early.new_page(), late.new_page()
        open_list(a, address)
        a.locator(sign).get_by_role("checkbox").check()
        from_a = link_of(a, address)
        add_from(b, from_a)
        open_list(b, address)
        b.locator(sign).get_by_role("checkbox").uncheck()
        from_b = link_of(b, address)
        add_from(b, from_a)  # the link from before
        assert "gave way to newer ones: 1" in add_from(a, from_b)
        assert kept_in(a) == kept_in(b)
        for page in (a, b):
            open_list(page, address)
            expect(page.locator(sign).get_by_role("checkbox")).not_to_be_checked()
            page.goto(f"{address}/visit/")
            page.get_by_role("button", name="Make a link").wait_for()
            expect(page.locator("[data-part] li")).to_have_count(0)
        a.goto(address)
        a.get_by_role("button", name=words["backup-list"]).click()
        row = a.locator("#backup .app-carry li")
        expect(row).to_contain_text(f"{words['js-tick-none']}, Nov 28, 2026")
        row.get_by_role("button").press("Enter")
        expect(a.locator("#backup [role=status]")).to_have_text(words["js-list-none"])
        for days, left in ((90, 1), (91, 0)):
            b.clock.set_fixed_time(NOON + datetime.timedelta(days=4 + days))
            open_list(b, address)
            b.locator(sign).get_by_role("checkbox").wait_for()
            assert len(kept_in(b)) == left


def test_a_link_changes_nothing_until_the_reader_asks(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    with phone(browser) as context:
        page = context.new_page()
        keep_something(page, address)
        link = link_of(page, address)
        expect(page.locator("#backup svg")).to_have_count(1)
        assert not violations_in(page)
        before = kept_in(page)
        page.evaluate("localStorage.clear()")
        page.goto("about:blank")
        page.goto(
            f"{link.replace('#carry=', '#carry%3D')}."
        )  # a messenger escapes it, and ends a sentence after it
        status = page.locator("#backup [role=status]")
        expect(status).to_have_text(words["js-carry-came"])
        expect(status).to_be_in_viewport()
        assert kept_in(page) == {}
        assert not violations_in(page)
        page.get_by_role("button", name=words["js-carry-add"]).tap()
        expect(status).to_have_text(words["js-backup-done"])
        assert kept_in(page) == before
        for damaged in (link[:-9], link[: link.index("=") + 1], link.replace("=eJ", "=eK")):
            page.goto("about:blank")
            page.goto(damaged)
            expect(status).to_have_text(words["js-carry-wrong"])
            expect(page.get_by_role("button", name=words["js-carry-add"])).to_have_count(0)
            assert kept_in(page) == before


def test_a_browser_without_codes_says_so(browser: Browser, address: str, catalogue: Catalogue) -> None:
    without = "delete window.CompressionStream; delete window.DecompressionStream;"
    with phone(browser, script=without) as context:
        page = context.new_page()
        keep_something(page, address)
        page.goto(address)
        page.get_by_role("button", name=catalogue.phrases["backup-carry"]).click()
        status = page.locator("#backup [role=status]")
        expect(status).to_have_text(catalogue.phrases["js-carry-not-here"])
        page.goto("about:blank")
        page.goto(f"{address}/#carry=eJyrVsrOTFGyMjPQUUpJLElUslIqLkksSVWyqgUAXyoHYQ")
        expect(status).to_have_text(catalogue.phrases["js-carry-not-here"])


def test_a_link_that_is_too_long_for_a_camera_has_no_code(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(
            """() => {
              for (const id of ["text-questions", "text-feeding"]) {
                const letters = Array.from({ length: 990 }, () => Math.random().toString(36)[2] ?? "a");
                localStorage.setItem(`infant-ot:text:1:${id}`, letters.join(""));
              }
            }"""
        )
        link = link_of(page, address)
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-carry-long"])
        assert page.locator("#backup svg").count() == 0
        before = kept_in(page)
        page.evaluate("localStorage.clear()")
        add_from(page, link)
        assert kept_in(page) == before


def test_everything_that_is_kept_is_listed_in_words_and_can_be_forgotten_alone(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    with phone(browser) as context:
        page = context.new_page()
        keep_something(page, address)
        page.goto(address)
        page.get_by_role("button", name=words["backup-list"]).click()
        rows = page.locator("#backup .app-carry li")
        title = catalogue.get(Milestone, "holds-head-steady").title
        expect(rows).to_have_text(
            [
                re.compile("May 20, 2026 · Pregnancy: 32 weeks"),
                re.compile("Your note: What can we do at home"),
                re.compile(f"{re.escape(title)}: Not yet, Nov 24, 2026"),
            ]
        )
        assert not violations_in(page)
        status = page.locator("#backup [role=status]")
        page.get_by_role("button", name="Forget this: Your note").press("Enter")
        expect(rows).to_have_count(2)
        expect(status).to_contain_text("What can we do at home?")
        # The keyboard goes on where it was.
        expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile(re.escape(title)))
        assert not [key for key in kept_in(page) if "text" in key]
        assert len(kept_in(page)) == 3
        page.keyboard.press("Enter")
        expect(rows).to_have_count(1)
        page.keyboard.press("Enter")
        expect(status).to_have_text(words["js-list-none"])
        expect(page.locator("[name=born-year]")).to_have_value("")
        assert set(kept_in(page)) <= {"infant-ot:current"}


@pytest.mark.parametrize("content", [b"", b"{", b"\x89PNG\r\n\x1a\n\x00", b'{"site": "another", "kept": {}}'])
def test_a_wrong_file_gets_one_plain_sentence_and_changes_nothing(
    browser: Browser, address: str, catalogue: Catalogue, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "photo.json"
    file.write_bytes(content)
    with phone(browser) as context:
        page = context.new_page()
        keep_something(page, address)
        page.goto(address)
        before = kept_in(page)
        put_back(page, file)
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-backup-wrong"])
        assert kept_in(page) == before


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_it_can_not_be_kept_the_page_says_so(
    browser: Browser, address: str, catalogue: Catalogue, tmp_path: Path, script: str
) -> None:
    file = tmp_path / "infant-ot.json"
    file.write_text(
        '{"site": "infant-ot", "kept": {"baby:1": "{\\"born\\":\\"2026-07-01\\"}"}}', encoding="utf-8"
    )
    with phone(browser, script=script) as context:
        page = context.new_page()
        page.goto(address)
        put_back(page, file)
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-backup-no-room"])
        expect(page.locator(".app-my-baby")).not_to_contain_text("months old")


def test_a_file_that_has_no_room_leaves_what_was_there(
    browser: Browser, address: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    kept = {"baby:1": '{"born":"2026-07-01"}', "text:1:text-questions": "x" * 400}
    file = tmp_path / "infant-ot.json"
    file.write_text(json.dumps({"site": "infant-ot", "kept": kept}), encoding="utf-8")
    with phone(browser, script=nearly_full(300)) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        keep_something(page, address)
        page.goto(address)
        before = kept_in(page)
        put_back(page, file)
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-backup-no-room"])
        assert kept_in(page) == before
        expect(page.locator(".app-my-baby")).to_contain_text("6 months old.")


def test_where_nothing_is_kept_there_is_nothing_to_save(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        page.locator("#backup [name=save]").click()
        expect(page.locator("#backup [role=status]")).to_have_text(catalogue.phrases["js-backup-nothing"])
        assert not violations_in(page)


def test_a_saved_activity_is_carried_listed_by_its_title_and_forgotten(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    words = catalogue.phrases
    title = catalogue.get(Activity, "drop-it-in").title
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/activities/drop-it-in/")
        page.keyboard.press("Shift")
        page.locator("article .app-print [aria-pressed]").tap()
        link = link_of(page, address)
    with phone(browser) as context:
        page = context.new_page()
        page.goto(address)
        type_birth(page, "2026-05-20")
        page.wait_for_url("**/ages/**")
        add_from(page, link)
        assert kept_in(page)["infant-ot:saved:drop-it-in"] == "2026-11-24"
        page.get_by_role("button", name=words["backup-list"]).click()
        row = words["js-list-saved"].format(title=title)
        page.get_by_role("button", name=f"Forget this: {row}").press("Enter")
        expect(page.locator("#backup [role=status]")).to_contain_text(row)
        assert not [key for key in kept_in(page) if "saved" in key]
