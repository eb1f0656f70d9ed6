"""What is checked in the whole project beside the records: by `make check`, and before a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.problems import Problem
from gate.guides import problems_in_guides
from gate.phrases import problems_in_phrases


def problems_beside(catalogue: Catalogue, project: Path) -> Iterator[Problem]:
    """Yield what is wrong in the folder of the project with all that isn't a record."""
    yield from problems_in_guides(project / "docs", catalogue)
    yield from problems_in_phrases(project, catalogue.records)
