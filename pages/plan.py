"""The list of generated pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from catalogue.catalogue import Catalogue
from catalogue.records import Pack
from pages.views.activities import activities_page, plan_page
from pages.views.activity import activity_page
from pages.views.age import age_page
from pages.views.changes import changes_page, moved_pages
from pages.views.pack import pack_page
from pages.views.page import Page
from pages.views.safety import safety_pages
from pages.views.signs import signs_page, urgent_page
from pages.views.skill import skill_page
from pages.views.sources import sources_page
from pages.views.staff import components_page, staff_page
from pages.views.visits import calendar_page, hand_over_page, visit_page


@lru_cache(maxsize=1)
def plan_pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Return the view of every generated page; the check of the guides and the build share them."""
    return tuple(_pages(catalogue))


def _pages(catalogue: Catalogue) -> Iterator[Page]:
    for age in catalogue.ages:
        yield age_page(catalogue, age)
    for skill in catalogue.skills:
        yield skill_page(catalogue, skill)
    for activity in catalogue.activities:
        yield activity_page(catalogue, activity)
    yield activities_page(catalogue)
    yield plan_page(catalogue)
    for pack in catalogue.all(Pack):
        yield pack_page(catalogue, pack)
    yield signs_page(catalogue)
    yield urgent_page(catalogue)
    yield from safety_pages(catalogue)
    yield visit_page(catalogue)
    yield hand_over_page(catalogue)
    yield calendar_page(catalogue)
    yield sources_page(catalogue)
    yield changes_page(catalogue)
    yield staff_page(catalogue)
    yield components_page(catalogue)
    yield from moved_pages(catalogue)
