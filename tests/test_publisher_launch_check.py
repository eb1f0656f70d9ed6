"""For the publisher: what stands in the way of a step of the launch is listed, and nothing else is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from catalogue.catalogue import load_catalogue
from catalogue.records import SECTIONS, Claim, Language, PublicKind
from pages.build import Build
from publish import launch_check
from publish.launch_check import obstacles, obstacles_in
from tests.conftest import BUILD_DAY, NOT_PUBLIC, PUBLIC, TODAY, problems_in
from tests.made_up_language import translate
from tests.test_clinician_signs import DAY, NAME, right, save, sign
from tests.test_editor_edits_for_real import sign_all, signed
from translation.check import problems_in_translations
from translation.files import read_po

ADDRESS = "https://example.org/"
REPOSITORY = "a-clinic/a-site"
PHONE = "    phone: 201-555-0100\n"


@pytest.fixture(scope="module")
def ready(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with nothing left to do before its launch."""
    project = signed(Path(shutil.copytree(frozen, tmp_path_factory.mktemp("ready") / "project")))
    replace(project, "data/clinic.yaml", "  - id: clinic\n", f"  - id: clinic\n{PHONE}")
    for file in ("house/open-items.yaml", "state/house.yaml"):
        path = project / "data" / file
        before, _, _ = path.read_text(encoding="utf-8").partition("open_items:\n")
        path.write_text(f"{before}open_items: []\n", encoding="utf-8")
    guides = [each for each in right(project) if each["name"].startswith("guide/")]
    assert sign(project, save(project, guides)) == 0
    return project


def replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(
    project: Path, address: str = ADDRESS, repository: str = REPOSITORY, pages: bool | None = True
) -> list[str]:
    return list(obstacles(load_catalogue(project / "data", TODAY), address, repository, lambda _: pages))


def test_each_kind_that_makes_claims_can_be_made_public() -> None:
    claims = {section.name for section in SECTIONS if issubclass(section.model, Claim)}
    assert set(get_args(PublicKind)) == claims | {"guides"}


def test_when_all_is_well_nothing_is_listed(ready: Path) -> None:
    assert found(ready) == []


@pytest.mark.parametrize("well", [True, False], ids=["all is well", "something is in the way"])
def test_the_command_fails_only_if_something_stands_in_the_way(
    ready: Path,
    tmp_path: Path,
    well: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = copied(ready, tmp_path)
    if not well:
        replace(project, "data/clinic.yaml", PHONE, "")
    monkeypatch.setattr(launch_check, "ROOT", project)
    monkeypatch.setattr(launch_check, "build_day", lambda: TODAY)
    monkeypatch.setattr(launch_check, "ask_github", lambda _: True)
    monkeypatch.setenv("SITE_URL", ADDRESS)
    monkeypatch.setenv("SITE_REPO", REPOSITORY)
    assert launch_check.main() == (0 if well else 1)
    said = capsys.readouterr().out
    assert said.startswith("- The clinic's phone number isn't known") if not well else said == ""


def copied(project: Path, folder: Path) -> Path:
    for part in ("data", "docs"):
        shutil.copytree(project / part, folder / "project" / part)
    return folder / "project"


FIRST = ("signs", "first_aid")
SAFETY = (*FIRST, "safety_rules", "advice")


@pytest.fixture
def at_step(frozen: Path, tmp_path: Path) -> Callable[..., Path]:
    """A function that signs only some kinds of a project and makes kinds of text public in it."""

    def prepare(public: tuple[str, ...], signs: tuple[str, ...]) -> Path:
        project = copied(frozen, tmp_path)
        for section in SECTIONS:
            if section.name in (*signs, "words"):
                for file in section.files:
                    sign_all(project / "data" / file, section.name)
        replace(project, "data/clinic.yaml", "  - id: clinic\n", f"  - id: clinic\n{PHONE}")
        replace(project, "data/clinic.yaml", NOT_PUBLIC, f"public: [{', '.join(public)}]")
        # What is signed is settled. Two open questions are about no text in particular, and stay.
        settled = "safety-rules|sources-to" if "safety_rules" in signs else "sources-to"
        items = project / "data/house/open-items.yaml"
        left = re.sub(rf"(?ms)^  - id: (?:{settled}).*?(?=^  - id|\Z)", "", items.read_text("utf-8"))
        items.write_text(left, encoding="utf-8")
        return project

    return prepare


@pytest.mark.parametrize("kinds", [FIRST, SAFETY, (*SAFETY, "activities")], ids=len)
def test_when_a_step_is_signed_nothing_is_listed_about_what_comes_later(
    at_step: Callable[..., Path], kinds: tuple[str, ...]
) -> None:
    assert found(at_step(kinds, signs=kinds)) == []


def test_before_the_first_step_only_that_step_is_checked(at_step: Callable[..., Path]) -> None:
    (only,) = found(at_step((), signs=FIRST))
    assert only == "Nothing is public yet. The first step is public: [signs, first_aid] in data/clinic.yaml."


def test_safety_that_keeps_a_page_of_a_step_in_the_preview_is_listed(at_step: Callable[..., Path]) -> None:
    kinds = (*FIRST, "advice")
    project = at_step(kinds, signs=kinds)
    replace(
        project,
        "data/safety.yaml",
        "  - id: safe-food\n",
        "  - id: safe-food\n    said_in: when-to-start-solids\n",
    )
    first, _ = found(project)  # the second is about an open question on advice
    assert first == "Nobody signed 1 text of safety_rules: safety-rule/safe-food."


def test_guides_need_all_safety_signed_and_themselves(at_step: Callable[..., Path]) -> None:
    kinds = (*FIRST, "guides")
    starts = [each.partition(":")[0] for each in found(at_step(kinds, signs=FIRST))]
    assert [re.sub(r"\d+ texts", "texts", each) for each in starts] == [
        "Nobody signed texts of advice",
        "Nobody signed texts of guides",
        "Nobody signed texts of safety_rules",
    ]


def test_a_question_about_a_text_of_the_step_is_listed(at_step: Callable[..., Path]) -> None:
    project = at_step(FIRST, signs=FIRST)
    asks = "open_items:\n  - id: how-long\n    title: How long\n    who: A doctor\n    why: Sources differ.\n"
    replace(project, "data/house/open-items.yaml", "open_items:\n", f"{asks}    records: [choking]\n\n")
    (only,) = found(project)
    assert only.startswith(
        "1 open question in data/house/open-items.yaml or data/state/house.yaml: how-long."
    )


REVIEW = "    reviewed_by: A clinician in a test\n    reviewed_on: 2026-11-20\n"


def of_first_aid(old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        replace(project, "data/clinic.yaml", PUBLIC, "public: []")
        replace(project, "data/first-aid.yaml", old, new)

    return edit


OBSTACLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no phone": (
        lambda project: replace(project, "data/clinic.yaml", PHONE, ""),
        "The clinic's phone number isn't known",
    ),
    "an emergency that nobody signed": (
        of_first_aid(REVIEW, ""),
        "Is it urgent? has 1 text that nobody signed: first-aid/choking-under-1-year.",
    ),
    "an activity that nobody signed": (
        lambda project: replace(project, "data/activities.yaml", REVIEW, ""),
        "Nobody signed 1 text of activities: activity/",
    ),
    "advice in the words of the pages that nobody signed": (
        lambda project: replace(project, "data/house/words.yaml", f"never-wait\n{REVIEW}", "never-wait\n"),
        "Nobody signed 1 text of words: phrase/never-wait.",
    ),
    "a guide that nobody signed": (
        lambda project: replace(
            project,
            "docs/guides/privacy.md",
            f"reviewed_by: {NAME}\nreviewed_on: {DAY}\n",
            "",
        ),
        "Nobody signed 1 text of guides: guide/privacy.",
    ),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_each_obstacle_is_listed(ready: Path, tmp_path: Path, name: str) -> None:
    edit, sentence = OBSTACLES[name]
    project = copied(ready, tmp_path)
    edit(project)
    assert any(sentence in each for each in found(project)), found(project)


@pytest.mark.parametrize(
    ("address", "repository", "pages", "sentence"),
    [
        ("", REPOSITORY, True, "The address of the site isn't known"),
        ("https://a-clinic.github.io/a-site/", REPOSITORY, True, "no domain of its own: a-clinic.github.io"),
        (ADDRESS, "", True, "The repository isn't known"),
        (ADDRESS, REPOSITORY, False, "Pages is off for a-clinic/a-site"),
        (ADDRESS, REPOSITORY, None, "GitHub didn't say whether a-clinic/a-site has Pages"),
    ],
)
def test_the_address_and_the_setting_of_pages_are_listed(
    ready: Path, address: str, repository: str, pages: bool | None, sentence: str
) -> None:
    (only,) = found(ready, address, repository, pages)
    assert sentence in only


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (REVIEW, "", "no clinician has reviewed these urgent signs and first aid yet: 1, starting with"),
        (
            "    checked: read\n",
            "    checked: read\n    basis: professional-knowledge\n",
            "these urgent signs and first aid aren't fully sourced yet: 1, starting with",
        ),
        (
            "    checked: read\n",
            "    checked: knowledge\n",
            "these urgent signs and first aid aren't fully sourced yet: 1, starting with",
        ),
    ],
)
@pytest.mark.parametrize("record", ["first-aid.yaml choking-under-1-year", "signs.yaml choking"])
def test_one_row_that_is_not_signed_or_has_no_source_stops_the_launch(
    ready: Path, tmp_path: Path, record: str, old: str, new: str, sentence: str
) -> None:
    data = Path(shutil.copytree(ready / "data", tmp_path / "data"))
    file, name = record.split()
    before, start, after = (data / file).read_text(encoding="utf-8").partition(f"  - id: {name}\n")
    assert old in after
    (data / file).write_text(before + start + after.replace(old, new, 1), encoding="utf-8")
    problems = [str(each) for each in problems_in(data)]
    assert [f'{sentence} "{name}".' in each for each in problems].count(True) == 1, problems
    assert all('"en", public: ' in each or "open item" in each for each in problems), problems


@pytest.fixture(scope="module")
def ready_in_both(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project in two languages, both with nothing left to do."""
    project = Path(shutil.copytree(ready, tmp_path_factory.mktemp("both") / "project"))
    translate(project, TODAY)
    replace(project, "data/clinic.yaml", NOT_PUBLIC, PUBLIC)
    return project


@pytest.fixture
def both(ready_in_both: Path, tmp_path: Path) -> Path:
    """A copy of that project, to spoil."""
    return Path(shutil.copytree(ready_in_both, tmp_path / "project"))


def found_in_spanish(project: Path) -> list[str]:
    catalogue = load_catalogue(project / "data", TODAY)
    return list(obstacles_in(catalogue, catalogue.get(Language, "es"), project))


def in_check(project: Path) -> list[str]:
    found = problems_in_translations(load_catalogue(project / "data", TODAY), project)
    return [str(each) for each in found if each.stops]


def is_preview(project: Path, *paths: str, language: str = "es") -> list[bool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", BUILD_DAY)
        build = Build(project, language=language)
    list(build.files())  # the macros of guides aren't run here
    return [build.is_preview(path) for path in paths]


def retranslate(project: Path, context: str, text: str) -> None:
    """Change the Spanish of one text, as a translator's program does; its comment stays."""
    for path in (project / "translations/es").rglob("*.po"):
        po = read_po(path)
        for entry in po:
            if entry.msgctxt == context:
                assert entry.msgstr != text
                entry.msgstr = text
                po.save(str(path))
                return
    raise LookupError(context)


URGENT_PAGE, AN_AGE, A_GUIDE = "urgent.md", "ages/4-6-months.md", "guides/privacy.md"


def test_when_all_is_well_nothing_is_listed_in_either_language(both: Path) -> None:
    assert found(both) == []
    assert found_in_spanish(both) == []
    assert in_check(both) == []
    assert is_preview(both, URGENT_PAGE, AN_AGE, A_GUIDE) == [False, False, False]


def test_a_language_of_which_nothing_is_public_is_a_preview_and_holds_up_no_other(
    both: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(both, "data/clinic.yaml", f"title: Español\n    {PUBLIC}", f"title: Español\n    {NOT_PUBLIC}")
    monkeypatch.setattr(launch_check, "ROOT", both)
    monkeypatch.setattr(launch_check, "build_day", lambda: TODAY)
    monkeypatch.setattr(launch_check, "ask_github", lambda _: True)
    monkeypatch.setenv("SITE_URL", ADDRESS)
    monkeypatch.setenv("SITE_REPO", REPOSITORY)
    assert launch_check.main() == 0
    (only,) = capsys.readouterr().out.splitlines()
    assert only.startswith("- Español: Nothing is public yet.")
    replace(both, "data/clinic.yaml", NOT_PUBLIC, PUBLIC)
    retranslate(both, "signs.choking.title", "Another")
    assert launch_check.main() == 1
    assert capsys.readouterr().out.startswith("- Español: No qualified translator checked 1 text of signs")


def test_what_nobody_has_public_in_spanish_stays_a_preview_there_only(both: Path) -> None:
    few = "public: [signs, first_aid]"
    replace(both, "data/clinic.yaml", f"title: Español\n    {PUBLIC}", f"title: Español\n    {few}")
    assert found_in_spanish(both) == []
    assert is_preview(both, URGENT_PAGE, AN_AGE, A_GUIDE) == [False, True, True]
    assert is_preview(both, URGENT_PAGE, AN_AGE, A_GUIDE, language="en") == [False, False, False]


def test_a_sign_whose_spanish_changed_after_its_check_is_a_preview_again(both: Path) -> None:
    retranslate(both, "signs.choking.title", "Another")
    (only,) = found_in_spanish(both)
    assert only == "No qualified translator checked 1 text of signs: signs.choking."
    (problem,) = in_check(both)
    assert '"es", public: no qualified translator has checked these urgent signs and first aid yet: 1, ' in (
        problem
    )
    assert '"signs.choking"' in problem
    assert is_preview(both, URGENT_PAGE, A_GUIDE) == [True, False]


def test_an_activity_that_no_translator_checked_is_a_preview(both: Path) -> None:
    activity = load_catalogue(both / "data", TODAY).activities[0].id
    retranslate(both, f"activities.{activity}.title", "Another")
    (only,) = found_in_spanish(both)
    assert only == f"No qualified translator checked 1 text of activities: activities.{activity}."
    assert is_preview(both, f"activities/{activity}.md", URGENT_PAGE) == [True, False]


def test_a_guide_whose_spanish_changed_after_its_check_is_a_preview_again(both: Path) -> None:
    path = both / "translations/es" / A_GUIDE
    path.write_text(path.read_text(encoding="utf-8") + "And more.\n", encoding="utf-8")
    (only,) = found_in_spanish(both)
    assert only == "No qualified translator checked 1 text of guides: guides/privacy.md."
    assert is_preview(both, A_GUIDE, URGENT_PAGE) == [True, False]


def test_an_unfinished_translation_is_named(both: Path) -> None:
    activity = load_catalogue(both / "data", TODAY).activities[0].id
    retranslate(both, f"activities.{activity}.title", "")
    (only,) = found_in_spanish(both)
    assert only == f"The translation of 1 text is unfinished: activities.{activity}. Run make translation."


def test_what_nobody_signed_in_english_is_a_preview_in_spanish(both: Path) -> None:
    replace(both, "data/activities.yaml", REVIEW, "")
    replace(both, "docs/guides/privacy.md", f"reviewed_by: {NAME}\nreviewed_on: {DAY}\n", "")
    starts = [each.partition(":")[0] for each in found_in_spanish(both)]
    assert starts == ["Nobody signed 1 text of activities", "Nobody signed 1 text of guides"]
    assert is_preview(both, A_GUIDE, URGENT_PAGE) == [True, False]


def test_a_language_that_nobody_has_translated_cannot_be_public(both: Path) -> None:
    shutil.rmtree(both / "translations/es")
    (problem,) = in_check(both)
    assert '"es", public: nobody has translated the site into "es". Write public: [] here' in problem
