"""Records and guides that have changed since a clinician reviewed them, according to git."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from catalogue.entries import Entry, Records
from catalogue.guides import Guide, read_guide
from catalogue.problems import Problem
from catalogue.records import SECTIONS, Gated, Record, Reviewable
from gate.comparison import Comparison, records_at
from gate.history import git, require_whole_history

_LINE = re.compile(r"([0-9a-f]{40}) \d+ (\d+)(?: \d+)?")
_NOT_YET = "0" * 40
_REVIEW = re.compile(r"\s*(?:- )?\"?reviewed_(?:by|on)\"?\s*:")
_NOT_REVIEWED = frozenset({"id", "formerly", "reviewed_by", "reviewed_on", "withdrawn_on"})


class _Commit(NamedTuple):
    """The commit of a line, and its time in seconds; infinity for an uncommitted line."""

    name: str
    time: float


def records_changed_since_review(records: Records, data: Path) -> Iterator[Problem]:
    """Yield each reviewed record with a line newer than its review.

    Records whose content is the same are left out: only an id was renamed, or a line reformatted.
    `data` is the folder of the files. Uncommitted lines are the newest.
    Raises NoHistoryError without a full git history.
    """
    for file, entries in _by_file(records).items():
        if not any(isinstance(entry.record, Reviewable) and entry.record.reviewed_on for entry in entries):
            continue
        path = data.parent / file
        lines, commits = path.read_text(encoding="utf-8-sig").splitlines(), _commits(path)
        starts = [entry.raw.line for entry in entries] + [len(lines) + 1]
        reviews: dict[str, Comparison] = {}
        for entry, end in zip(entries, starts[1:], strict=True):
            record = entry.record
            if not isinstance(record, Record) or not isinstance(record, Reviewable) or not record.reviewed_on:
                continue
            reviewed = commits[entry.raw.line_of(("reviewed_on",))]
            own = [at for at in range(entry.raw.line, end) if _says_something(lines[at - 1])]
            newer = next((at for at in own if commits[at].time > reviewed.time), None)
            if newer is None:
                continue
            if reviewed.name not in reviews:
                own_file = {path.relative_to(data).as_posix()}
                before = records_at(reviewed.name, data, own_file, records.today)
                reviews[reviewed.name] = Comparison(before, records)
            if not _says_the_same(reviews[reviewed.name], record):
                yield Problem(
                    entry.raw.file,
                    newer,
                    f"this changed after {record.reviewed_by} reviewed the record on {record.reviewed_on}. "
                    "Ask for a new review and update the date, or remove reviewed_by and reviewed_on.",
                    record.id,
                    stops=isinstance(record, Gated) and record.waits_for_review,
                )


def guides_changed_since_review(guides: Iterable[Guide], docs: Path) -> Iterator[Problem]:
    """Yield each reviewed guide in the folder `docs` with a line newer than its review.

    Raises NoHistoryError without a full git history.
    """
    for guide in guides:
        if not guide.head.reviewed_on:
            continue
        path = docs / guide.path
        commits = _commits(path)
        lines = list(enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1))
        head = read_guide(path, guide.path).head
        assert head  # of a guide that has a valid one
        signed = head.line_of(("reviewed_on",))
        words = (at for at, line in lines if line.strip() and not _REVIEW.match(line))
        newer = next((at for at in words if commits[at].time > commits[signed].time), None)
        if newer:
            yield Problem(
                f"{docs.name}/{guide.path}",
                newer,
                f"this changed after {guide.head.reviewed_by} reviewed the guide on "
                f"{guide.head.reviewed_on}. Ask for a new review and update the date, or remove "
                "reviewed_by and reviewed_on.",
                stops=False,
            )


def _says_the_same(since_review: Comparison, record: Record) -> bool:
    """Return whether a record has the same content as when it was reviewed, apart from renamed ids."""
    earlier = next(
        (
            before[record.id].record
            for section, before, _ in since_review.sections()
            if section.model is type(record) and record.id in before
        ),
        None,
    )
    if earlier is None:
        return False
    then, now = (since_review.values_of(each) for each in (earlier, record))
    return all(then[field] == now[field] for field in now.keys() - _NOT_REVIEWED)


def _by_file(records: Records) -> dict[str, list[Entry[BaseModel]]]:
    by_file: dict[str, list[Entry[BaseModel]]] = {}
    for section in SECTIONS:
        for entry in records.entries.get(section.name, []):
            by_file.setdefault(entry.raw.file, []).append(entry)
    return {file: sorted(entries, key=lambda entry: entry.raw.line) for file, entries in by_file.items()}


def _says_something(line: str) -> bool:
    text = line.strip()
    # The last record of a section is followed by the name of the next one, which isn't indented.
    return bool(text) and not text.startswith("#") and line[0] == " " and not _REVIEW.match(line)


def _commits(path: Path) -> dict[int, _Commit]:
    """Return the commit of each line of a file. Raises NoHistoryError."""
    require_whole_history(path.parent)
    commits: dict[int, _Commit] = {}
    by_commit: dict[str, float] = {}
    commit, number = "", 0
    for line in git(path.parent, "blame", "-w", "--porcelain", "--", path.name).splitlines():
        if found := _LINE.fullmatch(line):
            commit, number = found[1], int(found[2])
        elif line.startswith("committer-time "):
            by_commit[commit] = math.inf if commit == _NOT_YET else int(line.split()[1])
        elif line.startswith("\t"):
            commits[number] = _Commit(commit, by_commit[commit])
    return commits
