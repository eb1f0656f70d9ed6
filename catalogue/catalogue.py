"""The Catalogue: all checked records, by kind and id.

The joins between records are in `growth`, `play`, `urgency`, `safety` and `trust`. Nothing here
knows about HTML or MkDocs.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from catalogue.check import check_records
from catalogue.entries import Records, id_of
from catalogue.guides import Guide, guides_in
from catalogue.records import (
    LANGUAGE,
    SECTIONS,
    Activity,
    Age,
    Change,
    Milestone,
    Phrase,
    Record,
    Section,
    Sign,
    SiteSettings,
    Skill,
    Source,
    Term,
    Tier,
    Visit,
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Place:
    """Where a record is defined: the file, as editors know it, and the line, counted from 1."""

    file: str
    line: int


def _drop_withdrawn(records: Iterable[R]) -> tuple[R, ...]:
    """Return records without those that are withdrawn."""
    return tuple(record for record in records if record.is_shown)


class Catalogue:
    """All checked records in one language, and the guides beside them if wanted; immutable once built."""

    def __init__(
        self,
        records: Records,
        guides: Iterable[Guide] = (),
        language: str = LANGUAGE,
        unchecked: frozenset[str] = frozenset(),
    ) -> None:
        self.records = records
        self.language = language
        self.unchecked = unchecked
        """What no qualified translator has checked in this language: section and id, or path of a guide."""
        self.guides = tuple(guides)
        self._by_id: dict[str, dict[str, Record]] = {
            section.name: {
                entry.record.id: entry.record
                for entry in records.entries[section.name]
                if isinstance(entry.record, Record)
            }
            for section in SECTIONS
            if section.is_list
        }
        self._places = {
            (section, id_of(entry.record)): Place(entry.raw.file, entry.raw.line)
            for section, entries in records.entries.items()
            for entry in entries
        }
        (site,) = records.of(SiteSettings)
        self.site: SiteSettings = site.record

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Return the records of one kind in file order, without those that are withdrawn."""
        return _drop_withdrawn(self._of(model).values())

    def withdrawn(self, model: type[R]) -> tuple[R, ...]:
        """Return the withdrawn records of one kind; old links still lead to their notices."""
        return tuple(record for record in self._of(model).values() if not record.is_shown)

    def _of(self, model: type[R]) -> dict[str, R]:
        section = next(section.name for section in SECTIONS if section.model is model)
        return self._by_id[section]  # type: ignore[return-value]

    def get(self, model: type[R], record_id: str) -> R:
        """Return one record. Raises LookupError with a sentence if there is none."""
        try:
            return self._of(model)[record_id]
        except KeyError:
            raise LookupError(f'there is no {model.kind} "{record_id}" in the data') from None

    def get_all(self, model: type[R], record_ids: Iterable[str]) -> tuple[R, ...]:
        """Return the records with these ids, in this order, without those that are withdrawn."""
        return _drop_withdrawn(self.get(model, record_id) for record_id in record_ids)

    def place_of(self, record: Record) -> Place:
        """Return where a record is defined."""
        section = next(section.name for section in SECTIONS if section.model is type(record))
        return self._places[section, record.id]

    def is_unchecked(self, text: object) -> bool:
        """Return whether no qualified translator has checked a text in this language."""
        if isinstance(text, Guide):
            return text.path in self.unchecked
        section = next((section.name for section in SECTIONS if section.model is type(text)), "")
        return isinstance(text, Record) and f"{section}.{text.id}" in self.unchecked

    def by_section(self) -> Iterator[tuple[Section, tuple[Record, ...]]]:
        """Yield each list section with its records in file order, including withdrawn ones."""
        for section in SECTIONS:
            if section.is_list:
                yield section, tuple(self._by_id[section.name].values())

    @cached_property
    def now_called(self) -> dict[str, dict[str, str]]:
        """Return the current id for each former id, by section."""
        renamed = {
            section.name: {old: record.id for record in records for old in record.formerly}
            for section, records in self.by_section()
        }
        return {section: ids for section, ids in renamed.items() if ids}

    @cached_property
    def ages(self) -> tuple[Age, ...]:
        """Return the ages, the youngest first."""
        return tuple(sorted(self.all(Age), key=lambda age: age.from_))

    @cached_property
    def skills(self) -> tuple[Skill, ...]:
        """Return the skill areas."""
        return self.all(Skill)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Return the milestones of all three yardsticks."""
        return self.all(Milestone)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Return the activities."""
        return self.all(Activity)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the warning signs."""
        return self.all(Sign)

    @cached_property
    def tiers(self) -> tuple[Tier, ...]:
        """Return the tiers, the most urgent first."""
        return self.all(Tier)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources."""
        return self.all(Source)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms of the glossary, sorted."""
        return tuple(sorted(self.all(Term), key=lambda term: term.title.lower()))

    @cached_property
    def phrases(self) -> dict[str, str]:
        """Return the wording of templates and scripts, by id."""
        return {phrase.id: phrase.text for phrase in self.all(Phrase)}

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Return the screenings at the doctor's office, the earliest first."""
        return tuple(sorted(self.all(Visit), key=lambda visit: visit.months))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes of the content, the newest first."""
        return tuple(sorted(self.all(Change), key=lambda change: change.day, reverse=True))


def load_catalogue(data: Path, today: datetime.date) -> Catalogue:
    """Return the Catalogue of the folder `data`, with the guides beside it, on the day of the build.

    Raises DataError with every problem found.
    """
    return Catalogue(check_records(data, today), guides_in(data.parent / "docs"))
