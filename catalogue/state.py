"""The state of the content: what it covers, what it is based on, and which checks are due."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from catalogue import growth, packets, play, trust
from catalogue.catalogue import Catalogue
from catalogue.records import Claim, Skill

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Coverage:
    """Counts for one skill area: (milestones of `most`, of `often`, activities) at each age."""

    skill: Skill
    by_age: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Backing:
    """What the records of one kind are based on, and which lack a source that was read."""

    kind: str
    records: int
    read: int
    second_hand: int
    sourced_in_part: int
    reviewed: int
    from_memory: tuple[Claim, ...]
    without_source: tuple[Claim, ...]


def coverage_of(catalogue: Catalogue) -> tuple[Coverage, ...]:
    """Return the number of milestones and activities by skill area and age."""
    rows = []
    for skill in catalogue.skills:
        yardsticks = {
            stage.of.id: Counter(milestone.yardstick for milestone in stage.members)
            for stage in growth.stages_of(catalogue, skill)
        }
        by_age = []
        for age in catalogue.ages:
            found = yardsticks.get(age.id, Counter())
            by_age.append((found["most"], found["often"], len(play.activities_of(catalogue, skill, age))))
        rows.append(Coverage(skill, tuple(by_age)))
    return tuple(rows)


def backing_of(catalogue: Catalogue) -> tuple[Backing, ...]:
    """Return what each kind of record is based on, and how many are reviewed."""
    rows = []
    for kind, records in trust.claims_by_kind(catalogue):
        checked = Counter(record.checked for record in records)
        rows.append(
            Backing(
                kind=kind,
                records=len(records),
                read=checked["read"],
                second_hand=checked["second-hand"],
                sourced_in_part=sum(bool(record.sources and record.basis) for record in records),
                reviewed=sum(record.reviewed_on is not None for record in records),
                from_memory=tuple(record for record in records if record.checked == "knowledge"),
                without_source=tuple(record for record in records if not record.sources),
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class PacketState:
    """A review packet: its number and title, how many minutes it takes, and how far its review has come."""

    number: int
    title: str
    minutes: int
    progress: packets.Progress


def packet_states(catalogue: Catalogue) -> tuple[PacketState, ...]:
    """Return the state of each review packet, the most urgent first."""
    return tuple(
        PacketState(each.number, each.title, each.minutes, packets.progress_of(catalogue, each.texts))
        for each in packets.plan_packets(catalogue)
    )


@dataclass(frozen=True)
class Due:
    """A day on which checks are due, with the number of sources and of reviewed records."""

    day: datetime.date
    sources: int
    reviews: int


def due_days(catalogue: Catalogue) -> tuple[Due, ...]:
    """Return the days on which checks are due, the earliest first."""
    sources = Counter(trust.next_check_after(catalogue, source.checked_on) for source in catalogue.sources)
    signed = (packets.review_in(text) for text in packets.reviewable_texts(catalogue))
    reviews = Counter(
        trust.next_check_after(catalogue, review.reviewed_on) for review in signed if review.reviewed_on
    )
    return tuple(Due(day, sources[day], reviews[day]) for day in sorted({*sources, *reviews}))


def build_day() -> datetime.date:
    """Return the day of the build. Raises LookupError with a sentence if there is no commit."""
    return datetime.datetime.fromtimestamp(build_time(), tz=datetime.UTC).date()


def build_time() -> int:
    """Return the time of the build in seconds: SOURCE_DATE_EPOCH, or that of the last commit or a later edit.

    The build never reads the clock, so two builds of one commit are identical.
    Raises LookupError with a sentence if there is no commit.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _last_change()
    if not seconds:
        raise LookupError(
            "there is no commit to take the day of the build from: set SOURCE_DATE_EPOCH to its seconds"
        )
    return int(seconds)


def _last_change() -> int | None:
    """Return the time of the last commit or of a later edit to the content; None without a commit.

    Edits count because a record may already carry today's date before it is committed.
    """
    committed = _git("log", "-1", "--format=%ct").strip()
    if not committed:
        return None
    edited = _git("ls-files", "-z", "--modified", "--others", "--exclude-standard", "data", "docs")
    saved = [path.stat().st_mtime for name in edited.split("\0") if name and (path := ROOT / name).exists()]
    return int(max([int(committed), *saved]))


def _git(*arguments: str) -> str:
    """Return git's output, or an empty string if it fails."""
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout
