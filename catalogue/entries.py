"""Records with their positions in the files, and the shape of a rule about them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalogue.field_types import Prose, section_linked
from catalogue.problems import Problem, nearest
from catalogue.read import Location, RawRecord
from catalogue.records import SECTIONS, Record

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with the raw record it was built from, which knows the lines."""

    record: R
    raw: RawRecord

    def problem(self, location: Location, sentence: str) -> Problem:
        """Return a problem at one field of this record."""
        return self.raw.problem(location, sentence)


@dataclass
class Records:
    """All valid records, by section and in file order.

    today: the day of the build.
    typed: by section, every raw record, valid or not.
    known_ids: by section, the ids of all records, including invalid ones, so that one
        error in a record doesn't also turn every link to it into a problem.
    unread: sections that couldn't be read completely; links into them aren't checked.
    failed: by section, the raw records that are invalid.
    doubts: warnings, which don't stop a build.
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

    def all(self) -> Iterator[Entry[BaseModel]]:
        """Yield the entries of all sections."""
        return chain.from_iterable(self.entries.values())

    def are_ids(self, section: str, words: list[str]) -> bool:
        """Return whether every word is the id of a record in a section."""
        return {raw.name for raw in self.typed.get(section, [])}.issuperset(words)

    def id_meant(self, section: str, found: str) -> str | None:
        """Return the id in a section that was probably meant by a title or a misspelled id."""
        known = {raw.name: raw.values.get("title") for raw in self.typed.get(section, [])}
        plain = _plain(found)
        for name, title in known.items():
            if plain in (_plain(name), _plain(str(title))):
                return name
        return nearest(plain.replace(" ", "-"), known)

    def knows_all(self, section: str, ids: tuple[str, ...]) -> bool:
        """Return whether all these ids exist; links to missing ones are reported by another rule."""
        return self.known_ids.get(section, set()).issuperset(ids)

    def is_whole(self, section: str) -> bool:
        """Return whether every record of a section is valid; only then can a rule say that one is missing."""
        return section not in self.unread and not self.failed.get(section)

    def listed_in_failed(self, section: str) -> set[str]:
        """Return every word in the lists of a section's invalid records.

        Records that these link to shouldn't be reported as unused because of another error.
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


Violations = Iterator[Problem]
"""One problem for each violation of a rule."""


Find = Callable[[Records], Violations]
"""The function that looks for violations of a rule."""


@dataclass(frozen=True)
class RecordRule:
    """A rule about records, named after its file, with dashes.

    protects: whom the rule protects, and from what.
    find: yields the violations.
    may_be_excepted: whether data/house/exceptions.yaml may list exceptions.
    stops: False for a rule that can be wrong about a good record; it only warns.
    """

    name: str
    protects: str
    find: Find
    may_be_excepted: bool
    stops: bool


RULES: list[RecordRule] = []
"""Every rule of `catalogue/rules/`, once that package is imported."""


def protects(whom: str, *, may_be_excepted: bool = False, stops: bool = True) -> Callable[[Find], Find]:
    """Register the function `find` of a file in `catalogue/rules/` as its rule."""

    def register(find: Find) -> Find:
        name = find.__module__.rpartition(".")[2].replace("_", "-")
        RULES.append(RecordRule(name, whom, find, may_be_excepted, stops))
        return find

    return register


def section_of_link(model: type[BaseModel], field: str) -> str | None:
    """Return the section that a field links to; `field` is its name in the data."""
    return next((section for _, typed, section, _ in _fields_of(model) if typed == field), None)


@cache
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, str, str | None, bool], ...]:
    """Return (name, name in the data, section it links to, whether it is prose) for each field."""
    return tuple(
        (
            name,
            info.alias or name,
            section_linked(info),
            is_prose(info),
        )
        for name, info in model.model_fields.items()
    )


def is_prose(info: FieldInfo) -> bool:
    """Return whether a field, or each entry of its list, is text that readers see."""
    return Prose() in info.metadata or _holds_prose(info.annotation)


def _holds_prose(annotation: Any) -> bool:
    return Prose() in getattr(annotation, "__metadata__", ()) or any(map(_holds_prose, get_args(annotation)))


def _values_in(
    record: BaseModel, location: Location = ()
) -> Iterator[tuple[Location, Any, str | None, bool]]:
    """Yield (location, value, section it links to, whether it is prose) for every value of a record."""
    for name, typed, section, prose in _fields_of(type(record)):
        value = getattr(record, name)
        place = (*location, typed)
        if not isinstance(value, tuple):
            yield place, value, section, prose
            continue
        for number, part in enumerate(value):
            if isinstance(part, BaseModel):
                yield from _values_in(part, (*place, number))
            else:
                yield (*place, number), part, section, prose


def links_in(record: BaseModel) -> Iterator[tuple[Location, str, str]]:
    """Yield (location, section, id) for every link from a record to another."""
    for location, value, section, _ in _values_in(record):
        if section and value is not None:
            yield location, section, value


def texts_in(record: BaseModel) -> Iterator[tuple[Location, str]]:
    """Yield (location, text) for every text of a record that readers see."""
    for location, value, _, prose in _values_in(record):
        if prose and value is not None:
            yield location, value


_SENTENCE_END = re.compile(r"(?<=[.!?])[\"\u201d]?\s+")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    return _SENTENCE_END.split(" ".join(text.split()))


def id_of(record: BaseModel) -> str:
    """Return a record's id; "site" for the site settings, which have none."""
    return record.id if isinstance(record, Record) else "site"
