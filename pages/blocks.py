"""The macros of hand-written pages, such as `{{ contacts(["doctor"]) }}`.

Each returns a block of HTML made from records, so that guides never repeat a phone number, an age or a rule.
The checks of the guides read each macro's signature to learn which ids it accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

from catalogue import growth, packets, play, urgency
from catalogue.catalogue import Catalogue
from catalogue.field_types import LinksTo
from catalogue.guides import Guide
from catalogue.records import (
    Activity,
    ActNow,
    Advice,
    Age,
    Contact,
    Difference,
    Ladder,
    Record,
    SafetyRule,
    Sign,
    StateFact,
    Tier,
    Topic,
)
from pages.open_data import open_sections
from pages.views import parts

PARTS: dict[str, tuple[type[packets.Text], ...]] = {
    "site": (Record, Guide),
    "signs": (Sign, Tier, ActNow),
    "safety": (SafetyRule, Advice),
}
"""The parts of the site of which a guide can say how much is checked, each with its kinds of text."""

Render = Callable[..., str]
"""Renders a template, given its path and, as keywords, its context."""


class Blocks:
    """Every macro of one build, as a method of that name."""

    def __init__(self, catalogue: Catalogue, render: Render, *, project: Path) -> None:
        self._catalogue = catalogue
        self._render = render
        self._project = project

    def _block(self, name: str, **context: object) -> str:
        return self._render(f"blocks/{name}.html", **context)

    def message(self, main: str, do_first: str) -> str:
        """The main message of the page, and the first thing to do."""
        return self._block("message", main=main, do_first=do_first)

    def contacts(self, ids: Annotated[Sequence[str], LinksTo("contacts")]) -> str:
        """Whom to call, with numbers; leaves out contacts whose number isn't known yet."""
        return self._block("contacts", contacts=urgency.contacts(self._catalogue, *ids))

    def welcome(self, main: str) -> str:
        """The main message of Home, whose site it is, and the way to save the birth date."""
        return self._block("welcome", main=main, site=self._catalogue.site)

    def calls(self, ids: Annotated[Sequence[str], LinksTo("contacts")]) -> str:
        """Whom to call, one line each; leaves out contacts whose number isn't known yet."""
        return self._block("calls", contacts=urgency.contacts(self._catalogue, *ids))

    def phone(self, contact_id: Annotated[str, LinksTo("contacts")]) -> str:
        """One number, inline."""
        contact = self._catalogue.get(Contact, contact_id)
        if contact.phone is None:
            raise LookupError(f'the contact "{contact_id}" has no phone number')
        return self._block("phone", contact=contact)

    def difference(self, difference_id: Annotated[str, LinksTo("differences")]) -> str:
        """A question on which sources differ."""
        (item,) = parts.difference_items(self._catalogue, [self._catalogue.get(Difference, difference_id)])
        return self._block("difference", item=item)

    def advice(self, ids: Annotated[Sequence[str], LinksTo("advice")]) -> str:
        """Pieces of safety advice."""
        items = tuple(
            parts.advice_item(self._catalogue, each) for each in self._catalogue.get_all(Advice, ids)
        )
        return self._block("advice", items=items)

    def signs(self, ids: Annotated[Sequence[str], LinksTo("signs")]) -> str:
        """Warning signs by what to do, short, each with a link to its own place."""
        signs = self._catalogue.get_all(Sign, ids)
        return self._block("signs", dispositions=parts.signs_by_disposition(self._catalogue, signs))

    def to_urgent(self) -> str:
        """The way to Is it urgent?, with its worst signs."""
        return self._block("to-urgent")

    def activities(self, ids: Annotated[Sequence[str], LinksTo("activities")]) -> str:
        """Cards of activities, each with its ages."""
        return self._block("activities", cards=self._cards_with_ages(ids))

    def start_with(self) -> str:
        """Small cards of the activities that the clinic starts with, each with its ages."""
        return self._block("start-with", cards=self._cards_with_ages(self._catalogue.site.start_with))

    def _cards_with_ages(self, ids: Sequence[str]) -> tuple[tuple[parts.Card, tuple[Age, ...]], ...]:
        return tuple(
            (parts.card(self._catalogue, each), play.ages_of(self._catalogue, each))
            for each in self._catalogue.get_all(Activity, ids)
        )

    def clinic_card(self) -> str:
        """The clinic, with its number if known."""
        return self._block(
            "clinic-card", site=self._catalogue.site, contacts=urgency.contacts(self._catalogue, "clinic")
        )

    def about_clinic(self) -> str:
        """Who the clinic is, in its own words."""
        return self._block("about-clinic", site=self._catalogue.site)

    def fact(self, fact_id: Annotated[str, LinksTo("state_facts")]) -> str:
        """What is true in the clinic's state, inline."""
        return self._block("fact", fact=self._catalogue.get(StateFact, fact_id))

    def checked_so_far(self, part: str) -> str:
        """How much a clinician has checked of the site, the signs or the safety rules, in a sentence."""
        kinds = PARTS.get(part)
        if kinds is None:
            raise LookupError(f'there is no part "{part}" of the site; the parts are {", ".join(PARTS)}')
        texts = [text for text in packets.reviewable_texts(self._catalogue) if isinstance(text, kinds)]
        return self._block("checked-so-far", part=part, progress=packets.progress_of(self._catalogue, texts))

    def project_file(self, path: str) -> str:
        """The name of a file of the project, inline, with a link if the build knows the repository."""
        if not (self._project / path).is_file():
            raise LookupError(f'the project has no file "{path}"')
        return self._block("project-file", path=path)

    def open_data(self) -> str:
        """The files of the open data."""
        return self._block("open-data", sections=tuple(open_sections(self._catalogue)))

    def all_safety(self) -> str:
        """The way to all safety advice and rules, by topic."""
        return self._block("all-safety", topics=self._catalogue.all(Topic))

    def tiers(self) -> str:
        """How urgent each tier is, and whom to call."""
        catalogue = self._catalogue
        return self._block(
            "tiers", tiers=tuple(parts.tier_calls(catalogue, tier) for tier in catalogue.tiers)
        )

    def yardsticks(self) -> str:
        """What each yardstick of a milestone means."""
        return self._block("yardsticks")

    def windows(self) -> str:
        """The chart of all WHO windows."""
        catalogue = self._catalogue
        return self._block("windows", windows=parts.windows_chart(catalogue, growth.windows_of(catalogue)))

    def tummy_time(self) -> str:
        """How much tummy time the sources aim for."""
        return self._block("tummy-time", aims=parts.tummy_time_aims(self._catalogue))

    def ladder(self, ladder_id: Annotated[str, LinksTo("ladders")]) -> str:
        """The chart of a ladder, folded."""
        chart = parts.ladder_chart(self._catalogue, self._catalogue.get(Ladder, ladder_id))
        return self._block("ladder", chart=chart)

    def my_baby(self) -> str:
        """The form for the birth date."""
        return self._block("my-baby")

    def my_baby_line(self) -> str:
        """The line with the baby's age, once it is known."""
        return self._block("my-baby-line")

    def age_buttons(self) -> str:
        """Links to the pages of all ages."""
        return self._block("age-buttons", ages=parts.age_spans(self._catalogue))

    def glossary(self) -> str:
        """All terms and what they mean; those that say to act today are open, the others in a fold."""
        catalogue = self._catalogue
        urgent = tuple(term for term in catalogue.terms if urgency.says_act_today(catalogue, term.meaning))
        others = tuple(term for term in catalogue.terms if term not in urgent)
        return self._block("glossary", urgent=urgent, others=others)


MACROS: tuple[str, ...] = tuple(name for name in vars(Blocks) if not name.startswith("_"))
"""The names of all macros, the only template code allowed in a guide."""

INLINE = frozenset({"checked_so_far", "fact", "phone", "project_file"})
"""The macros for use within a sentence; each of the others is a paragraph of its own."""
