"""For the editor: each kind of edit that the clinic may make after the launch passes the check and the tests.

Each edit is made in a copy of the frozen project, signed and launched, and checked. Then groups of edits are
built, and the tests in any_data run on the result.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.records import SECTIONS, Reviewable
from gate.vital import WHOLE
from tests.conftest import BUILD_DAY, NOT_PUBLIC, PUBLIC, frozen_project, problems_in, signed_off
from tests.test_editor_breaks_a_rule import edited
from tests.test_editor_follows_the_guide import EXAMPLES, typed_into

Edit = Callable[[Path], None]

REVIEW = "    reviewed_by: A clinician in a test\n    reviewed_on: 2026-11-20\n"
# 555-0100 to 555-0199 are reserved for fiction: nobody has this number.
PHONE = "201-555-0100"


def signed(project: Path) -> Path:
    """Sign every record, as the clinic does before it launches, and launch."""
    for section in SECTIONS:
        if issubclass(section.model, Reviewable):
            for file in section.files:
                sign_all(project / "data" / file, section.name)
    replace(project, "data/clinic.yaml", NOT_PUBLIC, PUBLIC)
    return project


def sign_all(path: Path, section: str) -> None:
    before, name, after = re.split(rf"(?m)^({section}:.*\n)", path.read_text(encoding="utf-8"))
    following = re.search(r"(?m)^\w", after)
    end = following.start() if following else len(after)
    head, *records = re.split(r"(?m)(?=^  - id: )", after[:end])
    path.write_text("".join([before, name, head, *map(signed_off, records), after[end:]]), encoding="utf-8")


@pytest.fixture(scope="session")
def launched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen project as the clinic launches it, with its history; not to be changed."""
    project = signed(frozen_project(tmp_path_factory.mktemp("launched")))
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        ["commit", "--quiet", "-m", "Launch"],
    ):
        subprocess.run(
            ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org", *arguments],
            cwd=project,
            check=True,
        )
    return project


@pytest.fixture
def clinic(launched: Path, tmp_path: Path) -> Path:
    """A copy of the launched project, to edit."""
    return Path(shutil.copytree(launched, tmp_path / "project"))


def edit(data: Path, file: str, record: str, pattern: str, new: str) -> None:
    path = data / file
    path.write_text(edited(path.read_text(encoding="utf-8"), record, pattern, new), encoding="utf-8")


def replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} isn't in {file}; the test needs another edit"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(project: Path, file: str, section: str, record: str) -> None:
    """Add a record as the first one of its section."""
    replace(project, f"data/{file}", f"{section}:\n", f"{section}:\n{record.rstrip()}\n\n")


def remove(project: Path, file: str, record: str) -> None:
    edit(project / "data", file, record, r"\A.*", "")


def explain(project: Path, names: str) -> None:
    """Give the reason for a safety-critical change, which the check requires after the launch."""
    name = re.sub(r"[\W_]+", "-", names).strip("-")[:50].strip("-")
    add(
        project,
        "house/changes.yaml",
        "changes",
        f"  - id: about-{name}\n    day: 2026-11-24\n    title: A change.\n    why: We had to.\n    {names}",
    )


def rename(project: Path, file: str, old: str, new: str) -> None:
    """Give a record another id the way EDITING.md says: the old one goes into `formerly`."""
    for path in [*(project / "data").rglob("*.yaml"), *(project / "docs").rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        # A drawing may have the same name as its activity.
        renamed = re.sub(rf"(?<!drawing: )(?<![\w-]){old}(?![\w-])", new, text)
        path.write_text(renamed, encoding="utf-8")
    replace(project, f"data/{file}", f"  - id: {new}\n", f"  - id: {new}\n    formerly: [{old}]\n")


def the_clinic_s_phone(project: Path) -> None:
    edit(project / "data", "clinic.yaml", "clinic", r"^    title: .*?\n", rf"\g<0>    phone: {PHONE}\n")


def preview_again(project: Path) -> None:
    replace(project, "data/clinic.yaml", PUBLIC, NOT_PUBLIC)


def a_review_taken_back(project: Path) -> None:
    edit(project / "data", "activities.yaml", "lap-soothe", re.escape(REVIEW), "")


def a_review_by_another(project: Path) -> None:
    edit(project / "data", "activities.yaml", "coo-and-wait", "A clinician in a test", "Another one, OTR/L")


def checks_come_due_sooner(project: Path) -> None:
    replace(project, "data/clinic.yaml", "check_every_months: 12", "check_every_months: 6")


def a_milestone_of_24_months(project: Path) -> None:
    record = """
  - id: kicks-a-ball
    title: Kicks a ball
    skill: movement
    yardstick: most
    by: 24
    look_for: Your baby kicks a ball that lies still.
    if_not_yet: [office]
    cdc_item: cdc-24-mv-1
    sources: [cdc22]
    checked: read
"""
    add(project, "milestones.yaml", "milestones", record.strip("\n"))
    edit(
        project / "data",
        "activities.yaml",
        "carry-it-and-climb",
        r"    builds: \[",
        "    builds: [kicks-a-ball, ",
    )


def other_words_on_the_pages(project: Path) -> None:
    for phrase in (
        "help-title",
        "urgent-line",
        "urgent-line-call",
        "signs-title",
        "preview-line",
        "expect-title",
    ):
        edit(project / "data", "house/words.yaml", phrase, r'text: (?:>-\n *)?"?', r"\g<0>Now, ")
    explain(project, "records: [urgent-line, urgent-line-call]")


def every_list_that_may_be_empty(project: Path) -> None:
    for file, section in (
        ("house/open-items.yaml", "open_items"),
        ("house/left-out.yaml", "left_out"),
        ("house/avoid.yaml", "avoid"),
        ("house/differences.yaml", "differences"),
    ):
        path = project / "data" / file
        path.write_text(f"{section}: []\n", encoding="utf-8")
    for path in (project / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\{\{ difference\(.*?\) \}\}\n", "", text), encoding="utf-8")
    gone = "tummy-time-amounts, hand-preference, crawling, when-to-stop-correcting, starting-solids"
    explain(project, f"taken_out: [{gone}]")


def an_activity_goes(project: Path) -> None:
    remove(project, "activities.yaml", "slow-rainbow")
    replace(project, "data/packs.yaml", "slow-rainbow", "bat-the-toy")
    explain(project, "taken_out: [slow-rainbow]")
    edit(
        project / "data",
        "milestones.yaml",
        "follows-past-the-middle",
        r"    yardstick: ",
        "    no_practice: No activity is made for it now.\n    yardstick: ",
    )


def another_early_intervention_number(project: Path) -> None:
    data = project / "data"
    edit(data, "clinic.yaml", "early-intervention-nj", r"    phone: .*?\n", f"    phone: {PHONE}\n")
    explain(project, "records: [early-intervention-nj]")


def an_eighth_point_in_a_guide(project: Path) -> None:
    replace(
        project, "docs/guides/get-help.md", "## Where to call", "\n- A point.\n" * 8 + "\n## Where to call"
    )


def an_age_band_more(project: Path) -> None:
    record = """
  - id: 24-30-months
    title: 24 to 30 months
    from: 24
    drawing: walking-with-a-ball
    main_message: Your child tries out more every day.
    more: Play outside together. Name what you both see.
    do_today: Look at a book together.
    ready_when: Your child brings you a toy.
"""
    path = project / "data/milestones.yaml"
    ages, rest = path.read_text(encoding="utf-8").split("\nmilestones:\n")
    path.write_text(f"{ages.rstrip()}\n{record}\nmilestones:\n{rest}", encoding="utf-8")


def a_guide_more(project: Path) -> None:
    (project / "docs/guides/first-days.md").write_text(
        "---\ntitle: The first days\ndescription: What the first days are like.\nsources: [cdc22]\n---\n"
        '# The first days\n\n{{ message("Rest when your baby rests.", "Ask somebody to help.") }}\n',
        encoding="utf-8",
    )
    replace(
        project, "mkdocs.yml", "- guides/get-help.md", "- guides/first-days.md\n      - guides/get-help.md"
    )


def a_sentence_in_each_file(project: Path) -> None:
    data = project / "data"
    edit(data, "activities.yaml", "lap-soothe", r"    why: (?:>-\n *)?", r"\g<0>It is cozy, too. ")
    edit(data, "milestones.yaml", "laughs", r"    look_for: (?:>-\n *)?", r"\g<0>You hear it. ")
    edit(data, "milestones.yaml", "4-6-months", r"    more: (?:>-\n *)?", r"\g<0>Play on the floor. ")
    edit(data, "sources.yaml", "cdc22", r"    how_checked: (?:>-\n *)?", r"\g<0>Read again. ")
    edit(data, "house/glossary.yaml", "nicu", r"    meaning: (?:>-\n *)?", r"\g<0>A ward. ")
    replace(
        project,
        "docs/guides/tummy-time.md",
        "## How much to aim for",
        "Any time counts.\n\n## How much to aim for",
    )


def what_is_offered_first(project: Path) -> None:
    replace(
        project, "data/clinic.yaml", "start_with: [chest-to-chest-tummy-time, ", "start_with: [coo-and-wait, "
    )


def copied_from_the_guide(example: dict[str, str]) -> Edit:
    def copy(project: Path) -> None:
        typed_into(project / "data", example)
        if example["section"] in WHOLE:
            name = re.findall(r"- id: (.*)", example["typed"])[0]
            explain(project, f"records: [{name}]")

    return copy


# Edits that a clinic could make in one go: each is checked by itself, and each group is built.
GROUPS: dict[str, dict[str, Edit]] = {
    "the launch": {
        "the clinic's phone": the_clinic_s_phone,
        "a review by another": a_review_by_another,
        "checks come due sooner": checks_come_due_sooner,
        "other words on the pages": other_words_on_the_pages,
        "what is offered first": what_is_offered_first,
        "a sentence in each file": a_sentence_in_each_file,
        "an eighth point in a guide": an_eighth_point_in_a_guide,
    },
    "more of everything": {
        "a milestone of 24 months": a_milestone_of_24_months,
        "an age band more": an_age_band_more,
        "a guide more": a_guide_more,
        "another Early Intervention number": another_early_intervention_number,
        **{
            f"the guide's {example['kind']} example of {example['section']}": copied_from_the_guide(example)
            for example in EXAMPLES
            if example["kind"] == "right" and "in-the-stroller" not in example["typed"]
        },
        # The examples name the earlier ids, so these come last.
        "an age's id": lambda project: rename(project, "milestones.yaml", "4-6-months", "four-to-six-months"),
        "a skill's id": lambda project: rename(
            project, "house/skills.yaml", "self-care", "eating-and-dressing"
        ),
    },
    "less, and other names": {
        "preview again": preview_again,
        "a review taken back": a_review_taken_back,
        "an activity goes": an_activity_goes,
        "every list that may be empty": every_list_that_may_be_empty,
        "an activity's id": lambda project: rename(
            project, "activities.yaml", "reach-in-tummy-time", "reach-on-the-tummy"
        ),
        "a milestone's id": lambda project: rename(
            project, "milestones.yaml", "pushes-up-on-straight-arms", "pushes-up-high"
        ),
        "a sign's id": lambda project: rename(project, "signs.yaml", "loses-a-skill", "lost-a-skill"),
    },
}
EDITS = {name: made for edits in GROUPS.values() for name, made in edits.items()}


@pytest.mark.parametrize("made", EDITS.values(), ids=EDITS.keys())
def test_each_edit_passes_the_check(launched: Path, tmp_path: Path, made: Edit) -> None:
    for part in ("data", "docs"):
        shutil.copytree(launched / part, tmp_path / part)
    shutil.copy(launched / "mkdocs.yml", tmp_path)
    made(tmp_path)
    assert [str(problem) for problem in problems_in(tmp_path / "data")] == []


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS.keys())
def test_edits_leave_the_build_and_the_tests_of_any_good_data_green(
    clinic: Path, group: dict[str, Edit]
) -> None:
    for made in group.values():
        made(clinic)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    checked = subprocess.run(
        [sys.executable, "-m", "gate"], cwd=clinic, env=plain, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/any_data",
            "-p",
            "no:cacheprovider",
            "-m",
            "not browser and not wording",
        ],
        cwd=clinic,
        env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY, "PYTEST_XDIST_WORKER": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
