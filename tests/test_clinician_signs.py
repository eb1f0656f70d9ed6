"""For the clinician: answers become signatures, nothing else in a file changes, nothing is signed unseen."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from catalogue.catalogue import load_catalogue
from catalogue.packets import name_of, review_in, reviewable_texts
from review import unsign
from review.answers import read_answers
from review.edit import Signature, sign_record, sign_records
from review.packets import Writer
from review.shown import Reader
from review.sign import main
from review.translations import TranslatedTexts
from tests.conftest import ROOT, TODAY
from tests.engines import Tab
from tests.made_up_language import translate
from translation.state import TextState, states_of
from translation.texts import originals_of

NAME = "Jane Doe, OTR/L"
DAY = "2026-11-23"
SIGN = "sign/uses-one-side-more"
AID = "first-aid/choking-under-1-year"
PROPOSALS = "proposals-02-jane-doe.md"

Answer = dict[str, Any]


def right(project: Path, *names: str) -> list[Answer]:
    """Return the answer "right" on some texts, or on all, as a packet made now saves it."""
    catalogue = load_catalogue(project / "data", TODAY)
    reader = Reader(catalogue, ROOT / "templates", project / "docs")
    return [
        {"name": name_of(text), "digest": reader.show(text).digest, "answer": "right"}
        for text in reviewable_texts(catalogue)
        if not names or name_of(text) in names
    ]


def save(project: Path, given: list[Answer], **changed: object) -> Path:
    saved = {"form": "infant-ot-review-1", "reviewed_by": NAME, "reviewed_on": DAY, "answers": given}
    path = project / "answers-02-jane-doe.json"
    path.write_text(json.dumps(saved | changed), encoding="utf-8-sig")  # as some editors save it
    return path


def sign(project: Path, path: Path) -> int:
    return main([str(path)], project, TODAY)


def contents(project: Path) -> dict[Path, str]:
    files = [*(project / "data").rglob("*.yaml"), *(project / "docs").rglob("*.md")]
    return {path: path.read_text(encoding="utf-8") for path in files}


def reviewers(project: Path) -> dict[str, str | None]:
    catalogue = load_catalogue(project / "data", TODAY)
    return {name_of(text): review_in(text).reviewed_by for text in reviewable_texts(catalogue)}


def is_review(line: str) -> bool:
    return line.strip().startswith(("reviewed_by:", "reviewed_on:"))


def test_all_that_was_right_is_signed_and_no_other_line_changes(project: Path) -> None:
    before = contents(project)
    assert sign(project, save(project, right(project))) == 0
    assert set(reviewers(project).values()) == {NAME}
    for path, text in contents(project).items():
        kept = [line for line in text.split("\n") if not is_review(line)]
        assert kept == [line for line in before[path].split("\n") if not is_review(line)], path


def test_a_guide_with_dashes_in_its_head_is_signed_below_them(project: Path) -> None:
    guide = project / "docs/guides/privacy.md"
    title = next(line for line in guide.read_text(encoding="utf-8").split("\n") if line.startswith("title:"))
    guide.write_text(guide.read_text(encoding="utf-8").replace(title, f"{title} --- ours"), encoding="utf-8")
    before = guide.read_text(encoding="utf-8").split("\n")
    assert sign(project, save(project, right(project))) == 0
    signed = guide.read_text(encoding="utf-8").split("\n")
    assert [line for line in signed if not is_review(line)] == [
        line for line in before if not is_review(line)
    ]


def test_another_clinic_removes_every_review_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project)
    assert sign(project, save(project, right(project))) == 0
    assert unsign.main(project) == 0
    assert set(reviewers(project).values()) == {None}
    for path, text in contents(project).items():
        assert text.split("\n") == [line for line in before[path].split("\n") if not is_review(line)], path
    assert unsign.main(project) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Reviews removed from 0 files: none."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("moments:\n  - reviewed_by: Jane Doe, OTR/L\n    id: a\n", "its lines are in an unusual form"),
        ("moments:\n  - id: [a\n", "it can't be read. Run make check."),
    ],
)
def test_if_a_review_cannot_be_removed_none_is(
    project: Path, typed: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, save(project, right(project, SIGN))) == 0
    (project / "data/house/moments.yaml").write_text(typed, encoding="utf-8")
    before = contents(project)
    assert unsign.main(project) == 1
    assert f"data/house/moments.yaml: {sentence}" in capsys.readouterr().err
    assert contents(project) == before


def test_only_what_was_answered_is_signed(project: Path) -> None:
    earlier = reviewers(project)
    assert sign(project, save(project, right(project, SIGN, "guide/safe-play"))) == 0
    assert reviewers(project) == earlier | {SIGN: NAME, "guide/safe-play": NAME}


def test_a_text_that_changed_since_the_packet_was_made_is_not_signed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = save(project, right(project, SIGN, AID))
    aid = project / "data/first-aid.yaml"
    aid.write_text(
        aid.read_text(encoding="utf-8").replace("Shout for help", "Call for help"), encoding="utf-8"
    )
    assert sign(project, saved) == 0
    assert reviewers(project)[AID] is None
    assert reviewers(project)[SIGN] == NAME
    assert f"it changed since the packet was made: {AID}. Make packet 1 again." in capsys.readouterr().out


def test_a_correction_is_proposed_and_never_applied(project: Path) -> None:
    wishes = right(project, SIGN, AID)
    wishes[0] |= {"answer": "change", "words": "Say: keeps one hand in a fist."}
    wishes[1] |= {"answer": "remove", "words": "Another record says it."}
    before = contents(project)
    assert sign(project, save(project, wishes)) == 0
    assert contents(project) == before
    proposals = (project / PROPOSALS).read_text(encoding="utf-8")
    for wish in wishes:
        title = "Change" if wish["answer"] == "change" else "Remove"
        assert f"- [ ] **{title} `{wish['name']}`**, data/" in proposals
        assert f"  - {NAME}, {DAY}: {wish['words']}" in proposals


def test_an_earlier_review_is_replaced_and_a_later_one_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(project, save(project, right(project, SIGN))) == 0
    other = {"reviewed_by": "John Roe, MD", "reviewed_on": "2026-11-24"}
    assert sign(project, save(project, right(project, SIGN), **other)) == 0
    assert f"An earlier review was replaced: {SIGN} ({NAME})." in capsys.readouterr().out
    assert sign(project, save(project, right(project, SIGN))) == 0
    assert f"somebody reviewed it later: {SIGN}." in capsys.readouterr().out
    assert reviewers(project)[SIGN] == "John Roe, MD"


BAD = {
    "another file": ({"form": "something else"}, "this isn't a file of answers that a review packet saved"),
    "no name": ({"reviewed_by": ""}, "reviewed_by: write some words here"),
    "no letters": ({"reviewed_by": "Jane Doe"}, "the letters after it, such as Jane Doe, OTR/L"),
    "nobody": ({"reviewed_by": "the clinician, tbd"}, "write the name of the clinician who checked this"),
    "the future": (
        {"reviewed_on": "2026-12-31"},
        "its day, 2026-12-31, is in the future: today is 2026-11-24",
    ),
    "no day": ({"reviewed_on": "yesterday"}, "reviewed_on: input should be a valid date"),
    "no answers": ({"answers": []}, "answers: "),
    "an unknown text": (
        {"answers": [{"name": "sign/nothing", "digest": "0" * 16, "answer": "right"}]},
        'there is no text "sign/nothing" any more',
    ),
    "no words": (
        {"answers": [{"name": SIGN, "digest": "0" * 16, "answer": "change"}]},
        f'the answer on "{SIGN}" doesn\'t say what to change',
    ),
    "two answers": (
        {"answers": [{"name": SIGN, "digest": "0" * 16, "answer": "right"}] * 2},
        f'it has more than one answer on "{SIGN}"',
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_right_signs_nothing(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed, sentence = BAD[name]
    good = right(project, AID)
    before = contents(project)
    path = save(project, good, **changed)
    good_path = path.rename(path.with_name("bad.json"))
    assert main([str(save(project, good)), str(good_path)], project, TODAY) == 1
    said = capsys.readouterr().err
    assert f"{good_path}: " in said
    assert sentence in said
    assert "Nothing was written." in said
    assert contents(project) == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ('{"form": "infant-ot-rev', "the file is cut off or damaged"),
        ("", "this isn't a file of answers"),
        ("\x00", "this isn't a file of answers"),
        ("[1]", "this isn't a file of answers"),
    ],
)
def test_half_a_file_or_another_one_signs_nothing(
    project: Path, typed: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "answers.json"
    path.write_text(typed, encoding="utf-8")
    assert sign(project, path) == 1
    assert sentence in capsys.readouterr().err
    assert sign(project, project / "none.json") == 1
    assert "there is no such file" in capsys.readouterr().err


SIGNATURE = Signature(NAME, datetime.date(2026, 11, 23))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# A file\nmoments:\n  - id: a\n    title: A # why\n    # a note\n\n  - id: b\n    title: B\n",
            "# A file\nmoments:\n  - id: a\n    title: A # why\n{}    # a note\n\n  - id: b\n    title: B\n",
        ),
        (
            "moments:\n  - id: a\n    sources: [x,\n      y]\n    title: >-\n      Long\n      text\n",
            "moments:\n  - id: a\n    sources: [x,\n      y]\n{}    title: >-\n      Long\n      text\n",
        ),
        (
            "moments:\n  - id: a\n    title: >-\n      Long\n      # text\n\n\n  - id: b\n    title: B\n",
            "moments:\n  - id: a\n    title: >-\n      Long\n      # text\n{}\n\n  - id: b\n    title: B\n",
        ),
        (
            "moments:\n- id: a\n  reviewed_on: 2020-01-01\n  title: A\n  reviewed_by: Old Name, MD\n",
            "moments:\n- id: a\n  title: A\n  reviewed_by: Jane Doe, OTR/L\n  reviewed_on: 2026-11-23\n",
        ),
        (
            "moments:\r\n  - id: a\r\n    title: A\r\n",
            "moments:\r\n  - id: a\r\n    title: A\r\n{}",
        ),
    ],
)
def test_a_signature_goes_below_the_evidence_or_to_the_end(before: str, after: str) -> None:
    end = "\r\n" if "\r\n" in before else "\n"
    lines = f"    reviewed_by: Jane Doe, OTR/L{end}    reviewed_on: 2026-11-23{end}"
    assert sign_records(before, {("moments", "a"): SIGNATURE}) == after.format(lines)


def test_a_name_that_looks_like_something_else_is_quoted() -> None:
    odd = Signature('Jo: "Ann" Doe, OT', datetime.date(2026, 11, 23))
    assert "reviewed_by: 'Jo: \"Ann\" Doe, OT'" in sign_record("\ntitle: A\n", odd)


@pytest.mark.browser
def test_a_reviewer_fills_in_a_packet_without_a_network_and_goes_on_later(
    project: Path, browser: Browser, tmp_path: Path
) -> None:
    catalogue = load_catalogue(project / "data", TODAY)
    writer = Writer(catalogue, ROOT / "templates", project / "docs")
    packet = writer.packets[0]
    file = tmp_path / "packet.html"
    file.write_text(writer.packet(packet), encoding="utf-8")

    context = browser.new_context(offline=True, accept_downloads=True)
    tab = context.new_page()
    tab.goto(file.as_uri())
    answers = tab.get_by_role("group")
    answers.nth(0).get_by_label("Right").check()
    answers.nth(1).get_by_label("Change to").check()
    tab.get_by_role("button", name="Save my answers").click()
    expect(tab.get_by_role("status")).to_contain_text("Write your name")
    tab.get_by_label("Your name").fill("Jane Doe")
    tab.get_by_label("Letters after it").fill("OTR/L")
    tab.get_by_label("Day").fill(DAY)
    tab.get_by_role("button", name="Save my answers").click()
    expect(tab.get_by_role("status")).to_contain_text("Write what to change")
    answers.nth(1).get_by_role("textbox").fill("Say it shorter.")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save my answers").click()
    saved = project / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == "answers-01-jane-doe.json"

    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.get_by_role("group").nth(0).get_by_label("Right").check()
    tab.get_by_label("Go on from a saved file").set_input_files(file)
    expect(tab.get_by_role("status")).to_contain_text("holds no answers")
    assert tab.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))"), "unsaved answers"
    tab.get_by_label("Go on from a saved file").set_input_files(saved)
    expect(tab.get_by_role("status")).to_contain_text("Answers back from the file: 2.")
    expect(tab.get_by_label("Your name")).to_have_value("Jane Doe")
    expect(tab.get_by_role("group").nth(1).get_by_role("textbox")).to_have_value("Say it shorter.")
    context.close()

    earlier = reviewers(project)
    assert sign(project, saved) == 0
    first, second = (name_of(text) for text in packet.texts[:2])
    assert reviewers(project) == earlier | {first: NAME}
    assert second in (project / "proposals-01-jane-doe.md").read_text(encoding="utf-8")


@pytest.mark.browser
def test_answers_are_saved_and_come_back_in_each_engine(tab: Tab, frozen: Path, tmp_path: Path) -> None:
    catalogue = load_catalogue(frozen / "data", TODAY)
    writer = Writer(catalogue, ROOT / "templates", frozen / "docs")
    page, file = tmp_path / "packet.html", tmp_path / "answers-01-jane-doe.json"
    page.write_text(writer.packet(writer.packets[0]), encoding="utf-8")
    tab.open(page.as_uri())
    tab.fill("Your name", "Jane Doe")
    tab.fill("Letters after it", "OTR/L")
    tab.tap("radio", "Right", within="fieldset")
    tab.sees("1 of ", "answered.")
    tab.tap("button", "Save my answers")
    file.write_text(tab.saved(file.name), encoding="utf-8")
    (answer,) = read_answers(file, datetime.date.max).answers
    assert (answer.name, answer.answer) == (name_of(writer.packets[0].texts[0]), "right")
    tab.open(page.as_uri())
    tab.pick("[name=restore]", file)
    tab.sees("Answers back from the file: 1.", "1 of ")


GUIDE = "guide/privacy"
WORRIES = "names/worries"


@pytest.fixture
def translated_project(project: Path) -> Path:
    """A copy of the frozen project with a translation that nobody has checked."""
    translate(project, TODAY, checked_by=None)
    return project


def right_in_spanish(project: Path, *names: str) -> list[Answer]:
    """Return the answer "right" on some translated texts, as a packet made now saves it."""
    catalogue = load_catalogue(project / "data", TODAY)
    texts = TranslatedTexts(catalogue, project, ROOT / "templates", "es")
    return [
        {"name": f"es/{name}", "digest": texts.show(name).digest, "answer": "right"}
        for name in names or [name for packet in texts.packets for name in packet.texts]
    ]


def states(project: Path) -> list[TextState]:
    originals = originals_of(load_catalogue(project / "data", TODAY).records, project)
    return list(states_of(originals, project, "es"))


def checked_names(project: Path) -> set[str]:
    found = states(project)
    return {each.name for each in found if each.is_checked} - {
        each.name for each in found if not each.is_checked
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_translator_checks_records_guides_and_names_and_nothing_else_changes(
    translated_project: Path,
) -> None:
    project, before = translated_project, contents(translated_project)
    files = {path: path.read_text(encoding="utf-8") for path in (project / "translations").rglob("*.*")}
    assert sign(project, save(project, right_in_spanish(project, SIGN, GUIDE, WORRIES))) == 0
    worries = {each.name for each in states(project) if each.name.startswith("worries.")}
    assert checked_names(project) == {"signs.uses-one-side-more", "guides/privacy.md", *worries}
    assert contents(project) == before, "a translator signs no English text"
    for path, text in files.items():
        kept = [
            line
            for line in path.read_text(encoding="utf-8").split("\n")
            if not line.startswith(("# Checked by Jane Doe, OTR/L on 2026-11-23 (", "checked_"))
        ]
        assert kept == text.split("\n"), path


def test_every_text_of_a_translation_is_in_a_packet(translated_project: Path) -> None:
    project = translated_project
    assert sign(project, save(project, right_in_spanish(project))) == 0
    assert [each.name for each in states(project) if not each.is_checked] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "data/signs.yaml",
            "id: uses-one-side-more\n    title: ",
            "id: uses-one-side-more\n    title: Often ",
        ),
        ("translations/es/signs.po", 'uses-one-side-more.title"\n', ""),
    ],
    ids=["English", "Spanish"],
)
def test_a_translation_that_changed_since_its_packet_or_its_check_is_not_checked(
    translated_project: Path, file: str, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = translated_project
    saved = save(project, right_in_spanish(project, SIGN))
    assert sign(project, saved) == 0
    assert checked_names(project) == {"signs.uses-one-side-more"}
    if new:
        edit(project / file, old, new)
    else:
        _, _, after = (project / file).read_text(encoding="utf-8").partition(old)
        line = next(each for each in after.split("\n") if each.startswith("msgstr "))
        edit(project / file, f"{line}\n", line.replace('msgstr "', 'msgstr "Otra ') + "\n")
    assert checked_names(project) == set()
    assert sign(project, saved) == 0
    assert f"it changed since the packet was made: es/{SIGN}. Make packet" in capsys.readouterr().out
    assert checked_names(project) == set()


def test_a_guide_that_changed_since_its_check_is_not_checked(translated_project: Path) -> None:
    project = translated_project
    assert sign(project, save(project, right_in_spanish(project, GUIDE))) == 0
    assert checked_names(project) == {"guides/privacy.md"}
    edit(project / "translations/es/guides/privacy.md", "title: ", "title: Otra ")
    assert checked_names(project) == set()


def test_half_a_translation_is_not_checked(
    translated_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = translated_project
    path = project / "translations/es/signs.po"
    edit(
        path, 'msgctxt "signs.uses-one-side-more.title"', '#, fuzzy\nmsgctxt "signs.uses-one-side-more.title"'
    )
    assert sign(project, save(project, right_in_spanish(project, SIGN))) == 0
    assert f"its translation is unfinished: es/{SIGN}." in capsys.readouterr().out
    assert checked_names(project) == set()


def test_a_translators_correction_is_proposed_with_its_file(translated_project: Path) -> None:
    project = translated_project
    wish = right_in_spanish(project, SIGN)[0] | {"answer": "change", "words": "Say: mano."}
    assert sign(project, save(project, [wish])) == 0
    proposals = (project / PROPOSALS).read_text(encoding="utf-8")
    assert f"- [ ] **Change `es/{SIGN}`**, translations/es/signs.po\n" in proposals
    assert checked_names(project) == set()


def test_an_answer_on_a_translation_that_is_not_there_signs_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = {"name": f"es/{SIGN}", "digest": "0" * 16, "answer": "right"}
    assert sign(project, save(project, [unknown])) == 1
    assert f'there is no text "es/{SIGN}" any more' in capsys.readouterr().err
