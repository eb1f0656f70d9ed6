"""For the parent: a page says that it was reviewed only if everything on it was."""

from __future__ import annotations

import copy
import dataclasses
import datetime
from typing import Any

import pytest
from jinja2 import Environment

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from catalogue.records import Claim, Difference, Record, Reviewable
from pages.plan import plan_pages
from pages.render import Renderer
from pages.views.frame import frame_of
from pages.views.page import Page, records_in
from pages.views.signs import urgent_page
from tests.conftest import FROZEN, ROOT, TODAY

# Fields that templates read without showing them.
NOT_SHOWN = {"id", "withdrawn_on"}

SEEN = {"reviewed_by": "A clinician in a test", "reviewed_on": datetime.date(2026, 11, 20)}


def name_of(record: Record) -> str:
    return f"{record.kind} {record.id}"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, Reviewable]:
    """The records that templates have read, by kind and id."""
    found: dict[str, Reviewable] = {}
    for door in ("getattr", "getitem"):
        plain = getattr(Environment, door)

        def noting(self: Environment, obj: Any, name: Any, plain: Any = plain) -> Any:
            if isinstance(obj, Reviewable) and name not in NOT_SHOWN:
                found[name_of(obj)] = obj
            return plain(self, obj, name)

        monkeypatch.setattr(Environment, door, noting)
    return found


def pages_that_claim(catalogue: Catalogue) -> list[Page]:
    return [
        page
        for page in plan_pages(catalogue)
        if any(isinstance(each, Claim | Difference) for each in records_in(page, related=False))
    ]


def test_a_page_shows_no_record_but_those_in_its_view(
    catalogue: Catalogue, read: dict[str, Reviewable]
) -> None:
    renderer = Renderer(catalogue, ROOT / "templates", ROOT / "docs")
    for page in plan_pages(catalogue):
        read.clear()
        renderer.page(page)
        shown = {name_of(record) for record in records_in(page, related=True)}
        assert not read.keys() - shown, f"the template of {page.path} shows what its view doesn't hold"


def _seen(claim: Reviewable, *unseen: str) -> Reviewable:
    """Return a record that was checked, or, if it is one of `unseen`, that wasn't."""
    return claim.model_copy(update=dict.fromkeys(SEEN) if name_of(claim) in unseen else SEEN)


def signed(value: Any, but: str) -> Any:
    """Return a view in which every record was checked, but one."""
    if isinstance(value, Reviewable):
        return _seen(value, but)
    if isinstance(value, tuple):
        return tuple(signed(part, but) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: signed(getattr(value, each.name), but) for each in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def with_its_number_checked(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with a clinician's name at the number above every page."""
    number = urgency.emergency_contact(catalogue).model_copy(update=SEEN)
    checked = copy.copy(catalogue)
    kept = vars(catalogue)["_by_id"]
    vars(checked)["_by_id"] = kept | {"contacts": kept["contacts"] | {number.id: number}}
    return checked


def test_a_page_is_checked_only_if_all_is_that_it_shows(catalogue: Catalogue) -> None:
    checked = with_its_number_checked(catalogue)
    for page in pages_that_claim(catalogue):
        backed = {name_of(each) for each in records_in(page, related=True) if isinstance(each, Reviewable)}
        assert backed, page.path
        for name in backed:
            assert not frame_of(checked, signed(page, name)).review.complete, f"{page.path}, {name}"
        assert frame_of(checked, signed(page, "")).review.complete, page.path
        assert not frame_of(catalogue, signed(page, "")).review.complete, page.path


def signed_but(*names: str) -> Catalogue:
    """Return the frozen catalogue with every record checked but these."""
    records = check_records(FROZEN, TODAY)
    for entries in records.entries.values():
        entries[:] = [
            dataclasses.replace(each, record=_seen(each.record, *names))
            if isinstance(each.record, Reviewable)
            else each
            for each in entries
        ]
    return Catalogue(records)


@pytest.mark.parametrize(
    ("unsigned", "bands", "first_aid"),
    [
        ("", [], False),
        ("sign clusters-of-jerks", ["er"], False),
        ("sign looks-ill-to-you", ["call-now"], False),  # the one above all bands
        ("sign white-pupil-or-glow", ["same-day"], False),
        ("first aid seizure-first-aid", [], True),
    ],
)
def test_is_it_urgent_says_once_what_nobody_has_checked(
    unsigned: str, bands: list[str], *, first_aid: bool
) -> None:
    catalogue = signed_but(unsigned)
    html = Renderer(catalogue, ROOT / "templates", ROOT / "docs").page(urgent_page(catalogue))
    above, *shown = html.split('<section class="app-band app-band--')
    marks = {each.split('"')[0]: each.count(catalogue.phrases["band-unsigned"]) for each in shown}
    assert marks == {way.id: int(way.id in bands) for way in _dispositions(catalogue)}
    assert above.count(catalogue.phrases["first-aid-unsigned"]) == first_aid
    assert html.count(catalogue.phrases["sheet-draft"]) == bool(unsigned)


def _dispositions(catalogue: Catalogue) -> list[urgency.Disposition]:
    return [band.of for band in urgency.bands(catalogue)]


def test_each_kind_of_page_for_parents_shows_more_than_it_is_about(catalogue: Catalogue) -> None:
    kinds = {record.kind for page in plan_pages(catalogue) for record in records_in(page, related=True)}
    assert kinds >= {"milestone", "activity", "sign", "advice", "contact", "safety rule", "visit"}
