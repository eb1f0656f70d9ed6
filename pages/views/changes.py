"""The page of changes, and the pages that lead on from an address that a page had before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue import trust
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Activity, Age, Change, Record, Skill
from pages.views.page import Beside, Page


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """The changes, the newest first."""

    template = "changes.html"

    entries: Beside[tuple[Group[Change, Record], ...]]


@dataclass(frozen=True, kw_only=True)
class MovedPage(Page):
    """What is at the address that a page had before its record was renamed."""

    template = "moved.html"
    in_search = False
    in_menu = False

    to: Beside[Record]


def changes_page(catalogue: Catalogue) -> ChangesPage:
    """Return the page of changes."""
    say = catalogue.phrases
    return ChangesPage(
        path="changes.md",
        title=say["changes-title"],
        description=say["changes-description"],
        place=catalogue.place_of(catalogue.changes[0]),
        entries=tuple(Group(change, trust.changed_in(catalogue, change)) for change in catalogue.changes),
    )


def moved_pages(catalogue: Catalogue) -> Iterator[MovedPage]:
    """Yield a page for each address that a renamed record's page had before."""
    folders: dict[str, tuple[Age | Skill | Activity, ...]] = {
        "ages": catalogue.ages,
        "skills": catalogue.skills,
        "activities": catalogue.activities,
    }
    for folder, records in folders.items():
        for record in records:
            for old in record.formerly:
                yield MovedPage(
                    path=f"{folder}/{old}.md",
                    title=record.title,
                    description=catalogue.phrases["moved-description"],
                    place=catalogue.place_of(record),
                    to=record,
                )
