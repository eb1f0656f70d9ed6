"""What a record is based on: its sources, its review, and when they are due to be checked again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from catalogue import growth
from catalogue.catalogue import Catalogue
from catalogue.records import (
    SECTIONS,
    Age,
    Change,
    Claim,
    Difference,
    Record,
    Reviewable,
    Side,
    Skill,
    Source,
)


@dataclass(frozen=True)
class Review:
    """Who reviewed the records of a page, and the day of the oldest review."""

    complete: bool
    by: tuple[str, ...]
    on: datetime.date | None


def sources_of(catalogue: Catalogue, records: Iterable[Record]) -> tuple[Source, ...]:
    """Return the sources of these records, without duplicates, in the order of the source file."""
    wanted: set[str] = set()
    for each in records:
        if isinstance(each, Claim):
            wanted |= set(each.sources)
        elif isinstance(each, Difference):
            wanted |= {source for side in each.sides for source in side.sources}
    return tuple(source for source in catalogue.sources if source.id in wanted)


def get_sources(catalogue: Catalogue, record: Claim | Side) -> tuple[Source, ...]:
    """Return the sources of one record, in the order it lists them."""
    return catalogue.get_all(Source, record.sources)


def checked_on(sources: Iterable[Source]) -> datetime.date | None:
    """Return the day of the oldest check among these sources."""
    return min((source.checked_on for source in sources), default=None)


def next_check(catalogue: Catalogue, sources: Iterable[Source], review: Review) -> datetime.date:
    """Return the day on which a page is due to be checked again, for its sources or its review.

    A page without sources uses those of the whole site.
    """
    days = [source.checked_on for source in tuple(sources) or catalogue.sources]
    return next_check_after(catalogue, min([*days, *([review.on] if review.on else [])]))


def next_check_after(catalogue: Catalogue, day: datetime.date) -> datetime.date:
    """Return the day on which the next check is due."""
    return day + relativedelta(months=catalogue.site.check_every_months)


def review_of(texts: Iterable[object]) -> Review:
    """Return who reviewed these records and guides; it is complete only if each has been reviewed."""
    reviewable = [text for text in texts if isinstance(text, Reviewable)]
    names = tuple(dict.fromkeys(text.reviewed_by for text in reviewable if text.reviewed_by))
    days = [text.reviewed_on for text in reviewable if text.reviewed_on]
    return Review(bool(reviewable) and len(days) == len(reviewable), names, min(days, default=None))


def claims_by_kind(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Yield each kind of record that makes claims, with its records."""
    for section in SECTIONS:
        if issubclass(section.model, Claim):
            yield section.model.kind, catalogue.all(section.model)


def changed_in(catalogue: Catalogue, change: Change) -> tuple[Record, ...]:
    """Return the records that a change names, by any of their names."""
    by_name = {
        name: record for _, records in catalogue.by_section() for record in records for name in record.names
    }
    changed = (by_name[name] for name in change.records)
    return tuple(record for record in changed if record.is_shown)


def differences_at(catalogue: Catalogue, age: Age) -> tuple[Difference, ...]:
    """Return the differences between sources that matter at an age."""
    return tuple(
        difference
        for difference in catalogue.all(Difference)
        if growth.overlaps(catalogue, age, difference.from_, difference.to)
    )


def differences_of(catalogue: Catalogue, skill: Skill) -> tuple[Difference, ...]:
    """Return the differences between sources that concern a skill area."""
    return tuple(difference for difference in catalogue.all(Difference) if skill.id in difference.skills)
