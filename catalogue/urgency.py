"""Warning signs: what to do about each, whom to call, and which pages list it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue import growth
from catalogue.catalogue import Catalogue
from catalogue.group import Group, group
from catalogue.records import ActNow, Age, Contact, Milestone, Sign, Tier, Worry

Disposition = ActNow | Tier
"""What to do about a sign, as telephone triage calls it: its tier, or for an emergency how to act."""


@dataclass(frozen=True)
class SlowerSigns:
    """The slower signs of an age page, by when they apply; each part has the more urgent first."""

    at_this_age: tuple[Group[Tier, Sign], ...]
    at_any_age: tuple[Sign, ...]
    from_earlier: tuple[Sign, ...]


def not_yet_tiers(catalogue: Catalogue, milestone: Milestone) -> tuple[Tier, ...]:
    """Return the tiers that a not-yet leads to, the more urgent first."""
    return catalogue.get_all(Tier, milestone.if_not_yet)


def needs_a_call(catalogue: Catalogue, milestone: Milestone) -> bool:
    """Return whether a not-yet leads to anything more urgent than the last tier."""
    return not_yet_tiers(catalogue, milestone)[0] != catalogue.tiers[-1]


def not_yet_sign(catalogue: Catalogue, milestone: Milestone) -> Sign | None:
    """Return the warning sign that a not-yet is the same as, if there is one."""
    named = catalogue.get_all(Sign, [milestone.not_yet_sign] if milestone.not_yet_sign else [])
    return named[0] if named else None


def counts_from(sign: Sign) -> int:
    """Return the month from which a sign applies; 0 for any age."""
    if sign.any_age:
        return 0
    month = sign.by if sign.by is not None else sign.from_
    assert month is not None  # the model ensures it
    return month


def has_begun_by(catalogue: Catalogue, sign: Sign, age: Age) -> bool:
    """Return whether a sign applies from some day of this age, or from an earlier one."""
    end = growth.end_of(catalogue, age)
    return end is None or counts_from(sign) < end


def is_over_at(sign: Sign, age: Age) -> bool:
    """Return whether a sign no longer applies when this age starts."""
    return sign.to is not None and sign.to <= age.from_


def signs_at(catalogue: Catalogue, age: Age) -> SlowerSigns:
    """Return the slower signs of an age page; one for any age that its record shows openly is of this age."""
    now: list[Sign] = []
    any_age: list[Sign] = []
    earlier: list[Sign] = []
    rank = [tier.id for tier in catalogue.tiers]
    for sign in sorted(slower_signs(catalogue), key=lambda sign: rank.index(sign.tiers[0])):
        month = counts_from(sign)
        if is_over_at(sign, age):
            continue
        if sign.any_age:
            (now if sign.on_age_pages else any_age).append(sign)
        elif month < age.from_:
            (now if sign.to is not None else earlier).append(sign)
        elif has_begun_by(catalogue, sign, age):
            now.append(sign)
    groups = group(now, catalogue.tiers, lambda sign: sign.tiers[0])
    return SlowerSigns(groups, tuple(any_age), tuple(earlier))


def urgent_signs_at(catalogue: Catalogue, age: Age) -> tuple[Sign, ...]:
    """Return the urgent signs that an age page shows because they don't look urgent, most urgent first."""
    return tuple(
        sign
        for band in bands(catalogue)
        for sign in band.members
        if sign.on_age_pages
        and not is_over_at(sign, age)
        and has_begun_by(catalogue, sign, age)
        and (sign.on_age_pages_until is None or age.from_ < sign.on_age_pages_until)
    )


def is_urgent(catalogue: Catalogue, sign: Sign) -> bool:
    """Return whether a sign is on Is it urgent?: an emergency, or one to call about the same day."""
    return catalogue.get(Tier, sign.tiers[0]).is_urgent


def urgent_signs(catalogue: Catalogue) -> tuple[Sign, ...]:
    """Return the signs of Is it urgent?."""
    return tuple(sign for sign in catalogue.signs if is_urgent(catalogue, sign))


def says_act_today(catalogue: Catalogue, text: str) -> bool:
    """Return whether a text says to act now or today, in the words of a way to act or of the tier."""
    actions = [disposition.action for disposition in catalogue.all(ActNow)]
    actions += [tier.title for tier in catalogue.tiers if tier.same_day]
    return any(action.casefold() in text.casefold() for action in actions)


def slower_signs(catalogue: Catalogue) -> tuple[Sign, ...]:
    """Return the signs that aren't urgent."""
    return tuple(sign for sign in catalogue.signs if not is_urgent(catalogue, sign))


def bands(catalogue: Catalogue) -> tuple[Group[Disposition, Sign], ...]:
    """Return the urgent signs by what to do, the most urgent first."""
    return by_disposition(catalogue, urgent_signs(catalogue))


def by_disposition(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[Group[Disposition, Sign], ...]:
    """Return signs by what to do, the most urgent first."""
    dispositions: tuple[Disposition, ...] = (*catalogue.all(ActNow), *catalogue.tiers)
    return group(signs, dispositions, lambda sign: sign.act_now or sign.tiers[0])


def dispositions_of(catalogue: Catalogue, sign: Sign) -> tuple[Disposition, ...]:
    """Return what to do about a sign: its tiers, with the way to act in place of the emergency tier."""
    first, *others = catalogue.get_all(Tier, sign.tiers)
    return (catalogue.get(ActNow, sign.act_now) if sign.act_now else first, *others)


def contacts_for(catalogue: Catalogue, sign: Sign) -> tuple[Contact, ...]:
    """Return whom to call about a sign, in order and without duplicates: its own contacts, or its tiers'."""
    if sign.contacts:
        return contacts(catalogue, *sign.contacts)
    return contacts_of(catalogue, *dispositions_of(catalogue, sign))


def lost_skill_sign(catalogue: Catalogue) -> Sign:
    """Return the sign that each list of milestones asks about first."""
    return catalogue.get(Sign, catalogue.site.lost_skill_sign)


def catch_all_sign(catalogue: Catalogue) -> Sign:
    """Return the sign for whatever is on no list; Is it urgent? shows it above its bands."""
    return catalogue.get(Sign, catalogue.site.catch_all_sign)


def by_worry(catalogue: Catalogue, signs: Iterable[Sign]) -> tuple[Group[Worry, Sign], ...]:
    """Return signs by the worry they belong to, each group by the month it counts from."""
    return group(sorted(signs, key=counts_from), catalogue.all(Worry), lambda sign: sign.worry)


def contacts_of(catalogue: Catalogue, *records: Disposition) -> tuple[Contact, ...]:
    """Return whom to call, each once, without contacts whose number isn't known yet."""
    return contacts(catalogue, *dict.fromkeys(each for record in records for each in record.contacts))


def is_shown(contact: Contact) -> bool:
    """Return whether a contact can be shown; some are hidden until their number is known."""
    return contact.shown == "always" or contact.phone is not None


def contacts(catalogue: Catalogue, *ids: str) -> tuple[Contact, ...]:
    """Return the contacts with these ids that can be shown."""
    return tuple(contact for contact in catalogue.get_all(Contact, ids) if is_shown(contact))


def emergency_contact(catalogue: Catalogue) -> Contact:
    """Return the contact shown at the top of every page."""
    return catalogue.get(Contact, catalogue.site.emergency_contact)
