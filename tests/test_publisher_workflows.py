"""For the publisher: the permissions of the workflows on GitHub, and the versions of their actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

# The first major version of each action that runs on Node 24, or uses only actions that do.
# GitHub's runners have no earlier Node.
ON_NODE_24 = {
    "actions/checkout": 5,
    "actions/upload-artifact": 6,
    "actions/upload-pages-artifact": 5,
    "actions/deploy-pages": 5,
}
# The permissions of a job, if it may do more than read the code.
MAY = {
    ("publish", "publish"): {"pages": "write", "id-token": "write"},
    ("publish", "probe"): {},
    ("watch", "rebuild"): {"actions": "write"},
    ("renew", "locks"): {"contents": "write", "pull-requests": "write"},
}
ACTION = re.compile(r"uses: +(?P<name>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v(?P<major>\d+)\.\d+\.\d+")


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def jobs_of(workflow: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].items()


def test_every_action_is_pinned_to_a_commit_and_runs_on_node_24(workflow: Path) -> None:
    lines = [line for line in workflow.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        action = ACTION.search(line)
        assert action, f"not an action at a commit, with its version in a comment: {line}"
        assert int(action["major"]) >= ON_NODE_24[action["name"]], line


def test_a_newer_version_of_an_action_is_proposed() -> None:
    settings = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {"github-actions", "npm"} <= {each["package-ecosystem"] for each in settings["updates"]}


def test_a_job_may_do_only_what_it_must(workflow: Path) -> None:
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert settings["permissions"] == {}
    for name, job in jobs_of(workflow):
        assert job["permissions"] == MAY.get((workflow.stem, name), {"contents": "read"}), name
        assert job["timeout-minutes"] <= 30, name


def test_a_stranger_s_pull_request_gets_no_token(workflow: Path) -> None:
    assert "pull_request_target" not in workflow.read_text(encoding="utf-8")
    assert "workflow_run" not in workflow.read_text(encoding="utf-8")
    for _, job in jobs_of(workflow):
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_each_step_runs_in_a_shell_that_stops_at_the_first_failure(workflow: Path) -> None:
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert settings["defaults"] == {"run": {"shell": "bash"}}


def test_a_schedule_that_github_stops_stops_nothing_else(workflow: Path) -> None:
    # After 60 days without a commit, GitHub disables all of a workflow that has a schedule.
    settings = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    started_by = set(settings[True])  # YAML reads `on` as true
    assert "workflow_dispatch" in started_by
    if "schedule" in started_by:
        assert started_by == {"schedule", "workflow_dispatch"}
