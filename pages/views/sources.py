"""The page of all sources, and of the questions on which they differ."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.catalogue import Catalogue
from catalogue.records import Difference, Source
from pages.views import parts
from pages.views.page import Page


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    """Every source with how it was checked, so that other pages only name theirs."""

    template = "sources.html"

    differences: tuple[parts.DifferenceItem, ...]
    sources: tuple[Source, ...]


def sources_page(catalogue: Catalogue) -> SourcesPage:
    """Return the page of sources."""
    say = catalogue.phrases
    return SourcesPage(
        path="sources.md",
        title=say["sources-title"],
        description=say["sources-description"],
        differences=parts.difference_items(catalogue, catalogue.all(Difference)),
        sources=catalogue.sources,
    )
