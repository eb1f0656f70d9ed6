"""Review packets: every text that a clinician signs, in sittings, the most urgent first."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from catalogue import growth, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.guides import Guide
from catalogue.records import (
    Activity,
    Advice,
    Age,
    Contact,
    FirstAid,
    Milestone,
    Phrase,
    Record,
    Reviewable,
    SafetyRule,
    Sign,
    Tier,
    Withdrawable,
)


@dataclass(frozen=True)
class ReadingRate:
    """How fast a reviewer reads: words a minute, and the seconds that it takes to judge one text."""

    words_a_minute: int
    seconds_a_text: int


READING: Final = ReadingRate(words_a_minute=120, seconds_a_text=20)
"""An assumption: half of the 238 words a minute at which adults read nonfiction (Brysbaert 2019)."""

LONGEST: Final = 45
"""The longest sitting, in minutes."""

OTHERS: Final = {
    "milestones": "WHO windows",
    "adaptations": "Other ways to play",
    "packs": "Ready-made plans",
    "differences": "Where sources differ",
    "visits": "Screenings at visits",
    "limits": "The numbers of the age calculator",
    "terms": "Words, explained",
}
"""The titles of packets with the rest of a section, where its name isn't one that a clinician uses."""

Text = Record | Guide


@dataclass(frozen=True)
class Progress:
    """How far the review of some texts has come: how many are signed, by whom, and when the next is due."""

    signed: int
    count: int
    by: tuple[str, ...]
    due: datetime.date | None

    @property
    def waiting(self) -> int:
        """Return how many texts nobody has signed yet."""
        return self.count - self.signed

    @property
    def extent(self) -> Literal["none", "part", "all"]:
        """Return how many of the texts are signed, in a word."""
        if not self.signed:
            return "none"
        return "part" if self.waiting else "all"


@dataclass(frozen=True)
class Packet:
    """The texts of one sitting. `number` counts from 1, the most urgent; `minutes` is how long it takes."""

    number: int
    title: str
    texts: tuple[Text, ...]
    minutes: int


def name_of(text: Text) -> str:
    """Return the name of a text in packets and answers, such as sign/choking or guide/sleep."""
    return f"guide/{text.id}" if isinstance(text, Guide) else f"{text.kind_in_names}/{text.id}"


def review_in(text: Text) -> Reviewable:
    """Return the part of a text that says who reviewed it: the record itself, or the head of the guide."""
    signed = text.head if isinstance(text, Guide) else text
    assert isinstance(signed, Reviewable)  # as all that `reviewable_texts` returns
    return signed


def reviewable_texts(catalogue: Catalogue) -> tuple[Text, ...]:
    """Return each text that needs a review, also those that wait for it; none that was withdrawn."""
    records = (
        record
        for section, records in catalogue.by_section()
        if issubclass(section.model, Reviewable)
        for record in records
        if _needs_review(record)
    )
    return (*records, *catalogue.guides)


def _needs_review(record: Record) -> bool:
    """Return whether somebody signs a record: nobody does a label of the pages, or what was withdrawn."""
    if isinstance(record, Phrase):
        return record.gives_advice
    return record.is_shown or not isinstance(record, Withdrawable)


def progress_of(catalogue: Catalogue, texts: Iterable[Text]) -> Progress:
    """Return how far the review of these texts has come."""
    reviews = [review_in(text) for text in texts]
    days = [review.reviewed_on for review in reviews if review.reviewed_on]
    due = trust.next_check_after(catalogue, min(days)) if days else None
    return Progress(len(days), len(reviews), trust.review_of(reviews).by, due)


@lru_cache(maxsize=1)  # each page asks for it
def progress_of_site(catalogue: Catalogue) -> Progress:
    """Return how far the review of all texts has come."""
    return progress_of(catalogue, reviewable_texts(catalogue))


def plan_packets(catalogue: Catalogue) -> tuple[Packet, ...]:
    """Return the packets in order; each text that needs a review is in exactly one of them."""
    left = {name_of(text): text for text in reviewable_texts(catalogue)}
    packets: list[Packet] = []
    for title, wanted in _topics(catalogue, tuple(left.values())):
        names = dict.fromkeys(name_of(text) for text in wanted)
        sittings = tuple(_sittings([left.pop(name) for name in names if name in left]))
        for part, texts in enumerate(sittings, start=1):
            of = f" ({part} of {len(sittings)})" if len(sittings) > 1 else ""
            packets.append(Packet(len(packets) + 1, f"{title}{of}", texts, math.ceil(_minutes(texts))))
    return tuple(packets)


def _topics(catalogue: Catalogue, texts: tuple[Text, ...]) -> Iterator[tuple[str, Iterable[Text]]]:
    """Yield (title, texts) of each topic, the most urgent first; a text belongs to the first that has it."""
    yield "First aid", [text for text in texts if isinstance(text, FirstAid)]
    for band in urgency.bands(catalogue):
        yield f"Is it urgent? {band.of.title}", (band.of, *band.members)
    yield "How soon to act, and whom to call", [text for text in texts if isinstance(text, Tier | Contact)]
    yield "Advice in the words of the pages", [text for text in texts if isinstance(text, Phrase)]
    yield "Safety rules of activities", [text for text in texts if isinstance(text, SafetyRule)]
    yield "Safety advice", [text for text in texts if isinstance(text, Advice)]
    signs = [text for text in texts if isinstance(text, Sign)]
    yield "Warning signs at any age", [sign for sign in signs if sign.any_age]
    for age in catalogue.ages:
        begun = [sign for sign in signs if urgency.has_begun_by(catalogue, sign, age)]
        yield f"Warning signs: {age.title}", begun
    for age in catalogue.ages:
        own = [text for text in texts if isinstance(text, Activity) and age.id in text.ages]
        yield f"Activities: {age.title}", own
    for age in catalogue.ages:
        yield f"What to expect: {age.title}", (age, *_milestones_at(catalogue, age))
    for section, records in catalogue.by_section():
        yield OTHERS.get(section.name, section.name.replace("_", " ").capitalize()), records
    for guide in catalogue.guides:
        yield f"Guide: {guide.head.title}", [guide]


def _milestones_at(catalogue: Catalogue, age: Age) -> list[Milestone]:
    stages = (stage for skill in catalogue.skills for stage in growth.stages_of(catalogue, skill))
    return [milestone for stage in stages if stage.of == age for milestone in stage.members]


def _sittings(texts: Iterable[Text]) -> Iterator[tuple[Text, ...]]:
    """Yield texts in their order, as many at a time as one sitting allows."""
    sitting: list[Text] = []
    for text in texts:
        if sitting and _minutes([*sitting, text]) > LONGEST:
            yield tuple(sitting)
            sitting = []
        sitting.append(text)
    if sitting:
        yield tuple(sitting)


def _minutes(texts: Iterable[Text]) -> float:
    words = [_words_of(text) for text in texts]
    return sum(words) / READING.words_a_minute + len(words) * READING.seconds_a_text / 60


def _words_of(text: Text) -> int:
    """Return how many words of its own a text has, without what its page takes from other records."""
    if isinstance(text, Guide):
        return text.words
    return sum(len(each.split()) for _, each in texts_in(text))
