"""Records beside the places they were typed at, and the shape of a rule over them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.problems import Problem, nearest
from catalogue.read import Location, RawRecord
from catalogue.records import SECTIONS, LinksTo, Prose, Record

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record beside the raw one it was made from, which knows the lines."""

    record: R
    raw: RawRecord

    def problem(self, location: Location, sentence: str) -> Problem:
        """Return a problem at one field of this record."""
        return self.raw.problem(location, sentence)


@dataclass
class Records:
    """All records that could be made, by section and in file order.

    `known_ids` also holds the ids of records that couldn't be made, so that one
    slip in a record doesn't make every link to it a problem too. `unread` names the
    sections that couldn't be read at all: what leads into them can't be judged.
    `typed` holds, by section, what an editor typed for each record, and `failed` those
    that couldn't be made. `today` is the day of the build. `doubts` is what somebody
    should look at, although it stops nothing.
    """

    today: datetime.date
    typed: dict[str, list[RawRecord]] = field(default_factory=dict)
    entries: dict[str, list[Entry[BaseModel]]] = field(default_factory=dict)
    known_ids: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    failed: dict[str, list[RawRecord]] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)

    def of(self, model: type[R]) -> list[Entry[R]]:
        """Return the entries of one model's section."""
        section = next(section for section in SECTIONS if section.model is model)
        return self.entries.get(section.name, [])  # type: ignore[return-value]

    def are_ids(self, section: str, words: list[str]) -> bool:
        """Tell whether each of some words is the id of a record of a section."""
        return {raw.name for raw in self.typed.get(section, [])}.issuperset(words)

    def id_meant(self, section: str, found: str) -> str | None:
        """Return the id in a section that an editor meant by a title, or by an id with a slip in it."""
        known = {raw.name: raw.values.get("title") for raw in self.typed.get(section, [])}
        plain = _plain(found)
        for name, title in known.items():
            if plain in (_plain(name), _plain(str(title))):
                return name
        return nearest(plain.replace(" ", "-"), known)

    def knows_all(self, section: str, ids: tuple[str, ...]) -> bool:
        """Tell whether all these ids are there; a link to one that isn't is reported."""
        return self.known_ids.get(section, set()).issuperset(ids)

    def is_whole(self, section: str) -> bool:
        """Tell whether every record of a section could be made: only then can its absence be judged."""
        return section not in self.unread and not self.failed.get(section)

    def listed_in_failed(self, section: str) -> set[str]:
        """Return every word in the lists of the records that couldn't be made.

        What such a record links to is not missing because of a slip elsewhere in it.
        """
        return {
            part
            for raw in self.failed.get(section, [])
            for value in raw.values.values()
            if isinstance(value, list)
            for part in value
            if isinstance(part, str)
        }


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


Violations = Iterator[tuple[str, Problem]]
"""(record id, problem) for each place that breaks a rule."""


@dataclass(frozen=True)
class RecordRule:
    """A rule: whom it protects from what, and how the places that break it are found.

    Its name is that of its file, with dashes. A rule that can be wrong about a good
    record doesn't stop a build (`stops`): it asks somebody to look.
    """

    name: str
    protects: str
    find: Callable[[Records], Violations]
    may_be_excepted: bool = False
    stops: bool = True


def section_of_link(model: type[BaseModel], field: str) -> str | None:
    """Return the section that a field, as it is called in the data, links to."""
    return next((section for _, typed, section, _ in _fields_of(model) if typed == field), None)


@cache
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, str, str | None, bool], ...]:
    """Return (name, name in the data, section that it links to, whether it is prose) for each field."""
    return tuple(
        (
            name,
            info.alias or name,
            next((mark.section for mark in info.metadata if isinstance(mark, LinksTo)), None),
            is_prose(info),
        )
        for name, info in model.model_fields.items()
    )


def is_prose(info: FieldInfo) -> bool:
    """Tell whether a field, or each part of its list, is words that a reader sees."""
    return Prose() in info.metadata or _holds_prose(info.annotation)


def _holds_prose(annotation: Any) -> bool:
    return Prose() in getattr(annotation, "__metadata__", ()) or any(map(_holds_prose, get_args(annotation)))


def links_in(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str, str]]:
    """Yield (location, section, id) for every id in a record that names another record."""
    for name, typed, section, _ in _fields_of(type(record)):
        value = getattr(record, name)
        place = (*location, typed)
        if isinstance(value, tuple):
            for number, part in enumerate(value):
                if isinstance(part, BaseModel):
                    yield from links_in(part, (*place, number))
                elif section:
                    yield (*place, number), section, part
        elif section and value is not None:
            yield place, section, value


def texts_in(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield (location, text) for every text of a record that a reader sees."""
    for name, typed, _, prose in _fields_of(type(record)):
        value = getattr(record, name)
        place = (*location, typed)
        if isinstance(value, tuple):
            for number, part in enumerate(value):
                if isinstance(part, BaseModel):
                    yield from texts_in(part, (*place, number))
                elif prose:
                    yield (*place, number), part
        elif prose and value is not None:
            yield place, value


def id_of(record: BaseModel) -> str:
    """Return a record's id; that of the one record without an id is the site."""
    return record.id if isinstance(record, Record) else "site"
