"""For the parent: a baby of every age gets the right page, lists and signs."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import growth, play, safety, trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Activity, ActNow, Age, Milestone, Sign

# A baby's whole months -> the page, the list to look at today, the list still growing.
# Between two lists the younger one is today's: at 3 months that is the list of 2 months.
PAGES = {
    0: ("0-2-months", [], [2]),
    1: ("0-2-months", [], [2]),
    2: ("2-4-months", [2], [4]),
    3: ("2-4-months", [2], [4]),
    4: ("4-6-months", [4], [6]),
    5: ("4-6-months", [4], [6]),
    6: ("6-9-months", [6], [9]),
    8: ("6-9-months", [6], [9]),
    9: ("9-12-months", [9], [12]),
    11: ("9-12-months", [9], [12]),
    12: ("12-15-months", [12], [15]),
    14: ("12-15-months", [12], [15]),
    15: ("15-18-months", [15], [18]),
    17: ("15-18-months", [15], [18]),
    18: ("from-18-months", [18], []),
    23: ("from-18-months", [18], []),
}


def age_at(catalogue: Catalogue, months: int) -> Age:
    """Return the age that starts at these months, or the last one before."""
    return [age for age in catalogue.ages if age.from_ <= months][-1]


@pytest.mark.parametrize(("months", "expected"), PAGES.items(), ids=lambda value: str(value)[:20])
def test_the_page_and_the_lists_of_a_baby(
    catalogue: Catalogue, months: int, expected: tuple[str, list[int], list[int]]
) -> None:
    age = age_at(catalogue, months)
    page, by_now, growing = expected
    assert age.id == page
    assert [point.of for point in growth.by_now_at(catalogue, age)] == by_now
    assert [point.of for point in growth.still_growing_at(catalogue, age)] == growing


@given(st.integers(0, 60))
def test_every_month_has_one_page(catalogue: Catalogue, months: int) -> None:
    age = age_at(catalogue, months)
    end = growth.end_of(catalogue, age)
    assert age.from_ <= months
    assert end is None or months < end


def test_a_list_holds_exactly_the_milestones_of_its_month(catalogue: Catalogue) -> None:
    for age in catalogue.ages:
        for point in growth.by_now_at(catalogue, age) + growth.still_growing_at(catalogue, age):
            assert {one.id for one in point.members} == {
                one.id for one in catalogue.milestones if one.yardstick == "most" and one.by == point.of
            }


def signs_on(catalogue: Catalogue, age: Age) -> dict[str, str]:
    """Return the place of each sign on an age page."""
    places = {sign.id: "urgent" for sign in urgency.urgent_signs_at(catalogue, age)}
    slower = urgency.signs_at(catalogue, age)
    for group in slower.at_this_age:
        assert {sign.tiers[0] for sign in group.members} == {group.of.id}, "one is under its less urgent tier"
    listed = {
        "at_this_age": [sign for group in slower.at_this_age for sign in group.members],
        "at_any_age": slower.at_any_age,
        "from_earlier": slower.from_earlier,
    }
    for place, signs in listed.items():
        for sign in signs:
            assert sign.id not in places, f"{sign.id} is twice on {age.id}"
            places[sign.id] = place
    return places


def test_a_sign_is_never_on_a_page_before_its_age_and_never_leaves(catalogue: Catalogue) -> None:
    for age in catalogue.ages:
        places = signs_on(catalogue, age)
        end = growth.end_of(catalogue, age)
        for sign in urgency.slower_signs(catalogue):
            month = sign.by if sign.by is not None else sign.from_
            if sign.any_age:
                assert places[sign.id] == ("at_this_age" if sign.on_age_pages else "at_any_age")
            elif (sign.to is not None and sign.to <= age.from_) or (end is not None and month >= end):
                assert sign.id not in places
            elif month < age.from_ and sign.to is None:
                assert places[sign.id] == "from_earlier"
            else:
                assert places[sign.id] == "at_this_age"


@pytest.mark.parametrize(
    ("by", "first_page"),
    [(1, "0-2-months"), (2, "2-4-months"), (3, "2-4-months"), (6, "6-9-months"), (7, "6-9-months")],
)
def test_a_sign_by_a_month_starts_on_the_page_that_holds_that_month(
    catalogue: Catalogue, by: int, first_page: str
) -> None:
    signs = [sign for sign in catalogue.signs if by in (sign.by, sign.from_) and sign.to is None]
    assert signs, f"no sign of the data counts from {by} months any more; choose another month"
    for sign in signs:
        pages = [age.id for age in catalogue.ages if sign.id in signs_on(catalogue, age)]
        assert pages[0] == first_page
        assert pages[-1] == catalogue.ages[-1].id


def test_fever_under_three_months_leaves_when_it_no_longer_counts(catalogue: Catalogue) -> None:
    on_pages = [sign for sign in catalogue.signs if sign.on_age_pages or sign.tiers[0] == "doctor"]
    bound = [sign for sign in on_pages if sign.to is not None]
    assert {urgency.is_urgent(catalogue, sign) for sign in bound} == {True, False}
    for sign in bound:
        for age in catalogue.ages:
            end = growth.end_of(catalogue, age)
            begun = end is None or urgency.counts_from(sign) < end
            assert (sign.id in signs_on(catalogue, age)) == (begun and age.from_ < sign.to)


def test_an_urgent_sign_that_age_pages_show_leaves_them_at_its_month(catalogue: Catalogue) -> None:
    (bound,) = [sign for sign in catalogue.signs if sign.on_age_pages_until is not None]
    for age in catalogue.ages:
        shown = bound.id in signs_on(catalogue, age)
        assert shown == (age.from_ < bound.on_age_pages_until)
        (kept,) = [sign for sign in catalogue.signs if sign.id == catalogue.site.lost_skill_sign]
        assert signs_on(catalogue, age)[kept.id] == "urgent"


def test_urgent_signs_are_grouped_by_what_to_do_with_911_first(catalogue: Catalogue) -> None:
    bands = urgency.bands(catalogue)
    assert [band.of.id for band in bands] == ["911", "er", "call-now", "same-day"]
    for band in bands:
        (tier,) = {sign.tiers[0] for sign in band.members}
        assert tier == ("same-day" if band.of.id == "same-day" else "emergency")


def test_an_emergency_never_names_the_clinic_or_early_intervention(catalogue: Catalogue) -> None:
    for act_now in catalogue.all(ActNow):
        assert {contact.id for contact in urgency.contacts_of(catalogue, act_now)} <= {
            "emergency-911",
            "emergency-department",
            "doctor",
        }


def test_every_tier_but_the_emergency_offers_the_free_route(catalogue: Catalogue) -> None:
    for tier in catalogue.tiers:
        named = {contact.id for contact in urgency.contacts_of(catalogue, tier)}
        assert ("early-intervention-nj" in named) == (not tier.emergency)


def test_the_clinic_is_named_only_once_its_number_is_known(catalogue: Catalogue) -> None:
    assert urgency.contacts(catalogue, "clinic", "doctor") == urgency.contacts(catalogue, "doctor")


def test_activities_and_milestones_lead_to_each_other(catalogue: Catalogue) -> None:
    for activity in catalogue.activities:
        for milestone in catalogue.get_all(Milestone, activity.builds):
            assert activity in play.activities_building(catalogue, milestone)
    for milestone in catalogue.milestones:
        for activity in play.activities_building(catalogue, milestone):
            assert (milestone.same_as or milestone.id) in activity.builds


def safety_of(catalogue: Catalogue, activity: Activity) -> set[str]:
    return {rule.id for rule in safety.safety_for(catalogue, activity)}


def test_no_activity_can_lose_the_rules_for_all(catalogue: Catalogue) -> None:
    bare = catalogue.activities[0].model_copy(update={"safety": (), "positions": ("on-the-lap",)})
    assert safety_of(catalogue, bare) == {"awake-and-watched", "stop-signs", "ask-your-team-first"}
    on_the_floor = bare.model_copy(update={"positions": ("on-the-lap", "on-the-tummy")})
    assert safety_of(catalogue, on_the_floor) - safety_of(catalogue, bare) == {"floor-only"}


def test_a_skill_s_ladder_loses_no_milestone(catalogue: Catalogue) -> None:
    for skill in catalogue.skills:
        shown = [one.id for stage in growth.stages_of(catalogue, skill) for one in stage.members]
        own = [one.id for one in catalogue.milestones if one.skill == skill.id and one.yardstick != "window"]
        assert sorted(shown) == sorted(own)


@pytest.mark.parametrize(
    ("checked", "due"),
    [
        (datetime.date(2026, 11, 23), datetime.date(2027, 11, 23)),
        (datetime.date(2028, 2, 29), datetime.date(2029, 2, 28)),
        (datetime.date(2026, 12, 31), datetime.date(2027, 12, 31)),
    ],
)
def test_the_next_check_is_due_a_year_on(
    catalogue: Catalogue, checked: datetime.date, due: datetime.date
) -> None:
    assert catalogue.site.check_every_months == 12
    assert trust.next_check_after(catalogue, checked) == due


def test_a_page_is_checked_only_if_every_record_on_it_is(catalogue: Catalogue) -> None:
    one, other = catalogue.milestones[:2]
    seen = {"reviewed_by": "A reviewer in a test", "reviewed_on": datetime.date(2027, 1, 31)}
    assert trust.review_of([one, other]).complete is False
    assert trust.review_of([one.model_copy(update=seen), other]).complete is False
    whole = trust.review_of([one.model_copy(update=seen), other.model_copy(update=seen)])
    assert (whole.complete, whole.by, whole.on) == (
        True,
        ("A reviewer in a test",),
        datetime.date(2027, 1, 31),
    )


def test_a_change_leads_to_the_record_of_the_kind_it_names(catalogue: Catalogue) -> None:
    change = catalogue.changes[0].model_copy(update={"records": ("worry/hands", "skill/hands")})
    assert [record.kind for record in trust.changed_in(catalogue, change)] == ["worry", "skill"]


def test_a_not_yet_leads_to_a_person(catalogue: Catalogue) -> None:
    for milestone in catalogue.milestones:
        if milestone.yardstick == "most":
            assert any(
                urgency.contacts_of(catalogue, tier) for tier in urgency.not_yet_tiers(catalogue, milestone)
            )


def test_records_know_no_page(catalogue: Catalogue) -> None:
    for model in (Milestone, Sign):
        assert not {"ages", "page", "pages"} & set(model.model_fields)
