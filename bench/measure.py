"""Tools shared by the benchmarks: measured processes, rounds, and rows of medians."""

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
    """The CPU seconds and the peak memory, in megabytes, of one process."""

    cpu: float
    memory: float


def build(project: Path, site: Path) -> Cost:
    """Build a project into `site`, and return the cost."""
    command = [str(MKDOCS), "build", "--site-dir", str(site)]
    # In a process of its own, because the system reports the peak memory of all child processes so far.
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
    """Measure each in turn, for some rounds, so that other load on the machine affects all of them."""
    taken: dict[str, list[Result]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, measure in measured.items():
            taken[name].append(measure())
    return taken


def row(name: str, values: Iterable[float], base: Iterable[float], unit: str, most: str) -> str:
    """Return a table row: the ratio of the medians, the limit, and the median with its range."""
    middle, low, high = statistics.median(values), min(values), max(values)
    ratio = middle / statistics.median(base)
    return f"| {name} | × {ratio:.2f} | {most} | {middle:.2f} {unit} ({low:.2f} to {high:.2f}) |"
