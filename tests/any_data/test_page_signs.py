"""For the parent: each warning sign says what its record says, and stands where it counts."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import Raw, RawRecords, calls, titles


def months_of(raw: RawRecords, sign: Raw) -> list[str]:
    chip = raw.sign_chip(sign)
    return [chip] if chip else []


def texts(sign: Raw, *names: str) -> list[str]:
    return [flat(sign[name]) for name in names if name in sign]


def tier_words(raw: RawRecords, sign: Raw) -> list[str]:
    """Return how urgent a sign is: its tiers, with the way to act in place of the emergency one."""
    return titles(raw.ways(sign))


def assert_in_full(raw: RawRecords, block: Block, sign: Raw) -> None:
    """Assert that a block shows a sign with its urgency, whom to call and what it rests on."""
    others = raw.many("signs", sign.get("see_also", []))
    says_exactly(
        block,
        [
            *titles([sign]),
            *months_of(raw, sign),
            *texts(sign, "details", "do_now", "afterwards"),
            *tier_words(raw, sign),
            *raw.call_lines(raw.callers(sign)),
            *([raw.say("see-also"), *titles(others)] if others else []),
            *raw.evidence(sign),
        ],
    )
    says_in_order(block, [*titles([sign]), *tier_words(raw, sign), *texts(sign, "do_now", "afterwards")])
    assert block.calls == calls(raw.callers(sign))
    pages = [
        Link(raw.say("find-it"), each["url"])
        for each in raw.callers(sign)
        if "phone" not in each and "url" in each
    ]
    see_also = [Link(flat(each["title"]), f"signs/#{each['id']}") for each in others]
    assert block.links == [*pages, *see_also, *raw.source_links(sign)]


def assert_below_its_tier(raw: RawRecords, block: Block, sign: Raw) -> None:
    """Assert that a block shows a sign where the group around it says how urgent it is."""
    second = [raw.say("and-also", tier=flat(tier["title"])) for tier in raw.many("tiers", sign["tiers"][1:])]
    own = raw.shown_contacts(sign.get("contacts", []))
    says_exactly(
        block,
        [
            *titles([sign]),
            *months_of(raw, sign),
            *texts(sign, "details", "do_now", "afterwards"),
            *second,
            *raw.call_lines(own),
            f"{raw.say('more-on-sign')}: {flat(sign['title'])}",
        ],
    )
    says_in_order(block, [*titles([sign]), *texts(sign, "do_now", "afterwards")])
    assert block.calls == calls(own)
    assert block.links[-1].to == f"signs/#{sign['id']}"


# All signs.


def test_the_page_of_all_signs_shows_each_sign_in_full_under_its_worry(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    for sign in raw["signs"]:
        block = page.by_id(sign["id"])
        assert_in_full(raw, block, sign)
        assert block.under[-2:] == (
            raw.say("signs-by-worry"),
            flat(raw.one("worries", sign["worry"])["title"]),
        )
        assert [tick.attributes["data-words"] for tick in block.all(data_tick=f"sign:{sign['id']}")] == [
            "seen"
        ]


def test_worries_follow_the_file_and_their_signs_the_months(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    expected = [
        sign["id"]
        for worry in raw["worries"]
        for sign in sorted(
            (each for each in raw["signs"] if each["worry"] == worry["id"]), key=raw.sign_starts
        )
    ]
    ids = {sign["id"] for sign in raw["signs"]}
    assert [
        each.attributes["id"] for each in page.all("li", id="") if each.attributes["id"] in ids
    ] == expected
    used = [worry for worry in raw["worries"] if any(sign["worry"] == worry["id"] for sign in raw["signs"])]
    links = [Link(flat(worry["title"]), f"signs/#worry-{worry['id']}") for worry in used]
    assert [link for link in page.links if link.to.startswith("signs/#worry-")] == links


def test_the_list_by_age_leads_to_each_sign_from_the_month_it_counts(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    any_age = [sign for sign in raw["signs"] if sign.get("any_age") == "true"]
    dated = sorted((sign for sign in raw["signs"] if sign not in any_age), key=raw.sign_months)
    expected = [({"data-month": "0"}, raw.say("any-age"), any_age)] if any_age else []
    for (start, end), each in groupby(dated, key=raw.sign_months):
        signs = list(each)
        title = raw.say("signs-from", age=raw.months(start)) if start else raw.say("from-birth")
        counts = {"data-month": str(start)}
        if "to" in signs[0]:
            title = raw.sign_chip(signs[0]) or ""
            counts["data-to"] = str(int(end))
        expected.append((counts, title, signs))
    folds = [each for each in page.all("details") if each.under[1:] == (raw.say("signs-by-age"),)]
    assert [
        (
            {name: value for name, value in fold.attributes.items() if name.startswith("data-")},
            fold.one("summary").text,
            [(link.to, link.text) for link in fold.links],
        )
        for fold in folds
    ] == [
        (counts, title, [(f"signs/#{sign['id']}", flat(sign["title"])) for sign in signs])
        for counts, title, signs in expected
    ]


def signs_on(raw: RawRecords, page: Block) -> dict[str, list[Block]]:
    """Return the list items that show a sign in full, by the id of the sign whose title they open with."""
    ids = {flat(sign["title"]): sign["id"] for sign in raw["signs"]}
    found: dict[str, list[Block]] = {}
    for item in page.all("li", class_="app-sign"):
        summary = item.all("summary")[0]
        title = flat("".join(child for child in summary.children if isinstance(child, str)))
        found.setdefault(ids[title], []).append(item)
    return found


# Pages of ages.


def test_an_age_page_shows_exactly_the_signs_that_count_there(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        shown = read(site, f"ages/{age['id']}/").ticked("sign")
        expected = {sign["id"] for sign in raw["signs"] if raw.place_on(age, sign)}
        assert set(shown) == expected, age["id"]


def test_each_sign_of_an_age_page_stands_once_in_its_tier_and_group(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        for sign_id, blocks in page.ticked("sign").items():
            sign = raw.one("signs", sign_id)
            tier = raw.one("tiers", sign["tiers"][0])
            if tier.get("emergency") == "true":
                group = flat(raw.one("act_now", sign["act_now"])["title"])
            else:
                group = raw.say(raw.place_on(age, sign) or "")
            assert [block.under for block in blocks] == [
                (
                    flat(age["title"]),
                    raw.say("help-title"),
                    flat(tier["title"]),
                    group,
                    flat(raw.one("worries", sign["worry"])["title"]),
                )
            ]
            assert_below_its_tier(raw, blocks[0], sign)


def test_an_age_page_puts_the_most_urgent_first(site: Path, raw: RawRecords) -> None:
    groups = ["signs-this-age", "signs-any-age", "signs-earlier"]
    worries = [worry["id"] for worry in raw["worries"]]
    ways = [way["id"] for way in raw["act_now"]]
    tiers = [tier["id"] for tier in raw["tiers"]]
    for age in raw.ages:

        def urgency(sign: Raw, age: Raw = age) -> tuple[int, ...]:
            place = (
                ways.index(sign["act_now"])
                if "act_now" in sign
                else groups.index(raw.place_on(age, sign) or "")
            )
            return (
                tiers.index(sign["tiers"][0]),
                place,
                worries.index(sign["worry"]),
                raw.sign_starts(sign),
            )

        shown = read(site, f"ages/{age['id']}/").ticked("sign")
        order = [urgency(sign) for sign in raw.many("signs", shown)]
        assert order == sorted(order), age["id"]


def test_each_tier_of_an_age_page_says_what_it_means_and_whom_to_call(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        for tier in raw["tiers"]:
            if not any(sign["tiers"][0] == tier["id"] and raw.place_on(age, sign) for sign in raw["signs"]):
                continue
            panel = page.one("section", aria_labelledby=f"help-{tier['id']}")
            contacts = raw.shown_contacts(tier.get("contacts", []))
            head = " ".join([flat(tier["title"]), flat(tier["explain"]), *raw.call_lines(contacts)])
            assert panel.text.startswith(head)
            if tier.get("emergency") == "true":
                assert_says_how_to_act(raw, panel, ways_of(raw, raw.ages.index(age)))


def ways_of(raw: RawRecords, place: int | None) -> list[Raw]:
    """Return the ways to act that some emergency sign of an age page calls for, or of all."""
    signs = [
        sign
        for sign in raw["signs"]
        if "act_now" in sign and (place is None or raw.place_on(raw.ages[place], sign))
    ]
    return [way for way in raw["act_now"] if any(sign["act_now"] == way["id"] for sign in signs)]


def assert_says_how_to_act(raw: RawRecords, block: Block, ways: list[Raw]) -> None:
    """Assert that a block says, for each way to act on an emergency, what it means and whom to call."""
    says_in_order(block, titles(ways))
    for way in ways:
        contacts = raw.shown_contacts(way["contacts"])
        lines = [
            each
            for each in block.below(way["title"])
            if each.tag in ("p", "ul") and each.under[-1] == flat(way["title"])
        ]
        assert [each.text for each in lines[:2]] == [
            flat(way["explain"]),
            " ".join(raw.call_lines(contacts)),
        ]
        assert lines[1].calls == calls(contacts)


def test_an_age_page_says_which_signs_to_look_at_again_when_the_age_ends(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        begin = [
            sign
            for sign in raw["signs"]
            if sign.get("any_age") != "true" and raw.sign_starts(sign) == age["ends"]
        ]
        months = raw.months(age["ends"]) if age["ends"] is not None else ""
        again = [
            each
            for each in page.all("details")
            if each.all("summary") and each.all("summary")[0].text == raw.say("look-again", age=months)
        ]
        assert len(again) == bool(begin), age["id"]
        for fold in again:
            says_exactly(
                fold,
                [
                    raw.say("look-again", age=months),
                    raw.say("look-again-explain", age=months),
                    *titles(begin),
                ],
            )
            assert [link.to for link in fold.links] == [f"signs/#{sign['id']}" for sign in begin]


def test_an_age_page_says_what_holds_of_all_signs(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        says_in_order(page, [raw.say("help-title"), raw.say("help-explain"), raw.say("tiers-ours")])


# Tonight: is it urgent?


def test_the_urgent_page_shows_every_emergency_under_its_way_to_act(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    ways = [way["id"] for way in raw["act_now"]]
    worries = [worry["id"] for worry in raw["worries"]]
    emergencies = sorted(
        (sign for sign in raw["signs"] if "act_now" in sign),
        key=lambda sign: (ways.index(sign["act_now"]), worries.index(sign["worry"]), raw.sign_starts(sign)),
    )
    shown = signs_on(raw, page)
    assert list(shown) == [sign["id"] for sign in emergencies]
    for sign in emergencies:
        (block,) = shown[sign["id"]]
        assert block.under == (
            raw.say("urgent-title"),
            flat(raw.one("act_now", sign["act_now"])["title"]),
            flat(raw.one("worries", sign["worry"])["title"]),
        )
        assert_below_its_tier(raw, block, sign)
    assert_says_how_to_act(raw, page, ways_of(raw, None))


@pytest.mark.parametrize("page", ["signs/", "urgent/"])
def test_a_page_of_signs_says_what_holds_of_all(site: Path, raw: RawRecords, page: str) -> None:
    name = page.strip("/")
    says_in_order(
        read(site, page),
        [raw.say(f"{name}-message"), raw.say("do-first"), raw.say(f"{name}-do")],
    )
    says_in_order(read(site, page), [raw.say("tiers-ours")])
