"""For the publisher: two commands at once in one folder, as from two windows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import BUILD_DAY, ROOT, VENV

ALONE = [sys.executable, str(ROOT / "publish/alone.py")]
WAITING = "Another make is at work in this folder. Waiting until it is done.\n"


@contextmanager
def at_work(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the lock on a folder with a command that ends at the end of its input."""
    command = [*ALONE, "sh", "-c", "echo started; read answer"]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdout
        assert held.stdout.readline() == "started\n"
        yield held


def said_until(output: IO[str] | None, line: str) -> list[str]:
    """Return the output of a command up to a line, or all of it."""
    said: list[str] = []
    for each in output or ():
        said.append(each)
        if each == line:
            break
    return said


def test_two_builds_at_once_both_end_well(project: Path) -> None:
    (project / "site").mkdir()
    with at_work(project):
        builds = [
            subprocess.Popen(
                ["make", "--silent", "site", f"VENV={VENV}"],
                cwd=project,
                env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(2)
        ]
        said = [said_until(build.stdout, WAITING)[-1] for build in builds]
        assert said == [WAITING, WAITING]
    # The lock is free now, and both commands wait for it.
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], "\n".join(said)
    assert (project / "site/index.html").exists()
    assert not (project / "site/site").exists()
    assert not (project / ".build").exists()


def test_a_command_that_was_killed_locks_nobody_out(tmp_path: Path) -> None:
    with at_work(tmp_path) as killed:
        killed.kill()
    after = subprocess.run([*ALONE, "echo", "done"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (after.stdout, after.stderr) == ("done\n", "")


def test_what_a_command_returns_is_returned(tmp_path: Path) -> None:
    assert subprocess.run([*ALONE, "sh", "-c", "exit 3"], cwd=tmp_path, check=False).returncode == 3


@pytest.mark.parametrize(
    ("code", "returns", "says"),
    [
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit('name a folder')", 1, "name a folder"),
        ("1 / 0", 1, "division by zero (ZeroDivisionError)"),
    ],
)
def test_no_failure_of_a_step_is_lost_where_its_error_is_said_plainly(
    tmp_path: Path, code: str, returns: int, says: str
) -> None:
    (tmp_path / "a_step.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "publish.plainly", "a_step"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == returns, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
