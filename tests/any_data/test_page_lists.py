"""For the parent and the staff: the calendar, the visit sheet, the changes and the state of the content."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

from catalogue.records import SECTIONS, Record
from tests.any_data.test_page_milestones import band_of
from tests.built_page import Block, Link, flat, read, says_exactly, says_in_order
from tests.raw_records import BACKED, Raw, RawRecords

# The calendar. A script computes the days from the data attributes of each row.


def test_the_calendar_lists_each_screening_by_the_months_since_birth(site: Path, raw: RawRecords) -> None:
    section = read(site, "calendar/").section(raw.say("calendar-visits"))
    visits = sorted(raw["visits"], key=lambda visit: int(visit["months"]))
    rows = section.one("tbody").all("tr")
    assert [row.attributes["id"] for row in rows] == [visit["id"] for visit in visits]
    for row, visit in zip(rows, visits, strict=True):
        says_exactly(
            row,
            [raw.months(visit["months"]), flat(visit["title"]), flat(visit["note"]), *raw.evidence(visit)],
        )
        assert row.links == raw.source_links(visit)
        given = {name: flat(value) for name, value in row.attributes.items() if name.startswith("data-")}
        assert given == {
            "data-months": visit["months"],
            "data-by": "birth",
            "data-title": flat(visit["title"]),
            "data-text": f"{flat(visit['note'])} {raw.say('calendar-early')} {raw.say('calendar-ask')}",
            "data-url": f"./#{visit['id']}",
        }
    says_in_order(
        section,
        [
            raw.say("calendar-visits-explain"),
            raw.say("calendar-early"),
            raw.say("calendar-early-basis"),
            raw.say("born-early-link"),
        ],
    )


def test_the_calendar_lists_each_age_page_by_the_age_to_use(site: Path, raw: RawRecords) -> None:
    section = read(site, "calendar/").section(raw.say("calendar-pages"))
    rows = section.one("tbody").all("tr")
    assert section.text.startswith(raw.say("calendar-pages-explain"))
    assert [row.attributes["id"] for row in rows] == [f"page-{age['id']}" for age in raw.ages]
    for row, age in zip(rows, raw.ages, strict=True):
        says_exactly(row, [raw.months(age["from"]), flat(age["title"])])
        assert row.links == [Link(flat(age["title"]), f"ages/{age['id']}/")]
        given = {name: flat(value) for name, value in row.attributes.items() if name.startswith("data-")}
        assert given == {
            "data-months": age["from"],
            "data-by": "use",
            "data-title": raw.say("calendar-look", title=flat(age["title"])),
            "data-text": flat(age["main_message"]),
            "data-url": f"../ages/{age['id']}/",
        }


def test_the_calendar_says_that_a_worry_never_waits(site: Path, raw: RawRecords) -> None:
    page = read(site, "calendar/")
    says_in_order(page, [raw.say("calendar-message"), raw.say("do-first"), raw.say("calendar-do")])
    says_in_order(page, [raw.say("calendar-worry"), raw.say("signs-title")])
    assert Link(raw.say("signs-title"), "signs/") in page.links


# The visit sheet.


def test_the_visit_sheet_knows_the_title_of_all_that_can_be_ticked(site: Path, raw: RawRecords) -> None:
    page = read(site, "visit/")
    assert data_in(page, "app-titles") == {
        "milestone": {
            each["id"]: each["title"].strip() for each in raw["milestones"] if each["yardstick"] == "most"
        },
        "sign": {each["id"]: each["title"].strip() for each in raw["signs"]},
        "lost": raw.site["lost_skill_sign"],
    }


def test_the_visit_sheet_has_its_parts_the_most_urgent_first(site: Path, raw: RawRecords) -> None:
    page = read(site, "visit/")
    says_in_order(page, [raw.say("visit-message"), raw.say("do-first"), raw.say("visit-do")])
    parts = ("lost", "not-yet", "not-sure", "signs", "yes")
    sections = page.all("section", data_part="")
    assert [each.attributes["data-part"] for each in sections] == list(parts)
    for section, part in zip(sections, parts, strict=True):
        says_exactly(section, [raw.say(f"visit-{part}"), raw.say("visit-by-hand")])
    fields = {each.attributes["for"]: each.text for each in page.all("label", for_="text-")}
    assert fields == {f"text-{part}": raw.say(f"visit-{part}") for part in ("feeding", "questions")}
    assert [each.attributes["id"] for each in page.all("textarea")] == list(fields)
    wait = page.section(raw.say("visit-wait"))
    says_exactly(wait, [raw.say("visit-wait-words"), raw.say("get-help-link")])
    assert wait.links == [Link(raw.say("get-help-link"), "guides/get-help/")]


def data_in(page: Block, name: str) -> object:
    script = page.by_id(name)
    assert script.attributes["type"] == "application/json"
    return json.loads("".join(map(str, script.children)))


# Words for scripts.


def test_the_scripts_of_a_page_know_the_limits_the_ages_and_new_names(site: Path, raw: RawRecords) -> None:
    loaded = [each.attributes["src"] for each in read(site, "").all("script", src="")]
    (folder,) = {(site / src).resolve().parent for src in loaded}
    text = (folder / "device.js").read_text(encoding="utf-8").replace('"', "")
    (limits,) = raw["limits"]
    for name in (
        "early_days",
        "until_months",
        "least_weeks",
        "most_weeks",
        "most_weeks_by_due",
        "oldest_months",
    ):
        assert re.search(rf"\b{name}:{limits[name]}\b", text), name
    ages = ",".join(f"{{id:{age['id']},from:{age['from']}}}" for age in raw.ages)
    assert f"ages:[{ages}]" in text
    for section in ("ages", "skills", "milestones", "activities", "signs"):
        for record in raw[section]:
            for old in record.get("formerly", []):
                assert re.search(rf"\b{section}:{{[^}}]*\b{old}:{record['id']}\b", text), old


# The sources.


def test_the_page_of_sources_says_how_each_was_checked(site: Path, raw: RawRecords) -> None:
    items = read(site, "sources/").all("li", id="source-")
    assert [each.attributes["id"] for each in items] == [f"source-{each['id']}" for each in raw["sources"]]
    for item, source in zip(items, raw["sources"], strict=True):
        link = Link(f"{flat(source['organisation'])}: {flat(source['title'])}", source["url"])
        assert item.links == [link]
        year = [f"({source['year']})"] if "year" in source else []
        says_exactly(
            item,
            [
                link.text,
                *year,
                flat(source["how_checked"]),
                raw.say("source-checked", date=raw.day(source["checked_on"])),
                raw.say("source-licence", licence=flat(source["licence"])),
            ],
        )


# The changes.


def named_in(raw: RawRecords, name: str) -> Raw:
    """Return the record with this current or former id, of any kind unless the id has a prefix."""
    kind, _, record_id = name.rpartition("/")
    return next(
        record
        for section in SECTIONS
        if issubclass(section.model, Record) and kind in ("", section.model.kind_in_names)
        for record in raw.every(section.name)
        if record_id in (record["id"], *record.get("formerly", []))
    )


def name_of(record: Raw) -> str:
    return flat(record.get("title") or record.get("text") or record["id"])


def test_the_log_tells_each_change_the_newest_first(site: Path, raw: RawRecords) -> None:
    page = read(site, "changes/")
    changes = sorted(raw["changes"], key=lambda change: date.fromisoformat(change["day"]), reverse=True)
    assert [text for tag, text in page.headings if tag == "h2"] == [raw.day(each["day"]) for each in changes]
    for change in changes:
        assert page.by_id(change["id"]).text == raw.day(change["day"])
    for one_day, group in groupby(changes, key=lambda change: change["day"]):
        of_the_day = list(group)
        entry = page.section(raw.day(one_day))
        says_in_order(entry, [flat(each[part]) for each in of_the_day for part in ("title", "why")])
        named = [named_in(raw, name) for each in of_the_day for name in each.get("records", [])]
        shown = [name_of(each) for each in named if "withdrawn_on" not in each]
        assert [item.text for item in entry.all("li")] == shown


# The page for staff.


def test_the_staff_page_counts_what_is_there(site: Path, raw: RawRecords) -> None:
    page = read(site, "staff/")
    rows = []
    for skill in raw["skills"]:
        row = [flat(skill["title"])]
        for age in raw.ages:
            own = [
                each
                for each in raw["milestones"]
                if each["skill"] == skill["id"]
                and each["yardstick"] != "window"
                and band_of(raw, each) == age
            ]
            kinds = Counter(each["yardstick"] for each in own)
            play = [each for each in raw.activities_at(age) if skill["id"] in each["skills"]]
            row.append(f"{kinds['most']} / {kinds['often']} / {len(play)}")
        rows.append(row)
    assert page.section(raw.say("staff-there")).rows == rows


def test_the_staff_page_tells_what_the_records_rest_on(site: Path, raw: RawRecords) -> None:
    section = read(site, "staff/").section(raw.say("staff-rests"))
    expected = []
    for name in BACKED:
        records = raw[name]
        checked = Counter(each.get("checked") for each in records)
        expected.append(
            [
                str(number)
                for number in (
                    len(records),
                    checked["read"],
                    checked["second-hand"],
                    checked["knowledge"],
                    sum(not each.get("sources") for each in records),
                    sum(bool(each.get("sources")) and "basis" in each for each in records),
                    sum("reviewed_on" in each for each in records),
                )
            ]
        )
    assert sorted(row[1:] for row in section.rows) == sorted(expected)
    assert [each.all("code")[0].text for each in section.all("li")] == [
        each["id"] for name in BACKED for each in raw[name] if each.get("checked") == "knowledge"
    ]


def test_the_staff_page_tells_how_far_each_packet_is_signed(site: Path, raw: RawRecords, docs: Path) -> None:
    rows = read(site, "staff/").section(raw.say("staff-packets")).rows
    assert [int(row[0].split(".")[0]) for row in rows] == list(range(1, len(rows) + 1))
    reviews = raw.reviews(docs)
    signed, waiting = (sum(int(row[column]) for row in rows) for column in (2, 4))
    assert (signed, signed + waiting) == (sum(map(bool, reviews)), len(reviews))
    assert all((row[2] == "0") == (row[3] == "–") == (row[5] == "–") for row in rows)


def test_the_staff_page_tells_what_is_due_the_next_day_first(site: Path, raw: RawRecords, docs: Path) -> None:
    section = read(site, "staff/").section(raw.say("staff-due"))
    sources = Counter(raw.due_after(date.fromisoformat(each["checked_on"])) for each in raw["sources"])
    reviews = Counter(raw.due_after(date.fromisoformat(day)) for day in raw.reviews(docs) if day)
    lines = [
        raw.say("staff-due-line", date=raw.day(each), sources=sources[each], reviews=reviews[each])
        for each in sorted({*sources, *reviews})
    ]
    exceptions = [
        f"{each['rule']}: {', '.join(each['records'])}. {flat(each['why'])}" for each in raw["exceptions"]
    ]
    assert [item.text for item in section.all("li")] == [*lines, *exceptions]


def test_the_staff_page_lists_what_is_open_and_what_was_left_out(site: Path, raw: RawRecords) -> None:
    page = read(site, "staff/")
    if raw["open_items"]:
        assert page.section(raw.say("staff-open")).one("dl").pairs == [
            (
                f"{flat(each['title'])} ({flat(each['who'])})",
                flat(" ".join([each["why"], *each.get("records", ())])),
            )
            for each in raw["open_items"]
        ]
    if raw["left_out"]:
        assert page.section(raw.say("staff-left-out")).one("dl").pairs == [
            (flat(each["title"]), flat(each["why"])) for each in raw["left_out"]
        ]


def test_the_staff_page_shows_how_the_calculator_counts(site: Path, raw: RawRecords) -> None:
    with (site / "assets/age-vectors.csv").open(encoding="utf-8", newline="") as file:
        vectors = list(csv.DictReader(file))
    assert read(site, "staff/").section(raw.say("vectors-title")).rows == [
        [
            flat(each["about"]),
            each["born"],
            each["due"] or each["weeks"] + (f"+{each['week_days']}" if each["week_days"] else ""),
            each["today"],
            each["birth_months"],
            each["corrected_months"],
            raw.say("vectors-refused") if each["problem"] else each["page"].strip("/").split("/")[1],
        ]
        for each in vectors
    ]


def test_the_staff_page_names_every_record(site: Path, raw: RawRecords) -> None:
    section = read(site, "staff/").section(raw.say("staff-records"))
    for fold in section.all("details"):
        name = fold.one("summary").text
        assert [item.all("code")[0].text for item in fold.all("li")] == [
            each["id"] for each in raw.every(name)
        ]
        for item in fold.all("li"):
            assert re.search(r"data/[a-z/-]+\.yaml", item.text)


# The first words of a page.


def test_a_list_begins_with_its_message_and_the_baby(site: Path, raw: RawRecords) -> None:
    for name in ("activities", "plan", "signs", "visit", "calendar"):
        page = read(site, f"{name}/")
        says_in_order(page, [raw.say(f"{name}-message"), f"{raw.say('do-first')} {raw.say(f'{name}-do')}"])
        assert Link(raw.say("js-set"), "#my-baby") in page.links, name
    for age in raw.ages:
        assert Link(raw.say("js-set"), "#my-baby") in read(site, f"ages/{age['id']}/").links


def test_an_age_page_says_on_paper_what_paper_leaves_out(site: Path, raw: RawRecords) -> None:
    for age in raw.ages:
        page = read(site, f"ages/{age['id']}/")
        assert raw.say("sheet-earlier") in page.section(raw.say("help-title")).text


def test_home_asks_for_the_birth_and_the_due_date_or_weeks(site: Path, raw: RawRecords) -> None:
    form = read(site, "").one("form")
    legends = [each.text for each in form.all("legend")]
    assert legends == [raw.say("my-baby-born"), raw.say("my-baby-due"), raw.say("my-baby-weeks")]
    fields = [each.attributes["name"] for each in form.all("input") if "name" in each.attributes]
    assert fields == [
        *(f"{date}-{part}" for date in ("born", "due") for part in ("month", "day", "year")),
        "weeks",
        "days",
    ]
    assert all(field.text for field in form.all("label") if field.all("input"))


# From a list to what belongs to it.


def test_the_list_of_activities_leads_to_the_plan_and_the_visit_sheet(site: Path, raw: RawRecords) -> None:
    links = read(site, "activities/").links
    assert Link(raw.say("plan-title"), "plan/") in links
    assert Link(raw.say("visit-open"), "visit/") in links


def test_each_list_with_answers_leads_to_the_visit_sheet_without_script(site: Path, raw: RawRecords) -> None:
    lists = [f"ages/{age['id']}/" for age in raw.ages]
    for path in (*lists, "signs/"):
        page = read(site, path)
        assert page.all(data_tick="")
        bar = page.one("p", class_="app-bring")
        link = Link(raw.say("visit-open"), "visit/")
        assert bar.links == [link]
        assert page.links.count(link) > 1, path


def test_each_age_leads_to_its_day_in_the_calendar(site: Path, raw: RawRecords) -> None:
    calendar = read(site, "calendar/")
    for age in raw.ages:
        link = Link(raw.say("calendar-title"), f"calendar/#page-{age['id']}")
        assert link in read(site, f"ages/{age['id']}/").links
        assert flat(age["title"]) in calendar.by_id(f"page-{age['id']}").text


def test_the_sheet_for_child_care_has_a_line_for_each_thing_and_whom_to_call(
    site: Path, raw: RawRecords
) -> None:
    page = read(site, "hand-over/")
    parts = (
        *("date", "name", "fed", "slept", "held", "sides", "games"),
        *("stop", "never", "plan", "pick-up", "parent", "doctor"),
    )
    home = ("new", "worried", "lost")
    terms = [each for block in page.all("dl") for each in block.pairs]
    assert terms == [(raw.say(f"hand-over-{part}"), "") for part in (*parts, *home)]
    section = page.section(raw.say("hand-over-always"))
    advice = raw.many("advice", raw.site["child_care_advice"])
    says = [
        text
        for each in advice
        for text in (f"{flat(each['title'])}.", flat(each.get("short", each["advice"])))
    ]
    says_in_order(section, [*says, raw.say("danger-signs"), raw.say("activity-danger")])
    assert section.calls == raw.calls(raw.many("contacts", raw.site["child_care_contacts"]))
    assert not page.all("input"), "nothing can be kept of it"
    assert not page.all("textarea")
