"""For the reviewer: a pull request shows each change of words once, before and after, as a parent sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from report.changes import Change, changes_between, marked, render
from tests.conftest import build_site


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def changes(project: Path, site: Path, tmp_path: Path) -> list[Change]:
    edit(project / "docs/guides/tummy-time.md", "Gentle ways", "Easy ways")  # only its description
    edit(project / "docs/guides/tummy-time.md", "A minute here", "One minute here")
    edit(project / "data/signs.yaml", 'Say: "My baby has lost a skill."', 'Say: "My baby lost a skill."')
    edit(
        project / "data/activities.yaml",
        "Sit leaning back a little, about halfway to lying down.",
        "Sit leaning back a little.",
    )
    return changes_between(site, build_site(project, tmp_path / "changed"))


def test_each_change_of_words_is_there_once_with_the_pages_that_show_it(changes: list[Change]) -> None:
    assert [change.pages[0] for change in changes] == [
        "Is it urgent? Day or night",
        "Chest-to-chest tummy time",
        "Tummy time: how to begin",
    ]
    assert all("by a clinician" in change.review for change in changes)
    sign, *_ = changes
    assert "My baby <del>has</del> lost a skill." in sign.words
    assert {"4 to 6 months", "Warning signs"} & set(sign.pages)


def test_a_change_is_seen_alone_on_a_phone_in_both_versions(browser: Browser, changes: list[Change]) -> None:
    page = browser.new_page()
    page.set_content(render(changes))
    for frame, shown, not_shown in (
        (0, "My baby has lost a skill.", "My baby lost a skill."),
        (1, "My baby lost a skill.", "My baby has lost a skill."),
    ):
        body = page.frame_locator("iframe").nth(frame).locator("body")
        assert shown in body.inner_text()
        assert not_shown not in body.inner_text()
        assert "Call 911" not in body.inner_text()
        assert body.evaluate("each => each.clientWidth") <= 390
    page.close()


def test_a_page_that_is_new_or_gone_is_there_on_one_side(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "skills/movement"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes((site / "skills/movement/index.html").read_bytes())
    (new, *_) = changes_between(tmp_path / "nothing", tmp_path)
    assert not new.before
    assert "Moving" in new.after
    (gone, *_) = changes_between(tmp_path, tmp_path / "nothing")
    assert not gone.after
    assert "Not there." in render([gone])


def test_another_order_and_one_of_two_equal_lines_are_changes(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    steps = ("Call 911.", "Lay them down.", "Wait.", "Wait.")
    for site, lines in ((before, steps), (after, (steps[1], steps[0], *steps[2:]))):
        site.mkdir()
        items = "".join(f"<li>{line}</li>" for line in lines)
        html = f'<article><h1 id="cpr">CPR</h1><ol>{items}</ol></article>'
        (site / "index.html").write_text(html, encoding="utf-8")
    (swapped,) = changes_between(before, after)
    assert swapped.words == "In another order: Lay them down."
    text = (after / "index.html").read_text(encoding="utf-8")
    (after / "index.html").write_text(text.replace("<li>Wait.</li>", "", 1), encoding="utf-8")
    (fewer,) = changes_between(before, after)
    assert "Wait." in fewer.words


def test_words_that_went_and_came_are_marked_and_can_be_no_markup() -> None:
    assert marked("a <b> c", "a d c") == "a <del>&lt;b&gt;</del> <ins>d</ins> c"
