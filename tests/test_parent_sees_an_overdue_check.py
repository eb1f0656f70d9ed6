"""For the parent: when a page wasn't checked in time it says so, even if nothing was published since."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.test_parent_in_a_browser import CLOSES_MENU, open_page

PAGES = (
    "",
    "ages/4-6-months/",
    "activities/reach-in-tummy-time/",
    "signs/",
    "urgent/",
    "guides/get-help/",
    "guides/privacy/",
)


def due_day(site: Path, path: str) -> datetime.date:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    due = re.search(r'data-due="?([\d-]+)', html)
    assert due, path
    return datetime.date.fromisoformat(due[1])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_an_overdue_check_shows_without_a_new_build(
    browser: Browser, address: str, site: Path, path: str, late: bool
) -> None:
    day = due_day(site, path) + datetime.timedelta(days=late)
    with open_page(browser, address, path, day=f"{day}T12:00:00Z") as (page, faults):
        # The script that shows the line may run after the page has loaded.
        page.locator(".app-menu > summary").click()
        page.wait_for_function(CLOSES_MENU)
        expect(page.locator(".app-overdue")).to_be_visible(visible=late)
        expect(page.locator(".app-overdue")).to_contain_text("The emergency advice still stands.")
        page.emulate_media(media="print")
        # An activity is one sheet of paper, which names the day of the next check at its foot.
        on_paper = late and not path.startswith("activities/")
        expect(page.locator(".app-overdue")).to_be_visible(visible=on_paper)
        assert not faults
