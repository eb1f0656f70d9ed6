"""For the parent: each warning sign says what its record says, on every page that needs it."""

from __future__ import annotations

from pathlib import Path

from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import Raw, RawRecords, dialed, guide_links, says_the_months, titles


def months_of(raw: RawRecords, sign: Raw) -> list[str]:
    chip = raw.sign_chip(sign)
    return [chip] if chip else []


def texts(sign: Raw, *names: str) -> list[str]:
    return [flat(sign[name]) for name in names if name in sign]


def tier_words(raw: RawRecords, sign: Raw) -> list[str]:
    """Return how urgent a sign is: its tiers, with the way to act in place of the emergency one."""
    return titles(raw.dispositions(sign))


def other_tiers(raw: RawRecords, sign: Raw) -> list[str]:
    return [raw.say("and-also", tier=flat(tier["title"])) for tier in raw.many("tiers", sign["tiers"][1:])]


def assert_in_full(raw: RawRecords, block: Block, sign: Raw) -> None:
    """Assert that a block shows a sign with its urgency, whom to call and what it rests on."""
    others = raw.many("signs", sign.get("see_also", []))
    guides = raw.guides_about("signs", sign)
    says_exactly(
        block,
        [
            *titles([sign]),
            *months_of(raw, sign),
            *texts(sign, "details", "do_now", "afterwards"),
            *raw.cases(sign),
            *tier_words(raw, sign),
            *raw.call_lines(raw.callers(sign)),
            *([raw.say("see-also"), *titles(others)] if others else []),
            *([raw.say("guides-about"), " · ".join(titles(guides))] if guides else []),
            *raw.evidence(sign),
        ],
    )
    in_order = [*texts(sign, "do_now"), *raw.cases(sign), *texts(sign, "afterwards")]
    says_in_order(block, [*titles([sign]), *tier_words(raw, sign), *in_order])
    assert block.calls == raw.calls(raw.callers(sign))
    pages = [
        Link(raw.say("find-it"), each["url"])
        for each in raw.callers(sign)
        if "url" in each and not raw.calls([each])
    ]
    see_also = [Link(flat(each["title"]), raw.address(each)) for each in others]
    assert block.links == [*pages, *see_also, *guide_links(guides), *raw.source_links(sign)]


def assert_below_its_tier(raw: RawRecords, block: Block, sign: Raw) -> None:
    """Assert that a block shows a sign where the group around it says how urgent it is."""
    own = raw.shown_contacts(sign.get("contacts", []))
    says_exactly(
        block,
        [
            *titles([sign]),
            *months_of(raw, sign),
            *texts(sign, "details", "do_now", "afterwards"),
            *other_tiers(raw, sign),
            *raw.cases(sign),
            *raw.call_lines(own),
            f"{raw.say('more-on-sign')}: {flat(sign['title'])}",
        ],
    )
    in_order = [*texts(sign, "do_now"), *raw.cases(sign), *texts(sign, "afterwards")]
    says_in_order(block, [*titles([sign]), *other_tiers(raw, sign), *in_order])
    assert block.calls == raw.calls(own)
    assert block.links[-1].to == f"signs/#{sign['id']}"


def test_no_chip_of_a_sign_says_months_that_its_title_or_a_heading_says(site: Path) -> None:
    """The chip of a milestone stays: it says by which yardstick an age is meant."""
    for path in sorted(site.rglob("index.html")):
        page = read(site, path.relative_to(site).as_posix().removesuffix("index.html"))
        for title in [*page.all("summary"), *page.all("p", class_="app-urgent-rows__title")]:
            if title.all(class_="app-milestone__title"):
                continue
            for chip in title.all("span", class_="app-when"):
                said = [
                    text
                    for text in (title.text.removesuffix(chip.text), *title.under)
                    if text != title.text and says_the_months(text, chip.text)
                ]
                assert not said, f"{page.page}: {chip.text} beside {said[0]}"


# All signs.


def test_the_page_of_all_signs_shows_each_sign_in_full_under_its_tier_and_worry(
    site: Path, raw: RawRecords
) -> None:
    page = read(site, "signs/")
    for sign in raw.slower:
        block = page.by_id(sign["id"])
        assert_in_full(raw, block, sign)
        tier, worry = raw.one("tiers", sign["tiers"][0]), raw.one("worries", sign["worry"])
        assert block.under[1:] == (*titles([tier, worry]),)
        assert [tick.attributes["data-words"] for tick in block.all(data_tick=f"sign:{sign['id']}")] == [
            "seen"
        ]


def in_order(raw: RawRecords, signs: list[Raw]) -> list[Raw]:
    """Return signs as a list has them: by worry in the order of the file, then by the month they start at."""
    worries = [worry["id"] for worry in raw["worries"]]
    return sorted(signs, key=lambda sign: (worries.index(sign["worry"]), raw.sign_starts(sign)))


def test_all_signs_are_by_urgency_then_worry_then_age(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    expected = [
        sign["id"]
        for tier in raw["tiers"]
        for sign in in_order(raw, [each for each in raw.slower if each["tiers"][0] == tier["id"]])
    ]
    assert [each.attributes["id"] for each in page.all("li", data_fits="", id="")] == expected


def test_each_tier_of_all_signs_says_what_it_means_and_whom_to_call(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    for tier in raw["tiers"]:
        panels = page.all("section", aria_labelledby=f"tier-{tier['id']}")
        assert bool(panels) == any(sign["tiers"][0] == tier["id"] for sign in raw.slower), tier["id"]
        contacts = raw.shown_contacts(tier.get("contacts", []))
        head = " ".join([flat(tier["title"]), raw.meaning(tier), *raw.call_lines(contacts)])
        for panel in panels:
            assert panel.text.startswith(head)
            assert panel.calls[: len(raw.calls(contacts))] == raw.calls(contacts)


def test_a_worry_has_its_address_where_it_is_most_urgent(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    for worry in raw["worries"]:
        first = [
            tier
            for tier in raw["tiers"]
            if any(sign["worry"] == worry["id"] and sign["tiers"][0] == tier["id"] for sign in raw.slower)
        ][:1]
        found = page.all("h3", id=f"worry-{worry['id']}")
        assert [each.under[1] for each in found] == titles(first), worry["id"]
        assert [each.text for each in found] == titles([worry] if first else [])


def test_all_signs_name_each_urgent_one_and_lead_to_it(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    folds = [each for each in page.all("details") if each.under[1:2] == (raw.say("signs-urgent"),)]
    assert [(fold.one("summary").text, fold.links) for fold in folds] == [
        (flat(way["title"]), [Link(flat(sign["title"]), f"urgent/#{sign['id']}") for sign in signs])
        for way, signs in raw.bands()
    ]
    places = [page.text.index(raw.say("signs-urgent")), *(page.text.index(fold.text) for fold in folds)]
    assert places == sorted(places)
    assert places[-1] < page.text.index(flat(raw.one("tiers", raw.slower_tiers[0])["explain"]))


def test_the_finder_of_signs_gets_the_worry_and_months_of_each(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    given = {
        item.attributes.get("id") or item.links[0].to.split("#")[-1]: item.attributes
        for item in page.all("li", data_fits="")
    }
    assert set(given) == {sign["id"] for sign in raw["signs"]}
    for sign_id, attributes in given.items():
        sign = raw.one("signs", sign_id)
        begun = [age for age in raw.ages if age["ends"] is None or raw.sign_starts(sign) < age["ends"]]
        fits = [f"worry:{sign['worry']}", *(f"age:{age['id']}" for age in begun)]
        assert attributes["data-fits"].split() == fits, sign_id
        assert attributes["data-month"] == str(raw.sign_starts(sign))
        assert attributes.get("data-to") == sign.get("to")


def test_the_finder_of_signs_offers_each_worry_and_age(site: Path, raw: RawRecords) -> None:
    form = read(site, "signs/").by_id("finder")
    offered = {
        select.attributes["name"]: [
            (option.attributes["value"], option.text) for option in select.all("option")
        ]
        for select in form.all("select")
    }
    used = [worry for worry in raw["worries"] if any(sign["worry"] == worry["id"] for sign in raw["signs"])]
    assert offered == {
        "worry": [("", raw.say("finder-all-worries")), *named(used)],
        "age": [("all", raw.say("finder-all-ages")), *named(raw.ages)],
    }


def named(records: list[Raw]) -> list[tuple[str, str]]:
    return [(each["id"], flat(each["title"])) for each in records]


# Pages of ages.


def of_this_age(raw: RawRecords, age: Raw) -> list[Raw]:
    return [sign for sign in raw["signs"] if raw.place_on(age, sign) == "this-age"]


def test_an_age_page_shows_its_own_slower_signs_in_full_and_leads_to_all_others(
    site: Path, raw: RawRecords
) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        assert set(page.ticked("sign")) == {sign["id"] for sign in of_this_age(raw, age)}, age["id"]
        for place in ("signs-any-age", "signs-earlier"):
            signs = [
                sign
                for tier in raw["tiers"]
                for sign in raw["signs"]
                if sign["tiers"][0] == tier["id"] and raw.place_on(age, sign) == place
            ]
            title = raw.say(place, number=len(signs))
            assert (title in page.text) == bool(signs), age["id"]
            expected = [Link(flat(sign["title"]), f"signs/#{sign['id']}") for sign in signs]
            assert page.section(raw.say("help-title"), title).links == expected if signs else True


def test_each_sign_of_an_age_page_is_once_below_its_tier(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        for sign_id, (block, *others) in page.ticked("sign").items():
            assert not others
            sign = raw.one("signs", sign_id)
            panel = page.one("section", aria_labelledby=f"help-{sign['tiers'][0]}")
            assert sign_id in panel.ticked("sign")
            assert_below_its_tier(raw, block, sign)


def test_an_age_page_puts_the_most_urgent_first(site: Path, raw: RawRecords) -> None:
    worries = [worry["id"] for worry in raw["worries"]]
    tiers = [tier["id"] for tier in raw["tiers"]]
    for age in raw.ages:

        def urgency(sign: Raw, age: Raw = age) -> tuple[int, ...]:
            return (
                tiers.index(sign["tiers"][0]),
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
            has_signs = any(sign["tiers"][0] == tier["id"] for sign in of_this_age(raw, age))
            panels = page.all("section", aria_labelledby=f"help-{tier['id']}")
            assert bool(panels) == has_signs, (age["id"], tier["id"])
            contacts = raw.shown_contacts(tier.get("contacts", []))
            head = " ".join([flat(tier["title"]), raw.meaning(tier), *raw.call_lines(contacts)])
            for panel in panels:
                band = panel.all("details")[0]
                assert band.text == head
                assert panel.text.startswith(head)
                assert band.calls == raw.calls(contacts)


def test_an_age_page_shows_openly_the_urgent_signs_that_dont_look_urgent(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        expected = raw.urgent_on(age)
        assert (raw.say("urgent-unlike") in page.text) == bool(expected), age["id"]
        rows = page.section(raw.say("help-title"), raw.say("urgent-unlike")).all("li") if expected else []
        rows = [row for row in rows if row.all("p", class_="app-urgent-rows__title")]
        for row, sign in zip(rows, expected, strict=True):
            (way, *_) = raw.dispositions(sign)
            assert_is_urgent(raw, row, sign, flat(way["title"]))
            assert row.links[0] == Link(flat(sign["title"]), f"urgent/#{sign['id']}")
            assert not row.all("details")


def test_no_other_urgent_sign_is_on_an_age_page(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        shown = read(site, f"ages/{age['id']}/").all("p", class_="app-urgent-rows__title")
        assert [each.text for each in shown] == titles(raw.urgent_on(age)), age["id"]


def test_an_age_page_leads_to_what_cant_wait_before_its_signs(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        words = (
            "worried-now",
            "danger-signs",
            "danger-signs-call",
            "expect-title",
            "help-title",
            "tiers-ours",
        )
        says_in_order(page, [raw.say(each) for each in words])
        assert Link(raw.say("worried-now"), "urgent/") in page.links


# Is it urgent?


def first_aid_links(raw: RawRecords, sign: Raw) -> list[Link]:
    return [
        Link(flat(each["title"]), f"urgent/#{each['id']}")
        for each in raw.many("first_aid", sign.get("first_aid", []))
    ]


def urgent_texts(raw: RawRecords, sign: Raw) -> list[str]:
    """Return the texts in the row of an urgent sign below its title, in order."""
    to_first_aid = [link.text for link in first_aid_links(raw, sign)]
    return [
        *other_tiers(raw, sign),
        *texts(sign, "do_now", "details"),
        *raw.cases(sign),
        *([raw.say("to-first-aid"), *to_first_aid] if to_first_aid else []),
        *raw.call_lines(raw.shown_contacts(sign.get("contacts", []))),
        *texts(sign, "afterwards"),
    ]


def assert_is_urgent(raw: RawRecords, row: Block, sign: Raw, *others: str) -> None:
    """Assert that a row shows an urgent sign with all that it adds to its band, and no more than `others`."""
    says_in_order(row, [*titles([sign]), *urgent_texts(raw, sign)])
    says_exactly(row, [*titles([sign]), *urgent_texts(raw, sign), *others])
    assert row.calls == raw.calls(raw.shown_contacts(sign.get("contacts", [])))
    to_first_aid = first_aid_links(raw, sign)
    assert [link for link in row.links if link in to_first_aid] == to_first_aid


def source_names(raw: RawRecords, records: list[Raw]) -> list[str]:
    """Return the names of the sources of some records, each publisher once."""
    wanted = {source for record in records for source in record.get("sources", [])}
    return raw.source_names([each for each in raw["sources"] if each["id"] in wanted])


def test_the_urgent_page_has_the_emergency_number_before_all_else(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    bar = page.one("div", class_="app-911")
    number = raw.one("contacts", raw.site["emergency_contact"])["phone"]
    says_in_order(bar, [raw.say("urgent-line-call", number=number), raw.say("danger-signs")])
    assert [call.dialed for call in bar.calls] == [dialed(number)]
    says_in_order(
        page,
        [
            bar.text,
            raw.say("never-wait"),
            raw.say("first-aid-title"),
            raw.say("every-row"),
            *titles(way for way, _ in raw.bands()),
            raw.say("numbers-title"),
        ],
    )


def test_the_urgent_page_leads_from_its_top_to_each_part(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    parts = [
        *((flat(each["title"]), each["id"]) for each in raw["first_aid"]),
        *((flat(way["title"]), f"act-{way['id']}") for way, _ in raw.bands()),
        (raw.say("numbers-title"), "numbers"),
    ]
    jumps = page.one("nav", aria_label=raw.say("jump-label"))
    assert jumps.links == [Link(title, f"urgent/#{anchor}") for title, anchor in parts]
    for title, anchor in parts:
        assert page.by_id(anchor).text == title


def test_the_urgent_page_begins_with_what_is_on_no_list(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    sign = raw.one("signs", raw.site["catch_all_sign"])
    around = [raw.say("not-on-this-list"), flat(raw.dispositions(sign)[0]["explain"]), raw.say("never-wait")]
    assert_is_urgent(raw, page.by_id(sign["id"]), sign, *around)
    assert page.text.count(flat(sign["title"])) == 1
    assert page.text.index(flat(sign["title"])) < page.text.index(raw.say("first-aid-title"))


def test_the_urgent_page_shows_each_step_of_first_aid_in_order(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    blocks = page.all("section", class_="app-first-aid")
    for block, each in zip(blocks, raw["first_aid"], strict=True):
        assert block.one("h3", id=each["id"]).text == flat(each["title"])
        steps = [flat(step) for step in each["steps"]]
        assert [item.text for item in block.one("ol").all("li")] == steps
        in_order = [*titles([each]), *texts(each, "before"), *steps, *texts(each, "afterwards")]
        says_in_order(block, in_order)
        says_exactly(block, in_order)
        assert not block.all("details")
    unsigned = any("reviewed_on" not in each for each in raw["first_aid"])
    assert page.text.count(raw.say("first-aid-unsigned")) == unsigned
    fold = page.section(raw.say("first-aid-sources")).text
    for each in raw["first_aid"]:
        assert flat(each["title"]) in fold
        assert all(name in fold for name in source_names(raw, [each]))


def test_the_urgent_page_shows_each_sign_in_its_band_the_most_urgent_first(
    site: Path, raw: RawRecords
) -> None:
    page = read(site, "urgent/")
    bands = page.all("section", class_="app-band")
    for block, (way, signs) in zip(bands, raw.bands(), strict=True):
        listed = in_order(raw, [sign for sign in signs if sign["id"] != raw.site["catch_all_sign"]])
        contacts = raw.shown_contacts(way.get("contacts", []))
        assert block.text.startswith(
            " ".join([flat(way["title"]), flat(way["explain"]), *raw.call_lines(contacts)])
        )
        rows = [row for row in block.all("li", id="") if row.all("p", class_="app-urgent-rows__title")]
        assert [row.attributes["id"] for row in rows] == [sign["id"] for sign in listed]
        for row, sign in zip(rows, listed, strict=True):
            assert_is_urgent(raw, row, sign)
            assert row.under[2:] == (flat(raw.one("worries", sign["worry"])["title"]),)
            assert not row.all("details")
        own = [raw.shown_contacts(sign.get("contacts", [])) for sign in listed]
        assert block.calls == raw.calls([*contacts, *(each for some in own for each in some)])
        assert_says_who_says_so(raw, block, signs)


def assert_says_who_says_so(raw: RawRecords, band: Block, signs: list[Raw]) -> None:
    """Assert that a band names its sources once, and says once what nobody has checked or sourced yet."""
    unsigned = any("reviewed_on" not in sign for sign in signs)
    assert band.text.count(raw.say("band-unsigned")) == unsigned
    unsourced = [raw.say("basis-knowledge-part")] if any("basis" in sign for sign in signs) else []
    (fold,) = band.all("details")
    says_exactly(fold, [raw.say("band-sources"), *source_names(raw, signs), *unsourced])


def test_the_urgent_page_is_a_draft_while_anything_on_it_is_unsigned(site: Path, raw: RawRecords) -> None:
    page = read(site, "urgent/")
    unsigned = any("reviewed_on" not in each for each in [*raw["first_aid"], *raw.urgent])
    assert bool(page.all("p", class_="app-draft")) == unsigned
    assert (raw.say("sheet-draft-line").split("{")[-1].split("}")[-1] in page.text) == unsigned


def test_each_urgent_sign_is_at_its_own_address_only(site: Path, raw: RawRecords) -> None:
    urgent, signs = read(site, "urgent/"), read(site, "signs/")
    for sign in raw["signs"]:
        here, there = (urgent, signs) if raw.is_urgent(sign) else (signs, urgent)
        here.by_id(sign["id"])
        assert sign["id"] not in [each.attributes["id"] for each in there.all(id="")]


def test_a_withdrawn_sign_keeps_a_line_at_its_address(site: Path, raw: RawRecords) -> None:
    number = raw.one("contacts", raw.site["emergency_contact"])["phone"]
    for sign in raw.every("signs"):
        if "withdrawn_on" not in sign:
            continue
        page = read(site, raw.address(sign).split("#")[0])
        line = raw.say("sign-withdrawn", date=raw.day(sign["withdrawn_on"]), number=number)
        assert page.by_id(sign["id"]).text == line
        assert flat(sign["title"]) not in page.text


def test_the_page_of_all_signs_says_what_holds_of_all(site: Path, raw: RawRecords) -> None:
    page = read(site, "signs/")
    words = ("signs-message", "do-first", "signs-do", "worried-now", "danger-signs", "tiers-ours")
    says_in_order(page, [raw.say(each) for each in words])
