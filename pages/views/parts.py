"""The parts shared by several pages, each a dataclass for its template in `templates/parts`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from catalogue import growth, guide_links, play, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.group import Group
from catalogue.records import (
    Activity,
    ActNow,
    Adaptation,
    Advice,
    Age,
    Contact,
    Difference,
    FirstAid,
    GuideLink,
    Ladder,
    Milestone,
    Position,
    Side,
    Sign,
    Situation,
    Skill,
    Source,
    Tier,
    TummyTime,
    Worry,
)
from pages.views.page import Related

# Ages.


@dataclass(frozen=True)
class AgeSpan:
    """An age with the month at which it ends, None for the last."""

    age: Age
    end: int | None


def age_spans(catalogue: Catalogue) -> tuple[AgeSpan, ...]:
    """Return all ages, youngest first."""
    return tuple(AgeSpan(age, growth.end_of(catalogue, age)) for age in catalogue.ages)


# Whom to call.


@dataclass(frozen=True)
class TierCalls:
    """A tier, with its contacts."""

    tier: Tier
    contacts: Related[tuple[Contact, ...]]


def tier_calls(catalogue: Catalogue, tier: Tier) -> TierCalls:
    """Return a tier with those of its contacts whose number is known."""
    return TierCalls(tier, urgency.contacts_of(catalogue, tier))


# Milestones.


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone: what to do and whom to call after a "not yet", its sources and what practices it."""

    milestone: Milestone
    not_yet: tuple[Tier, ...]
    contacts: Related[tuple[Contact, ...]]
    sources: tuple[Source, ...]
    sign: Related[Sign | None]
    activities: Related[tuple[Activity, ...]]


def milestone_row(catalogue: Catalogue, milestone: Milestone) -> MilestoneRow:
    """Return the row of a milestone."""
    tiers = urgency.not_yet_tiers(catalogue, milestone)
    return MilestoneRow(
        milestone,
        tiers,
        urgency.contacts_of(catalogue, *tiers),
        trust.get_sources(catalogue, milestone),
        urgency.not_yet_sign(catalogue, milestone) if tiers else None,
        () if milestone.no_practice else play.activities_building(catalogue, milestone),
    )


def milestone_groups(
    catalogue: Catalogue, milestones: Iterable[Milestone]
) -> tuple[Group[Skill, MilestoneRow], ...]:
    """Return milestones by skill area."""
    return tuple(
        group.map(lambda each: milestone_row(catalogue, each))
        for group in growth.by_skill(catalogue, milestones)
    )


@dataclass(frozen=True)
class Window:
    """A WHO window, the site's own milestone for it, and the `mark`: the month to ask at."""

    window: Milestone
    own: Related[Milestone]

    @property
    def mark(self) -> int | None:
        """Return the month by which most babies do it; None past the window, where it would say to wait."""
        month, end = self.own.by, self.window.to
        return month if month is not None and end is not None and month <= end else None


@dataclass(frozen=True)
class WindowsChart:
    """WHO windows on a scale of months from birth to `last`."""

    windows: tuple[Window, ...]
    last: int


def windows_chart(catalogue: Catalogue, windows: tuple[Milestone, ...]) -> WindowsChart | None:
    """Return the chart of some windows, or None if there are none."""
    if not windows:
        return None
    return WindowsChart(
        tuple(Window(each, growth.milestone_of_window(catalogue, each)) for each in windows),
        growth.end_of_chart(catalogue, windows),
    )


@dataclass(frozen=True)
class LadderBar:
    """A step of a ladder, from its first to its last month; `milestone` if it is one."""

    title: str
    from_: float
    to: float
    drawing: str | None
    milestone: Related[Milestone | None]


@dataclass(frozen=True)
class LadderChart:
    """The steps of a ladder, as bars on a scale of months from birth to `last`."""

    ladder: Ladder
    bars: tuple[LadderBar, ...]
    last: int


def ladder_chart(catalogue: Catalogue, ladder: Ladder) -> LadderChart:
    """Return the chart of a ladder; its scale ends at a whole quarter of a year."""
    own = tuple(LadderBar(step.title, step.from_, step.to, step.drawing, None) for step in ladder.steps)
    milestones = catalogue.get_all(Milestone, ladder.milestones)
    bars = own or tuple(
        LadderBar(each.title, each.from_ or 0, each.to or 0, each.drawing, each) for each in milestones
    )
    return LadderChart(ladder, bars, math.ceil(max(bar.to for bar in bars) / 3) * 3)


# Activities.


@dataclass(frozen=True)
class Card:
    """An activity in a list."""

    activity: Activity
    positions: tuple[Position, ...]
    drawing: str
    needs_the_floor: bool


def card(catalogue: Catalogue, activity: Activity) -> Card:
    """Return the card of an activity, with the first of its drawings."""
    drawing, *_ = play.drawings_of(catalogue, activity)
    floor = play.needs_the_floor(catalogue, activity)
    return Card(activity, catalogue.get_all(Position, activity.positions), drawing, floor)


def card_of_all_ages(catalogue: Catalogue, activity: Activity) -> Card:
    """Return the card of an activity for a list of all ages, where each own drawing would weigh too much."""
    positions = catalogue.get_all(Position, activity.positions)
    return Card(activity, positions, positions[0].drawing, play.needs_the_floor(catalogue, activity))


def cards(catalogue: Catalogue, activities: Iterable[Activity]) -> tuple[Card, ...]:
    """Return the cards of some activities, in the given order."""
    return tuple(card(catalogue, activity) for activity in activities)


def card_groups(catalogue: Catalogue, activities: Iterable[Activity]) -> tuple[Group[Skill, Card], ...]:
    """Return the cards of some activities for a list of all ages, by their main skill area."""
    return tuple(
        group.map(lambda each: card_of_all_ages(catalogue, each))
        for group in growth.by_skill(catalogue, activities)
    )


@dataclass(frozen=True)
class OtherWays:
    """Other ways to do an activity in one situation, and the signs to name with it, by what to do."""

    situation: Situation
    ways: tuple[Adaptation, ...]
    signs: Related[tuple[Group[urgency.Disposition, Sign], ...]]


def other_ways(catalogue: Catalogue, activity: Activity) -> tuple[OtherWays, ...]:
    """Return other ways to do an activity, by situation."""
    return tuple(
        OtherWays(
            group.of,
            group.members,
            urgency.by_disposition(catalogue, catalogue.get_all(Sign, group.of.signs)),
        )
        for group in play.adaptations_of(catalogue, activity)
    )


# Warning signs.

_MONTHS = re.compile(r"(?:(\d+) (?:to|and) )?(\d+)[ -]months?")


@dataclass(frozen=True)
class Case:
    """A case of a sign with another urgency: `when` it applies, and what to do then."""

    when: str
    act_now: ActNow


@dataclass(frozen=True)
class SignRow:
    """A sign in a list, and what to do about it; its own contacts replace those of its disposition."""

    standalone: ClassVar[bool] = False

    sign: Sign
    has_chip: bool
    disposition: urgency.Disposition
    also: tuple[urgency.Disposition, ...]
    cases: tuple[Case, ...]
    contacts: Related[tuple[Contact, ...]]
    first_aid: Related[tuple[FirstAid, ...]]


@dataclass(frozen=True)
class FullSign:
    """A sign on its own: how to act, whom to call, its sources and related signs."""

    standalone: ClassVar[bool] = True

    sign: Sign
    has_chip: bool
    dispositions: tuple[urgency.Disposition, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    contacts: Related[tuple[Contact, ...]]
    first_aid: Related[tuple[FirstAid, ...]]
    see_also: Related[tuple[Sign, ...]]
    guides: Related[tuple[GuideLink, ...]]


@dataclass(frozen=True)
class SignsByDisposition:
    """Signs with the same thing to do, and whom to call."""

    disposition: urgency.Disposition
    rows: tuple[SignRow, ...]
    contacts: Related[tuple[Contact, ...]]

    @property
    def why(self) -> str | None:
        """Return why to act early, which the tiers say."""
        return self.disposition.why if isinstance(self.disposition, Tier) else None

    @property
    def also(self) -> tuple[urgency.Disposition, ...]:
        """What else to do about each of the signs; what only some of them ask for is in their rows."""
        return tuple(each for each in self.rows[0].also if all(each in row.also for row in self.rows))


@dataclass(frozen=True)
class Band:
    """The urgent signs with the same thing to do, by worry; `unsourced` if any of them waits for a source."""

    disposition: urgency.Disposition
    worries: tuple[Group[Worry, SignRow], ...]
    contacts: Related[tuple[Contact, ...]]
    sources: tuple[Source, ...]
    unsourced: bool
    review: trust.Review


def cases_of(catalogue: Catalogue, sign: Sign) -> tuple[Case, ...]:
    """Return the cases of a sign with another urgency, in the order of its record."""
    return tuple(Case(each.when, catalogue.get(ActNow, each.act_now)) for each in sign.branches)


def cases_of_all(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[Case, ...]:
    """Return the cases of some signs, each once, the most urgent first."""
    order = catalogue.all(ActNow)
    cases = dict.fromkeys(case for sign in signs for case in cases_of(catalogue, sign))
    return tuple(sorted(cases, key=lambda case: order.index(case.act_now)))


def sign_row(catalogue: Catalogue, sign: Sign) -> SignRow:
    """Return a sign to list with others that have the same thing to do."""
    disposition, *also = urgency.dispositions_of(catalogue, sign)
    return SignRow(
        sign,
        _has_chip(sign),
        disposition,
        tuple(also),
        cases_of(catalogue, sign),
        urgency.contacts(catalogue, *sign.contacts),
        catalogue.get_all(FirstAid, sign.first_aid),
    )


def full_sign(catalogue: Catalogue, sign: Sign) -> FullSign:
    """Return a sign to show on its own."""
    return FullSign(
        sign,
        _has_chip(sign),
        urgency.dispositions_of(catalogue, sign),
        cases_of(catalogue, sign),
        trust.get_sources(catalogue, sign),
        urgency.contacts_for(catalogue, sign),
        catalogue.get_all(FirstAid, sign.first_aid),
        catalogue.get_all(Sign, sign.see_also),
        guide_links.guides_about(catalogue, sign),
    )


def _has_chip(sign: Sign) -> bool:
    """Return whether a chip says the months of a sign: not for any age, nor if the title says them."""
    months = {str(month) for month in (sign.by, sign.from_, sign.to) if month}
    in_title = {month for each in _MONTHS.findall(sign.title) for month in each}
    return not sign.any_age and not (months and months <= in_title)


def signs_by_disposition(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[SignsByDisposition, ...]:
    """Return the signs of a guide by what to do, the most urgent first."""
    return tuple(
        SignsByDisposition(
            group.of,
            tuple(sign_row(catalogue, sign) for sign in group.members),
            urgency.contacts_of(catalogue, group.of),
        )
        for group in urgency.by_disposition(catalogue, signs)
    )


def bands(catalogue: Catalogue) -> tuple[Band, ...]:
    """Return the urgent signs by what to do, the most urgent first, without the catch-all."""
    catch_all = urgency.catch_all_sign(catalogue)
    return tuple(
        Band(
            band.of,
            tuple(
                group.map(lambda sign: sign_row(catalogue, sign))
                for group in urgency.by_worry(catalogue, [sign for sign in band.members if sign != catch_all])
            ),
            urgency.contacts_of(catalogue, band.of),
            trust.sources_of(catalogue, band.members),
            any(sign.basis for sign in band.members),
            trust.review_of(band.members),
        )
        for band in urgency.bands(catalogue)
    )


# First aid.


@dataclass(frozen=True)
class FirstAidItem:
    """First aid, with its sources."""

    first_aid: FirstAid
    sources: tuple[Source, ...]


def first_aid_items(catalogue: Catalogue) -> tuple[FirstAidItem, ...]:
    """Return all first aid."""
    return tuple(FirstAidItem(each, trust.get_sources(catalogue, each)) for each in catalogue.all(FirstAid))


# Safety, and where sources differ.


@dataclass(frozen=True)
class AdviceItem:
    """A piece of safety advice, with its sources, whom to call, and the signs that say what to do."""

    advice: Advice
    sources: tuple[Source, ...]
    contacts: Related[tuple[Contact, ...]]
    see_also: Related[tuple[Sign, ...]]


@dataclass(frozen=True)
class DifferenceSide:
    """One side of a question on which sources differ, with the sources that take it."""

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
        advice,
        trust.get_sources(catalogue, advice),
        urgency.contacts(catalogue, *advice.contacts),
        catalogue.get_all(Sign, advice.see_also),
    )


def difference_items(catalogue: Catalogue, differences: Iterable[Difference]) -> tuple[DifferenceItem, ...]:
    """Return questions on which sources differ, with the sources of each side."""
    return tuple(
        DifferenceItem(
            each, tuple(DifferenceSide(side, trust.get_sources(catalogue, side)) for side in each.sides)
        )
        for each in differences
    )


# How much tummy time the sources aim for.


@dataclass(frozen=True)
class TummyTimeAim:
    """An aim with its sources; its bar runs from `start` to `end` minutes, `open` without an upper limit."""

    aim: TummyTime
    sources: tuple[Source, ...]
    start: int
    end: int
    open: bool


@dataclass(frozen=True)
class TummyTimeAims:
    """The aims by age, on a scale of minutes from zero to `last`."""

    aims: tuple[TummyTimeAim, ...]
    last: int


def tummy_time_aims(catalogue: Catalogue) -> TummyTimeAims:
    """Return how much tummy time the sources recommend."""
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
