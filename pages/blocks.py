"""The blocks that hand-written pages call: `{{ contacts(["doctor"]) }}` and its like.

Each returns one block of HTML made from records, so that no number, age or rule is
typed in a guide.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Advice, Contact, Difference, Sign, Term
from pages.open_data import open_sections
from pages.render import Renderer

Block = Callable[..., str]


def blocks_for(
    catalogue: Catalogue, renderer: Renderer, *, here: Callable[[], str], assets: Path
) -> dict[str, Block]:
    """Return every block by name; `here` gives the address of the page being written."""

    def block(name: str, **shows: object) -> str:
        return renderer.part(f"blocks/{name}.html", here=here(), **shows)

    def message(main: str, do_first: str) -> str:
        """The main message of the page, and one thing to do first."""
        return block("message", main=main, do_first=do_first)

    def contacts(ids: Sequence[str]) -> str:
        """Whom to call, with numbers; a contact whose number isn't known yet stays away."""
        return block("contacts", contacts=catalogue.contacts(*ids))

    def phone(contact_id: str) -> str:
        """One number, inline."""
        contact = catalogue.get(Contact, contact_id)
        if contact.phone is None:
            raise LookupError(f'the contact "{contact_id}" has no phone number')
        return block("phone", contact=contact)

    def explain(term_id: str) -> str:
        """A fold-out that explains a term."""
        return block("explain", term=catalogue.get(Term, term_id))

    def difference(difference_id: str) -> str:
        """A question on which sources differ."""
        return block("difference", difference=catalogue.get(Difference, difference_id))

    def advice(ids: Sequence[str]) -> str:
        """Pieces of safety advice."""
        return block("advice", advice=catalogue.get_all(Advice, ids))

    def signs(ids: Sequence[str]) -> str:
        """Warning signs in full."""
        return block("signs", signs=catalogue.get_all(Sign, ids))

    def activities(ids: Sequence[str]) -> str:
        """Cards of activities."""
        return block("activities", activities=catalogue.get_all(Activity, ids))

    def start_with() -> str:
        """Cards of the activities that the clinic starts with."""
        return activities(catalogue.site.start_with)

    def project_file(path: str) -> str:
        """The name of a file of the project, inline, with a link where the build knows its address."""
        if not (assets.parent.parent / path).is_file():
            raise LookupError(f'the project has no file "{path}"')
        return block("project-file", path=path)

    def open_data() -> str:
        """The files of the open data."""
        return block("open-data", sections=tuple(open_sections(catalogue)))

    def age_vectors() -> str:
        """The published examples that the age calculator must get right."""
        with (assets / "age-vectors.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return block("age-vectors", rows=rows)

    named = {
        each.__name__: each
        for each in (
            message,
            contacts,
            phone,
            explain,
            difference,
            advice,
            signs,
            activities,
            start_with,
            open_data,
            project_file,
            age_vectors,
        )
    }
    whole = (
        "all_advice",
        "safety_rules",
        "tiers",
        "yardsticks",
        "windows",
        "tummy_time",
        "my_baby",
        "age_buttons",
        "skill_links",
        "source_list",
        "clinic_card",
        "glossary",
    )

    def whole_block(name: str) -> Block:
        return lambda: block(name.replace("_", "-"))

    return named | {name: whole_block(name) for name in whole}
