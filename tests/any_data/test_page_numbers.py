"""For the parent: every number to call is the one of its record, as shown and as dialed."""

from __future__ import annotations

from pathlib import Path

from tests.built_page import Block, Call, Link, flat, read, says_exactly, whole
from tests.raw_records import Raw, RawRecords, dialed


def every_page(site: Path) -> list[str]:
    """Return the address of each built page, including the "not found" page."""
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
        numbers = [call.shown for call in raw.calls([contact])]
        hours = [flat(contact["hours"])] if "hours" in contact else []
        says_exactly(item, [flat(contact["title"]), *numbers, *page, *hours, flat(contact["explain"])])
        assert item.text.startswith(flat(contact["title"]))
        assert item.calls == raw.calls([contact])
        assert item.links == [Link(text, contact["url"]) for text in page]


def test_the_urgent_page_lists_every_number_of_the_clinics_choice(site: Path, raw: RawRecords) -> None:
    numbers = read(site, "urgent/").section(raw.say("numbers-title"))
    assert_contacts(raw, numbers, raw.site["urgent_contacts"])


def test_the_urgent_page_says_where_the_rest_is(site: Path, raw: RawRecords) -> None:
    rest = read(site, "urgent/").section(raw.say("less-urgent-title"))
    words = ("less-urgent", "signs-title", "get-help-link", "page-print")
    says_exactly(rest, [raw.say(word) for word in words])
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
    in_other_languages = page.all("section", lang="")
    phone, email = raw.one("contacts", "clinic").get("phone"), raw.site.get("email")
    told = [flat(raw.site["clinic"]), *filter(None, (email, phone))]
    told += [] if phone or email else [raw.say("clinic-no-phone")]
    says_exactly(
        page,
        [
            raw.say("not-found-title"),
            raw.say("not-found"),
            raw.say("urgent-line"),
            raw.say("not-found-home"),
            raw.say("signs-title"),
            raw.say("mistake"),
            *told,
            *(each.text for each in in_other_languages),
        ],
    )
    mail = [f"mailto:{email}"] if email else []
    links = ["urgent", "", "signs", raw.site["website"].strip("/"), *mail]
    links += [link.to.strip("/") for each in in_other_languages for link in each.links]
    assert [link.to.strip("/") for link in page.links] == links


def test_no_page_shows_a_number_that_no_contact_has(site: Path, raw: RawRecords) -> None:
    known = {call.dialed: call.shown for call in raw.calls(raw["contacts"])}
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
            raw.meaning(tier),
            *raw.call_lines(contacts),
            *([raw.say("urgent-line")] if emergency else []),
        ],
    )
    assert panel.calls == raw.calls(contacts)
    assert (Link(raw.say("urgent-line"), "urgent/") in panel.links) == emergency
