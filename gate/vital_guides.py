"""Lines of the guides that say where to get help in an emergency: every change is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from catalogue.problems import Problem
from gate.comparison import Difference
from gate.history import changed_files, text_at
from gate.vital import before_and_after

_LEADS_TO_HELP = re.compile(
    r"\b(?:911|988|emergency|poison)\b|\{\{ *(?:phone|contacts|signs|advice|all_safety)\b", re.IGNORECASE
)
_REMEDY = (
    "If this is intended, give the reason in a new record of data/house/changes.yaml: id, day, title, why; "
    "without records, as a guide isn't one."
)


def guide_differences(project: Path, base: str) -> Iterator[Difference]:
    """Yield changed safety-critical lines, as before → after, and guides removed since a commit.

    Raises NoHistoryError.
    """
    for file in changed_files(project, base, "docs"):
        before = text_at(project, base, file)
        if not file.endswith(".md") or before is None:
            continue
        path = project / file
        if not path.exists():
            yield _difference(file, 1, "this guide was removed, and links to it are now dead.")
            continue
        now = path.read_text(encoding="utf-8", errors="replace").splitlines()
        yield from _between(file, before.splitlines(), now)


def _between(file: str, before: list[str], now: list[str]) -> Iterator[Difference]:
    lost, new = _vital_in(before, beside=now), _vital_in(now, beside=before)
    for (_, old), (number, line) in zip_longest(lost, new, fillvalue=(1, None)):
        yield _difference(
            file, number, f"this line is safety-critical, and it changed: {before_and_after(old, line)}."
        )


def _vital_in(lines: list[str], *, beside: list[str]) -> list[tuple[int, str | None]]:
    """Return (number, text) of each safety-critical line that isn't among the lines `beside`."""
    others = {" ".join(line.split()) for line in beside}
    plain = [(number, " ".join(line.split())) for number, line in enumerate(lines, 1)]
    return [(number, line) for number, line in plain if line not in others and _LEADS_TO_HELP.search(line)]


def _difference(file: str, line: int, sentence: str) -> Difference:
    return Difference(Problem(file, line, sentence), ("site",), _REMEDY)
