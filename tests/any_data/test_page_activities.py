"""For the parent: an activity's page is complete, and each list of activities shows the right ones."""

from __future__ import annotations

import html
from pathlib import Path

from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order, whole
from tests.raw_records import Raw, RawRecords, guide_links, is_shown, main_skill, titles


def drawings_of(raw: RawRecords, activity: Raw) -> list[str]:
    """Return the addresses of the drawings of an activity: its own, or else those of its positions."""
    positions = [each["drawing"] for each in raw.many("positions", activity["positions"])]
    own = activity.get("drawing")
    return [f"#drawings-{name}" for name in ([own] if own else positions)]


def needs(raw: RawRecords, activity: Raw) -> str:
    """Return what a card lists as needed and as to buy."""
    things = "; ".join(map(flat, activity.get("you_need", [])))
    need = raw.say("you-need-short", things=things) if things else raw.say("need-nothing")
    buy = "; ".join(map(flat, activity.get("to_buy", [])))
    return f"{need}. {raw.say('to-buy-short', things=buy)}" if buy else need


def assert_is_card(
    raw: RawRecords,
    card: Block,
    activity: Raw,
    *,
    of_all_ages: bool = False,
    brief: bool = False,
    ages: list[Raw] | None = None,
) -> None:
    positions = ", ".join(titles(raw.many("positions", activity["positions"])))
    says_exactly(
        card,
        [
            flat(activity["title"]),
            flat(activity["summary"]),
            *([", ".join(titles(ages))] if ages else []),
            raw.minutes(activity),
            positions,
            *([] if brief else [needs(raw, activity)]),
        ],
    )
    assert card.links == [Link(flat(activity["title"]), f"activities/{activity['id']}/")]
    shown = [each.attributes["href"] for each in card.all("use", href="#drawings-")]
    own = {} if of_all_ages else activity
    assert shown == drawings_of(raw, {**own, "positions": activity["positions"]})[:1]


def assert_cards(
    raw: RawRecords,
    section: Block,
    expected: list[tuple[Raw, tuple[str, ...]]],
    *,
    of_all_ages: bool = False,
    brief: bool = False,
) -> None:
    """Assert that a section has the cards of these activities, in order, each under these titles.

    In a list of all ages, a card has the drawing of the first position. A brief one leaves out what one
    needs.
    """
    cards = section.cards("activities")
    assert [(each, card.under[1:]) for each, card in cards] == [
        (activity["id"], under) for activity, under in expected
    ]
    for (_, card), (activity, _) in zip(cards, expected, strict=True):
        assert_is_card(raw, card, activity, of_all_ages=of_all_ages, brief=brief)


# Lists of activities.


def line_of(activity: Raw) -> tuple[str, Link]:
    title = flat(activity["title"])
    stop = "" if title[-1] in "?!" else "."
    return f"{title}{stop} {flat(activity['summary'])}", Link(title, f"activities/{activity['id']}/")


def by_skill(raw: RawRecords, activities: list[Raw], *under: str) -> list[tuple[Raw, tuple[str, ...]]]:
    return [
        (activity, (*under, flat(raw.one("skills", main_skill(activity))["title"])))
        for activity in raw.by_main_skill(activities)
    ]


def test_an_age_page_offers_three_activities_and_leads_to_all(site: Path, raw: RawRecords) -> None:
    play = raw.say("play-title")
    for age in raw.ages:
        section = read(site, f"ages/{age['id']}/").section(play)
        activities = raw.activities_at(age)
        if not activities:
            assert section.text == f"{raw.say('play-none')} {raw.say('activities-title')}"
            assert section.links == [Link(raw.say("activities-title"), "activities/")]
            continue
        by_main_skill: dict[str, Raw] = {}
        for activity in activities:
            by_main_skill.setdefault(main_skill(activity), activity)
        first = [each for each in activities if each in by_main_skill.values()][:3]
        assert_cards(
            raw, section.all("ul", class_="app-cards")[0], [(each, (play,)) for each in first], brief=True
        )
        everything = raw.say("play-all", number=len(activities), age=flat(age["title"]))
        assert section.links[-1] == Link(everything, f"activities/#{age['id']}")


def test_all_activities_are_under_each_of_their_ages(site: Path, raw: RawRecords) -> None:
    page = read(site, "activities/")
    expected = [
        each for age in raw.ages for each in by_skill(raw, raw.activities_at(age), flat(age["title"]))
    ]
    assert_cards(raw, page, expected, of_all_ages=True)
    assert [text for tag, text in page.headings if tag == "h2"] == [
        flat(age["title"]) for age in raw.ages if raw.activities_at(age)
    ]


def test_a_card_of_all_activities_tells_the_finder_what_it_fits(site: Path, raw: RawRecords) -> None:
    for activity_id, card in read(site, "activities/").cards("activities"):
        activity = raw.one("activities", activity_id)
        (age,) = [age for age in raw.ages if flat(age["title"]) == card.under[1]]
        longest = int(activity["minutes"].split("-")[-1])
        assert sorted(card.attributes["data-fits"].split()) == sorted(
            [
                f"age:{age['id']}",
                *(f"skill:{each}" for each in activity["skills"]),
                *(f"moment:{each}" for each in activity["moments"]),
                *(f"minutes:{most}" for most in (2, 5, 10) if longest <= most),
                *([] if activity.get("to_buy") else ["buy:nothing"]),
                *([] if raw.needs_the_floor(activity) else ["floor:none"]),
            ]
        )


def test_the_finder_offers_each_age_skill_moment_and_time(site: Path, raw: RawRecords) -> None:
    form = read(site, "activities/").by_id("finder")
    offered = {
        select.attributes["name"]: [
            (option.attributes["value"], option.text) for option in select.all("option")
        ]
        for select in form.all("select")
    }
    with_play = [age for age in raw.ages if raw.activities_at(age)]
    assert offered == {
        "age": [("all", raw.say("finder-all-ages")), *named(with_play)],
        "skill": [("", raw.say("finder-all-skills")), *named(raw["skills"])],
        "moment": [("", raw.say("finder-any-moment")), *named(raw["moments"])],
        "minutes": [
            ("", raw.say("finder-any-minutes")),
            *((str(most), raw.say("finder-up-to", number=most)) for most in (2, 5, 10)),
        ],
    }
    boxes = [(box.attributes["name"], box.attributes["value"]) for box in form.all("input", type="checkbox")]
    assert boxes == [("buy", "nothing"), ("floor", "none")]


def named(records: list[Raw]) -> list[tuple[str, str]]:
    return [(each["id"], flat(each["title"])) for each in records]


def test_the_page_of_a_skill_offers_all_that_work_on_it_by_age(site: Path, raw: RawRecords) -> None:
    play = raw.say("play-title")
    for skill in raw["skills"]:
        page = read(site, f"skills/{skill['id']}/")
        expected = [
            (flat(age["title"]), *line_of(activity))
            for age in raw.ages
            for activity in raw.activities_at(age)
            if skill["id"] in activity["skills"]
        ]
        if expected:
            items = page.section(play).all("li")
            assert [(item.under[-1], item.text, *item.links) for item in items] == expected
        else:
            assert play not in [text for _, text in page.headings]


def test_the_plan_offers_each_activity_of_each_age(site: Path, raw: RawRecords) -> None:
    page = read(site, "plan/")
    section = page.section(raw.say("plan-choose"))
    expected = [(activity, age) for age in raw.ages for activity in raw.activities_at(age)]
    items = section.cards("activities")
    assert [(each, item.under[-1]) for each, item in items] == [
        (activity["id"], flat(age["title"])) for activity, age in expected
    ]
    for (_, item), (activity, age) in zip(items, expected, strict=True):
        assert item.text == f"{flat(activity['title'])} {flat(activity['summary'])}"
        box = item.one("input")
        assert (
            box.attributes["type"],
            box.attributes["value"],
            box.attributes["data-age"],
            box.attributes["data-skill"],
        ) == ("checkbox", activity["id"], age["id"], activity["skills"][0])
    options = [
        (option.attributes["value"], option.text) for option in page.by_id("today").all("option") if option
    ]
    assert options == [("", raw.say("plan-age-choose")), *named(raw.ages)]


def test_home_starts_with_the_activities_of_the_clinic_each_with_its_ages(
    site: Path, raw: RawRecords
) -> None:
    cards = [card for _, card in read(site, "").cards("activities") if card.all("use")]
    for card, activity in zip(cards, raw.many("activities", raw.site["start_with"]), strict=True):
        ages = ", ".join(titles(age for age in raw.ages if age["id"] in activity["ages"]))
        assert card.text == f"{flat(activity['title'])} {ages} · {raw.minutes(activity)}"
        assert card.links == [Link(flat(activity["title"]), f"activities/{activity['id']}/")]
        shown = [each.attributes["href"] for each in card.all("use", href="#drawings-")]
        assert shown == drawings_of(raw, activity)[:1]


# The page of an activity.


def page_of(site: Path, activity: Raw) -> Block:
    return read(site, f"activities/{activity['id']}/")


def most_urgent_first(raw: RawRecords, signs: list[Raw]) -> list[Raw]:
    """Return signs by what to do: the ways to act, then the tiers, in the order of their file."""
    ways = [*raw["act_now"], *raw["tiers"]]
    return sorted(signs, key=lambda sign: ways.index(raw.dispositions(sign)[0]))


def sign_lines(raw: RawRecords, signs: list[str]) -> list[str]:
    """Return a line for each thing to do, with the signs that ask for it."""
    by_way: dict[str, list[Raw]] = {}
    for sign in most_urgent_first(raw, raw.many("signs", signs)):
        by_way.setdefault(flat(raw.dispositions(sign)[0]["title"]), []).append(sign)
    return [f"{' · '.join(titles(alike))}. {way}." for way, alike in by_way.items()]


def more_urgent_cases(raw: RawRecords, activity: Raw) -> list[str]:
    """Return the cases of an activity's slower signs, each once, the most urgent first."""
    slower = [sign for sign in raw.many("signs", activity.get("call_if", [])) if "act_now" not in sign]
    order = [each["id"] for each in raw["act_now"]]
    cases = [
        (order.index(branch["act_now"]), line)
        for sign in slower
        for branch, line in zip(sign.get("branches", []), raw.cases(sign), strict=True)
    ]
    return [line for _, line in sorted(dict.fromkeys(cases), key=lambda case: case[0])]


def numbers_named(raw: RawRecords, activity: Raw) -> list[str]:
    """Return a line for each number that an activity's emergencies name, the most urgent first."""
    signs = most_urgent_first(raw, raw.many("signs", activity.get("call_if", [])))
    urgent = [sign for sign in signs if "act_now" in sign]
    named = dict.fromkeys(contact for sign in urgent for contact in sign.get("contacts", []))
    return raw.call_lines(each for each in raw.shown_contacts(named) if {"phone", "text"} & {*each})


def test_an_activity_says_what_you_do_with_what_at_which_age(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        start = page.text.index(flat(activity["title"]))
        assert page.text[start:].startswith(f"{flat(activity['title'])} {flat(activity['summary'])}")
        ages = [age for age in raw.ages if age["id"] in activity["ages"]]
        glance = page.all("ul", class_="app-glance")[0]
        assert [item.text for item in glance.all("li")] == [
            ", ".join(titles(ages)),
            raw.minutes(activity),
            ", ".join(titles(raw.many("positions", activity["positions"]))),
            needs(raw, activity),
        ]
        assert glance.links == [Link(flat(age["title"]), f"ages/{age['id']}/") for age in ages]


def test_an_activity_says_when_a_baby_is_ready_for_it(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        ready = f"{raw.say('label-ready')} {raw.ready_when(activity)}"
        says_in_order(page, [flat(activity["summary"]), raw.say("activity-safety-title"), ready])
        in_full = page.section(raw.say("safety-in-full")).all("p")
        assert [each.text for each in in_full[:1]] == (
            [] if "ready_when" in activity else [raw.say("not-ready")]
        )


def test_an_activity_shows_other_ways_to_do_it(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        for who in ("grown-up", "baby"):
            ways = [each for each in raw.other_ways(activity) if each[0]["who"] == who]
            title = raw.say(f"another-way-for-{who}")
            if not ways:
                assert title not in [text for _, text in page.headings]
                continue
            assert page.section(title).one("dl").pairs == [
                (
                    flat(situation["title"]),
                    " ".join(
                        [
                            *(flat(each["text"]) for each in texts),
                            *sign_lines(raw, situation.get("signs", [])),
                        ]
                    ),
                )
                for situation, texts in ways
            ]


def test_what_waits_for_its_review_is_on_no_page_and_in_no_data(site: Path, raw: RawRecords) -> None:
    held = {
        flat(record[field])
        for section, field in (("activities", "summary"), ("adaptations", "text"))
        for record in raw.every(section)
        if not is_shown(record) and "withdrawn_on" not in record
    }
    for path in [*site.rglob("*.html"), *site.rglob("*.json")]:
        text = " ".join(path.read_text(encoding="utf-8").split())
        assert [each for each in held if each in text or html.escape(each) in text] == [], path


def test_an_activity_gives_its_safety_openly_before_the_steps(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        section = page.one("section", aria_labelledby="safety")
        assert [item.text for item in section.all("li")] == [
            flat(rule["short"]) for rule in raw.rules_of(activity)
        ]
        assert section.all("p")[-1].text == f"{raw.say('danger-signs')}. {raw.say('activity-danger')}"
        assert not section.all("details")
        says_in_order(page, [section.text, raw.say("steps-title")])


def test_an_activity_leads_to_a_plan_that_holds_it(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        link = Link(raw.say("activity-to-plan"), f"plan/#a={activity['id']}")
        assert link in page_of(site, activity).links


def test_an_activity_shows_its_own_drawing_or_those_of_its_positions(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        drawings = page_of(site, activity).all("use", href="#drawings-")
        assert [each.attributes["href"] for each in drawings] == drawings_of(raw, activity)


def test_an_activity_gives_each_step_in_order(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        steps = page_of(site, activity).section(raw.say("steps-title")).one("ol")
        assert [each.text for each in steps.all("li")] == [flat(each) for each in activity["steps"]]


def test_an_activity_says_how_to_make_it_fit_when_to_stop_and_when_to_call(
    site: Path, raw: RawRecords
) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        assert page.section(raw.say("fit-title")).one("dl").pairs == [
            (raw.say("label-easier"), flat(activity["easier"])),
            (raw.say("label-harder"), flat(activity["harder"])),
        ]
        section = page.one("section", aria_labelledby="watch")
        signs = most_urgent_first(raw, raw.many("signs", activity.get("call_if", [])))
        lines = sign_lines(raw, activity.get("call_if", []))
        cases, numbers = more_urgent_cases(raw, activity), numbers_named(raw, activity)
        said = [*lines, *cases, *numbers]
        call_if = [(raw.say("label-call-if"), " ".join(said))] if lines else []
        assert section.one("dl").pairs == [
            (raw.say("label-look-for"), flat(activity["look_for"])),
            (raw.say("label-stop"), flat(activity["stop_when"])),
            *call_if,
        ]
        assert not section.all("details")
        assert [each.text for each in section.all("li")] == [*lines, *numbers]
        assert [link for link in section.links if link.to.startswith(("signs/", "urgent/"))] == [
            Link(flat(sign["title"]), raw.address(sign)) for sign in signs
        ]


def test_an_activity_says_why_and_leads_to_each_milestone_it_practices(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        milestones = raw.many("milestones", activity["builds"])
        skills = raw.many("skills", activity["skills"])
        guides = raw.guides_about("activities", activity)
        section = page_of(site, activity).section(raw.say("why-title"))
        pairs = [
            (raw.say("label-skills"), ", ".join(titles(skills))),
            (raw.say("label-often"), flat(activity["how_often"])),
            (raw.say("label-moments"), ", ".join(titles(raw.many("moments", activity["moments"])))),
        ]
        assert section.one("dl").pairs[:-1] == pairs
        says_exactly(
            section,
            [
                flat(activity["why"]),
                *([raw.say("guides-about"), " · ".join(titles(guides))] if guides else []),
                *(part for pair in pairs for part in pair),
                raw.say("activity-evidence"),
                *raw.evidence(activity),
                raw.say("builds-explain"),
                *titles(milestones),
                *(raw.yardstick(each) for each in milestones),
            ],
        )
        assert section.links == [
            *guide_links(guides),
            *(Link(flat(each["title"]), f"skills/{each['id']}/") for each in skills),
            *raw.source_links(activity),
            *(Link(flat(each["title"]), f"skills/{each['skill']}/#{each['id']}") for each in milestones),
        ]
        assert [each.text for each in section.all("li")] == [
            f"{flat(each['title'])}. {raw.yardstick(each)}" for each in milestones
        ]


def test_an_activity_has_every_safety_rule_in_full_its_own_first(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        page = page_of(site, activity)
        shown = [(each.under[-1], each.attributes["id"], each.text) for each in page.all("li", id="rule-")]
        assert shown == [
            (raw.say("safety-in-full"), f"rule-{rule['id']}", f"{flat(rule['title'])}. {flat(rule['rule'])}")
            for rule in raw.rules_of(activity)
        ]
        rests_on = page.by_id("evidence")
        says_exactly(rests_on, [raw.say("activity-evidence"), *raw.evidence(activity)])
        assert rests_on.links == raw.source_links(activity)


def test_a_milestone_and_its_activities_lead_to_each_other(site: Path, raw: RawRecords) -> None:
    for activity in raw["activities"]:
        for milestone in raw.many("milestones", activity["builds"]):
            there = f"skills/{milestone['skill']}/"
            if milestone["yardstick"] == "window" or "no_practice" in milestone:
                continue
            block = [
                each
                for each in read(site, there).all("li", id=milestone["id"])
                if each.attributes["id"] == milestone["id"]
            ]
            assert all(f"activities/{activity['id']}/" in [link.to for link in each.links] for each in block)


def test_a_rule_of_each_activity_is_on_the_page_of_its_topic(site: Path, raw: RawRecords) -> None:
    for topic in raw["topics"]:
        expected = [
            f"{flat(rule['title'])}. {flat(rule['rule'])}"
            for rule in raw["safety_rules"]
            if rule["topic"] == topic["id"] and "said_in" not in rule
        ]
        page = whole(site, f"safety/{topic['id']}/")
        assert [each.text for each in page.all("li", id="rule-")] == expected
    for rule in raw["safety_rules"]:
        if "said_in" in rule:
            advice = raw.one("advice", rule["said_in"])
            page = whole(site, f"safety/{advice['topic']}/")
            (item,) = [each for each in page.all("li") if each.all("span", id=f"rule-{rule['id']}")]
            assert item.all("p")[0].text == flat(advice["title"])
