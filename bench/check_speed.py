"""Measure how fast the data is checked, and that a malicious or huge file is rejected quickly.

Multiplies the real records and checks each size in a process of its own, so that memory is measured for that
check alone. Measures CPU time, because other programs may be running.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.copies import allow, copies_of, split_section

ROOT = Path(__file__).resolve().parent.parent
TIMES = (1, 2, 4, 8)  # as many records as there are
MOST_SECONDS = 3
MOST_MEGABYTES = 100

CHECK = "import sys; from bench.check_speed import run_check; run_check(sys.argv[1])"


def run_check(folder: str) -> None:
    """Check a data folder, and print CPU seconds, megabytes, records and problems."""
    from catalogue.check import check_records  # noqa: PLC0415 - its import isn't part of the check
    from catalogue.problems import DataError  # noqa: PLC0415
    from catalogue.state import build_day  # noqa: PLC0415

    start = time.process_time()
    try:
        entries = check_records(Path(folder), build_day()).entries.values()
        found = f"{sum(map(len, entries))} 0"
    except DataError as error:
        found = f"0 {len(error.problems)}"
    taken = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{taken:.2f} {megabytes:.0f} {found}")


def measure(folder: Path) -> tuple[float, float, int, int]:
    """Return the CPU seconds, megabytes, records and problems of one check."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes, records, problems = done.stdout.split()
    return float(seconds), float(megabytes), int(records), int(problems)


# Sections whose copies would break a rule without exceptions: no two ages start together, a safety rule
# must be used, an open item names each record without a source, and so on.
NOT_MULTIPLIED = (
    "ages:",
    "milestones:",
    "tiers:",
    "act_now:",
    "limits:",
    "signs:",
    "first_aid:",
    "contacts:",
    "safety_rules:",
    "advice:",
    "exceptions:",
    "site:",
)


def multiply_data(times: int, folder: Path) -> Path:
    """Copy the data with each record `times` times."""
    data = Path(shutil.copytree(ROOT / "data", folder / f"times-{times}"))
    for path in data.rglob("*.yaml"):
        sections = re.split(r"(?m)^(?=\w)", path.read_text(encoding="utf-8"))
        for at, section in enumerate(sections):
            if section.startswith(NOT_MULTIPLIED):
                continue
            head, records = split_section(section)
            copies = copies_of(records, len(records) * (times - 1))
            sections[at] = head + "".join([*records, *copies])
        path.write_text("".join(sections), encoding="utf-8")
    allow(data)
    return data


def bomb() -> str:
    """Return nested aliases that would expand to nine to the power of forty texts."""
    lines = ["skills:", "  - id: hands", "    f0: &b0 [x, x]"]
    lines += [f"    f{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 40)]
    return "\n".join(lines) + "\n"


MONSTERS: dict[str, Callable[[], str]] = {
    "an alias bomb": bomb,
    "a text of 1 MB on one line": lambda: f"skills:\n  - id: hands\n    title: {'word ' * 200_000}\n",
    "a text of 1 MB on many lines": lambda: (
        "skills:\n  - id: hands\n    title: >-\n" + "      word word\n" * 62_500
    ),
    "1 MB of brackets": lambda: f"skills:\n  - id: hands\n    title: {'[' * 1_000_000}\n",
    "an id of 90 KB": lambda: f"skills:\n  - id: {'a-' * 45_000}a\n",
    "a field of 90 KB": lambda: f"skills:\n  - id: hands\n    {'a' * 90_000}: x\n",
    "12 MB": lambda: "skills:\n" + "# nothing\n" * 1_200_000,
    "20,000 records": lambda: "skills:\n" + "".join(f"  - id: s{n}\n" for n in range(20_000)),
    "10,000 records without a title": lambda: "skills:\n" + "".join(f"  - id: s{n}\n" for n in range(10_000)),
}


def main() -> None:
    """Print both tables; fail if one of the monsters takes too long or too much memory."""
    with tempfile.TemporaryDirectory() as folder:
        print("| records | CPU seconds | megabytes | problems |\n| --- | --- | --- | --- |")
        for times in TIMES:
            seconds, megabytes, records, problems = measure(multiply_data(times, Path(folder)))
            print(f"| {records} | {seconds:.2f} | {megabytes:.0f} | {problems} |")
        print("\n| monster | CPU seconds | megabytes | problems |\n| --- | --- | --- | --- |")
        for name, text in MONSTERS.items():
            data = Path(shutil.copytree(ROOT / "data", Path(folder) / name.replace(" ", "-")))
            (data / "house/skills.yaml").write_text(text(), encoding="utf-8")
            seconds, megabytes, _, problems = measure(data)
            print(f"| {name} | {seconds:.2f} | {megabytes:.0f} | {problems} |")
            assert problems, f"{name} passes"
            assert seconds < MOST_SECONDS, f"{name} takes {seconds} s"
            assert megabytes < MOST_MEGABYTES, f"{name} takes {megabytes} MB"


if __name__ == "__main__":
    main()
