"""The address of each record that has one, relative to the site's root, and of phone numbers."""

from __future__ import annotations

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.records import (
    Activity,
    Advice,
    Age,
    Difference,
    FirstAid,
    GuideLink,
    Milestone,
    Pack,
    Record,
    SafetyRule,
    Sign,
    Skill,
    Source,
    Term,
    Topic,
)
from pages.views.page import url_of

PAGES: dict[type[Age | Skill | Activity | Pack | Topic | GuideLink], str] = {
    Age: "ages",
    Skill: "skills",
    Activity: "activities",
    Pack: "packs",
    Topic: "safety",
    GuideLink: "guides",
}
"""The kinds of records with a page of their own, each with the folder of these pages."""

ADDRESSED = (*PAGES, Milestone, Sign, FirstAid, Source, Difference, Advice, SafetyRule, Term)
"""The kinds of records with an address; some share a page with all of their kind."""


def is_addressed(record: Record) -> bool:
    """Return whether a record has an address of its own."""
    return isinstance(record, ADDRESSED)


def tel(phone: str) -> str:
    """Return the `tel:` address of a US number as it is written in the data, such as 800-222-1222."""
    digits = phone.replace("-", "")
    if len(digits) == 3:
        return f"tel:{digits}"
    return f"tel:+{digits}" if len(digits) == 11 else f"tel:+1{digits}"


class Addresses:
    """Where the records of one catalogue are on the site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, target: Record | str) -> str:
        """Return the address of a record, or of a source path such as `guides/sleep.md#naps`."""
        match target:
            case Age() | Skill() | Activity() | Pack() | Topic() | GuideLink():
                return f"{PAGES[type(target)]}/{target.id}/"
            case Milestone():
                return f"skills/{target.skill}/#{target.id}"
            case Sign():
                page = "urgent" if urgency.is_urgent(self._catalogue, target) else "signs"
                return f"{page}/#{target.id}"
            case FirstAid():
                return f"urgent/#{target.id}"
            case Source():
                return f"sources/#source-{target.id}"
            case Difference():
                return f"sources/#differ-{target.id}"
            case Advice():
                return f"safety/{target.topic}/#{target.id}"
            case SafetyRule():
                said = self._catalogue.get(Advice, target.said_in) if target.said_in else target
                return f"safety/{said.topic}/#rule-{target.id}"
            case Term():
                return f"guides/glossary/#{target.id}"
            case str():
                path, _, anchor = target.partition("#")
                return url_of(path) + (f"#{anchor}" if anchor else "")
            case _:
                raise TypeError(f"a {target.kind} has no address of its own")
