"""The git history of the data: which commit to compare with, and the files in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class NoHistoryError(Exception):
    """There is no history: no repository, a shallow clone, or only one commit."""


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints when it runs in a folder. Raises NoHistoryError if it fails."""
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
    """Raise NoHistoryError if a folder has no repository or only a shallow clone."""
    if git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        raise NoHistoryError


def base_of(project: Path) -> str:
    """Return the commit that the data and guides of a project are compared with.

    Before a deploy, that is the commit currently published (`PUBLISHED`), so that no change goes
    unnoticed after a failed deploy. On a branch, it is where the branch left main (in a pull request, its
    target). On main without uncommitted changes, it is the previous commit.
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
    """Return the merge base of HEAD and a branch or commit; None if there is none."""
    try:
        return git(folder, "merge-base", "HEAD", name).strip()
    except NoHistoryError:
        return None


def changed_files(project: Path, base: str, folder: str) -> list[str]:
    """Return the paths of the files in a folder that differ from a commit."""
    return git(project, "diff", "--name-only", "--relative", "--no-renames", base, "--", folder).splitlines()


def text_at(project: Path, base: str, file: str) -> str | None:
    """Return the text of a file in a commit; None if the commit has no such file."""
    try:
        return git(project, "show", f"{base}:./{file}")
    except NoHistoryError:
        return None
