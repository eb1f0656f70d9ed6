"""The shape of a rule over the text of a guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.entries import Records
from gate.guides.read import Guide
from pages.blocks import Blocks

Violations = Iterator[tuple[int, str]]
"""(line, sentence) for each place that breaks a rule."""


@dataclass(frozen=True)
class Known:
    """What guides may name: records, by their blocks too, and the pages and files of the folder `docs`."""

    records: Records
    blocks: Blocks
    pages: frozenset[str]
    files: frozenset[str]


@dataclass(frozen=True)
class GuideRule:
    """A rule over one guide: whom it protects from what, and how the lines that break it are found.

    A rule that can be wrong about a good guide doesn't stop a build (`stops`).
    """

    name: str
    protects: str
    find: Callable[[Guide, Known], Violations]
    stops: bool = True
