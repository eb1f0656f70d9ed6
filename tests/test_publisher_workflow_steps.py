"""For the publisher: each step of the workflows runs here as written, in a shell set up like GitHub's.

Steps that need the network, and `make test`, don't run. The test only makes sure that their target exists.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from pages.scripts import LIST
from tests.conftest import BUILD_DAY, ROOT, VENV
from tests.pages_stand_in import published

WORKFLOWS = ROOT / ".github/workflows"
ON_THE_NETWORK = re.compile(r"^(make (test|audit|links|lock|canary)$|apt-get )", re.MULTILINE)
ADDRESS = (
    "vars.SITE_URL || "
    "format('https://{0}.github.io/{1}/', github.repository_owner, github.event.repository.name)"
)
EARLIER = "github.event_name == 'pull_request' && 'HEAD^1' || ''"
CHANGES = "https://github.com/clinic/infant-ot/actions/runs/1/artifacts/2"
VALUES = {
    "github.token": "a-token",
    "github.repository": "clinic/infant-ot",
    ADDRESS: "https://example.org/",
    "steps.changes.outputs.artifact-url": CHANGES,
}
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


@dataclass
class Runner:
    """Runs the steps of a job in a folder, as GitHub would for one event.

    `values` are those of the expressions; one that isn't there is an error. `programs` is a folder of
    programs that come before those of this machine.
    """

    folder: Path
    home: Path
    event: str = "push"
    values: dict[str, str] = field(default_factory=dict)
    programs: Path | None = None

    def __call__(self, workflow: str, job: str, only: str = "", **environment: str) -> dict[str, str]:
        """Run a job, or only the steps with `only` in their names, whatever their conditions.

        Returns what its steps gave out. AssertionError with what a step said when it failed.
        """
        (self.home / "output").write_text("", encoding="utf-8")
        settings = yaml.safe_load((WORKFLOWS / f"{workflow}.yml").read_text(encoding="utf-8"))["jobs"][job]
        chosen = [step for step in settings["steps"] if "run" in step and only in step.get("name", "")]
        assert chosen
        for step in chosen:
            if only or self._is_wanted(step.get("if", "")):
                self._run(step, {**settings.get("env", {}), **step.get("env", {}), **environment})
        lines = (self.home / "output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def _is_wanted(self, condition: str) -> bool:
        on_request = self.event == "pull_request"
        return {
            "": True,
            "github.event_name == 'pull_request'": on_request,
            "github.event_name != 'pull_request'": not on_request,
            "failure() && steps.look.outcome == 'failure'": False,
        }[condition]

    def _run(self, step: dict[str, Any], environment: dict[str, Any]) -> None:
        script = self.home / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        assert not EXPRESSION.search(step["run"]), "a value belongs in env, where no shell reads it"
        if ON_THE_NETWORK.search(step["run"]):
            self._looked_up(step["run"], script)
            return
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.folder,
            env=self._environment()
            | {
                name: EXPRESSION.sub(lambda found: (VALUES | self.values)[found[1]], str(value))
                for name, value in environment.items()
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}{done.stderr}"

    def _looked_up(self, command: str, script: Path) -> None:
        subprocess.run(["bash", "-n", script], check=True)
        if target := re.fullmatch(r"make (\w+)", command.strip()):
            dry_run = ["make", "--dry-run", target[1]]
            done = subprocess.run(dry_run, cwd=self.folder, check=True, capture_output=True, text=True)
            # make accepts a phony target without a rule.
            assert "Nothing to be done" not in done.stdout

    def _environment(self) -> dict[str, str]:
        path = f"{self.programs}:{os.environ['PATH']}" if self.programs else os.environ["PATH"]
        return {
            "PATH": path,
            "HOME": str(self.home),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": self.event,
            "GITHUB_WORKSPACE": str(self.folder),
            "GITHUB_OUTPUT": str(self.home / "output"),
            "GITHUB_ENV": str(self.home / "environment"),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "GIT_CONFIG_SYSTEM": str(self.home / "gitconfig"),
        }


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def git(folder: Path, *arguments: str) -> str:
    moment = f"{BUILD_DAY} +0000"
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    return subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env=os.environ | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write("one more line\n")


@pytest.fixture
def proposed(tmp_path: Path) -> Callable[..., Path]:
    """Make a repository as it is checked out for a pull request that changes these files."""

    def merged(*paths: str) -> Path:
        git(tmp_path, "init", "--quiet", "--initial-branch=main")
        write(tmp_path, "data/signs.yaml", "docs/index.md", "docs/assets/js/plan.js", "macros.py")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message=first")
        git(tmp_path, "switch", "--quiet", "--create", "proposed")
        write(tmp_path, *paths)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message=proposed")
        # Meanwhile, others merged code.
        git(tmp_path, "switch", "--quiet", "main")
        write(tmp_path, "policy.py")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message=code of others")
        git(tmp_path, "merge", "--quiet", "--no-ff", "proposed")
        return tmp_path

    return merged


@pytest.mark.parametrize(
    ("paths", "tested"),
    [
        (["data/signs.yaml"], False),
        (["data/new.yaml", "docs/guides/new.md"], False),
        (["docs/assets/photo.png"], False),
        (["docs/assets/js/plan.js"], True),
        (["data/signs.yaml", "macros.py"], True),
        (["tests/data/signs.yaml"], True),
        (["templates/age.html"], True),
        (["requirements/site.lock"], True),
        ([".github/workflows/publish.yml"], True),
    ],
)
def test_the_code_is_tested_when_code_changed(
    proposed: Callable[..., Path], home: Path, paths: list[str], tested: bool
) -> None:
    run = Runner(proposed(*paths), home, "pull_request")
    assert run("publish", "changed") == {"code": str(tested).lower()}


@pytest.mark.parametrize("event", ["push", "workflow_dispatch"])
def test_the_code_is_tested_before_it_is_published(
    proposed: Callable[..., Path], home: Path, event: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = proposed("data/signs.yaml")
    site = tmp_path_factory.mktemp("published")
    for before, tested in (("HEAD^1", False), ("HEAD^1^1", True)):
        (site / "commit.txt").write_text(git(folder, "rev-parse", before), encoding="utf-8")
        with published(site) as address:
            run = Runner(folder, home, event, {ADDRESS: address})
            code = tested or event != "push"
            assert run("publish", "changed") == {"code": str(code).lower()}
    jobs = yaml.safe_load((WORKFLOWS / "publish.yml").read_text(encoding="utf-8"))["jobs"]
    assert set(jobs["publish"]["needs"]) == {"changed", "look", "test"}
    condition = jobs["publish"]["if"]
    for job in ("changed", "look"):
        assert f"needs.{job}.result == 'success'" in condition
    assert "(needs.test.result == 'success' || needs.changed.outputs.code == 'false')" in condition


def test_the_code_is_tested_when_nothing_is_published_yet(
    proposed: Callable[..., Path], home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with published(tmp_path_factory.mktemp("empty")) as address:
        run = Runner(proposed("data/signs.yaml"), home, "push", {ADDRESS: address})
        assert run("publish", "changed") == {"code": "true"}


def test_the_code_is_tested_when_the_change_is_unknown(tmp_path: Path, home: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message=the only one")
    assert Runner(tmp_path, home, "pull_request")("publish", "changed") == {"code": "true"}


@pytest.fixture
def checked_out(project: Path) -> Path:
    """A copy of the project as a repository, in which the last commit changed one record."""
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=first")
    path = project / "data/activities.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    harder: ", "    harder: Later. ", 1), encoding="utf-8")
    git(project, "commit", "--quiet", "--all", "--message=second")
    (project / ".venv").symlink_to(VENV)
    for tools in ("tests/browser/node_modules", "editor/node_modules"):
        (project / tools).symlink_to(ROOT / tools)
    return project


@pytest.fixture
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of an earlier deploy, with one script."""
    site = tmp_path_factory.mktemp("earlier")
    write(site, "assets/js-0123abcd/plan.js")
    (site / LIST).write_text("assets/js-0123abcd/plan.js\n", encoding="utf-8")
    with published(site) as address:
        yield address


def test_a_content_change_is_checked_built_and_tested(checked_out: Path, home: Path) -> None:
    run = Runner(checked_out, home, "pull_request", {EARLIER: "HEAD^1"})
    # One test of any_data shows that the step runs them; test_editor_edits_for_real.py runs the others.
    outputs = run("publish", "look", PYTEST_ADDOPTS="-k sees_what_changed", PYTEST_XDIST_AUTO_NUM_WORKERS="1")
    site = checked_out / "site"
    for page in outputs["pages"].split():
        assert (site / page / "index.html").exists(), page
    assert list((site / "handouts").rglob("*.pdf"))
    summary = (home / "summary").read_text(encoding="utf-8")
    assert "The data is good" in summary
    assert "under *Artifacts*" in summary
    assert f"]({CHANGES})" in summary
    assert "<ins>Later.</ins>" in (checked_out / "changes.html").read_text(encoding="utf-8")


def test_a_failed_look_is_explained(tmp_path: Path, home: Path) -> None:
    Runner(tmp_path, home, "pull_request")("publish", "look", only="Explain a failed look")
    said = (home / "summary").read_text(encoding="utf-8")
    assert "The data is good, but a page made from it isn't right" in said


def test_a_published_site_has_the_current_day_and_the_scripts_of_earlier_deploys(
    checked_out: Path, home: Path, earlier: str
) -> None:
    run = Runner(checked_out, home, "workflow_dispatch", {ADDRESS: earlier})
    before = datetime.datetime.now(tz=datetime.UTC).date()
    run("publish", "look", only="Build the site")
    run("publish", "look", only="Carry over the scripts")
    site = checked_out / "site"
    built_on = {
        f"{day:%B} {day.day}, {day.year}" for day in (before, datetime.datetime.now(tz=datetime.UTC).date())
    }
    assert any(day in (site / "index.html").read_text(encoding="utf-8") for day in built_on)
    assert (site / "assets/js-0123abcd/plan.js").exists()
    assert "assets/js-0123abcd/plan.js" in (site / LIST).read_text(encoding="utf-8")


def test_a_build_is_compared_with_the_published_commit(checked_out: Path, home: Path, earlier: str) -> None:
    head = git(checked_out, "rev-parse", "HEAD")
    (checked_out / "site").mkdir()
    run = Runner(checked_out, home, values={ADDRESS: earlier})
    run("publish", "look", only="Find the published commit")
    assert not (home / "environment").exists(), "the first deploy of all finds none"
    run("publish", "look", only="Record the commit")
    with published(checked_out / "site") as address:
        run.values[ADDRESS] = address
        run("publish", "look", only="Find the published commit")
    assert (home / "environment").read_text(encoding="utf-8") == f"PUBLISHED={head}"


@pytest.fixture
def deployed(site: Path, tmp_path: Path, home: Path) -> tuple[Path, Runner]:
    """A copy of the built site as it is published, and a function that fetches its pages."""
    copy = tmp_path / "site"
    subprocess.run(["cp", "-R", site, copy], check=True)
    pages = Runner(tmp_path, home)("publish", "look", only="Choose pages")["pages"]
    return copy, Runner(tmp_path, home, values={"needs.look.outputs.pages": pages})


def probe(site: Path, run: Runner) -> None:
    with published(site) as address:
        run.values["needs.publish.outputs.page_url"] = address
        run("publish", "probe", TRIES="0")


def test_a_complete_deploy_passes_the_probe(deployed: tuple[Path, Runner]) -> None:
    site, run = deployed
    assert len(run.values["needs.look.outputs.pages"].split()) == 4
    probe(site, run)


@pytest.mark.parametrize("place", range(4))
def test_a_missing_page_fails_the_probe(deployed: tuple[Path, Runner], place: int) -> None:
    site, run = deployed
    page = run.values["needs.look.outputs.pages"].split()[place]
    (site / page / "index.html").unlink()
    with pytest.raises(AssertionError, match="404"):
        probe(site, run)


def test_a_page_of_another_site_fails_the_probe(deployed: tuple[Path, Runner]) -> None:
    site, run = deployed
    (site / "index.html").write_text("<h1>Welcome to your new site</h1>", encoding="utf-8")
    with pytest.raises(AssertionError, match="isn't there as it should be"):
        probe(site, run)


def test_a_missing_script_fails_the_probe(deployed: tuple[Path, Runner]) -> None:
    site, run = deployed
    (site / (site / LIST).read_text(encoding="utf-8").splitlines()[0]).unlink()
    with pytest.raises(AssertionError, match="404"):
        probe(site, run)


@pytest.fixture
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a stand-in for the program `gh`, which logs its arguments."""
    folder = tmp_path_factory.mktemp("programs")
    program = folder / "gh"
    program.write_text('#!/bin/sh\necho "$@" >> "$HOME/asked"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("newer", [True, False])
def test_newer_locks_are_proposed(
    tmp_path: Path, home: Path, programs: Path, newer: bool, checked_out: Path
) -> None:
    pushed = tmp_path / "pushed"
    git(tmp_path, "init", "--quiet", "--bare", str(pushed))
    there = "https://x-access-token:a-token@github.com/clinic/infant-ot"
    git(checked_out, "config", f"url.{pushed}.insteadOf", there)
    if newer:
        write(checked_out, "requirements/site.lock")
    Runner(checked_out, home, "schedule", programs=programs)("renew", "locks")
    branches = git(pushed, "branch", "--list")
    assert ("renew-locks" in branches) == newer
    assert (home / "asked").exists() == newer
    if newer:
        assert git(pushed, "diff", "--name-only", "renew-locks^", "renew-locks") == "requirements/site.lock\n"
        assert "pr create --head renew-locks" in (home / "asked").read_text(encoding="utf-8")


def test_each_week_a_build_is_requested(checked_out: Path, home: Path, programs: Path) -> None:
    run = Runner(checked_out, home, "schedule", programs=programs)
    for job in ("audit", "links", "rebuild"):
        run("watch", job)
    assert (home / "asked").read_text(encoding="utf-8") == "workflow run publish.yml --ref main\n"
    assert (
        "workflow_dispatch" in yaml.safe_load((WORKFLOWS / "publish.yml").read_text(encoding="utf-8"))[True]
    )


def test_each_month_the_site_is_built_with_possible_successors_of_mkdocs(
    checked_out: Path, home: Path
) -> None:
    Runner(checked_out, home, "schedule")("canary", "compare")


def test_the_tests_run_where_git_reads_the_folder(checked_out: Path, home: Path) -> None:
    Runner(checked_out, home)("publish", "test")
    assert (home / "gitconfig").read_text(encoding="utf-8").count(str(checked_out)) == 1
