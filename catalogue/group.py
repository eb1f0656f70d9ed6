"""Records, or what a page shows of them, grouped by what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalogue.records import Record

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Group(Generic[K, V]):
    """The members of one skill area, worry, topic, age or month."""

    of: K
    members: tuple[V, ...]

    def map(self, show: Callable[[V], W]) -> Group[K, W]:
        """Return the group with `show` applied to each member."""
        return Group(self.of, tuple(show(member) for member in self.members))


def group(members: Iterable[V], by: Iterable[R], id_of: Callable[[V], str | None]) -> tuple[Group[R, V], ...]:
    """Group members by the record whose id `id_of` returns, in the order of `by`, without empty groups."""
    members = tuple(members)
    groups = (Group(record, tuple(each for each in members if id_of(each) == record.id)) for record in by)
    return tuple(each for each in groups if each.members)
