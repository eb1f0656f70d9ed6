"""For the reviewer: a pull request shows each change of words once, before and after, as a parent sees it.

Each has the record or guide that it is from, with its own review. A record that waits for one is there, too.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from catalogue.catalogue import load_catalogue
from report.changed_texts import Version, changed_texts
from report.changes import Change, changes_between, held_changes, marked, render
from tests.conftest import TODAY, build_site

HELD = "activity/slow-bottle"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def changes(project: Path, frozen: Path, site: Path, tmp_path: Path) -> list[Change]:
    edit(project / "docs/guides/tummy-time.md", "Gentle ways", "Easy ways")  # only its description
    edit(project / "docs/guides/tummy-time.md", "A minute here", "One minute here")
    edit(project / "data/signs.yaml", 'Say: "My baby has lost a skill."', 'Say: "My baby lost a skill."')
    edit(
        project / "data/activities.yaml",
        "Sit leaning back a little, about halfway to lying down.",
        "Sit leaning back a little.",
    )
    edit(project / "data/activities.yaml", "wait for a wide mouth", "wait till the mouth is wide")
    before, after = version_of(frozen), version_of(project)
    texts = list(changed_texts(before, after))
    changed = changes_between(site, build_site(project, tmp_path / "changed"), texts)
    return [*changed, *held_changes(before, after, texts)]


def version_of(project: Path) -> Version:
    return Version(load_catalogue(project / "data", TODAY), project / "docs")


def test_each_change_of_words_is_there_once_with_the_pages_that_show_it(changes: list[Change]) -> None:
    assert [change.pages[:1] for change in changes] == [
        ["Is it urgent? Day or night"],
        ["Chest-to-chest tummy time"],
        ["Tummy time: how to begin"],
        [],
    ]
    assert [[text.name for text in change.texts] for change in changes] == [
        ["sign/loses-a-skill"],
        ["activity/chest-to-chest-tummy-time"],
        ["guide/tummy-time"],
        [HELD],
    ]
    sign, *_ = changes
    assert "My baby <del>has</del> lost a skill." in sign.words
    assert {"4 to 6 months", "Warning signs"} & set(sign.pages)


def test_a_record_that_waits_for_its_review_is_shown_as_it_would_look(
    browser: Browser, changes: list[Change]
) -> None:
    page = browser.new_page()
    page.set_content(render([change for change in changes if change.texts[0].is_held]))
    assert "Held: not on any page yet." in page.inner_text("section")
    for frame, shown in ((0, "wait for a wide mouth"), (1, "wait till the mouth is wide")):
        body = page.frame_locator("iframe").nth(frame).locator("body")
        assert shown in body.inner_text()
        assert body.evaluate("each => each.clientWidth") <= 390
        assert body.evaluate("each => each.scrollHeight <= innerHeight"), "a part of it is cut off"
    page.close()


SIGNED = "    reviewed_by: Jane Doe, OTR/L\n    reviewed_on: 2026-11-20\n"
AGAIN = SIGNED.replace("11-20", "11-21")
STEP = "Touch the upper lip, and wait"


@pytest.mark.parametrize(
    ("earlier", "now", "review", "held"),
    [
        ("", "", "nobody has signed it yet", True),
        ("", SIGNED, "signed by Jane Doe, OTR/L on 2026-11-20", False),
        (SIGNED, SIGNED, "signed by Jane Doe, OTR/L on 2026-11-20, before this change", False),
        (SIGNED, AGAIN, "signed by Jane Doe, OTR/L on 2026-11-21", False),
    ],
)
def test_a_change_has_the_review_of_its_own_record(
    frozen: Path, tmp_path: Path, earlier: str, now: str, review: str, held: bool
) -> None:
    versions = []
    for name, signature, step in (("earlier", earlier, STEP), ("now", now, STEP.replace("upper ", ""))):
        for part in ("data", "docs"):
            shutil.copytree(frozen / part, tmp_path / name / part)
        file = tmp_path / name / "data/activities.yaml"
        edit(file, "  - id: slow-bottle\n", f"  - id: slow-bottle\n{signature}")
        edit(file, STEP, step)
        versions.append(version_of(tmp_path / name))
    (text,) = changed_texts(*versions)
    assert (text.name, text.review, text.is_held) == (HELD, review, held)
    assert bool(list(held_changes(*versions, [text]))) == held


def test_what_went_and_what_nobody_signs_is_told(frozen: Path, tmp_path: Path) -> None:
    for part in ("data", "docs"):
        shutil.copytree(frozen / part, tmp_path / part)
    edit(tmp_path / "data/house/moments.yaml", "    title: Bath", "    title: In the bath")
    (tmp_path / "docs/guides/privacy.md").unlink()
    texts = changed_texts(version_of(frozen), version_of(tmp_path))
    assert {text.name: text.review for text in texts} == {
        "moment/bath": "nobody signs texts of this kind",
        "guide/privacy": "taken out",
    }


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
    (new, *_) = changes_between(tmp_path / "nothing", tmp_path, [])
    assert not new.before
    assert "Moving" in new.after
    (gone, *_) = changes_between(tmp_path, tmp_path / "nothing", [])
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
    (swapped,) = changes_between(before, after, [])
    assert swapped.words == "In another order: Lay them down."
    text = (after / "index.html").read_text(encoding="utf-8")
    (after / "index.html").write_text(text.replace("<li>Wait.</li>", "", 1), encoding="utf-8")
    (fewer,) = changes_between(before, after, [])
    assert "Wait." in fewer.words


def test_words_that_went_and_came_are_marked_and_can_be_no_markup() -> None:
    assert marked("a <b> c", "a d c") == "a <del>&lt;b&gt;</del> <ins>d</ins> c"
