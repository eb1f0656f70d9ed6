"""The parts that several pages show, each as a value for its template in `templates/parts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from catalogue import growth, play, safety, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import (
    Activity,
    ActNow,
    Advice,
    Age,
    Contact,
    Difference,
    Ladder,
    Milestone,
    Position,
    Side,
    Sign,
    Skill,
    Source,
    Tier,
    Topic,
    TummyTime,
    Worry,
)
from pages.views.page import Beside

# Ages.


@dataclass(frozen=True)
class AgeSpan:
    """An age in a list of all ages; `end` is the month at which it ends, None for the last."""

    age: Age
    end: int | None


def age_spans(catalogue: Catalogue) -> tuple[AgeSpan, ...]:
    """Return all ages, the youngest first."""
    return tuple(AgeSpan(age, growth.end_of(catalogue, age)) for age in catalogue.ages)


# Whom to call.


@dataclass(frozen=True)
class TierCalls:
    """A tier, and whom to call under it."""

    tier: Tier
    contacts: Beside[tuple[Contact, ...]]


def tier_calls(catalogue: Catalogue, tier: Tier) -> TierCalls:
    """Return a tier with the contacts that can be shown."""
    return TierCalls(tier, urgency.contacts_of(catalogue, tier))


# Milestones.


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone: what a "not yet" leads to, the activities that practice it, and its sources."""

    milestone: Milestone
    not_yet: tuple[TierCalls, ...]
    sources: tuple[Source, ...]
    sign: Beside[Sign | None]
    activities: Beside[tuple[Activity, ...]]


def milestone_row(catalogue: Catalogue, milestone: Milestone, *, growing: bool = False) -> MilestoneRow:
    """Return a milestone as its row shows it; of one still `growing`, nobody asks for a "not yet"."""
    tiers = () if growing else urgency.not_yet_tiers(catalogue, milestone)
    return MilestoneRow(
        milestone,
        tuple(tier_calls(catalogue, tier) for tier in tiers),
        trust.get_sources(catalogue, milestone),
        urgency.not_yet_sign(catalogue, milestone) if tiers else None,
        () if milestone.no_practice else play.activities_building(catalogue, milestone),
    )


def milestone_groups(
    catalogue: Catalogue, milestones: Iterable[Milestone], *, growing: bool
) -> tuple[Group[Skill, MilestoneRow], ...]:
    """Return milestones by skill area."""
    return tuple(
        group.map(lambda each: milestone_row(catalogue, each, growing=growing))
        for group in growth.by_skill(catalogue, milestones)
    )


@dataclass(frozen=True)
class Window:
    """A WHO window, and the milestone of ours that it belongs to."""

    window: Milestone
    own: Beside[Milestone]


@dataclass(frozen=True)
class WindowsChart:
    """WHO windows on one line of months from birth to `last`, with an age marked up to `end`."""

    windows: tuple[Window, ...]
    last: int
    current: Age | None
    end: int


def windows_chart(
    catalogue: Catalogue, windows: tuple[Milestone, ...], current: Age | None = None
) -> WindowsChart | None:
    """Return the chart of some windows, or None where there are none."""
    if not windows:
        return None
    last = growth.end_of_chart(catalogue, windows)
    end = growth.end_of(catalogue, current) if current else None
    return WindowsChart(
        tuple(Window(each, growth.milestone_of_window(catalogue, each)) for each in windows),
        last,
        current,
        min(end or last, last),
    )


@dataclass(frozen=True)
class DrawnLadder:
    """The steps by which a skill grows, as bars on a line of months from birth to `last`."""

    ladder: Ladder
    steps: tuple[Milestone, ...]
    last: int


# Activities.


@dataclass(frozen=True)
class Card:
    """An activity in a list."""

    activity: Activity
    positions: tuple[Position, ...]
    drawn: Position | None


def card(catalogue: Catalogue, activity: Activity) -> Card:
    """Return an activity as its card shows it: with the first position that has a drawing."""
    drawings = play.drawings_of(catalogue, activity)
    return Card(activity, play.positions_of(catalogue, activity), drawings[0] if drawings else None)


def cards(catalogue: Catalogue, activities: Iterable[Activity]) -> tuple[Card, ...]:
    """Return the cards of some activities, in their order."""
    return tuple(card(catalogue, activity) for activity in activities)


def card_groups(catalogue: Catalogue, activities: Iterable[Activity]) -> tuple[Group[Skill, Card], ...]:
    """Return the cards of some activities by their main skill area."""
    return tuple(
        group.map(lambda each: card(catalogue, each)) for group in growth.by_skill(catalogue, activities)
    )


# Warning signs.


@dataclass(frozen=True)
class SignRow:
    """A sign under its tier, with what the tier doesn't say: its other tiers, and contacts of its own."""

    standalone: ClassVar[bool] = False

    sign: Sign
    also: tuple[Tier, ...]
    contacts: Beside[tuple[Contact, ...]]


@dataclass(frozen=True)
class FullSign:
    """A sign that stands by itself: what it calls for, whom to call, its sources and the signs beside it."""

    standalone: ClassVar[bool] = True

    sign: Sign
    ways: tuple[Tier | ActNow, ...]
    sources: tuple[Source, ...]
    contacts: Beside[tuple[Contact, ...]]
    see_also: Beside[tuple[Sign, ...]]


@dataclass(frozen=True)
class ActNowRows:
    """The emergency signs that call for one way to act, and whom to call."""

    act_now: ActNow
    worries: tuple[Group[Worry, SignRow], ...]
    contacts: Beside[tuple[Contact, ...]]


def sign_row(catalogue: Catalogue, sign: Sign) -> SignRow:
    """Return a sign as it is shown under its tier."""
    return SignRow(sign, urgency.tiers_of(catalogue, sign)[1:], urgency.contacts(catalogue, *sign.contacts))


def full_sign(catalogue: Catalogue, sign: Sign) -> FullSign:
    """Return a sign as it is shown by itself."""
    return FullSign(
        sign,
        urgency.ways_of(catalogue, sign),
        trust.get_sources(catalogue, sign),
        urgency.contacts_for(catalogue, sign),
        catalogue.get_all(Sign, sign.see_also),
    )


def worry_rows(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[Group[Worry, SignRow], ...]:
    """Return signs under their tier by the worry they belong to."""
    return tuple(
        group.map(lambda sign: sign_row(catalogue, sign)) for group in urgency.by_worry(catalogue, signs)
    )


def act_now_rows(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[ActNowRows, ...]:
    """Return emergency signs by what to do, the most urgent way first."""
    return tuple(
        ActNowRows(group.of, worry_rows(catalogue, group.members), urgency.contacts_of(catalogue, group.of))
        for group in urgency.by_act_now(catalogue, signs)
    )


# Safety, and where sources differ.


@dataclass(frozen=True)
class AdviceItem:
    """A piece of safety advice, with its sources and whom to call."""

    advice: Advice
    sources: tuple[Source, ...]
    contacts: Beside[tuple[Contact, ...]]


@dataclass(frozen=True)
class DifferenceSide:
    """One side of a question on which sources differ, and who says so."""

    side: Side
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class DifferenceItem:
    """A question on which sources differ."""

    difference: Difference
    sides: tuple[DifferenceSide, ...]


def advice_item(catalogue: Catalogue, advice: Advice) -> AdviceItem:
    """Return a piece of advice as it is shown."""
    return AdviceItem(
        advice, trust.get_sources(catalogue, advice), urgency.contacts(catalogue, *advice.contacts)
    )


def advice_topics(catalogue: Catalogue, age: Age | None = None) -> tuple[Group[Topic, AdviceItem], ...]:
    """Return safety advice by topic, for one age or all of it."""
    return tuple(
        group.map(lambda each: advice_item(catalogue, each))
        for group in safety.advice_by_topic(catalogue, age)
    )


def difference_items(catalogue: Catalogue, differences: Iterable[Difference]) -> tuple[DifferenceItem, ...]:
    """Return questions on which sources differ, in their order."""
    return tuple(
        DifferenceItem(
            each, tuple(DifferenceSide(side, trust.get_sources(catalogue, side)) for side in each.sides)
        )
        for each in differences
    )


# How much tummy time the sources aim for.


@dataclass(frozen=True)
class TummyTimeAim:
    """An aim and its sources; its bar goes from `start` to `end` minutes, `open` where the aim has no end."""

    aim: TummyTime
    sources: tuple[Source, ...]
    start: int
    end: int
    open: bool


@dataclass(frozen=True)
class TummyTimeAims:
    """The aims, the first weeks first, on one line of minutes from none to `last`."""

    aims: tuple[TummyTimeAim, ...]
    last: int


def tummy_time_aims(catalogue: Catalogue) -> TummyTimeAims:
    """Return how much tummy time the sources aim for."""
    return TummyTimeAims(
        tuple(
            TummyTimeAim(
                aim,
                trust.get_sources(catalogue, aim),
                aim.at_least or 0,
                aim.up_to or (aim.at_least or 0) + 15,
                aim.up_to is None,
            )
            for aim in catalogue.all(TummyTime)
        ),
        growth.end_of_aims(catalogue),
    )
