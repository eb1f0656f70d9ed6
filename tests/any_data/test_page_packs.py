"""For the parent and the therapist: a pack says whom to ask first, and a plan starts from its activities."""

from __future__ import annotations

from pathlib import Path

from tests.any_data.test_page_activities import more_urgent_cases, sign_lines
from tests.built_page import Link, flat, read, says_in_order
from tests.raw_records import Raw, RawRecords, guide_links


def before_play(raw: RawRecords, pack: Raw) -> list[str]:
    """Return what the page of a pack says above its activities: safety rules, then warning signs."""
    rules = raw.many("safety_rules", pack.get("safety", []))
    return [
        *(f"{flat(rule['title'])}. {flat(rule['short'])}" for rule in rules),
        *sign_lines(raw, pack.get("signs", [])),
        *more_urgent_cases(raw, {"call_if": pack.get("signs", [])}),
    ]


def test_a_pack_says_for_whom_it_is_and_whom_to_ask_before_its_activities(
    site: Path, raw: RawRecords
) -> None:
    for pack in raw["packs"]:
        page = read(site, f"packs/{pack['id']}/")
        first = before_play(raw, pack)
        says_in_order(
            page,
            [
                flat(pack["title"]),
                flat(pack["for_whom"]),
                raw.say("do-first"),
                raw.say("pack-do"),
                *([raw.say("pack-first"), *first] if first else []),
                raw.say("pack-play"),
            ],
        )
        assert first or raw.say("pack-first") not in [text for _, text in page.headings]


def test_a_pack_shows_its_activities_in_order_and_starts_a_plan_with_them(
    site: Path, raw: RawRecords
) -> None:
    for pack in raw["packs"]:
        page = read(site, f"packs/{pack['id']}/")
        activities = raw.many("activities", pack["activities"])
        cards = page.section(raw.say("pack-play")).cards("activities")
        assert [each for each, _ in cards] == [each["id"] for each in activities]
        for (_, card), activity in zip(cards, activities, strict=True):
            says_in_order(card, [flat(activity["title"]), flat(activity["summary"])])
        plan = Link(raw.say("pack-plan"), f"plan/#a={','.join(each['id'] for each in activities)}")
        assert page.links.count(plan) == 1


def test_a_pack_leads_to_its_ages_its_guide_and_the_warning_signs(site: Path, raw: RawRecords) -> None:
    for pack in raw["packs"]:
        page = read(site, f"packs/{pack['id']}/")
        for age in raw.many("ages", pack["ages"]):
            assert Link(flat(age["title"]), f"ages/{age['id']}/") in page.links
        (guide,) = guide_links(raw.many("guide_links", [pack["guide"]]))
        assert guide in page.links
        assert page.section(raw.say("help-title")).links[0] == Link(raw.say("signs-title"), "signs/")


def test_the_page_for_plans_lists_each_pack(site: Path, raw: RawRecords) -> None:
    items = read(site, "plan/").by_id("packs").all("li")
    assert [(item.text, item.links) for item in items] == [
        (
            f"{flat(pack['title'])} {flat(pack['for_whom'])}",
            [Link(flat(pack["title"]), f"packs/{pack['id']}/")],
        )
        for pack in raw["packs"]
    ]
