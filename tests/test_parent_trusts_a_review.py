"""For the parent: a page says that it was checked only if everything was that it shows."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from jinja2 import Environment

from catalogue.catalogue import Catalogue
from catalogue.records import Backed, Record
from pages.claims import all_shown
from pages.plan import Page, plan_pages
from pages.render import Renderer
from tests.conftest import ROOT

# What a template reads of a record without showing anything of it.
NOT_SHOWN = {"id", "withdrawn_on"}

SEEN = {"reviewed_by": "A clinician in a test", "reviewed_on": datetime.date(2026, 11, 20)}


def name_of(record: Record) -> str:
    return f"{record.kind} {record.id}"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, Backed]:
    """The records of which templates have read a field, by kind and id."""
    found: dict[str, Backed] = {}
    for door in ("getattr", "getitem"):
        plain = getattr(Environment, door)

        def noting(self: Environment, obj: Any, name: Any, plain: Any = plain) -> Any:
            if isinstance(obj, Backed) and name not in NOT_SHOWN:
                found[name_of(obj)] = obj
            return plain(self, obj, name)

        monkeypatch.setattr(Environment, door, noting)
    return found


def pages_that_claim(catalogue: Catalogue) -> list[Page]:
    return [page for page in plan_pages(catalogue) if page.records]


def test_a_page_is_checked_only_if_all_is_that_it_shows(
    catalogue: Catalogue, read: dict[str, Backed]
) -> None:
    renderer = Renderer(catalogue, ROOT / "templates", ROOT / "docs/assets/js")
    for page in pages_that_claim(catalogue):
        read.clear()
        renderer.page(page)
        read[name_of(catalogue.emergency_contact)] = catalogue.emergency_contact  # the line above the page
        shown = all_shown(catalogue, page)
        signed = {name_of(each): each.model_copy(update=SEEN) for each in shown if isinstance(each, Backed)}
        assert catalogue.review_of(signed.values()).complete, page.path
        for name, record in read.items():
            assert name in signed, f"{page.path} shows the {name}, and would say that it was checked"
            assert not catalogue.review_of((signed | {name: record}).values()).complete


def test_each_kind_of_page_for_parents_shows_more_than_it_is_about(
    catalogue: Catalogue, read: dict[str, Backed]
) -> None:
    renderer = Renderer(catalogue, ROOT / "templates", ROOT / "docs/assets/js")
    for page in pages_that_claim(catalogue):
        renderer.page(page)
    kinds = {record.kind for record in read.values()}
    assert kinds >= {"milestone", "activity", "sign", "advice", "contact", "safety rule", "visit"}
