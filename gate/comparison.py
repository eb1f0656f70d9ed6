"""The data compared with an earlier commit: what changed, and which changes need a reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from catalogue.check import FILES, build_records
from catalogue.entries import Entry, Records, id_of, links_in, texts_in
from catalogue.problems import Problem
from catalogue.read import RawFile, read_bytes
from catalogue.records import SECTIONS, Change, Language, Record, Section
from gate.history import changed_files, text_at

# Each file in data/house/ was once in the data folder itself, most under the name that it has now.
# Without this, a comparison across the move would take all of their records for new.
FORMER_FILES = {"house/tummy-time.yaml": "ladders.yaml"}

Entries = dict[str, Entry[BaseModel]]
"""The entries of one section by id, in file order."""


@dataclass(frozen=True)
class Difference:
    """One change since the earlier commit.

    `problem` says where and what. A new record in data/house/changes.yaml that has one of `names` is its
    reason; `remedy` says what else to write, or how the reason is written. `free` marks what may be published
    without one.
    """

    problem: Problem
    names: tuple[str, ...]
    remedy: str
    free: bool = False


@dataclass(frozen=True)
class Comparison:
    """The records before and now. `older` counts earlier ones that aren't valid today."""

    before: Records
    now: Records
    older: int = field(default=0)

    @cached_property
    def new_names(self) -> dict[str, dict[str, str]]:
        """Return the current id for each former id, by section."""
        return {
            section.name: {
                old: entry.record.id
                for entry in self.now.entries.get(section.name, [])
                if isinstance(entry.record, Record)
                for old in entry.record.formerly
            }
            for section in SECTIONS
        }

    @cached_property
    def left(self) -> dict[str, set[str]]:
        """Return the ids of withdrawn and removed records, by section."""
        return {
            section.name: {name for name in before if not is_shown(now.get(name))}
            for section, before, now in self.sections()
        }

    @cached_property
    def likely_names(self) -> dict[str, dict[str, str]]:
        """Return the probable new id for each removed id, by section: that of a new record with its title.

        The removed id is reported itself, so records that link to the new one don't count as changed.
        """
        likely: dict[str, dict[str, str]] = {}
        for section, before, now in self.sections():
            new = [name for name in now if name not in before]
            for old in before.keys() - now.keys():
                alike = [each for each in new if title_of(now[each]) == title_of(before[old])]
                if len(alike) == 1:
                    likely.setdefault(section.name, {})[old] = alike[0]
        return likely

    def sections(self) -> Iterator[tuple[Section, Entries, Entries]]:
        """Yield each section in both versions, with its entries before and now by their current ids."""
        for section in SECTIONS:
            if section.name in self.before.unread or section.name not in self.before.entries:
                continue
            names = self.new_names[section.name]
            before = {
                names.get(id_of(entry.record), id_of(entry.record)): entry
                for entry in self.before.entries[section.name]
            }
            now = {id_of(entry.record): entry for entry in self.now.entries[section.name]}
            failed = {raw.name for raw in self.before.failed.get(section.name, [])}
            yield section, before, {name: now[name] for name in now if name not in failed}

    def values_of(self, record: BaseModel) -> dict[str, Any]:
        """Return the values of a record as plain data, with the texts of each field joined into one.

        Links have their current ids, without records that were withdrawn or removed.
        """
        values = record.model_dump(mode="json", by_alias=True)
        lists: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for location, text in texts_in(record):
            field = str(location[0])
            texts[field] = f"{texts[field]} {text}" if field in texts else text
        for location, section, target in links_in(record):
            field, is_listed = str(location[0]), len(location) > 1
            current = (self.new_names[section] | self.likely_names.get(section, {})).get(target, target)
            if not is_listed:
                values[field] = current
            else:
                kept = lists.setdefault(field, [])
                kept += [current] if current not in self.left.get(section, ()) else []
        for field in texts.keys() & lists.keys():  # of its parts, such as the branches of a sign
            texts[field] += f" ({', '.join(lists[field])})"
        return values | lists | texts

    @cached_property
    def is_preview(self) -> bool:
        """Return whether the site was and still is a preview."""
        return not any(
            entry.record.public for records in (self.before, self.now) for entry in records.of(Language)
        )

    @cached_property
    def explained(self) -> set[str]:
        """Return what new records of data/house/changes.yaml name; "site" where one names nothing."""
        known = {entry.record.id for entry in self.before.of(Change)}
        return {
            name
            for entry in self.now.of(Change)
            if entry.record.id not in known
            for name in (*entry.record.records, *entry.record.taken_out) or ("site",)
        }

    def explains(self, difference: Difference) -> bool:
        """Return whether data/house/changes.yaml has the reason of a difference."""
        return not self.explained.isdisjoint(difference.names)

    def judge(self, differences: Iterable[Difference]) -> Iterator[Problem]:
        """Yield each difference as a problem: it stops the build if it needs a reason and has none."""
        for each in differences:
            if self.is_preview or each.free or self.explains(each):
                yield replace(each.problem, stops=False)
            else:
                yield replace(each.problem, sentence=f"{each.problem.sentence} {each.remedy}".rstrip())


def compare_records(records: Records, data: Path, base: str) -> Comparison:
    """Compare the checked records of a folder with those of a commit. Raises NoHistoryError."""
    paths = set(changed_files(data.parent, base, data.name))
    changed = {file for file in FILES if paths & {f"{data.name}/{place}" for place in _places_of(file)}}
    before = records_at(base, data, changed, records.today)
    for section in SECTIONS:
        if not changed.intersection(section.files):
            before.unread.discard(section.name)
            before.entries[section.name] = records.entries[section.name]
    return Comparison(before, records, sum(map(len, before.failed.values())) + len(before.unread))


def records_at(base: str, data: Path, files: set[str], today: datetime.date) -> Records:
    """Return the records of some data files, and the others of their sections, as they were in a commit."""
    whole = {file for section in SECTIONS if files.intersection(section.files) for file in section.files}
    return build_records([read_at(base, data, file) for file in sorted(whole)], today)[0]


def read_at(base: str, data: Path, file: str) -> RawFile:
    """Read the sections of a data file as they were in a commit, in the file that held them then.

    `file` is its path today, from the data folder. A file that wasn't there has no sections, or empty ones
    where another file has their other records.
    """
    shown_as = f"{data.name}/{file}"
    for place in _places_of(file):
        text = text_at(data.parent, base, f"{data.name}/{place}")
        if text is not None:
            return read_bytes(text.encode(), shown_as=shown_as, sections=FILES[file])
    elsewhere = [section.name for section in SECTIONS if section.state_file == file]
    return RawFile(shown_as, sections={name: [] for name in elsewhere})


def _places_of(file: str) -> tuple[str, ...]:
    """Return the path that a data file has today, and the one that its records had before."""
    former = FORMER_FILES.get(file, file.removeprefix("house/"))
    return tuple(dict.fromkeys((file, former)))


def title_of(entry: Entry[BaseModel]) -> object:
    """Return the title of a record, or the record itself if it has none."""
    return getattr(entry.record, "title", entry.record)


def is_shown(entry: Entry[BaseModel] | None) -> bool:
    """Return whether a record exists and isn't withdrawn."""
    return entry is not None and (not isinstance(entry.record, Record) or entry.record.is_shown)
