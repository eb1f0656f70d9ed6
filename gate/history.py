"""What git knows of the data: which commit to compare with, and what the files said in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class NoHistoryError(Exception):
    """The history of the files isn't here: no repository, only its newest commit, or its first one."""


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints when it runs in a folder. Raises NoHistoryError where it can't."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoHistoryError from error
    return done.stdout


def require_whole_history(folder: Path) -> None:
    """Raise NoHistoryError where the repository of a folder is missing or holds only the newest commits."""
    if git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        raise NoHistoryError


def base_of(project: Path) -> str:
    """Return the commit that the data and guides of a project are compared with.

    For what is about to be published it is the commit that is published now (`PUBLISHED`), so that no change
    slips through behind a failed deploy. For a branch it is where the branch left main (in a pull request,
    its target); for main itself, with nothing uncommitted, the commit before the last.
    Raises NoHistoryError.
    """
    require_whole_history(project)
    head = git(project, "rev-parse", "HEAD").strip()
    branch = os.environ.get("GITHUB_BASE_REF") or "main"
    base = next(
        (
            commit
            for name in filter(None, (os.environ.get("PUBLISHED"), f"origin/{branch}", branch))
            if (commit := _shared(project, name))
        ),
        head,
    )
    if base == head and not git(
        project, "status", "--porcelain", "--untracked-files=no", "--", "data", "docs"
    ):
        base = git(project, "rev-parse", "--verify", "HEAD^1").strip()
    return base


def _shared(folder: Path, name: str) -> str | None:
    """Return the last commit that a branch or commit shares with HEAD; None where there is none."""
    try:
        return git(folder, "merge-base", "HEAD", name).strip()
    except NoHistoryError:
        return None


def changed_files(project: Path, base: str, folder: str) -> list[str]:
    """Return the paths of the files in a folder of a project that differ from those of a commit."""
    return git(project, "diff", "--name-only", "--relative", "--no-renames", base, "--", folder).splitlines()


def text_at(project: Path, base: str, file: str) -> str | None:
    """Return the text of a file of a project in a commit; None where the commit has no such file."""
    try:
        return git(project, "show", f"{base}:./{file}")
    except NoHistoryError:
        return None
