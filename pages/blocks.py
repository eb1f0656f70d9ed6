"""The blocks that hand-written pages call: `{{ contacts(["doctor"]) }}` and its like.

Each returns one block of HTML made from records, so that no number, age or rule is
typed in a guide. The types of its parameters say which ids it takes; the check of the
guides reads them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Advice, Contact, Difference, LinksTo, Sign, Term
from pages.open_data import open_sections

Render = Callable[..., str]
"""Renders a template, given its path and by name what it shows."""


def _whole(name: str) -> Callable[[Blocks], str]:
    """Return a block that takes nothing: its template finds in the Catalogue all that it shows."""

    def block(self: Blocks) -> str:
        return self._block(name)

    return block


class Blocks:
    """Every block of one build, as a method by the name that a guide calls."""

    def __init__(self, catalogue: Catalogue, render: Render, *, assets: Path) -> None:
        self._catalogue = catalogue
        self._render = render
        self._assets = assets

    def _block(self, name: str, **shows: object) -> str:
        return self._render(f"blocks/{name}.html", **shows)

    def message(self, main: str, do_first: str) -> str:
        """The main message of the page, and one thing to do first."""
        return self._block("message", main=main, do_first=do_first)

    def contacts(self, ids: Annotated[Sequence[str], LinksTo("contacts")]) -> str:
        """Whom to call, with numbers; a contact whose number isn't known yet stays away."""
        return self._block("contacts", contacts=self._catalogue.contacts(*ids))

    def phone(self, contact_id: Annotated[str, LinksTo("contacts")]) -> str:
        """One number, inline."""
        contact = self._catalogue.get(Contact, contact_id)
        if contact.phone is None:
            raise LookupError(f'the contact "{contact_id}" has no phone number')
        return self._block("phone", contact=contact)

    def explain(self, term_id: Annotated[str, LinksTo("terms")]) -> str:
        """A fold-out that explains a term."""
        return self._block("explain", term=self._catalogue.get(Term, term_id))

    def difference(self, difference_id: Annotated[str, LinksTo("differences")]) -> str:
        """A question on which sources differ."""
        return self._block("difference", difference=self._catalogue.get(Difference, difference_id))

    def advice(self, ids: Annotated[Sequence[str], LinksTo("advice")]) -> str:
        """Pieces of safety advice."""
        return self._block("advice", advice=self._catalogue.get_all(Advice, ids))

    def signs(self, ids: Annotated[Sequence[str], LinksTo("signs")]) -> str:
        """Warning signs in full."""
        return self._block("signs", signs=self._catalogue.get_all(Sign, ids))

    def activities(self, ids: Annotated[Sequence[str], LinksTo("activities")]) -> str:
        """Cards of activities."""
        return self._block("activities", activities=self._catalogue.get_all(Activity, ids))

    def start_with(self) -> str:
        """Cards of the activities that the clinic starts with."""
        return self.activities(self._catalogue.site.start_with)

    def clinic_card(self) -> str:
        """The clinic, with its number once it is known."""
        return self._block("clinic-card", contacts=self._catalogue.contacts("clinic"))

    def project_file(self, path: str) -> str:
        """The name of a file of the project, inline, with a link where the build knows its address."""
        if not (self._assets.parent.parent / path).is_file():
            raise LookupError(f'the project has no file "{path}"')
        return self._block("project-file", path=path)

    def open_data(self) -> str:
        """The files of the open data."""
        return self._block("open-data", sections=tuple(open_sections(self._catalogue)))

    def age_vectors(self) -> str:
        """The published examples that the age calculator must get right."""
        with (self._assets / "age-vectors.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return self._block("age-vectors", rows=rows)

    all_advice = _whole("all-advice")
    safety_rules = _whole("safety-rules")
    tiers = _whole("tiers")
    yardsticks = _whole("yardsticks")
    windows = _whole("windows")
    tummy_time = _whole("tummy-time")
    my_baby = _whole("my-baby")
    my_baby_line = _whole("my-baby-line")
    age_buttons = _whole("age-buttons")
    skill_links = _whole("skill-links")
    source_list = _whole("source-list")
    glossary = _whole("glossary")


MACROS: tuple[str, ...] = tuple(name for name in vars(Blocks) if not name.startswith("_"))
"""The names of all blocks, which are the only template code that a guide may hold."""

INLINE = frozenset({"phone", "project_file"})
"""Those that stand within a sentence; each of the others is a paragraph of its own."""
