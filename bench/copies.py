"""Copy real records, in a form that passes the check."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from catalogue.check import build_records, read_folder
from catalogue.entries import RULES
from catalogue.state import build_day


def split_section(section: str) -> tuple[str, list[str]]:
    """Return the text before the first record of a section, and that of each record."""
    head, *records = re.split(r"(?m)^(?=  - id: )", section)
    return head, [record.rstrip() + "\n\n" for record in records]


def copies_of(records: list[str], count: int) -> list[str]:
    """Return `count` copies of the records in turn, each with an id of its own and the same links."""
    records = [re.sub(r"\n    formerly: .*", "", record) for record in records]
    return [
        re.sub(r"  - id: (\S+)", rf"  - id: \1-{at // len(records) + 1}", records[at % len(records)], count=1)
        for at in range(count)
    ]


def allow(data: Path) -> None:
    """Replace the list of exceptions: every record may break the rules that it breaks, if they allow any."""
    records, _ = build_records(read_folder(data), build_day())
    listed = [
        {"id": rule.name, "rule": rule.name, "records": broken_by, "why": "Some of them are copies."}
        for rule in RULES
        if rule.may_be_excepted
        and (broken_by := list(dict.fromkeys(problem.record for problem in rule.find(records))))
    ]
    text = yaml.safe_dump({"exceptions": listed}, width=10_000)
    (data / "house/exceptions.yaml").write_text(text, encoding="utf-8")
