"""For the parent whose browser forgets: the stored data can be saved to a file, and restored from it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from catalogue.catalogue import Catalogue
from tests.built_page import read
from tests.conftest import BLOCKED, ROOT
from tests.test_parent_age import NODE
from tests.test_parent_in_a_browser import violations_in
from tests.test_parent_my_baby import FULL, LIST, kept_in, nearly_full, open_list, phone, type_birth

HOLDS_HEAD = "[data-tick='milestone:holds-head-steady']"


def test_a_file_of_ours_is_known_and_no_other() -> None:
    done = subprocess.run(
        [NODE, "--test", "tests/scripts/backup.test.js"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_a_file_has_room_for_each_note_that_a_field_takes(site: Path) -> None:
    module = (ROOT / "docs/assets/js/backup.js").read_text(encoding="utf-8")
    most = re.search(r"text\.length <= (\d+)", module)
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


@pytest.mark.parametrize("agrees", [True, False])
def test_it_asks_before_it_replaces_what_is_there(
    browser: Browser, address: str, catalogue: Catalogue, tmp_path: Path, agrees: bool
) -> None:
    file = tmp_path / "infant-ot.json"
    file.write_text(
        '{"site": "infant-ot", "kept": {"baby:1": "{\\"born\\":\\"2026-07-01\\"}"}}', encoding="utf-8"
    )
    asked: list[str] = []

    def meet(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if agrees else dialog.dismiss()

    with phone(browser) as context:
        page = context.new_page()
        page.on("dialog", meet)
        keep_something(page, address)
        page.goto(address)
        before = kept_in(page)
        put_back(page, file)
        # The field is cleared once the file is restored.
        page.wait_for_function("() => !document.querySelector('#backup input').files.length")
        assert asked == [catalogue.phrases["js-backup-sure"]]
        line = page.locator(".app-my-baby")
        expect(line).to_contain_text("4 months old." if agrees else "6 months old.")
        after = {"infant-ot:baby:1": '{"born":"2026-07-01"}'}
        assert kept_in(page) == (after if agrees else before)


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
