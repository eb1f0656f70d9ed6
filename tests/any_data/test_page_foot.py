"""For everybody: each page ends with its sources, who checked it, and when the next check is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.any_data.test_page_guides import called
from tests.any_data.test_page_numbers import every_page
from tests.built_page import Block, Link, flat, read, whole
from tests.raw_records import BACKED, REVIEWED, Raw, RawRecords, front_matter_of

# The text that shows that a record is on a page, by section.
TELLING = {
    "milestones": ("look_for",),
    "activities": ("summary",),
    "signs": ("title", "details", "do_now"),
    "first_aid": ("title", "before"),
    "safety_rules": ("rule",),
    "advice": ("advice",),
    "visits": ("note",),
    "tummy_time": ("says",),
    "adaptations": ("text",),
    "packs": ("for_whom",),
    "differences": ("what_we_do",),
    "contacts": ("explain",),
    "state_facts": ("text",),
}


def made_pages(site: Path) -> list[str]:
    return [each for each in every_page(site) if each != "404.html"]


def front_matter(docs: Path, address: str) -> Raw | None:
    """Return the front matter of a guide; None if the page isn't a guide."""
    guide = docs / (f"{address.rstrip('/')}.md" if address else "index.md")
    if not guide.exists():
        return None
    return front_matter_of(guide)


def rests_on(raw: RawRecords, address: str) -> list[Raw]:
    """Return the records that a page is about; it lists their sources and no others."""
    folder, _, name = address.rstrip("/").partition("/")
    match folder, name:
        case "ages", _ if any(age["id"] == name for age in raw.ages):
            return list(_of_age(raw, next(age for age in raw.ages if age["id"] == name)))
        case "skills", _:
            own = [each for each in raw["milestones"] if each["skill"] == name]
            return own + [each for each in raw["differences"] if name in each.get("skills", [])]
        case ("activities", "") | ("plan", _):
            return raw["activities"]
        case "activities", _:
            found = [each for each in raw["activities"] if each["id"] == name]
            ways = [way for each in found for _, fit in raw.other_ways(each) for way in fit]
            return found + ways + [rule for each in found for rule in raw.rules_of(each)]
        case "packs", _:
            (pack,) = raw.many("packs", [name])
            return [pack, *raw.many("activities", pack["activities"])]
        case "signs", _:
            return raw.slower
        case "urgent", _:
            return [*raw.urgent, *raw["first_aid"]]
        case (("calendar" | "sources"), _):
            return raw["visits" if folder == "calendar" else "differences"]
        case "visit", _:
            return [raw.one("signs", raw.site["lost_skill_sign"])]
        case "hand-over", _:
            return raw.many("advice", raw.site["child_care_advice"])
        case "safety", _:
            own = [*raw["advice"], *(each for each in raw["safety_rules"] if "said_in" not in each)]
            return [each for each in own if each["topic"] == name]
        case "components", _:
            return [*raw["milestones"][:2], *raw["signs"][:2], *raw["tummy_time"]]
    return []


def _of_age(raw: RawRecords, age: Raw) -> Iterator[Raw]:
    today, _ = raw.lists_at(age)
    for month in today:
        yield from raw.due_by(month)
    yield from (each for each in raw["signs"] if raw.place_on(age, each) == "this-age")
    yield from raw.urgent_on(age)
    yield from raw.first_advice_at(age)


def shown_on(raw: RawRecords, page: Block) -> list[Raw]:
    """Return every record whose text is on a page."""
    text = page.text
    return [
        record
        for section, fields in TELLING.items()
        for record in raw[section]
        if all(flat(record[field]) in text for field in fields if field in record)
    ]


def source_ids(records: list[Raw]) -> set[str]:
    return {
        source
        for record in records
        for part in (record, *record.get("sides", []))
        for source in part.get("sources", [])
    }


def foot_of(page: Block) -> Block:
    return page.all("footer")[-1]


def listed(raw: RawRecords, foot: Block) -> list[Raw]:
    """Return the sources in the foot of a page, each linked to its place on the page of sources."""
    by_address = {f"sources/#source-{each['id']}": each for each in raw["sources"]}
    links = [link for link in foot.links if link.to.startswith("sources/")]
    sources = [by_address[link.to] for link in links]
    assert links == [link for own in raw.links_by_publisher(sources) for link in own]
    assert not links or f"{'; '.join(raw.source_names(sources))}." in [each.text for each in foot.all("p")]
    return sources


def by_publisher(raw: RawRecords, sources: Iterable[str]) -> list[str]:
    """Return the ids of sources with those of one publisher together."""
    links = raw.links_by_publisher(raw.many("sources", sources))
    return [link.to.removeprefix("sources/#source-") for own in links for link in own]


def test_a_page_lists_the_sources_of_what_it_says(site: Path, raw: RawRecords, docs: Path) -> None:
    order = [source["id"] for source in raw["sources"]]
    given = dict(called(docs, "fact"))
    for address in made_pages(site):
        page = read(site, address)
        sources = [source["id"] for source in listed(raw, foot_of(page))]
        guide = front_matter(docs, address)
        if guide is not None:
            facts = raw.many("state_facts", (fact for (fact,) in given.get(address, [])))
            of_state = sorted(source_ids(facts), key=order.index)
            assert sources == by_publisher(raw, dict.fromkeys([*guide.get("sources", []), *of_state])), (
                address
            )
            continue
        assert set(sources) == source_ids(rests_on(raw, address)), address
        assert sources == by_publisher(raw, sorted(sources, key=order.index)), address


def test_a_page_says_when_its_sources_were_checked_and_when_it_is_due_again(
    site: Path, raw: RawRecords, docs: Path, built_on: datetime.date
) -> None:
    for address in made_pages(site):
        page = read(site, address)
        foot = foot_of(page)
        sources = listed(raw, foot)
        days = [datetime.date.fromisoformat(each["checked_on"]) for each in sources or raw["sources"]]
        reviews = [each["reviewed_on"] for each in claims_of(raw, docs, address) if "reviewed_on" in each]
        due = raw.due_after(min([*days, *map(datetime.date.fromisoformat, reviews)]))
        checked = f"{raw.say('sources-checked', date=raw.day(min(days)))} " if sources else ""
        lines = [each.text for each in foot.all("p")]
        assert f"{checked}{raw.say('next-check', due=raw.day(due))}" in lines, address
        overdue = whole(site, address).all("p", data_due="")
        assert [each.attributes["data-due"] for each in overdue] == [due.isoformat()]
        assert ("hidden" in overdue[0].attributes) == (due >= built_on)


def claims_of(raw: RawRecords, docs: Path, address: str) -> list[Raw]:
    """Return what a page claims itself: of a guide all of it, which its head stands for."""
    guide = front_matter(docs, address)
    return [guide] if guide else among(raw, (*BACKED, "differences"), rests_on(raw, address))


def among(raw: RawRecords, sections: tuple[str, ...], records: list[Raw]) -> list[Raw]:
    return [each for each in records if any(each in raw[section] for section in sections)]


def test_a_page_says_who_checked_it_only_if_all_it_says_was_checked(
    site: Path, raw: RawRecords, docs: Path
) -> None:
    for address in made_pages(site):
        page = read(site, address)
        foot = foot_of(page)
        about = claims_of(raw, docs, address)
        everything = about + among(raw, REVIEWED, shown_on(raw, page))
        reviewed = [each for each in about if "reviewed_on" in each]
        says = [raw.say("not-reviewed")]
        if reviewed:
            says = [raw.say("reviewed-in-part")]
        if about and all("reviewed_on" in each for each in about):
            names = ", ".join(dict.fromkeys(flat(each["reviewed_by"]) for each in about))
            oldest = min(each["reviewed_on"] for each in about)
            says += [raw.say("reviewed", names=names, date=raw.day(oldest))]
        (line,) = [each.text for each in foot.all("p") if is_review_line(raw, each.text)]
        assert line in says, address
        if line not in (raw.say("not-reviewed"), raw.say("reviewed-in-part")):
            assert all("reviewed_on" in each for each in everything), f"{address} says more than was checked"


def is_review_line(raw: RawRecords, text: str) -> bool:
    plain = ("not-reviewed", "reviewed-in-part")
    return text in [raw.say(each) for each in plain] or text.startswith(raw.say("reviewed").split("{")[0])


def test_a_page_says_what_it_is_not_and_which_page_it_is_on_paper(
    site: Path, raw: RawRecords, built_on: datetime.date
) -> None:
    for address in made_pages(site):
        page = read(site, address)
        foot = foot_of(page)
        assert raw.say("disclaimer") in foot.text
        assert raw.say("last-updated", date=raw.day(built_on)) in foot.text, address
        (title,) = [text for tag, text in page.headings if tag == "h1"]
        (on_paper,) = foot.all("div", class_="app-foot__paper")
        assert on_paper.text.startswith(title), address


def can_harm(raw: RawRecords, record: Raw) -> bool:
    """Tell whether a record is about a warning sign, first aid or safety."""
    return bool(among(raw, ("signs", "first_aid", "safety_rules", "advice"), [record]))


def test_each_page_says_that_it_is_a_preview_until_it_is_public(
    site: Path, raw: RawRecords, docs: Path
) -> None:
    public = raw.one("languages", raw.language)["public"]
    line = f"{raw.say('preview')} {raw.preview_line(docs)}"
    for address in made_pages(site):
        article = read(site, address)
        preview = line in article.text[: article.text.index(raw.say("disclaimer"))]
        robots = [each.attributes["content"] for each in whole(site, address).all("meta", name="robots")]
        hidden = bool(article.all("a", id="moved-to")) or address in ("staff/", "components/")
        assert ("noindex" in robots) == (preview or hidden), address
        if preview:
            continue
        assert public, address
        guide = front_matter(docs, address)
        claims = [] if guide else rests_on(raw, address)
        kinds = {kind for kind in BACKED for each in claims if each in raw[kind]}
        assert kinds <= set(public), address
        assert not guide or ("guides" in public and "reviewed_on" in guide), address
        critical = [each for each in (*claims, *shown_on(raw, article)) if can_harm(raw, each)]
        assert all("reviewed_on" in each for each in critical), address
    (robots,) = whole(site, "404.html").all("meta", name="robots")
    assert robots.attributes["content"] == "noindex"


def test_a_page_has_the_title_and_description_of_its_record(site: Path, raw: RawRecords) -> None:
    expected = {
        **{f"ages/{each['id']}/": (each["title"], each["main_message"]) for each in raw.ages},
        **{f"skills/{each['id']}/": (each["title"], each["summary"]) for each in raw["skills"]},
        **{f"activities/{each['id']}/": (each["title"], each["summary"]) for each in raw["activities"]},
        **{
            f"{address}/": (raw.say(f"{address}-title"), raw.say(f"{address}-description"))
            for address in ("activities", "plan", "signs", "urgent", "visit", "calendar", "changes", "staff")
        },
    }
    for address, (title, description) in expected.items():
        page = whole(site, address)
        assert [text for tag, text in read(site, address).headings if tag == "h1"] == [flat(title)]
        (shown,) = page.all("meta", name="description")
        assert flat(shown.attributes["content"]) == flat(description)
        (tab,) = page.one("head").all("title")
        assert flat("".join(map(str, tab.children))).startswith(flat(title))


def test_a_page_says_whom_to_tell_of_a_mistake(site: Path, raw: RawRecords) -> None:
    phone, email = raw.one("contacts", "clinic").get("phone"), raw.site.get("email")
    told = {address: foot_of(read(site, address)) for address in made_pages(site)}
    for address, place in {**told, "404.html": read(site, "404.html")}.items():
        # In an emergency, nobody should call the clinic.
        number = "" if address == "urgent/" else phone
        how = " ".join(filter(None, (email, number))) if phone or email else raw.say("clinic-no-phone")
        assert f"{raw.say('mistake')} {raw.site['clinic']}. {how}".strip() in place.text, address
        assert Link(raw.site["clinic"], raw.site["website"]) in place.links, address
        # Without a subject: nobody should write about a child in it.
        mails = [link.to for link in place.links if link.to.startswith("mailto:")]
        assert mails == ([f"mailto:{email}"] if email else []), address
