"""The shape of a rule about a guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.entries import Records
from gate.guides.read import Guide
from pages.blocks import Blocks

Violations = Iterator[tuple[int, str]]
"""(line, sentence) for each violation of a rule."""


@dataclass(frozen=True)
class Known:
    """What guides can refer to: records, blocks, and the pages and files of the folder `docs`."""

    records: Records
    blocks: Blocks
    pages: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True)
class GuideRule:
    """A rule about a guide.

    protects: whom the rule protects, and from what.
    find: yields the violations.
    stops: False for a rule that can be wrong about a good guide; it only warns.
    """

    protects: str
    find: Callable[[Guide, Known], Violations]
    stops: bool = True
