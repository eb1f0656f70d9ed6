"""For the parent: every number to call is the one of its record, as shown and as dialed."""

from __future__ import annotations

from pathlib import Path

from tests.any_data.test_page_safety import advice_in, assert_is_advice
from tests.built_page import Block, Call, Link, flat, read, says_exactly, whole
from tests.raw_records import Raw, RawRecords, calls, dialed


def every_page(site: Path) -> list[str]:
    """Return the address of each built page, the one for a wrong address too."""
    return sorted(
        path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")
    )


def assert_contacts(raw: RawRecords, block: Block, contact_ids: list[str]) -> None:
    """Assert that a block lists these contacts with number, page and when to call."""
    contacts = raw.shown_contacts(contact_ids)
    items = block.all("li")
    assert len(items) == len(contacts)
    for item, contact in zip(items, contacts, strict=True):
        page = [raw.say("open-page", title=flat(contact["title"]))] if "url" in contact else []
        phone = [contact["phone"]] if "phone" in contact else []
        says_exactly(item, [flat(contact["title"]), *phone, *page, flat(contact["explain"])])
        assert item.text.startswith(flat(contact["title"]))
        assert item.calls == calls([contact])
        assert item.links == [Link(text, contact["url"]) for text in page]


def test_the_urgent_page_lists_every_number_of_the_clinics_choice(site: Path, raw: RawRecords) -> None:
    numbers = read(site, "urgent/").section(raw.say("numbers-title"))
    assert_contacts(raw, numbers, raw.site["urgent_contacts"])


def test_the_urgent_page_helps_a_parent_at_the_limit(site: Path, raw: RawRecords) -> None:
    section = read(site, "urgent/").section(raw.say("limit-title"))
    items = advice_in(raw, section)
    assert [each for each, _ in items] == raw.site["urgent_advice"]
    for each, item in items:
        assert_is_advice(raw, item, raw.one("advice", each))


def test_the_urgent_page_says_what_it_is_not_for_and_where_the_rest_is(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    assert raw.say("urgent-not-for") in page.text
    rest = page.section(raw.say("less-urgent-title"))
    says_exactly(
        rest,
        [raw.say("less-urgent"), raw.say("signs-title"), raw.say("get-help-link"), raw.say("tiers-ours")],
    )
    assert [link.to for link in rest.links] == ["signs/", "guides/get-help/"]


def test_the_line_above_every_page_calls_the_emergency_number(site: Path, raw: RawRecords) -> None:
    number = raw.one("contacts", raw.site["emergency_contact"])["phone"]
    for address in every_page(site):
        if address == "404.html":
            continue
        page = read(site, address)
        line = page.one("aside", aria_label=raw.say("urgent-line-label"))
        assert line.calls == [Call(raw.say("urgent-line-call", number=number), dialed(number))]
        assert line.links == [Link(raw.say("urgent-line"), "urgent/")]
        assert page.text.startswith(line.text), f"{address}: something stands above the urgent line"


def test_the_page_for_a_wrong_address_leads_to_urgent_home_and_signs(site: Path, raw: RawRecords) -> None:
    page = read(site, "404.html")
    says_exactly(
        page,
        [
            raw.say("not-found-title"),
            raw.say("not-found"),
            raw.say("urgent-line"),
            raw.say("not-found-home"),
            raw.say("signs-title"),
        ],
    )
    assert [link.to.strip("/") for link in page.links] == ["urgent", "", "signs"]


def test_no_page_shows_a_number_that_no_contact_has(site: Path, raw: RawRecords) -> None:
    known = {dialed(each["phone"]): each["phone"] for each in raw["contacts"] if "phone" in each}
    for address in every_page(site):
        for call in whole(site, address).calls:
            assert known.get(call.dialed, "no number") in call.shown, f"{address}: {call}"


def test_a_guide_explains_each_tier_and_whom_to_call(site: Path, raw: RawRecords) -> None:
    page = read(site, "guides/get-help/")
    panels = [each for each in page.all("section") if each.all("h3", id="tier-")]
    assert [each.all("h3")[0].text for each in panels] == [flat(tier["title"]) for tier in raw["tiers"]]
    for panel, tier in zip(panels, raw["tiers"], strict=True):
        assert_is_tier(raw, panel, tier)


def assert_is_tier(raw: RawRecords, panel: Block, tier: Raw) -> None:
    contacts = raw.shown_contacts(tier.get("contacts", []))
    emergency = tier.get("emergency") == "true"
    says_exactly(
        panel,
        [
            flat(tier["title"]),
            flat(tier["explain"]),
            *raw.call_lines(contacts),
            *([raw.say("urgent-line")] if emergency else []),
        ],
    )
    assert panel.calls == calls(contacts)
    assert (Link(raw.say("urgent-line"), "urgent/") in panel.links) == emergency
