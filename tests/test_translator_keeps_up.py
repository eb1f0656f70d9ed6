"""For a translator: no work is lost, what changed in English is found, and a slip is named in a sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from catalogue.guides import guides_in
from catalogue.problems import Problem
from tests.conftest import TODAY, frozen_project, make_site
from tests.made_up_language import LANGUAGE, MARK, translate, translated
from translation.check import problems_in_translations
from translation.files import Translations, check_of, read_po, update
from translation.guides import write_docs
from translation.texts import Original, originals_of

# A row of first aid, and its last two steps.
RECORD = "first_aid.seizure-first-aid"
FIRST, SECOND = "Look at the clock.", "Put nothing in the mouth."
PO = f"translations/{LANGUAGE}/first-aid.po"
GUIDE = f"translations/{LANGUAGE}/guides/born-early.md"


@pytest.fixture(scope="module")
def translated_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = frozen_project(tmp_path_factory.mktemp("translated"))
    translate(project, TODAY)
    return project


@pytest.fixture
def project(translated_project: Path, tmp_path: Path) -> Path:
    """A copy of what the translation of the frozen project is made from, to spoil."""
    for part in ("data", "docs", "translations"):
        shutil.copytree(translated_project / part, tmp_path / part)
    shutil.copy(translated_project / "mkdocs.yml", tmp_path)
    return tmp_path


def originals(project: Path) -> tuple[Original, ...]:
    return tuple(originals_of(check_records(project / "data", TODAY), project))


def translations_of(project: Path) -> Translations:
    """Read the translations anew."""
    return Translations(project / "translations" / LANGUAGE)


def renewed(project: Path) -> Translations:
    """Do what `make translation` does."""
    update(translations_of(project), originals(project))
    return translations_of(project)


def problems_in(project: Path) -> list[Problem]:
    records = check_records(project / "data", TODAY)
    return list(problems_in_translations(Catalogue(records, guides_in(project / "docs")), project))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit(project: Path, context: str, change: Callable[[polib.POEntry], None]) -> None:
    """Change one entry, as a program for translators does."""
    for path in (project / "translations").rglob("*.po"):
        po = read_po(path)
        if found := [each for each in po if each.msgctxt == context]:
            change(found[0])
            po.save(str(path))
            return
    raise AssertionError(f"there is no {context}")


def entry(translations: Translations, context: str) -> polib.POEntry:
    return translations.by_context[context]


def unfuzzy(each: polib.POEntry) -> None:
    each.flags = [flag for flag in each.flags if flag != "fuzzy"]


def test_a_whole_translation_has_no_problem(project: Path) -> None:
    assert problems_in(project) == []


def test_an_emergency_row_waits_for_its_translation(project: Path) -> None:
    replace(project / "data/first-aid.yaml", FIRST, "Look at the clock, now.")
    for _ in ("before", "after"):
        (problem,) = problems_in(project)
        assert problem.stops
        assert (problem.file, problem.record, problem.field) == (PO, RECORD, "steps.1")
        assert "nobody who reads a translation must get it in English" in problem.sentence
        renewed(project)


def test_an_editor_who_says_that_the_meaning_is_the_same_keeps_the_translation(project: Path) -> None:
    replace(project / "data/first-aid.yaml", FIRST, "Look at the clock, now.")
    renewed(project)
    edit(project, f"{RECORD}.steps.1", unfuzzy)
    assert problems_in(project) == []
    found = renewed(project)
    (original,) = (each for each in originals(project) if each.text == "Look at the clock, now.")
    assert found.text_of(original) == translated(FIRST)
    # Who checked the translation of another sentence hasn't checked this one.
    assert entry(found, original.context).tcomment == ""


def test_another_text_is_shown_in_english_until_it_is_translated(project: Path) -> None:
    replace(project / "data/house/words.yaml", "text: Search\n", "text: Find\n")
    (problem,) = problems_in(project)
    assert not problem.stops
    assert problem.sentence.startswith("1 texts are new or have changed")


def test_a_step_that_moves_keeps_its_translation(project: Path) -> None:
    replace(
        project / "data/first-aid.yaml",
        f"      - {FIRST}\n      - {SECOND}\n",
        f"      - {SECOND}\n      - {FIRST}\n",
    )
    assert problems_in(project) == []
    found = renewed(project)
    for number, text in enumerate((SECOND, FIRST), start=1):
        step = entry(found, f"{RECORD}.steps.{number}")
        assert (step.msgid, step.msgstr, step.fuzzy) == (text, translated(text), False)
        assert check_of(step)


def test_a_new_step_doesn_t_take_the_translation_of_the_one_after_it(project: Path) -> None:
    replace(project / "data/first-aid.yaml", f"      - {FIRST}\n", f"      - Stay there.\n      - {FIRST}\n")
    found = renewed(project)
    new = entry(found, f"{RECORD}.steps.1")
    assert (new.msgid, new.msgstr, new.fuzzy) == ("Stay there.", "", False)
    assert [entry(found, f"{RECORD}.steps.{number}").msgstr for number in (2, 3)] == [
        translated(FIRST),
        translated(SECOND),
    ]


def test_what_changed_keeps_its_former_english_through_two_changes(project: Path) -> None:
    replace(project / "data/first-aid.yaml", FIRST, "Look at the clock, now.")
    renewed(project)
    replace(project / "data/first-aid.yaml", "Look at the clock, now.", "Now look at the clock.")
    step = entry(renewed(project), f"{RECORD}.steps.1")
    assert step.fuzzy
    assert (step.msgid, step.msgstr) == ("Now look at the clock.", translated(FIRST))
    assert step.previous_msgid == FIRST


def test_what_is_gone_is_dropped_and_all_else_stays(project: Path) -> None:
    before = {each.msgctxt: each for _, each in translations_of(project)}
    replace(project / "data/first-aid.yaml", f"      - {SECOND}\n", "")
    after = {each.msgctxt: each for _, each in renewed(project)}
    assert before.keys() - after.keys() == {f"{RECORD}.steps.2"}
    assert not after.keys() - before.keys()
    for context, each in after.items():
        known = before[context]
        assert (each.msgid, each.msgstr, each.flags) == (known.msgid, known.msgstr, known.flags)
        assert each.tcomment == known.tcomment


def test_the_command_changes_nothing_twice_and_says_what_is_left(
    translated_project: Path, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(translated_project, tmp_path / "whole"))

    def files() -> dict[str, bytes]:
        folder = project / "translations"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}

    before = files()
    done = make_site(project, "translation")
    assert done.stdout == f"{LANGUAGE}: every text is translated\n", done.stdout + done.stderr
    assert files() == before
    replace(project / "data/first-aid.yaml", FIRST, "Look at the clock, now.")
    done = make_site(project, "translation")
    left = f"{LANGUAGE}/first-aid.po: 0 missing, 1 of an earlier wording, 5 words to translate\n"
    assert done.stdout == left
    changed = files()
    assert {name for name in before if before[name] != changed[name]} == {f"{LANGUAGE}/first-aid.po"}
    assert make_site(project, "translation").stdout == left
    assert files() == changed


SLIPS_IN_TEXTS = [
    (f"{RECORD}.steps.1", "Mirñ 5", "the numbers differ: none in English, 5 here."),
    ("words.months.text", "monthsñ", "the names in curly brackets differ: {number} in English, none here."),
    (
        "words.months.text",
        "{count} monthsñ",
        "the names in curly brackets differ: {number} in English, {count} here.",
    ),
]


@pytest.mark.parametrize(("context", "text", "sentence"), SLIPS_IN_TEXTS)
def test_a_slip_in_a_text_is_named(project: Path, context: str, text: str, sentence: str) -> None:
    def change(each: polib.POEntry) -> None:
        each.msgstr = text

    edit(project, context, change)
    (problem,) = problems_in(project)
    assert problem.stops
    assert problem.sentence == sentence
    assert f"{problem.record}.{problem.field}" == context
    lines = (project / problem.file).read_text(encoding="utf-8").split("\n")
    assert any(f'"{context}"' in each for each in lines[problem.line - 1 : problem.line + 3])


SLIPS_IN_GUIDES = [
    ('{{ difference("when-to-stop-correcting") }}', "", "the macros differ"),
    ('difference("when-to-stop-correcting")', 'difference("sitting")', "the macros differ"),
    (
        "](first-weeks.md)",
        "](tummy-time.md)",
        "the links differ from those of the English section",
    ),
    ("](../ages/6-9-months.md)", "", "the links differ"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), SLIPS_IN_GUIDES)
def test_a_slip_in_a_guide_is_named(project: Path, old: str, new: str, sentence: str) -> None:
    replace(project / GUIDE, old, new)
    (problem,) = problems_in(project)
    assert problem.stops
    assert problem.file == GUIDE
    assert problem.sentence.startswith(sentence)


def test_words_of_the_glossary_are_asked_for(project: Path) -> None:
    (project / f"translations/{LANGUAGE}/glossary.yaml").write_text(
        f"terms:\n  - english: clock\n    translated: [reloj]\navoid:\n  - word: mouth{MARK}\n"
        "    instead: boca\n",
        encoding="utf-8",
    )
    found = {(each.field, each.sentence) for each in problems_in(project) if each.record == RECORD}
    assert found == {
        ("steps.1", '"clock" is "reloj" in this language, says glossary.yaml.'),
        ("steps.2", f'instead of "mouth{MARK}", write: boca.'),
    }


UNREADABLE = [
    (PO, 'msgid "no end\nmsgstr', "first-aid.po can't be read as a PO file"),
    (f"translations/{LANGUAGE}/glossary.yaml", "terms: [", f"{LANGUAGE}/glossary.yaml can't be read"),
    (f"translations/{LANGUAGE}/glossary.yaml", "terms: []\n", f"{LANGUAGE}/glossary.yaml can't be read"),
    (GUIDE, "# No head\n", "born-early.md has no head between two lines of ---"),
    (GUIDE, "---\ntitle: [\n---\n# No end\n", "born-early.md has no head between two lines of ---"),
    (GUIDE, "---\nno fields\n---\n# No fields\n", "born-early.md has no head between two lines of ---"),
]


@pytest.mark.parametrize(("file", "text", "sentence"), UNREADABLE)
def test_a_file_that_can_t_be_read_is_named(project: Path, file: str, text: str, sentence: str) -> None:
    (project / file).write_text(text, encoding="utf-8")
    (problem,) = (each for each in problems_in(project) if each.stops)
    assert problem.sentence.startswith(sentence)


def test_a_changed_section_is_english_and_keeps_its_anchor(project: Path, tmp_path: Path) -> None:
    english = project / "docs/guides/born-early.md"
    replace(english, "Count from the due date for two years", "Count for two years")
    (problem,) = problems_in(project)
    assert not problem.stops
    assert "When to stop counting from the due date" in problem.sentence
    folder = tmp_path / "written"
    folder.mkdir()
    unchecked = list(write_docs(project / "docs", project / "translations" / LANGUAGE, folder))
    assert unchecked == ["guides/born-early.md"]
    text = (folder / "guides/born-early.md").read_text(encoding="utf-8")
    head, section = text.split('<div dir="ltr" lang="en" markdown>')
    assert MARK in head
    assert "Count for two years" in section
    assert re.search(r"(?m)^## When .*\{: #when-to-stop-counting-from-the-due-date \}$", section)
    assert MARK not in section
