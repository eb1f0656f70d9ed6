"""For the parent: what a guide shows of the records agrees with the records."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.any_data.test_page_activities import assert_is_card
from tests.any_data.test_page_milestones import assert_windows, horizontal, windows
from tests.any_data.test_page_numbers import assert_contacts, assert_is_tier
from tests.any_data.test_page_safety import advice_address, advice_in, advice_says, assert_is_difference
from tests.built_page import Block, Call, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import Raw, RawRecords, dialed, titles

_MACRO = re.compile(r"\{\{\s*(\w+)\((.*?)\)\s*\}\}", re.DOTALL)


Given = list[tuple[Any, ...]]


def called(docs: Path, name: str) -> Iterator[tuple[str, Given]]:
    """Yield the address of each guide that calls a macro, with the arguments of each call."""
    for guide in sorted(docs.rglob("*.md")):
        address = guide.relative_to(docs).as_posix().removesuffix(".md")
        given = [
            ast.literal_eval(f"({arguments},)" if arguments.strip() else "()")
            for macro, arguments in _MACRO.findall(guide.read_text(encoding="utf-8"))
            if macro == name
        ]
        if given:
            yield "" if address == "index" else f"{address}/", given


def ids_in(given: Given) -> list[str]:
    return [each for (ids,) in given for each in ids]


def lists_contacts(raw: RawRecords, block: Block) -> bool:
    """Return whether a list, or one line of it, says when to call somebody."""
    return any(flat(contact["explain"]) in block.text for contact in raw["contacts"])


def test_contacts(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "contacts"):
        lists = [each for each in read(site, address).all("ul") if lists_contacts(raw, each)]
        for block, (ids,) in zip(lists, given, strict=True):
            assert_contacts(raw, block, ids)


def test_a_number_in_a_sentence(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "phone"):
        page = read(site, address)
        elsewhere = [call for each in page.all("ul") if lists_contacts(raw, each) for call in each.calls]
        shown = page.calls
        for call in elsewhere:
            shown.remove(call)
        numbers = [raw.one("contacts", contact)["phone"] for (contact,) in given]
        for number in numbers:
            assert Call(number, dialed(number)) in shown


def test_what_is_true_in_the_state(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "fact"):
        for (fact,) in given:
            assert flat(raw.one("state_facts", fact)["text"]) in read(site, address).text


def test_the_message(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "message"):
        for main, first in given:
            says_in_order(read(site, address), [main, f"{raw.say('do-first')} {first}"])


def test_advice(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "advice"):
        items = advice_in(raw, read(site, address))
        assert [each for each, _ in items] == [each["id"] for each in raw.many("advice", ids_in(given))]
        for each, item in items:
            advice = raw.one("advice", each)
            says_exactly(item, advice_says(raw, advice))
            assert item.links[0] == Link(flat(advice["title"]), advice_address(advice))
            assert item.calls == raw.calls(raw.shown_contacts(advice.get("contacts", [])))
            shown = [link.to.partition("#")[2] for link in item.links[1:]]
            assert [sign for sign in advice.get("see_also", []) if sign not in shown] == []


def test_signs(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "signs"):
        lists = [each for each in read(site, address).all("div") if each.all("section", class_="app-band")]
        for block, (ids,) in zip(lists, given, strict=True):
            assert_by_what_to_do(raw, block, raw.many("signs", ids))


def assert_by_what_to_do(raw: RawRecords, block: Block, signs: list[Raw]) -> None:
    """Assert that a block lists signs outside of folds, the most urgent first, each with what it adds."""
    ways = [
        way
        for way in [*raw["act_now"], *raw["tiers"]]
        if any(way == raw.dispositions(each)[0] for each in signs)
    ]
    groups = block.all("section")
    assert [each.attributes["aria-label"] for each in groups] == titles(ways)
    for group, way in zip(groups, ways, strict=True):
        reached = [each for each in raw.shown_contacts(way.get("contacts", [])) if {"phone", "url"} & {*each}]
        says_in_order(group, [flat(way["title"]), flat(way["explain"]), *raw.call_lines(reached)])
        below = [each for each in signs if raw.dispositions(each)[0] == way]
        for tier in raw["tiers"]:
            asking = sum(tier in raw.dispositions(each)[1:] for each in below)
            line = raw.say("and-also", tier=flat(tier["title"]))
            assert group.text.count(line) == (1 if asking == len(below) else asking)
        rows = [each for each in group.all("li") if each.all("p", class_="app-urgent-rows__title")]
        for row, sign in zip(rows, below, strict=True):
            own = raw.shown_contacts(sign.get("contacts", []))
            says_in_order(row, [flat(sign["title"]), *([flat(sign["do_now"])] if "do_now" in sign else [])])
            says_in_order(row, raw.call_lines(own))
            says_in_order(row, raw.cases(sign))
            assert row.links[0].to.endswith(f"/#{sign['id']}")
            assert row.calls == raw.calls(own)


def test_cards_of_activities(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "activities"):
        page = read(site, address)
        cards = dict(page.cards("activities"))
        shown = raw.many("activities", ids_in(given))
        for each in shown:
            ages = [age for age in raw.ages if age["id"] in each["ages"]]
            assert_is_card(raw, cards[each["id"]], each, brief=True, ages=ages)
        if not shown:
            assert raw.say("steps-wait") in page.text


def test_ladders(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "ladder"):
        for (each,) in given:
            ladder = raw.one("ladders", each)
            fold = read(site, address).section(flat(ladder["title"]))
            steps = raw.many("milestones", ladder.get("milestones", [])) or ladder["steps"]
            says_in_order(fold, [flat(ladder["explain"]), *titles(steps)])


def test_where_sources_differ(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, given in called(docs, "difference"):
        for (each,) in given:
            fold = read(site, address).by_id(f"differ-{each}")
            assert_is_difference(raw, fold, raw.one("differences", each))


def test_the_tiers(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, _ in called(docs, "tiers"):
        page = read(site, address)
        panels = [each for each in page.all("section") if each.all("h3", id="tier-")]
        assert [each.all("h3")[0].text for each in panels] == titles(raw["tiers"])
        for panel, tier in zip(panels, raw["tiers"], strict=True):
            assert_is_tier(raw, panel, tier)
        assert raw.say("tiers-ours") in page.text


def test_the_yardsticks(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, _ in called(docs, "yardsticks"):
        expected = [
            (raw.say(f"yardstick-name-{name}"), raw.say(f"yardstick-explain-{name}"))
            for name in ("most", "often", "window")
        ]
        assert expected in [each.pairs for each in read(site, address).all("dl")]


def test_all_windows(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, _ in called(docs, "windows"):
        (section,) = [each for each in read(site, address).all("section") if each.all("svg", role="img")]
        assert_windows(raw, section, windows(raw))


def test_the_aims_of_tummy_time(site: Path, raw: RawRecords, docs: Path) -> None:
    axis = re.compile(re.escape(raw.say("tummy-time-axis")).replace(re.escape("{minutes}"), r"(\d+)"))
    for address, _ in called(docs, "tummy_time"):
        (section,) = [each for each in read(site, address).all("section") if axis.search(each.text)]
        minutes = int(axis.findall(section.text)[0])
        for item, aim in zip(section.all("li"), raw["tummy_time"], strict=True):
            says_exactly(item, [f"{flat(aim['title'])}: {flat(aim['says'])}", *raw.evidence(aim)])
            strokes = [horizontal(path.attributes["d"]) for path in item.one("svg").all("path")]
            (_, right), (start, end), *above = strokes
            assert start / right * minutes == pytest.approx(int(aim.get("at_least", 0)), abs=0.1)
            assert start < end <= right
            if "up_to" in aim:
                assert end / right * minutes == pytest.approx(int(aim["up_to"]), abs=0.1)
            assert bool(above) == ("up_to" not in aim), "a pale end means that more is fine"


def also_in_brackets(term: Raw) -> str:
    names = [flat(each) for each in (term["title"], *term.get("also", ()))]
    stems = [name.lower().removesuffix("s").removesuffix("e") for name in names]
    new = [name for at, name in enumerate(names) if stems[at] not in stems[:at]]
    return f" ({', '.join(new[1:])})" if new[1:] else ""


def test_the_glossary(site: Path, raw: RawRecords, docs: Path) -> None:
    actions = [flat(way["action"]).lower() for way in raw["act_now"]]
    actions += [flat(tier["title"]).lower() for tier in raw["tiers"] if tier.get("same_day")]
    terms = sorted(raw["terms"], key=lambda term: str(term["title"]).strip().lower())
    expected = [(flat(term["title"]) + also_in_brackets(term), flat(term["meaning"])) for term in terms]
    urgent = [pair for pair in expected if any(action in pair[1].lower() for action in actions)]
    for address, _ in called(docs, "glossary"):
        page = read(site, address)
        lists = [each.pairs for each in page.all("dl")]
        folded = [each.pairs for fold in page.all("details") for each in fold.all("dl")]
        others = [pair for pair in expected if pair not in urgent]
        assert others in lists
        assert not urgent or (urgent in lists and urgent not in folded), "a danger word is never in a fold"


def test_the_card_of_the_clinic(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, _ in called(docs, "clinic_card"):
        card = [each for each in read(site, address).all("div") if raw.say("clinic-website") in each.text][-1]
        phone = [each["phone"] for each in raw.shown_contacts(["clinic"])]
        says_exactly(
            card,
            [
                flat(raw.site["clinic"]),
                flat(raw.site["state"]),
                raw.say("clinic-website"),
                *([flat(raw.site["address"])] if "address" in raw.site else []),
                *(phone or [raw.say("clinic-no-phone")]),
            ],
        )
        assert card.links == [Link(raw.say("clinic-website"), raw.site["website"])]
        assert card.calls == [Call(each, dialed(each)) for each in phone]


def test_the_list_of_open_data(site: Path, raw: RawRecords, docs: Path) -> None:
    for address, _ in called(docs, "open_data"):
        (table,) = [
            each for each in read(site, address).all("table") if any(".csv" in link.to for link in each.links)
        ]
        files = [link.to for link in table.links]
        assert all((site / file).is_file() for file in files)
        shown = {path.relative_to(site).as_posix() for path in (site / "data").rglob("*.*")}
        assert set(files) == shown
        for row in table.all("tr"):
            if row.links:
                section = row.links[0].text.removesuffix(".json")
                assert row.all("td")[0].text == str(len(raw[section]))


def test_a_term_is_a_button_in_its_sentence_that_opens_the_glossarys_meaning(
    site: Path, raw: RawRecords
) -> None:
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        found = read(site, address).explanations
        buttons = read(site, address).all("button", popovertarget="")
        assert [each.attributes["popovertarget"] for each in buttons] == [
            each.attributes["id"] for each in found
        ], address
        assert len({each.explains for each in found}) == len(found), f"{address} explains a term twice"
        for button, meaning in zip(buttons, found, strict=True):
            term = raw.one("terms", meaning.explains)
            forms = [flat(each).lower() for each in (term["title"], *term.get("also", ()))]
            assert button.text.lower() in forms
            assert meaning.text == flat(f"{term['title']}: {term['meaning']}")
