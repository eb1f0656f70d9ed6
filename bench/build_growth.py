"""Measure how the build grows with the number of activities: `make bench`.

Copies the project, multiplies its activities, builds it, and prints the CPU time of
each size as a ratio to the smallest one of the same run. Linear growth shows as a
ratio no larger than that of the sizes.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (250, 500, 1000, 2000)  # activities
ROUNDS = 3


def project_with(activities: int, folder: Path) -> Path:
    """Copy the project into `folder` with so many activities, copies of the real ones."""
    away = shutil.ignore_patterns(".git", ".venv", ".build", "site", "node_modules", ".*_cache")
    project = Path(shutil.copytree(ROOT, folder / f"project-{activities}", ignore=away))
    path = project / "data/activities.yaml"
    head, *records = re.split(r"(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))
    copies = [
        re.sub(r"  - id: (\S+)", rf"  - id: \1-{number}", record, count=1)
        for number in range(activities // len(records) + 1)
        for record in records
    ]
    made = copies[: activities - len(records)]
    path.write_text(head + "".join(records + made), encoding="utf-8")
    # Copies say the same sentences again, and leave no milestone with one activity.
    names = ", ".join(re.findall(r"(?m)^  - id: (\S+)", "".join(made)))
    (project / "data/exceptions.yaml").write_text(
        "exceptions:\n  - id: copies\n    rule: no-sentence-stands-twice\n"
        f"    records: [{names}]\n    why: They are copies.\n",
        encoding="utf-8",
    )
    return project


def cpu_of_build(project: Path) -> float:
    """Return the CPU seconds that one build of the project takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--strict", "--site-dir", project / "site"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Build every size in turn, some rounds, and print the medians as ratios."""
    with tempfile.TemporaryDirectory() as folder:
        projects = {size: project_with(size, Path(folder)) for size in SIZES}
        taken: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(ROUNDS):
            for size, project in projects.items():
                taken[size].append(cpu_of_build(project))
    base = statistics.median(taken[SIZES[0]])
    print("| activities | × the smallest | CPU, median | spread |")
    print("| --- | --- | --- | --- |")
    for size, times in taken.items():
        middle = statistics.median(times)
        print(
            f"| {size} (× {size / SIZES[0]:g}) | × {middle / base:.2f} | {middle:.2f} s "
            f"| {min(times):.2f} to {max(times):.2f} s |"
        )


if __name__ == "__main__":
    main()
