"""The checks of everything but the records, for `make check` and before a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.problems import Problem
from gate.guides import known_to, problems_in_guides
from gate.menu import problems_in_menu
from gate.phrases import problems_in_phrases
from translation.check import problems_in_translations


def problems_outside_records(catalogue: Catalogue, project: Path) -> Iterator[Problem]:
    """Yield the problems in the guides, the menu, the phrases and the translations of a project."""
    in_phrases = list(problems_in_phrases(project, catalogue.records))
    yield from in_phrases
    if in_phrases:  # without its phrases, no page can be planned
        return
    known = known_to(project / "docs", catalogue)
    yield from problems_in_guides(project / "docs", known)
    in_menu = list(problems_in_menu(project, known.pages))
    yield from in_menu
    if not in_menu:  # its titles are translated, too
        yield from problems_in_translations(catalogue, project)
