"""For the parent: the pages of its ages show safety advice, and questions show both sides."""

from __future__ import annotations

from pathlib import Path

from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import Raw, RawRecords, guide_links, titles


def advice_address(advice: Raw) -> str:
    return f"safety/{advice['topic']}/#{advice['id']}"


def advice_says(raw: RawRecords, advice: Raw) -> list[str]:
    return [
        flat(advice["title"]),
        flat(advice["advice"]),
        *raw.call_lines(raw.shown_contacts(advice.get("contacts", []))),
        *([raw.say("see-also")] if advice.get("see_also") else []),
        *titles(raw.many("signs", advice.get("see_also", []))),
    ]


def advice_pieces(raw: RawRecords, advice: Raw) -> list[str]:
    return [
        *advice_says(raw, advice),
        f"{raw.say('source-of')}: {flat(advice['title'])}",
        *raw.evidence(advice),
    ]


def row_title(advice: Raw) -> str:
    """Return what the closed row of a piece of advice says, where an age page shows it first."""
    return ". ".join(flat(advice[name]) for name in ("title", "short") if name in advice)


def row_pieces(raw: RawRecords, advice: Raw) -> list[str]:
    source = f"{raw.say('source-of')}: {flat(advice['title'])}"
    _, *pieces = [piece for piece in advice_pieces(raw, advice) if piece != source]
    return [row_title(advice), *pieces]


def assert_is_advice(raw: RawRecords, item: Block, advice: Raw, *, row: bool = False) -> None:
    pieces = (row_pieces if row else advice_pieces)(raw, advice)
    says_exactly(item, pieces)
    says_in_order(item, pieces)
    assert item.calls == raw.calls(raw.shown_contacts(advice.get("contacts", [])))
    assert [link for link in item.links if "#source-" in link.to] == raw.source_links(advice)
    shown = [link.to.partition("#")[2] for link in item.links if "#source-" not in link.to]
    assert [each for each in advice.get("see_also", []) if each not in shown] == []


def advice_in(raw: RawRecords, block: Block) -> list[tuple[str, Block]]:
    """Return (id, list item) for each piece of advice in a block."""
    by_title = {name: each["id"] for each in raw["advice"] for name in (flat(each["title"]), row_title(each))}
    return [
        (by_title[first.text], item)
        for item in block.all("li")
        for first in [*item.all("summary"), *item.all("p")]
        if first.text in by_title
    ]


def test_an_age_page_gives_exactly_the_advice_of_its_months_what_is_new_first(
    site: Path, raw: RawRecords
) -> None:
    for age in raw.ages:
        section = read(site, f"ages/{age['id']}/").section(raw.say("safety-title"))
        new = raw.first_advice_at(age)
        rest = [
            (flat(topic["title"]), row_title(advice), Link(flat(advice["title"]), advice_address(advice)))
            for topic in raw["topics"]
            for advice in raw["advice"]
            if advice["topic"] == topic["id"] and raw.counts_at(age, advice) and advice not in new
        ]
        items = advice_in(raw, section)
        assert [each for each, _ in items] == [each["id"] for each in new], age["id"]
        assert [item.under[-1] for _, item in items] == [raw.say("safety-title")] * len(new)
        for each, item in items:
            assert_is_advice(raw, item, raw.one("advice", each), row=True)
        links = [
            (item.under[-1], item.text, link)
            for item in section.all("li")
            for link in item.links
            if link.to.startswith("safety/")
        ]
        assert links == rest, age["id"]
        assert section.text.startswith(f"{raw.say('safety-explain')} {raw.say('safe-play-link')}")


def test_the_page_of_a_topic_gives_all_its_advice_open(site: Path, raw: RawRecords) -> None:
    for topic in raw["topics"]:
        page = read(site, f"safety/{topic['id']}/")
        items = advice_in(raw, page)
        expected = [each["id"] for each in raw["advice"] if each["topic"] == topic["id"]]
        assert [each for each, _ in items] == expected
        for each, item in items:
            assert item.attributes["id"] == each, "links to it lead elsewhere"
            assert_is_advice(raw, item, raw.one("advice", each))
        folded = [line for fold in page.all("details") for line in fold.text.splitlines()]
        assert not [each for each in raw["advice"] if flat(each["advice"]) in folded]


def test_the_safety_guide_leads_to_every_topic(site: Path, raw: RawRecords) -> None:
    expected = [Link(flat(each["title"]), f"safety/{each['id']}/") for each in raw["topics"]]
    for address in ("guides/safe-play/", *(link.to for link in expected)):
        menu = read(site, address).all("nav")[-1]
        assert menu.links == expected, address


# Where sources differ.


def assert_is_difference(raw: RawRecords, fold: Block, difference: Raw) -> None:
    """Assert that a fold shows each side of a question with who says so, and what the site does with it."""
    assert fold.one("summary").text == flat(difference["title"])
    sides = [
        f"{flat(side['says'])} " + "; ".join(raw.source_names(raw.many("sources", side["sources"]))) + "."
        for side in difference["sides"]
    ]
    assert [item.text for item in fold.all("li")] == sides
    says_exactly(
        fold,
        [flat(difference["title"]), *sides, f"{raw.say('what-we-do')} {flat(difference['what_we_do'])}"],
    )
    assert fold.links == [link for side in difference["sides"] for link in raw.source_links(side)]


def assert_differences(raw: RawRecords, page: Block, expected: list[Raw]) -> None:
    folds = page.all("details", id="differ-")
    assert [fold.attributes["id"] for fold in folds] == [f"differ-{each['id']}" for each in expected]
    for fold, difference in zip(folds, expected, strict=True):
        assert fold.under[-1] == raw.say("differ-title")
        assert_is_difference(raw, fold, difference)


def test_an_age_page_leads_to_the_questions_of_its_months(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        expected = [
            Link(flat(each["title"]), f"sources/#differ-{each['id']}")
            for each in raw["differences"]
            if raw.counts_at(age, each)
        ]
        links = read(site, f"ages/{age['id']}/").links
        assert [link for link in links if link.to.startswith("sources/#differ-")] == expected


def test_the_page_of_sources_shows_every_question(site: Path, raw: RawRecords) -> None:
    assert_differences(raw, read(site, "sources/"), raw["differences"])


def test_the_page_of_a_skill_shows_its_questions(site: Path, raw: RawRecords) -> None:
    for skill in raw["skills"]:
        expected = [each for each in raw["differences"] if skill["id"] in each.get("skills", [])]
        assert_differences(raw, read(site, f"skills/{skill['id']}/"), expected)


# Around the advice on an age page.


def test_an_age_page_begins_with_its_message_and_the_way_to_each_part(site: Path, raw: RawRecords) -> None:
    parts = ("expect-title", "play-title", "help-title", "safety-title")
    lost_skill = raw.dispositions(raw.one("signs", raw.site["lost_skill_sign"]))[0]
    for age in raw.ages:
        address = f"ages/{age['id']}/"
        page = read(site, address)
        says_in_order(
            page,
            [
                *titles([age]),
                flat(age["main_message"]),
                flat(age["more"]),
                f"{raw.say('do-today')} {flat(age['do_today'])}",
                raw.say("age-in-short", tier=flat(lost_skill["title"])),
                *(raw.say(part) for part in parts),
                raw.say("worried-now"),
                *(raw.say(part) for part in parts),
                f"{raw.say('born-early-line')} {raw.say('born-early-link')}",
            ],
        )
        jumps = page.one("nav", aria_label=raw.say("jump-label"))
        assert [link.text for link in jumps.links] == [raw.say(part) for part in parts]
        for link in jumps.links:
            assert page.by_id(link.to.partition("#")[2]).text == link.text
        assert Link(raw.say("born-early-link"), "guides/born-early/") in page.links
        guides = raw.guides_about("ages", age)
        assert [link for link in guide_links(guides) if link not in page.links] == []
        if guides:
            assert [each.text for each in page.section(raw.say("guides-at")).all("li")] == titles(guides)
        assert Link(raw.say("visit-open"), "visit/") in page.links


def span_of(raw: RawRecords, age: Raw) -> str:
    if age["ends"] is None:
        return raw.say("strip-from", start=age["from"])
    return raw.say("strip-span", start=age["from"], end=age["ends"])


def test_an_age_page_leads_to_all_ages_and_marks_its_own(site: Path, raw: RawRecords) -> None:
    ages = [Link(f"{span_of(raw, age)} {raw.say('strip-months')}", f"ages/{age['id']}/") for age in raw.ages]
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        strip = page.one("nav", aria_label=raw.say("ages-label"))
        assert strip.links == ages
        here = strip.one("a", aria_current="page")
        assert here.text == f"{span_of(raw, age)} {raw.say('strip-months')}"
        place = raw.ages.index(age)
        before, after = (
            [Link(raw.say(phrase, age=flat(other["title"])), f"ages/{other['id']}/") for other in beside]
            for phrase, beside in (
                ("age-before", raw.ages[:place][-1:]),
                ("age-after", raw.ages[place + 1 :][:1]),
            )
        )
        calendar = Link(raw.say("calendar-title"), f"calendar/#page-{age['id']}")
        assert page.one("nav", aria_label=raw.say("neighbours-label")).links == [*before, calendar, *after]
    assert read(site, "").one("nav", aria_label=raw.say("ages-label")).links == ages
