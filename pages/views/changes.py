"""The list of changes, and the pages that forward readers from former addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue import trust
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import Change, Record
from pages.addresses import PAGES
from pages.views.page import Page, Related


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """The changes, newest first."""

    template = "changes.html"

    entries: Related[tuple[Group[Change, Record], ...]]


@dataclass(frozen=True, kw_only=True)
class MovedPage(Page):
    """The page at the former address of a renamed record."""

    template = "moved.html"
    in_search = False
    in_menu = False

    to: Related[Record]


def changes_page(catalogue: Catalogue) -> ChangesPage:
    """Return the page of changes."""
    say = catalogue.phrases
    return ChangesPage(
        path="changes.md",
        title=say["changes-title"],
        description=say["changes-description"],
        entries=tuple(Group(change, trust.changed_in(catalogue, change)) for change in catalogue.changes),
    )


def moved_pages(catalogue: Catalogue) -> Iterator[MovedPage]:
    """Yield a page for each former address of a renamed record."""
    for kind, folder in PAGES.items():
        for record in catalogue.all(kind):
            for old in record.formerly:
                yield MovedPage(
                    path=f"{folder}/{old}.md",
                    title=record.title,
                    description=catalogue.phrases["moved-description"],
                    to=record,
                )
