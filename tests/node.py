"""Runs scripts in Node, without a browser."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import ROOT, VENV


def run(*arguments: str | Path, given: str = "", **environment: str) -> str:
    """Run Node in the project's folder; return what it prints. An error fails the test."""
    done = subprocess.run(
        [VENV / "bin/node", *arguments],
        cwd=ROOT,
        input=given,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    return done.stdout
