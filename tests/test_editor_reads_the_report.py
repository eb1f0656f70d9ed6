"""For the editor: the check reports where an editor looks, and a review covers only what was read."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.check import check_records
from gate.reviews import records_changed_since_review
from tests.conftest import BUILD_DAY
from tests.test_publisher_keeps_the_old_site import spoil

RECORD = "  - id: reach-in-tummy-time\n"
REVIEW = "    reviewed_by: A clinician in a test\n    reviewed_on: 2027-01-31\n"


def check(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the check as a person does, or as GitHub does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        [sys.executable, "-m", "gate"],
        cwd=project,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def commit(project: Path, day: str) -> None:
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for arguments in (["init", "--quiet"], ["add", "data", "docs"], ["commit", "--quiet", "-m", "A change"]):
        subprocess.run([*git, *arguments], cwd=project, env=os.environ | when, check=True)


@pytest.fixture
def reviewed(project: Path) -> Path:
    """A project in which one activity is written, and reviewed a month later."""
    commit(project, "2026-12-31")
    spoil(project, "data/activities.yaml", RECORD, RECORD + REVIEW)
    commit(project, "2027-01-31")
    return project


def test_a_review_of_words_that_stayed_is_no_warning(reviewed: Path) -> None:
    spoil(reviewed, "data/activities.yaml", "  - id: ", "  # A note between records\n\n  - id: ")
    spoil(reviewed, "data/house/moments.yaml", "title: ", "title: Any ")
    done = check(reviewed)
    assert done.returncode == 0
    assert "reach-in-tummy-time" not in done.stdout


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "not yet committed"])
def test_a_change_after_the_review_asks_for_a_fresh_one(reviewed: Path, committed: bool) -> None:
    text = (reviewed / "data/activities.yaml").read_text(encoding="utf-8")
    record = text[text.index(RECORD) :]
    summary = record[record.index("    summary: ") :].split("\n")[0]
    spoil(reviewed, "data/activities.yaml", summary, f"{summary} Softly.")
    if committed:
        commit(reviewed, "2027-03-01")
    done = check(reviewed)
    assert done.returncode == 0
    assert "this changed after A clinician in a test reviewed the record on 2027-01-31" in done.stdout
    assert '"reach-in-tummy-time"' in done.stdout
    spoil(reviewed, "data/activities.yaml", "reviewed_on: 2027-01-31", "reviewed_on: 2027-03-02")
    commit(reviewed, "2027-03-02")
    assert "this changed after" not in check(reviewed).stdout


def test_a_change_of_what_was_shown_only_because_of_its_review_stops_the_site(project: Path) -> None:
    held = "  - id: slow-bottle\n"
    commit(project, "2026-12-31")
    spoil(project, "data/activities.yaml", held, held + REVIEW)
    commit(project, "2027-01-31")
    assert check(project).returncode == 0
    spoil(project, "data/activities.yaml", "whenever your baby wants to rest", "now and then")
    done = check(project)
    assert done.returncode != 0
    assert "this changed after A clinician in a test reviewed the record on 2027-01-31" in done.stdout


def test_a_review_outlasts_a_new_id_of_what_its_record_names(reviewed: Path) -> None:
    for path in (reviewed / "data").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?<![\w-])4-6-months(?![\w-])", "four-to-six-months", text)
        renamed = "  - id: four-to-six-months\n"
        path.write_text(text.replace(renamed, f"{renamed}    formerly: [4-6-months]\n"), encoding="utf-8")
    done = check(reviewed)
    assert done.returncode == 0
    assert "this changed after" not in done.stdout
    spoil(reviewed, "data/activities.yaml", "ages: [four-to-six-months", "ages: [0-2-months")
    assert "this changed after" in check(reviewed).stdout


def test_a_contact_that_is_only_quoted_otherwise_keeps_its_review(project: Path) -> None:
    contact = "  - id: emergency-911\n"
    commit(project, "2026-12-31")
    spoil(project, "data/clinic.yaml", contact, contact + REVIEW)
    commit(project, "2027-01-31")
    spoil(project, "data/clinic.yaml", "title: Emergency services", 'title: "Emergency services"')
    assert asked_again(project) == []
    spoil(project, "data/clinic.yaml", 'title: "Emergency services"', "title: Services")
    assert asked_again(project) == ["emergency-911"]


def test_the_review_of_a_guide_is_found_however_its_head_is_written(project: Path) -> None:
    guide = "docs/guides/privacy.md"
    commit(project, "2026-12-31")
    spoil(project, guide, "---\n", '---\nreviewed_by: A clinician in a test\n"reviewed_on": 2027-01-31\n')
    commit(project, "2027-01-31")
    done = check(project)
    assert done.returncode == 0, done.stderr
    assert "this changed after" not in done.stdout


def test_a_guide_that_changed_after_its_review_asks_for_a_fresh_one(project: Path) -> None:
    guide = "docs/guides/privacy.md"
    commit(project, "2026-12-31")
    spoil(project, guide, "---\n", "---\nreviewed_by: A clinician in a test\nreviewed_on: 2027-01-31\n")
    commit(project, "2027-01-31")
    assert "this changed after" not in check(project).stdout
    spoil(project, guide, "## How we prove it", "## How it is proved")
    done = check(project)
    assert done.returncode == 0
    assert "this changed after A clinician in a test reviewed the guide on 2027-01-31" in done.stdout


def asked_again(project: Path) -> list[str]:
    """Return the records that changed after their review."""
    records = check_records(project / "data", datetime.date(2027, 4, 1))
    return [each.record for each in records_changed_since_review(records, project / "data")]


def test_each_record_is_held_against_its_own_review(reviewed: Path) -> None:
    path = reviewed / "data/activities.yaml"
    other = "  - id: drop-it-in\n"
    spoil(reviewed, "data/activities.yaml", other, other + REVIEW.replace("2027-01-31", "2027-02-28"))
    text = path.read_text(encoding="utf-8")
    record = text[text.index(other) :]
    title = record[record.index("    title: ") :].split("\n")[0]
    spoil(reviewed, "data/activities.yaml", title, f"{title} again")
    assert asked_again(reviewed) == []  # its review is as new as its words, and neither is committed yet
    commit(reviewed, "2027-02-28")
    assert asked_again(reviewed) == []

    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"ages: \[([\w-]+)", r"ages: [\n      \1", text), encoding="utf-8")
    assert asked_again(reviewed) == []  # only reformatted
    renamed = RECORD.replace("reach-in-tummy-time", "reach-on-the-tummy")
    spoil(reviewed, "data/activities.yaml", RECORD, f"{renamed}    formerly: [reach-in-tummy-time]\n")
    spoil(reviewed, "data/clinic.yaml", "reach-in-tummy-time", "reach-on-the-tummy")
    assert asked_again(reviewed) == []

    spoil(reviewed, "data/activities.yaml", f"{title} again", title)
    assert asked_again(reviewed) == ["drop-it-in"]


def test_without_its_history_the_check_says_what_it_could_not_look_for(
    reviewed: Path, tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", reviewed.as_uri(), shallow], check=True)
    shutil.copytree(reviewed, shallow, ignore=shutil.ignore_patterns(".git", "data"), dirs_exist_ok=True)
    done = check(shallow)
    assert done.returncode == 0, done.stderr
    assert "The git history isn't available" in done.stdout


def test_on_github_each_problem_is_beside_its_line_and_all_in_one_comment(project: Path) -> None:
    spoil(project, "data/house/skills.yaml", "summary: Big-body", "sumary: Big-body")
    spoil(project, "data/house/moments.yaml", "title: Bath", "titel: <b>Bath</b> @everyone")
    comment = project / "comment.md"
    done = check(
        project, SOURCE_DATE_EPOCH=BUILD_DAY, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(comment)
    )
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("::error file=data/house/skills.yaml,line=") for line in lines)
    assert any(line.startswith("::error file=data/house/moments.yaml,line=") for line in lines)
    said = comment.read_text(encoding="utf-8")
    assert said.startswith("### ")
    assert said.count("- [ ] data/") == len([line for line in lines if line.startswith("::error")])
    assert '"sumary"' in said
    assert "<b>" not in said
    assert "@everyone" not in said
