"""The Catalogue: all checked records, and every join between them.

Where a record stands is computed here from months and ids. No HTML and no MkDocs.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from catalogue.check import checked_records
from catalogue.entries import Records, id_of
from catalogue.records import (
    SECTIONS,
    Activity,
    ActNow,
    Advice,
    Age,
    Avoided,
    Backed,
    Change,
    Contact,
    Difference,
    Exempt,
    Ladder,
    LeftOut,
    Limit,
    Milestone,
    Moment,
    OpenItem,
    Phrase,
    Position,
    Record,
    SafetyRule,
    Section,
    Side,
    Sign,
    Site,
    Skill,
    Source,
    Term,
    Tier,
    Topic,
    TummyTime,
    Visit,
    Worry,
)

R = TypeVar("R", bound=Record)
OfSkill = TypeVar("OfSkill", Milestone, Activity)


@dataclass(frozen=True)
class Place:
    """Where a record was typed: the file as an editor knows it, and the line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True)
class Checkpoint:
    """The milestones that at least 3 in 4 babies reach by one month."""

    by: int
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True)
class SkillGroup(Generic[OfSkill]):
    """Records of one skill area, in file order."""

    skill: Skill
    records: tuple[OfSkill, ...]


@dataclass(frozen=True)
class TierGroup:
    """The signs of one tier on one page, by when they count."""

    tier: Tier
    at_this_age: tuple[Sign, ...]
    at_any_age: tuple[Sign, ...]
    from_earlier: tuple[Sign, ...]

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Return all signs of the group, those of this age first."""
        return self.at_this_age + self.at_any_age + self.from_earlier


@dataclass(frozen=True)
class ActNowGroup:
    """The emergency signs that call for one way to act."""

    act_now: ActNow
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class WorryGroup:
    """The signs of one worry."""

    worry: Worry
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class LookAgain:
    """The signs that begin to count when this age ends, at `month`."""

    month: int
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class AdviceGroup:
    """Pieces of safety advice on one topic."""

    topic: Topic
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Review:
    """Who checked the records of a page, and the day of the check that is longest ago."""

    complete: bool
    by: tuple[str, ...]
    on: datetime.date | None


@dataclass(frozen=True)
class Step:
    """One rung of a skill area's ladder: what comes in one age band."""

    age: Age
    most: tuple[Milestone, ...]
    often: tuple[Milestone, ...]


def _shown(records: Iterable[R]) -> tuple[R, ...]:
    """Return records without those that are withdrawn: no join knows of them."""
    return tuple(record for record in records if record.is_shown)


class Catalogue:
    """All checked records and their joins; it never changes once made."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._by_id: dict[str, dict[str, Record]] = {
            section.name: {
                entry.record.id: entry.record
                for entry in records.entries[section.name]
                if isinstance(entry.record, Record)
            }
            for section in SECTIONS
            if section.is_list
        }
        self._places = {
            (section, id_of(entry.record)): Place(entry.raw.file, entry.raw.line)
            for section, entries in records.entries.items()
            for entry in entries
        }
        (site,) = records.of(Site)
        self.site: Site = site.record

    # The records of each kind, in file order.

    def _all(self, model: type[R]) -> tuple[R, ...]:
        section = next(section.name for section in SECTIONS if section.model is model)
        return _shown(self._by_id[section].values())  # type: ignore[arg-type]

    def get(self, model: type[R], record_id: str) -> R:
        """Return one record. Raises LookupError with a sentence where there is none."""
        section = next(section.name for section in SECTIONS if section.model is model)
        try:
            return self._by_id[section][record_id]  # type: ignore[return-value]
        except KeyError:
            raise LookupError(f'there is no {model.kind} "{record_id}" in the data') from None

    def get_all(self, model: type[R], record_ids: Iterable[str]) -> tuple[R, ...]:
        """Return the records with these ids, in this order, without those that are withdrawn."""
        return _shown(self.get(model, record_id) for record_id in record_ids)

    def place_of(self, record: Record) -> Place:
        """Return where a record was typed."""
        section = next(section.name for section in SECTIONS if section.model is type(record))
        return self._places[section, record.id]

    def by_section(self) -> Iterator[tuple[Section, tuple[Record, ...]]]:
        """Yield each section that is a list, with its records in file order, also those withdrawn."""
        for section in SECTIONS:
            if section.is_list:
                yield section, tuple(self._by_id[section.name].values())

    @cached_property
    def now_called(self) -> dict[str, dict[str, str]]:
        """Return, by section, what the ids that records had before are called now."""
        renamed = {
            section.name: {old: record.id for record in records for old in record.formerly}
            for section, records in self.by_section()
        }
        return {section: ids for section, ids in renamed.items() if ids}

    @cached_property
    def ages(self) -> tuple[Age, ...]:
        """Return the ages, the youngest first."""
        return tuple(sorted(self._all(Age), key=lambda age: age.from_))

    @cached_property
    def skills(self) -> tuple[Skill, ...]:
        """Return the skill areas."""
        return self._all(Skill)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Return the milestones of all three yardsticks."""
        return self._all(Milestone)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Return the activities."""
        return self._all(Activity)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the warning signs."""
        return self._all(Sign)

    @cached_property
    def withdrawn_signs(self) -> tuple[Sign, ...]:
        """Return the warning signs that no page shows any more, though old links still lead to them."""
        return tuple(
            sign for sign in self._by_id["signs"].values() if isinstance(sign, Sign) and sign.withdrawn_on
        )

    @cached_property
    def tiers(self) -> tuple[Tier, ...]:
        """Return the tiers, the most urgent first."""
        return self._all(Tier)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Return the positions a baby plays in."""
        return self._all(Position)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Return the moments of a family's day."""
        return self._all(Moment)

    @cached_property
    def safety_rules(self) -> tuple[SafetyRule, ...]:
        """Return the safety rules of activities."""
        return self._all(SafetyRule)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """Return the pieces of safety advice."""
        return self._all(Advice)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources."""
        return self._all(Source)

    @cached_property
    def all_contacts(self) -> tuple[Contact, ...]:
        """Return every contact, also those that wait for their number."""
        return self._all(Contact)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return the words of the trade, sorted."""
        return tuple(sorted(self._all(Term), key=lambda term: term.title.lower()))

    @cached_property
    def phrases(self) -> dict[str, str]:
        """Return the words of the pages themselves, by id."""
        return {phrase.id: phrase.text for phrase in self._all(Phrase)}

    # Ages.

    def end_of(self, age: Age) -> int | None:
        """Return the month at which an age ends: the next one's first; None for the last."""
        later = [other.from_ for other in self.ages if other.from_ > age.from_]
        return later[0] if later else age.to

    def age_at(self, months: int) -> Age:
        """Return the page for a baby of so many whole months: it starts at, or last before."""
        return [age for age in self.ages if age.from_ <= months][-1]

    def neighbours(self, age: Age) -> tuple[Age | None, Age | None]:
        """Return the ages before and after this one."""
        place = self.ages.index(age)
        before = self.ages[place - 1] if place else None
        after = self.ages[place + 1] if place + 1 < len(self.ages) else None
        return before, after

    def _overlaps(self, age: Age, start: float, end: float | None) -> bool:
        age_end = self.end_of(age)
        return (age_end is None or start < age_end) and (end is None or end > age.from_)

    # Milestones.

    @cached_property
    def _checkpoints(self) -> tuple[Checkpoint, ...]:
        by_month: dict[int, list[Milestone]] = defaultdict(list)
        for milestone in self.milestones:
            if milestone.by is not None:
                by_month[milestone.by].append(milestone)
        return tuple(Checkpoint(by, tuple(by_month[by])) for by in sorted(by_month))

    def by_now_at(self, age: Age) -> tuple[Checkpoint, ...]:
        """Return the lists to look at today.

        Those since the age before; between two lists the younger one, so where none
        fell into that time, the last list before it.
        """
        before, _ = self.neighbours(age)
        since = before.from_ if before else -1
        reached = [point for point in self._checkpoints if point.by <= age.from_]
        return tuple(point for point in reached if point.by > since) or tuple(reached[-1:])

    def still_growing_at(self, age: Age) -> tuple[Checkpoint, ...]:
        """Return the lists not expected yet: up to this age's end, or else the next one."""
        end = self.end_of(age)
        ahead = [point for point in self._checkpoints if point.by > age.from_]
        return tuple(point for point in ahead if end is None or point.by <= end) or tuple(ahead[:1])

    def by_skill(self, records: Iterable[OfSkill]) -> tuple[SkillGroup[OfSkill], ...]:
        """Return records by their (main) skill area, in the order of the areas."""
        groups: dict[str, list[OfSkill]] = defaultdict(list)
        for record in records:
            groups[record.skill if isinstance(record, Milestone) else record.skills[0]].append(record)
        return tuple(
            SkillGroup(skill, tuple(groups[skill.id])) for skill in self.skills if skill.id in groups
        )

    def ladder_of(self, skill: Skill) -> tuple[Step, ...]:
        """Return how a skill area grows: for each age band, what comes in it.

        A milestone of `most` stands in the band that ends at its month or holds it, one
        of `often` in the band in which it starts.
        """
        own = [milestone for milestone in self.milestones if milestone.skill == skill.id]
        steps = []
        for age in self.ages:
            end = self.end_of(age)
            most = tuple(
                milestone
                for milestone in own
                if milestone.by is not None
                and max(milestone.by, 1) > age.from_
                and (end is None or milestone.by <= end)
            )
            often = tuple(
                milestone
                for milestone in own
                if milestone.yardstick == "often"
                and milestone.from_ is not None
                and age.from_ <= milestone.from_
                and (end is None or milestone.from_ < end)
            )
            if most or often:
                steps.append(Step(age, most, often))
        return tuple(steps)

    def milestones_formerly_in(self, skill: Skill) -> tuple[Milestone, ...]:
        """Return the milestones that belonged to a skill area before, and belong to another one now."""
        return tuple(milestone for milestone in self.milestones if skill.id in milestone.formerly_in)

    def windows_of(self, skill: Skill | None = None) -> tuple[Milestone, ...]:
        """Return the WHO windows of a skill area, or all of them."""
        return tuple(
            milestone
            for milestone in self.milestones
            if milestone.yardstick == "window" and (skill is None or milestone.skill == skill.id)
        )

    def windows_at(self, age: Age) -> tuple[Milestone, ...]:
        """Return the WHO windows that are open at some time in an age."""
        return tuple(
            window
            for window in self.windows_of()
            if window.from_ is not None and self._overlaps(age, window.from_, window.to)
        )

    def end_of_chart(self, windows: Iterable[Milestone]) -> int:
        """Return the month at which a chart of WHO windows ends: 18, or a later one that holds them all."""
        months: list[float] = [18]
        for window in windows:
            months += [month for month in (window.to, self.milestone_of_window(window).by) if month]
        return math.ceil(max(months) / 3) * 3

    @cached_property
    def _activities_by_milestone(self) -> dict[str, tuple[Activity, ...]]:
        building: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.activities:
            for milestone in activity.builds:
                building[milestone].append(activity)
        return {milestone: tuple(activities) for milestone, activities in building.items()}

    def activities_building(self, milestone: Milestone) -> tuple[Activity, ...]:
        """Return the activities that practise a milestone (or the one a window belongs to)."""
        return self._activities_by_milestone.get(milestone.same_as or milestone.id, ())

    def milestone_of_window(self, window: Milestone) -> Milestone:
        """Return the milestone of ours that a WHO window belongs to."""
        assert window.same_as is not None  # the record's own check
        return self.get(Milestone, window.same_as)

    def not_yet_tiers(self, milestone: Milestone) -> tuple[Tier, ...]:
        """Return the tiers that a not-yet leads to, the more urgent first."""
        return self.get_all(Tier, milestone.if_not_yet)

    def not_yet_sign(self, milestone: Milestone) -> Sign | None:
        """Return the warning sign that a not-yet is the same as, if there is one."""
        named = self.get_all(Sign, [milestone.not_yet_sign] if milestone.not_yet_sign else [])
        return named[0] if named else None

    # Activities.

    def activities_at(self, age: Age) -> tuple[Activity, ...]:
        """Return the activities of an age, in file order."""
        return tuple(activity for activity in self.activities if age.id in activity.ages)

    def activities_of(self, skill: Skill, age: Age | None = None) -> tuple[Activity, ...]:
        """Return the activities that work on a skill area, main one or not, at one age or all."""
        return tuple(
            activity
            for activity in self.activities
            if skill.id in activity.skills and (age is None or age.id in activity.ages)
        )

    def ages_of(self, activity: Activity) -> tuple[Age, ...]:
        """Return the ages of an activity, the youngest first."""
        return tuple(age for age in self.ages if age.id in activity.ages)

    def skills_of(self, activity: Activity) -> tuple[Skill, ...]:
        """Return the skill areas of an activity, the main one first."""
        return self.get_all(Skill, activity.skills)

    def milestones_of(self, activity: Activity) -> tuple[Milestone, ...]:
        """Return the milestones that an activity practises."""
        return self.get_all(Milestone, activity.builds)

    def safety_for(self, activity: Activity) -> tuple[SafetyRule, ...]:
        """Return every safety rule of an activity: those that the build adds, and its own."""
        positions = self.get_all(Position, activity.positions)
        all_held = all(position.held for position in positions)
        return tuple(
            rule
            for rule in self.safety_rules
            if rule.added_to == "every activity"
            or (rule.added_to == "unless held" and not all_held)
            or rule.id in activity.safety
        )

    def safety_groups_for(self, activity: Activity) -> tuple[tuple[SafetyRule, ...], tuple[SafetyRule, ...]]:
        """Return the safety rules of an activity: those special to it, then those of every one."""
        rules = self.safety_for(activity)
        own = tuple(rule for rule in rules if rule.added_to == "named")
        return own, tuple(rule for rule in rules if rule not in own)

    # Warning signs.

    def _tier_of(self, sign: Sign) -> str:
        return sign.tiers[0]

    def counts_from(self, sign: Sign) -> int:
        """Return the month from which a sign counts; 0 for any age."""
        if sign.any_age:
            return 0
        month = sign.by if sign.by is not None else sign.from_
        assert month is not None  # the record's own check
        return month

    def is_over_at(self, sign: Sign, age: Age) -> bool:
        """Tell whether a danger bound to an age is past when this age starts."""
        return sign.to is not None and sign.to <= age.from_

    def signs_at(self, age: Age) -> tuple[TierGroup, ...]:
        """Return the signs of an age page by tier, each once, under its more urgent one."""
        end = self.end_of(age)
        groups = []
        for tier in self.tiers:
            any_age: list[Sign] = []
            now: list[Sign] = []
            earlier: list[Sign] = []
            for sign in self.signs:
                month = self.counts_from(sign)
                if self._tier_of(sign) != tier.id or self.is_over_at(sign, age):
                    continue
                if sign.any_age:
                    any_age.append(sign)
                elif month < age.from_:
                    (now if sign.to is not None else earlier).append(sign)
                elif end is None or month < end:
                    now.append(sign)
            groups.append(TierGroup(tier, tuple(now), tuple(any_age), tuple(earlier)))
        return tuple(groups)

    def look_again_at(self, age: Age) -> LookAgain | None:
        """Return the signs that begin to count when this age ends."""
        end = self.end_of(age)
        if end is None:
            return None
        signs = tuple(sign for sign in self.signs if not sign.any_age and self.counts_from(sign) == end)
        return LookAgain(end, signs) if signs else None

    def by_act_now(self, signs: Iterable[Sign]) -> tuple[ActNowGroup, ...]:
        """Return emergency signs by what to do, the most urgent way first."""
        signs = tuple(signs)
        groups = (
            ActNowGroup(way, tuple(sign for sign in signs if sign.act_now == way.id))
            for way in self._all(ActNow)
        )
        return tuple(group for group in groups if group.signs)

    @cached_property
    def emergency_signs(self) -> tuple[Sign, ...]:
        """Return all signs that carry act_now."""
        return tuple(sign for sign in self.signs if sign.act_now)

    def tiers_of(self, sign: Sign) -> tuple[Tier, ...]:
        """Return the tiers of a sign, the more urgent first."""
        return self.get_all(Tier, sign.tiers)

    def act_now_of(self, sign: Sign) -> ActNow | None:
        """Return how to act on an emergency sign; None for any other sign."""
        return self.get(ActNow, sign.act_now) if sign.act_now else None

    def ways_of(self, sign: Sign) -> tuple[Tier | ActNow, ...]:
        """Return what a sign calls for: its tiers, with the way to act in place of the emergency one."""
        first, *others = self.tiers_of(sign)
        return (self.act_now_of(sign) or first, *others)

    def contacts_for(self, sign: Sign) -> tuple[Contact, ...]:
        """Return whom to call about a sign, each once, the first one first."""
        found = [contact for way in self.ways_of(sign) for contact in self.contacts_of(way)]
        return tuple(dict.fromkeys((*found, *self.contacts(*sign.contacts))))

    def see_also_of(self, sign: Sign) -> tuple[Sign, ...]:
        """Return the signs that belong beside a sign."""
        return self.get_all(Sign, sign.see_also)

    @cached_property
    def lost_skill_sign(self) -> Sign:
        """Return the sign that each list of milestones asks about first."""
        return self.get(Sign, self.site.lost_skill_sign)

    def signs_by_months(self) -> Iterator[tuple[Sign, ...]]:
        """Yield the signs of any age, then those that count in the same months, the earliest first."""
        any_age = tuple(sign for sign in self.signs if sign.any_age)
        if any_age:
            yield any_age
        by_months: dict[tuple[int, float], list[Sign]] = defaultdict(list)
        for sign in self.signs:
            if not sign.any_age:
                end = math.inf if sign.to is None else sign.to
                by_months[self.counts_from(sign), end].append(sign)
        for months in sorted(by_months):
            yield tuple(by_months[months])

    def by_worry(self, signs: Iterable[Sign]) -> tuple[WorryGroup, ...]:
        """Return signs by the worry they belong to, each group by the month it counts from."""
        signs = sorted(signs, key=self.counts_from)
        groups = (
            WorryGroup(worry, tuple(sign for sign in signs if sign.worry == worry.id))
            for worry in self._all(Worry)
        )
        return tuple(group for group in groups if group.signs)

    # Whom to call, advice, differences, sources.

    def contacts_of(self, record: Tier | ActNow) -> tuple[Contact, ...]:
        """Return whom to call, without those whose number isn't known yet."""
        return tuple(contact for contact in self.get_all(Contact, record.contacts) if self.is_shown(contact))

    def is_shown(self, contact: Contact) -> bool:
        """Tell whether a contact can be shown: some wait for their number."""
        return contact.shown == "always" or contact.phone is not None

    def contacts(self, *ids: str) -> tuple[Contact, ...]:
        """Return the contacts with these ids that can be shown."""
        return tuple(contact for contact in self.get_all(Contact, ids) if self.is_shown(contact))

    def advice_at(self, age: Age) -> tuple[Advice, ...]:
        """Return the safety advice that counts at an age."""
        return tuple(advice for advice in self.advice if self._overlaps(age, advice.from_, advice.to))

    def advice_by_topic(self, age: Age | None = None) -> tuple[AdviceGroup, ...]:
        """Return safety advice by topic, for one age or all of it."""
        advice = self.advice if age is None else self.advice_at(age)
        groups = (
            AdviceGroup(topic, tuple(each for each in advice if each.topic == topic.id))
            for topic in self._all(Topic)
        )
        return tuple(group for group in groups if group.advice)

    def safety_rules_by_topic(self) -> tuple[tuple[Topic, tuple[SafetyRule, ...]], ...]:
        """Return the safety rules of activities by topic."""
        groups = (
            (topic, tuple(rule for rule in self.safety_rules if rule.topic == topic.id))
            for topic in self._all(Topic)
        )
        return tuple((topic, rules) for topic, rules in groups if rules)

    @cached_property
    def emergency_contact(self) -> Contact:
        """Return the number in the line above every page."""
        return self.get(Contact, self.site.emergency_contact)

    @cached_property
    def urgent_advice(self) -> tuple[Advice, ...]:
        """Return the advice for a parent at the limit."""
        return self.get_all(Advice, self.site.urgent_advice)

    def differences_at(self, age: Age) -> tuple[Difference, ...]:
        """Return the questions that concern a parent at an age."""
        return tuple(
            difference
            for difference in self._all(Difference)
            if self._overlaps(age, difference.from_, difference.to)
        )

    def ladders_of(self, skill: Skill) -> tuple[tuple[Ladder, tuple[Milestone, ...]], ...]:
        """Return the ladders of a skill area, each with its steps from the first to the last."""
        return tuple(
            (ladder, self.get_all(Milestone, ladder.steps))
            for ladder in self._all(Ladder)
            if ladder.skill == skill.id
        )

    @cached_property
    def age_rule(self) -> dict[str, Any]:
        """Return what `docs/assets/js/age.js` needs: the limits by name, and the ages from their months."""
        limits: dict[str, Any] = {each.id.replace("-", "_"): each.number for each in self._all(Limit)}
        return limits | {"ages": [{"id": age.id, "from": age.from_} for age in self.ages]}

    @cached_property
    def tummy_time(self) -> tuple[TummyTime, ...]:
        """Return how much tummy time the sources aim for, the first weeks first."""
        return self._all(TummyTime)

    @cached_property
    def end_of_aims(self) -> int:
        """Return the minutes at which the lines of tummy time end: 90, or more where an aim needs it."""
        ends = [aim.up_to or (aim.at_least or 0) + 15 for aim in self.tummy_time]
        return max(90, math.ceil(max(ends, default=0) / 30) * 30)

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Return the screenings at the doctor's office, the earliest first."""
        return tuple(sorted(self._all(Visit), key=lambda visit: visit.months))

    def differences_of(self, skill: Skill) -> tuple[Difference, ...]:
        """Return the questions that concern a skill area."""
        return tuple(difference for difference in self._all(Difference) if skill.id in difference.skills)

    def sources_of(self, *records: Record | tuple[Record, ...]) -> tuple[Source, ...]:
        """Return the sources of all these records, each once, in the order of the source file."""
        flat: list[Record] = []
        for record in records:
            flat += record if isinstance(record, tuple) else [record]
        wanted: set[str] = set()
        for each in flat:
            if isinstance(each, Backed):
                wanted |= set(each.sources)
            elif isinstance(each, Difference):
                wanted |= {source for side in each.sides for source in side.sources}
        return tuple(source for source in self.sources if source.id in wanted)

    def get_sources(self, record: Backed | Side) -> tuple[Source, ...]:
        """Return the sources of one record, in its own order."""
        return self.get_all(Source, record.sources)

    def checked_on(self, sources: Iterable[Source]) -> datetime.date | None:
        """Return the day on which the longest-unchecked of these sources was checked."""
        return min((source.checked_on for source in sources), default=None)

    def next_check(self, sources: Iterable[Source], review: Review) -> datetime.date:
        """Return the day on which a page is due to be checked again, for its sources or its review.

        A page without sources of its own goes by those of the whole site.
        """
        days = [source.checked_on for source in tuple(sources) or self.sources]
        return self.next_check_after(min([*days, *([review.on] if review.on else [])]))

    def next_check_after(self, day: datetime.date) -> datetime.date:
        """Return the day on which the next check is due."""
        months = day.month - 1 + self.site.check_every_months
        year, month = day.year + months // 12, months % 12 + 1
        last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
        return datetime.date(year, month, min(day.day, last))

    def review_of(self, records: Iterable[Record]) -> Review:
        """Return who has checked these records; complete only if somebody checked every one."""
        backed = [record for record in records if isinstance(record, Backed)]
        names = tuple(dict.fromkeys(record.reviewed_by for record in backed if record.reviewed_by))
        days = [record.reviewed_on for record in backed if record.reviewed_on]
        return Review(bool(backed) and len(days) == len(backed), names, min(days, default=None))

    def backed_by_kind(self) -> Iterator[tuple[str, tuple[Backed, ...]]]:
        """Yield each kind of record that makes claims, with its records."""
        for section in SECTIONS:
            if issubclass(section.model, Backed):
                yield section.model.kind, self._all(section.model)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes of the content, the newest first."""
        return tuple(sorted(self._all(Change), key=lambda change: change.day, reverse=True))

    def changed_in(self, change: Change) -> tuple[Record, ...]:
        """Return the records that a change names, by a present or former id, with their kind or without."""
        by_name = {
            name: record for _, records in self.by_section() for record in records for name in record.names
        }
        return _shown(by_name[name] for name in change.records)

    @cached_property
    def exceptions(self) -> tuple[Exempt, ...]:
        """Return the exceptions from rules."""
        return self._all(Exempt)

    @cached_property
    def open_items(self) -> tuple[OpenItem, ...]:
        """Return what must still be found out or signed."""
        return self._all(OpenItem)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the skills that have no record of their own."""
        return self._all(LeftOut)

    @cached_property
    def avoided(self) -> tuple[Avoided, ...]:
        """Return the words that this site doesn't use."""
        return self._all(Avoided)

    def moments_of(self, activity: Activity) -> tuple[Moment, ...]:
        """Return the moments of the day that an activity fits."""
        return self.get_all(Moment, activity.moments)

    def drawings_of(self, activity: Activity) -> tuple[Position, ...]:
        """Return the positions of an activity that are shown by a drawing."""
        return tuple(each for each in self.positions_of(activity) if activity.drawn and each.drawing)

    def positions_of(self, activity: Activity) -> tuple[Position, ...]:
        """Return how the baby lies, sits or is held in an activity."""
        return self.get_all(Position, activity.positions)


_loaded: dict[Path, tuple[object, Catalogue]] = {}


def load_catalogue(data: Path, today: datetime.date) -> Catalogue:
    """Return the Catalogue of the folder `data` on the day of the build, made anew when a file changed.

    Raises DataError with every problem found.
    """
    stamp = (
        today,
        [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(data.glob("*.yaml"))],
    )
    known = _loaded.get(data)
    if known is None or known[0] != stamp:
        known = (stamp, Catalogue(checked_records(data, today)))
        _loaded[data] = known
    return known[1]
