"""What the benchmarks share: processes measured from outside, rounds, and rows of medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.projects import MKDOCS, PUBLISHED
from catalogue.state import build_time

Result = TypeVar("Result")

ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """What one process took: CPU seconds, and the most memory it held, in megabytes."""

    cpu: float
    memory: float


def build(project: Path, site: Path) -> Cost:
    """Build a project into `site`, and return what that took."""
    command = [str(MKDOCS), "build", "--site-dir", str(site)]
    # A process of its own, because the system tells the most memory of all children so far.
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
        "use = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=project,
        env={**os.environ, **PUBLISHED, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(build_time())},
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, memory = map(float, done.stdout.split()[-2:])
    return Cost(cpu, memory)


def in_rounds(measured: Mapping[str, Callable[[], Result]], rounds: int = ROUNDS) -> dict[str, list[Result]]:
    """Measure each in turn, some rounds, so that what else the machine does falls on all alike."""
    taken: dict[str, list[Result]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, measure in measured.items():
            taken[name].append(measure())
    return taken


def row(name: str, values: Iterable[float], base: Iterable[float], unit: str, most: str) -> str:
    """Return a line of a table: the ratio of the medians, the median with its spread, and the limit."""
    middle, low, high = statistics.median(values), min(values), max(values)
    ratio = middle / statistics.median(base)
    return f"| {name} | × {ratio:.2f} | {most} | {middle:.2f} {unit} ({low:.2f} to {high:.2f}) |"
