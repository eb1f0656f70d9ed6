"""For everybody: a built page shows the records of its view, and no others."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.records import Milestone, Record
from pages.plan import plan_pages
from pages.views.page import Page, records_in
from tests.any_data.test_page_foot import TELLING
from tests.built_page import flat

# What shows that a record is on a page, by kind: its name, number or action, or its id in an address.
NAMES = ("title", "phone", "organisation", "action", "text", "id")


def pages_for_parents(catalogue: Catalogue) -> Iterator[Page]:
    return (page for page in plan_pages(catalogue) if page.in_search)


def source_of(site: Path, page: Page) -> str:
    return flat(html.unescape((site / page.url / "index.html").read_text(encoding="utf-8")))


def telling_texts(catalogue: Catalogue) -> dict[str, Record]:
    """Return the records by the texts that tell that a page shows them; none that another record contains."""
    every = [record for _, records in catalogue.by_section() for record in records]
    everything = "\n".join(flat(text) for record in every for _, text in texts_in(record))
    return {
        text: record
        for section, records in catalogue.by_section()
        for record in records
        for field in TELLING.get(section.name, ())
        if len(text := flat(getattr(record, field) or "")) > 30 and everything.count(text) == 1
    }


def test_every_record_of_a_view_is_on_its_page(catalogue: Catalogue, site: Path) -> None:
    for page in pages_for_parents(catalogue):
        shown = source_of(site, page)
        records = tuple(records_in(page, related=True))
        # Of the milestone that a WHO window belongs to, the chart shows the month alone.
        marks = {each.same_as for each in records if isinstance(each, Milestone)}
        for record in records:
            names = [flat(name) for name in (getattr(record, field, None) for field in NAMES) if name]
            assert record.id in marks or any(name in shown for name in names), (
                f"{page.path} doesn't show {record.kind} {record.id}"
            )


def test_a_page_shows_no_record_but_those_of_its_view(catalogue: Catalogue, site: Path) -> None:
    texts = telling_texts(catalogue)
    for page in pages_for_parents(catalogue):
        shown = source_of(site, page)
        own = {(record.kind, record.id) for record in records_in(page, related=True)}
        strangers = [
            f"{record.kind} {record.id}"
            for text, record in texts.items()
            if (record.kind, record.id) not in own and text in shown
        ]
        assert not strangers, f"{page.path} shows what its view doesn't hold: {strangers}"
