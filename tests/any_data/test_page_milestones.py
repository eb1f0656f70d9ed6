"""For the parent: each milestone says its age, what a not-yet leads to and what to play."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import Raw, RawRecords, titles


def practice(raw: RawRecords, milestone: Raw) -> list[str]:
    """Return what a milestone shows about play: its activities, or why it has none."""
    if "no_practice" in milestone:
        return [flat(milestone["no_practice"])]
    activities = titles(raw.building(milestone))
    return [raw.say("practise-it"), *activities] if activities else [raw.say("no-activity-yet")]


def not_yet(raw: RawRecords, milestone: Raw) -> list[str]:
    """Return what a not-yet leads to: each tier, the most urgent first, whom to call, and its sign."""
    says = []
    for phrase, tier in zip(
        ("not-yet-title", "not-yet-and", "not-yet-and"),
        raw.many("tiers", milestone["if_not_yet"]),
        strict=False,
    ):
        says += [raw.say(phrase, tier=flat(tier["title"])), flat(tier["explain"])]
    says += raw.call_lines(callers(raw, milestone))
    for sign in raw.many("signs", [milestone["not_yet_sign"]] if "not_yet_sign" in milestone else []):
        says += [raw.say("not-yet-sign"), flat(sign["title"])]
    return says


def callers(raw: RawRecords, milestone: Raw) -> list[Raw]:
    """Return whom to call after a not-yet, each once."""
    tiers = raw.many("tiers", milestone["if_not_yet"])
    return raw.shown_contacts(dict.fromkeys(each for tier in tiers for each in tier.get("contacts", [])))


def head(raw: RawRecords, milestone: Raw, *, chip: bool) -> list[str]:
    """Return how a milestone starts: its name, its age unless a heading has it, and what to look for."""
    ages = [raw.say("chip-often", span=raw.span(milestone))] if chip else []
    return [flat(milestone["title"]), *ages, flat(milestone["look_for"])]


def assert_asks(raw: RawRecords, block: Block, milestone: Raw) -> None:
    """Assert that a block shows a milestone of today: whom to call if not yet, then what to play."""
    in_order = [
        *head(raw, milestone, chip=False),
        *([raw.say("call-first")] if milestone.get("call_first") == "true" else []),
        *not_yet(raw, milestone),
        *practice(raw, milestone),
        raw.yardstick(milestone),
        *raw.evidence(milestone),
    ]
    says_exactly(block, in_order)
    says_in_order(block, in_order)
    assert block.calls == raw.calls(callers(raw, milestone))
    assert_leads_on(raw, block, milestone)
    for sign in raw.many("signs", [milestone["not_yet_sign"]] if "not_yet_sign" in milestone else []):
        assert raw.address(sign) in [link.to for link in block.links]


def assert_grows(raw: RawRecords, block: Block, milestone: Raw) -> None:
    """Assert that a block shows a milestone that is often seen, with nobody to call."""
    says_exactly(
        block,
        [
            *head(raw, milestone, chip=True),
            *practice(raw, milestone),
            raw.yardstick(milestone),
            *raw.evidence(milestone),
        ],
    )
    assert block.calls == []
    assert_leads_on(raw, block, milestone)


def assert_leads_on(raw: RawRecords, block: Block, milestone: Raw) -> None:
    """Assert that a milestone leads to its activities and its sources."""
    activities = [] if "no_practice" in milestone else raw.building(milestone)
    assert [link for link in block.links if link.to.startswith("activities/")] == [
        Link(flat(each["title"]), f"activities/{each['id']}/") for each in activities
    ]
    assert [link for link in block.links if "#source-" in link.to] == raw.source_links(milestone)


# Pages of ages.


def test_an_age_page_lists_what_to_look_at_today_and_what_still_grows(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        today, growing = raw.lists_at(age)
        expected = [
            (milestone["id"], month)
            for month in (*today, *growing)
            for milestone in raw.by_main_skill(raw.due_by(month))
        ]
        shown = read(site, f"ages/{age['id']}/").ticked("milestone")
        assert [(each, int(raw.one("milestones", each)["by"])) for each in shown] == expected, age["id"]


def test_a_milestone_of_today_is_under_its_month_and_skill_and_says_whom_to_call(
    site: Path, raw: RawRecords
) -> None:
    for age in raw.ages:
        shown = read(site, f"ages/{age['id']}/").ticked("milestone")
        for month in raw.lists_at(age)[0]:
            for milestone in raw.due_by(month):
                (block,) = shown[milestone["id"]]
                assert block.under == (
                    flat(age["title"]),
                    raw.say("expect-title"),
                    raw.say("by-now-title", age=raw.months(month)),
                    flat(raw.one("skills", milestone["skill"])["title"]),
                )
                assert block.attributes["data-words"].split() == ["yes", "not-yet", "not-sure"]
                assert_asks(raw, block, milestone)


def test_a_milestone_that_still_grows_is_a_name_that_leads_to_it(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        shown = page.ticked("milestone")
        for month in raw.lists_at(age)[1]:
            title = raw.say("growing-title", age=raw.months(month))
            section = page.section(raw.say("expect-title"), title)
            assert raw.say("growing-explain", age=raw.months(month)) in section.text
            for milestone in raw.due_by(month):
                (block,) = shown[milestone["id"]]
                assert block.under == (
                    flat(age["title"]),
                    raw.say("expect-title"),
                    title,
                    flat(raw.one("skills", milestone["skill"])["title"]),
                )
                assert block.attributes["data-words"] == "seen"
                says_exactly(block, [flat(milestone["title"])])
                assert block.links == [
                    Link(flat(milestone["title"]), f"skills/{milestone['skill']}/#{milestone['id']}")
                ]


def test_each_list_of_today_asks_about_a_lost_skill_first(site: Path, raw: RawRecords) -> None:
    lost = raw.site["lost_skill_sign"]
    for age in raw.ages:
        expect = read(site, f"ages/{age['id']}/").section(raw.say("expect-title"))
        assert expect.text.startswith(f"{raw.say('lost-skill-question')} {raw.say('lost-skill-answer')}")
        address = raw.address(raw.one("signs", lost))
        assert expect.links[0] == Link(raw.say("lost-skill-question"), address)
        (box,) = expect.all(data_tick=f"sign:{lost}")
        assert (box.attributes["data-words"], box.attributes["data-title"]) == (
            "seen",
            raw.say("lost-skill-question"),
        )
        assert box.attributes["data-label"] == "lost", "the box must not say that all is well"
        for month in raw.lists_at(age)[0]:
            title = raw.say("by-now-title", age=raw.months(month))
            assert expect.section(title).text.startswith(raw.say("how-to-read"))


# Pages of skills.


def band_of(raw: RawRecords, milestone: Raw) -> Raw | None:
    """Return the age under which the page of its skill lists a milestone.

    One of `most` stands in the band that ends at its month or holds it, one of `often` where it starts.
    """
    for age in raw.ages:
        if milestone["yardstick"] == "most":
            month = int(milestone["by"])
            if max(month, 1) > age["starts"] and (age["ends"] is None or month <= age["ends"]):
                return age
        elif age["starts"] <= float(milestone["from"]) and (
            age["ends"] is None or float(milestone["from"]) < age["ends"]
        ):
            return age
    return None


def test_the_page_of_a_skill_shows_each_milestone_in_full_in_the_age_it_comes(
    site: Path, raw: RawRecords
) -> None:
    for milestone in raw["milestones"]:
        band = band_of(raw, milestone)
        if milestone["yardstick"] == "window" or band is None:
            continue
        block = read(site, f"skills/{milestone['skill']}/").by_id(milestone["id"])
        under = [raw.say("ladder-title"), flat(band["title"])]
        if milestone["yardstick"] == "most":
            under.append(raw.say("yardstick-head-most", age=raw.months(milestone["by"])))
            assert_asks(raw, block, milestone)
        else:
            assert_grows(raw, block, milestone)
        assert block.under[-len(under) :] == tuple(under)
        assert "data-tick" not in block.attributes


def test_the_page_of_a_skill_goes_from_the_first_age_to_the_last(site: Path, raw: RawRecords) -> None:
    for skill in raw["skills"]:
        page = read(site, f"skills/{skill['id']}/")
        own = [
            each
            for each in raw["milestones"]
            if each["skill"] == skill["id"] and each["yardstick"] != "window" and band_of(raw, each)
        ]
        expected = [
            milestone["id"]
            for age in raw.ages
            for yardstick in ("often", "most")
            for milestone in sorted(own, key=lambda each: int(each.get("by", 0)))
            if milestone["yardstick"] == yardstick and band_of(raw, milestone) == age
        ]
        ids = {milestone["id"] for milestone in raw["milestones"]}
        moved = [each["id"] for each in raw["milestones"] if skill["id"] in each.get("formerly_in", [])]
        shown = [each.attributes["id"] for each in page.all("li", id="")]
        assert [each for each in shown if each in ids] == [*expected, *moved]
        ladder = page.section(raw.say("ladder-title"))
        if not expected:
            assert ladder.text == raw.say("ladder-none")
            continue
        assert ladder.text.startswith(f"{raw.say('ladder-explain')} {raw.say('how-to-read')}")
        for age in raw.ages:
            if any(band_of(raw, each) == age for each in own):
                assert Link(flat(age["title"]), f"ages/{age['id']}/") in ladder.links


def test_the_page_of_a_skill_says_what_it_is_and_leads_to_the_signs_and_the_visit_sheet(
    site: Path, raw: RawRecords
) -> None:
    for skill in raw["skills"]:
        page = read(site, f"skills/{skill['id']}/")
        says_in_order(
            page, [*titles([skill]), flat(skill["summary"]), raw.say("skill-do"), flat(skill["how_it_grows"])]
        )
        help_ = page.section(raw.say("help-title"))
        assert help_.text == f"{raw.say('signs-title')} {raw.say('visit-open')}"
        assert help_.links == [Link(raw.say("signs-title"), "signs/"), Link(raw.say("visit-open"), "visit/")]


# WHO windows: a table, and the same as a chart.


def windows(raw: RawRecords) -> list[Raw]:
    return [each for each in raw["milestones"] if each["yardstick"] == "window"]


def assert_windows(raw: RawRecords, section: Block, expected: list[Raw]) -> None:
    """Assert that a table and a chart both show these windows, each with the month to ask at."""
    months = [raw.one("milestones", each["same_as"]).get("by") for each in expected]
    marks = [
        by if by and float(by) <= float(w["to"]) else None for by, w in zip(months, expected, strict=True)
    ]
    assert section.rows == [
        [
            flat(each["title"]),
            raw.months(mark) if mark else raw.say("window-no-mark"),
            raw.span(each),
        ]
        for each, mark in zip(expected, marks, strict=True)
    ]
    assert section.text.startswith(raw.say("windows-explain"))
    assert raw.say("windows-chart-caption") in section.text
    chart = Chart(section.one("svg", role="img"))
    assert chart.labels == titles(expected)
    assert chart.bars == [
        pytest.approx((float(each["from"]), float(each["to"])), abs=0.01) for each in expected
    ]
    assert max([*(end for _, end in chart.bars), *chart.marks]) <= chart.end + 0.01, "it leaves the chart"
    assert chart.rows == [(True, bool(mark)) for mark in marks], "a bar or a mark is in another's row"
    assert chart.marks == [pytest.approx(int(mark), abs=0.01) for mark in marks if mark]


class Chart:
    """The windows chart in months, read by its own axis."""

    def __init__(self, svg: Block) -> None:
        texts = [(float(each.attributes["x"]), "".join(map(str, each.children))) for each in svg.all("text")]
        ticks = [(x, int(text)) for x, text in texts if text.isdigit()]
        (left, first), (right, last) = ticks[0], ticks[-1]
        self._month = lambda x: first + (x - left) * (last - first) / (right - left)
        assert [text for _, text in ticks] == [round(self._month(x), 3) for x, _ in ticks]
        self.end = last
        self.labels = [flat(text) for _, text in texts if not text.isdigit()]
        self.bars = self._bars(svg)
        self.rows = self._rows(svg)
        self.marks = [
            self._month(float(match[1]))
            for each in svg.all("path")
            if (match := re.match(r"[mM] ?([\d.]+)", each.attributes["d"]))
        ]

    @staticmethod
    def _rows(svg: Block) -> list[tuple[bool, bool]]:
        """Return, for each label from the top, whether a bar and a mark are drawn below it."""
        tops = [float(each.attributes["y"]) for each in svg.all("text") if not each.children[0].isdigit()]  # type: ignore[union-attr]
        bars = [float(each.attributes["y"]) for each in svg.all("rect") if "fill" in each.attributes]
        starts = [re.match(r"[mM] ?[\d.]+ ([\d.]+)", each.attributes["d"]) for each in svg.all("path")]
        marks = [float(each[1]) for each in starts if each]
        ends = [*tops[1:], float("inf")]
        return [
            (any(top < y < end for y in bars), any(top < y < end for y in marks))
            for top, end in zip(tops, ends, strict=True)
        ]

    def _bars(self, svg: Block) -> list[tuple[float, float]]:
        """Return the start and end of each bar."""
        return [
            (self._month(float(each.attributes["x"])), self._month(end))
            for each in svg.all("rect")
            for end in [float(each.attributes["x"]) + float(each.attributes["width"])]
        ]


def test_the_page_of_a_skill_shows_its_windows(site: Path, raw: RawRecords) -> None:
    for skill in raw["skills"]:
        page = read(site, f"skills/{skill['id']}/")
        expected = [each for each in windows(raw) if each["skill"] == skill["id"]]
        if expected:
            assert_windows(raw, page.section(raw.say("windows-title")), expected)
        else:
            assert raw.say("windows-title") not in page.text


# Charts of steps.


def bar_of(item: Block) -> tuple[float, float]:
    """Return where a bar starts and ends, in parts of its line."""
    (left, right), (start, end), *_ = [
        horizontal(each.attributes["d"]) for each in item.one("svg", class_="app-bar").all("path")
    ]
    return (start - left) / (right - left), (end - left) / (right - left)


def horizontal(path: str) -> tuple[float, float]:
    """Return where a horizontal stroke starts and ends."""
    drawn = re.fullmatch(r"[mM]([\d.]+) [\d.]+ ?([hH])(-?[\d.e]+)", path)
    assert drawn, path
    start, end = float(drawn[1]), float(drawn[3])
    return start, start + end if drawn[2] == "h" else end


def test_a_ladder_draws_each_step_with_its_months(site: Path, raw: RawRecords) -> None:
    for ladder in raw["ladders"]:
        section = read(site, f"skills/{ladder['skill']}/").section(raw.say("charts-title"), ladder["title"])
        steps = raw.many("milestones", ladder.get("milestones", [])) or ladder["steps"]
        says_in_order(section, [flat(ladder["explain"]), *titles(steps)])
        end = max(float(step["to"]) for step in steps)
        axis = int(-(-end // 3) * 3)
        assert section.text.endswith(raw.say("ladder-axis", age=raw.months(axis)))
        items = section.all("li")
        assert [item.text for item in items] == [
            f"{flat(step['title'])}: {raw.say('chip-often', span=raw.span(step))}" for step in steps
        ]
        for item, step in zip(items, steps, strict=True):
            assert len(item.one("svg", class_="app-bar").all("path")) == 2, "a step has an end"
            assert bar_of(item) == pytest.approx(
                (float(step["from"]) / axis, float(step["to"]) / axis), abs=0.001
            )
            link = (
                [Link(flat(step["title"]), f"skills/{step['skill']}/#{step['id']}")] if "id" in step else []
            )
            assert item.links == link
            shown = [each.attributes["href"] for each in item.all("use", href="#drawings-")]
            assert shown == ([f"#drawings-{step['drawing']}"] if "drawing" in step else [])


def test_a_place_for_an_answer_is_only_where_its_box_comes(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert ("data-tick=" in html) == ("/answer-boxes.js" in html), path


def test_a_page_has_one_box_for_each_record(site: Path) -> None:
    for path in {*site.rglob("*.html")} - {site / "components/index.html"}:
        boxes = re.findall(r"data-tick=\"?([\w:-]+)", path.read_text(encoding="utf-8"))
        assert len(boxes) == len(set(boxes)), path
