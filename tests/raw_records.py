"""What pages must say, worked out from the YAML alone.

Nothing here goes through the Catalogue, the plan of pages or the templates: a wrong join is caught as well as
a wrong template. Every value is a text, as an editor typed it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date

from tests.built_page import Call, Link, flat

Raw = dict[str, Any]
_FRACTIONS = {"5": "½", "25": "¼", "75": "¾"}

# The sections whose records make claims: they rest on sources or on practice.
BACKED = (
    "milestones",
    "activities",
    "signs",
    "first_aid",
    "safety_rules",
    "advice",
    "visits",
    "limits",
    "ladders",
    "adaptations",
    "packs",
    "tummy_time",
    "contacts",
    "state_facts",
)

# The sections whose records somebody reviews: all that say more than a name.
REVIEWED = (*BACKED, "ages", "skills", "tiers", "act_now", "differences", "terms")


def says_the_months(text: str, chip: str) -> bool:
    """Return whether a text says every number of a chip, as months."""
    numbers = re.findall(r"\d+", chip)
    return bool(numbers) and all(
        re.search(rf"\b{number}( (to|and) \d+)?[ -]months?\b", text) for number in numbers
    )


def front_matter_of(guide: Path) -> Raw:
    """Return what the head of a guide says."""
    return dict(yaml.load(guide.read_text(encoding="utf-8").split("---\n")[1], yaml.CBaseLoader))


def is_shown(record: Raw) -> bool:
    """Tell whether readers see a record: it isn't withdrawn, and it waits for no review."""
    waits = record.get("waits_for_review") == "true" and "reviewed_by" not in record
    return "withdrawn_on" not in record and not waits


def guide_links(guides: list[Raw]) -> list[Link]:
    """Return the links to these guides."""
    return [Link(flat(each["title"]), f"guides/{each['id']}/") for each in guides]


class RawStore:
    """The records of a data folder as typed, by section, and the phrases of the pages."""

    def __init__(self, data: Path, language: str = "en") -> None:
        self.language = language
        self._sections: dict[str, Any] = {}
        for path in sorted(data.rglob("*.yaml")):
            read = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
            for name, records in read.items():  # a section can have records in two files
                both = name in self._sections
                self._sections[name] = self._sections[name] + records if both else records
        self.words = {each["id"]: flat(each["text"]) for each in self["words"]}

    def every(self, section: str) -> list[Raw]:
        """Return every record of a section, also those withdrawn."""
        return list(self._sections[section] or [])

    def __getitem__(self, section: str) -> list[Raw]:
        """Return the records of a section that readers see."""
        return [each for each in self.every(section) if is_shown(each)]

    def every_text(self) -> Iterator[str]:
        """Yield each value of each record."""

        def within(part: Any) -> Iterator[str]:
            if isinstance(part, str):
                yield part
            else:
                for each in part.values() if isinstance(part, dict) else part or []:
                    yield from within(each)

        return within(self._sections)

    @property
    def site(self) -> Raw:
        return dict(self._sections["site"])

    def one(self, section: str, record_id: str) -> Raw:
        return next(each for each in self[section] if each["id"] == record_id)

    def many(self, section: str, record_ids: Iterable[str]) -> list[Raw]:
        gone = {each["id"] for each in self.every(section) if not is_shown(each)}
        return [self.one(section, each) for each in record_ids if each not in gone]

    def say(self, phrase: str, **values: object) -> str:
        text = self.words[phrase]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def reviews(self, docs: Path) -> list[str | None]:
        """Return the day of the review of each record and guide that needs one, or None."""
        heads = [front_matter_of(path) for path in sorted(docs.rglob("*.md"))]
        records = (each for section in REVIEWED for each in self.every(section))
        advice = (each for each in self.every("words") if each.get("gives_advice") == "true")
        texts = [*(each for each in records if "withdrawn_on" not in each), *advice, *heads]
        return [each.get("reviewed_on") for each in texts]

    def preview_line(self, docs: Path) -> str:
        """Return how much a clinician has checked, as each page of a preview says it."""
        reviews = self.reviews(docs)
        if not any(reviews):
            return self.say("preview-line")
        return self.say("preview-line-all" if all(reviews) else "preview-line-part")

    def day(self, date: str | datetime.date) -> str:
        """Return a date in words."""
        date = datetime.date.fromisoformat(date) if isinstance(date, str) else date
        if self.language != "en":
            return str(format_date(date, "long", locale=self.language))
        return f"{date.strftime('%B')} {date.day}, {date.year}"

    # Months.

    def months(self, count: str | float) -> str:
        """Return an age as readers see it: 1 month, 2½ months, 9.2 months."""
        count = f"{float(count):g}"
        return self.say("one-month" if count == "1" else "months", number=number(count))

    def span(self, milestone: Raw) -> str:
        start, end = (f"{float(milestone[end]):g}" for end in ("from", "to"))
        if start == end:
            return self.say("around", age=self.months(start))
        return self.say("from-to", start=number(start), end=self.months(end))


class RawUrgency(RawStore):
    """Warning signs: what each calls for, and which page lists it."""

    # Signs.

    def sign_starts(self, sign: Raw) -> int:
        return int(sign.get("by", sign.get("from", 0)))

    def sign_chip(self, sign: Raw) -> str | None:
        """Return the months beside a sign's title; None if it applies at any age, or its title says them."""
        chip = self.months_in_words(sign)
        return None if chip is None or says_the_months(sign["title"], chip) else chip

    def months_in_words(self, sign: Raw) -> str | None:
        """Return the months in which a sign applies, in words; None if it applies at any age."""
        if sign.get("any_age") == "true":
            return None
        if "to" in sign:
            end = self.months(sign["to"])
            before = sign["from"] == "0"
            return (
                self.say("before-months", age=end)
                if before
                else self.say("between-months", start=sign["from"], end=end)
            )
        if "by" in sign:
            return self.say("by-months", age=self.months(sign["by"]))
        if sign["from"] == "0":
            return self.say("from-birth")
        return self.say("from-months", age=self.months(sign["from"]))

    def is_urgent(self, sign: Raw) -> bool:
        """Return whether a sign is on Is it urgent?: by its first tier."""
        tier = self.one("tiers", sign["tiers"][0])
        return "true" in (tier.get("emergency"), tier.get("same_day"))

    @cached_property
    def urgent(self) -> list[Raw]:
        return [sign for sign in self["signs"] if self.is_urgent(sign)]

    @cached_property
    def slower(self) -> list[Raw]:
        return [sign for sign in self["signs"] if not self.is_urgent(sign)]

    @property
    def slower_tiers(self) -> list[str]:
        """Return the ids of the tiers that aren't urgent and have signs, the more urgent first."""
        used = {sign["tiers"][0] for sign in self.slower}
        return [tier["id"] for tier in self["tiers"] if tier["id"] in used]

    def address(self, sign: Raw) -> str:
        return f"{'urgent' if self.is_urgent(sign) else 'signs'}/#{sign['id']}"

    def bands(self) -> list[tuple[Raw, list[Raw]]]:
        """Return each thing to do that an urgent sign calls for, the most urgent first, with its signs."""
        same_day = [tier for tier in self["tiers"] if tier.get("same_day") == "true"]
        bands = [
            (way, [sign for sign in self.urgent if self.dispositions(sign)[0] == way])
            for way in [*self["act_now"], *same_day]
        ]
        return [(way, signs) for way, signs in bands if signs]

    def urgent_on(self, age: Raw) -> list[Raw]:
        """Return the urgent signs that an age page shows, the most urgent first."""
        return [
            sign
            for _, signs in self.bands()
            for sign in signs
            if sign.get("on_age_pages") == "true"
            and self._counts_by(age, sign)
            and age["starts"] < min(int(sign.get(name, 99)) for name in ("to", "on_age_pages_until"))
        ]

    def _counts_by(self, age: Raw, sign: Raw) -> bool:
        """Return whether a sign begins to count before an age ends."""
        return age["ends"] is None or self.sign_starts(sign) < age["ends"]

    def place_on(self, age: Raw, sign: Raw) -> str | None:
        """Return where a slower sign is on an age page: in this age, or in a list (its phrase); else None."""
        if self.is_urgent(sign):
            return None
        if sign.get("any_age") == "true":
            return "this-age" if sign.get("on_age_pages") == "true" else "signs-any-age"
        starts, over = self.sign_starts(sign), int(sign["to"]) if "to" in sign else None
        if over is not None and over <= age["starts"]:
            return None
        if not self._counts_by(age, sign):
            return None
        return "signs-earlier" if starts < age["starts"] and over is None else "this-age"

    # Whom to call.

    def shown_contacts(self, contact_ids: Iterable[str]) -> list[Raw]:
        """Return contacts, without those that are hidden until their number is known."""
        return [
            each
            for each in self.many("contacts", contact_ids)
            if "phone" in each or each.get("shown", "always") == "always"
        ]

    def dispositions(self, sign: Raw) -> list[Raw]:
        """Return what a sign calls for: its tiers, with the way to act in place of the emergency one."""
        first, *others = self.many("tiers", sign["tiers"])
        return [self.one("act_now", sign["act_now"]) if "act_now" in sign else first, *others]

    def callers(self, sign: Raw) -> list[Raw]:
        """Return whom to call about a sign: its own numbers, or else those of its way to act and tiers."""
        ids = [each for way in self.dispositions(sign) for each in way.get("contacts", [])]
        return self.shown_contacts(dict.fromkeys(sign.get("contacts") or ids))

    def cases(self, sign: Raw) -> list[str]:
        """Return the lines of a sign's cases of another urgency, each with what to do then."""
        lines = []
        for each in sign.get("branches", []):
            action = flat(self.one("act_now", each["act_now"])["action"])
            comma = "," if "," in action else ""
            lines.append(f"{action}{comma} {self.say('case-when', case=flat(each['when']))}")
        return lines

    def meaning(self, tier: Raw) -> str:
        """Return what a tier means and why to act early, as its heading says once."""
        return " ".join(flat(tier[field]) for field in ("explain", "why") if field in tier)

    def call_lines(self, contacts: Iterable[Raw]) -> list[str]:
        """Return the lines of a list of whom to call."""
        lines = []
        for contact in contacts:
            ways = [call.shown for call in self.calls([contact])]
            ways = ways or ([self.say("find-it")] if "url" in contact else [])
            lines.append(f"{flat(contact['title'])}: {' '.join(ways)}" if ways else flat(contact["title"]))
        return lines

    def calls(self, contacts: Iterable[Raw]) -> list[Call]:
        """Return the numbers to call and to text of contacts, in order."""
        found = []
        for each in contacts:
            if "phone" in each:
                found.append(Call(each["phone"], dialed(each["phone"])))
            if "text_say" in each:
                shown = self.say("text-word", word=flat(each["text_say"]), number=each["text"])
                found.append(Call(shown, f"{texted(each['text'])}?&body={flat(each['text_say'])}"))
            elif "text" in each:
                found.append(Call(self.say("text-them", number=each["text"]), texted(each["text"])))
        return found


class RawRecords(RawUrgency):
    """The records of a data folder, and what pages must show of them."""

    def guides_about(self, section: str, record: Raw) -> list[Raw]:
        """Return the guides that a record of a section links to."""
        return [each for each in self["guide_links"] if record["id"] in each.get(section, [])]

    def ready_when(self, activity: Raw) -> str:
        """Return what tells that a baby is ready: an activity's own words, or those of its first age."""
        (first, *_) = (age for age in self.ages if age["id"] in activity["ages"])
        return flat(activity.get("ready_when", first["ready_when"]))

    def other_ways(self, activity: Raw) -> list[tuple[Raw, list[Raw]]]:
        """Return the other ways to do an activity, by situation."""
        ways = self["adaptations"]
        own = [each for each in ways if activity["id"] in each.get("activities", [])]
        replaced = {each["situation"] for each in own}
        positions = set(activity["positions"])
        fit = [
            *own,
            *(
                each
                for each in ways
                if positions & set(each.get("positions", [])) and each["situation"] not in replaced
            ),
        ]
        cushioned = any("never-for-sleep" in each.get("safety", []) for each in (activity, *fit))
        if cushioned or activity.get("crib_ok") != "true":
            fit = [each for each in fit if each.get("in_crib") != "true"]
        by_situation = [
            (situation, [each for each in fit if each["situation"] == situation["id"]])
            for situation in self["situations"]
        ]
        return [(situation, ways) for situation, ways in by_situation if ways]

    def needs_the_floor(self, activity: Raw) -> bool:
        """Tell whether the grown-up has to get down on the floor."""
        if "floor_needed" in activity:
            return bool(activity["floor_needed"] == "yes")
        positions = self.many("positions", activity["positions"])
        return any(each.get("floor_needed") != "no" for each in positions)

    @cached_property
    def ages(self) -> list[Raw]:
        """Return the ages, the youngest first, each with the months at which it starts and `ends`."""
        ages = sorted(self["ages"], key=lambda age: int(age["from"]))
        starts = [*(int(age["from"]) for age in ages[1:]), None]
        ends = [
            int(age["to"]) if start is None and "to" in age else start
            for age, start in zip(ages, starts, strict=True)
        ]
        return [age | {"starts": int(age["from"]), "ends": end} for age, end in zip(ages, ends, strict=True)]

    def age_before(self, age: Raw) -> Raw | None:
        place = self.ages.index(age)
        return self.ages[place - 1] if place else None

    # Milestones.

    def lists_at(self, age: Raw) -> tuple[list[int], list[int]]:
        """Return the months of the lists to look at today on an age page, and of those still growing."""
        every = sorted({int(each["by"]) for each in self["milestones"] if each["yardstick"] == "most"})
        before = self.age_before(age)
        since = before["starts"] if before else -1
        reached = [month for month in every if month <= age["starts"]]
        today = [month for month in reached if month > since] or reached[-1:]
        ahead = [month for month in every if month > age["starts"]]
        growing = [month for month in ahead if age["ends"] is None or month <= age["ends"]] or ahead[:1]
        return today, growing

    def due_by(self, month: int) -> list[Raw]:
        return [
            each for each in self["milestones"] if each["yardstick"] == "most" and int(each["by"]) == month
        ]

    def yardstick(self, milestone: Raw) -> str:
        if milestone["yardstick"] == "most":
            return self.say("yardstick-most", age=self.months(milestone["by"]))
        return self.say(f"yardstick-{milestone['yardstick']}", span=self.span(milestone))

    def building(self, milestone: Raw) -> list[Raw]:
        """Return the activities that practice a milestone, or the one that a window belongs to."""
        own = milestone.get("same_as", milestone["id"])
        return [each for each in self["activities"] if own in each["builds"]]

    # Activities.

    def activities_at(self, age: Raw) -> list[Raw]:
        return [each for each in self["activities"] if age["id"] in each["ages"]]

    def by_main_skill(self, records: Iterable[Raw]) -> list[Raw]:
        """Return activities or milestones in the order of the skill areas, else as they are."""
        order = [skill["id"] for skill in self["skills"]]
        return sorted(records, key=lambda each: order.index(main_skill(each)))

    def minutes(self, activity: Raw) -> str:
        low, _, high = activity["minutes"].partition("-")
        if high and high != low:
            return self.say("minutes-range", low=low, high=high)
        return self.say("one-minute") if low == "1" else self.say("minutes", number=low)

    def rules_of(self, activity: Raw) -> list[Raw]:
        """Return the safety rules that an activity names itself, then those that each one gets."""
        free = any(
            self.one("positions", each).get("held", "false") == "false" for each in activity["positions"]
        )
        shared = [
            rule
            for rule in self["safety_rules"]
            if rule["added_to"] == "every activity"
            or (rule["added_to"] == "unless held" and (free or rule["id"] in activity["safety"]))
        ]
        own = [
            rule
            for rule in self["safety_rules"]
            if rule["added_to"] == "named" and rule["id"] in activity["safety"]
        ]
        return own + shared

    # Spans of ages.

    def counts_at(self, age: Raw, record: Raw) -> bool:
        """Return whether a span (advice, difference, window) has a month in common with an age."""
        starts_in_time = age["ends"] is None or float(record["from"]) < age["ends"]
        return starts_in_time and ("to" not in record or float(record["to"]) > age["starts"])

    # Safety.

    def first_advice_at(self, age: Raw) -> list[Raw]:
        """Return the advice that an age page shows: the first of all, and two that are new at that age."""
        first, *others = [each for each in self["advice"] if self.counts_at(age, each)]
        return [first, *[each for each in others if int(each["from"]) >= age["starts"]][:2]]

    # Evidence.

    def evidence(self, record: Raw) -> list[str]:
        """Return what a page says a record rests on: its sources, practice or knowledge, and no check yet."""
        sources = self.source_names(self.many("sources", record.get("sources", [])))
        says = [self.say("evidence-source"), *sources] if sources else []
        if "basis" in record:
            kind = "practice" if record["basis"] == "practice" else "knowledge"
            says.append(self.say(f"basis-{kind}-part" if sources else f"basis-{kind}"))
            if "reviewed_on" not in record:
                says.append(self.say("basis-unchecked"))
        return says

    def links_by_publisher(self, sources: list[Raw]) -> list[list[Link]]:
        """Return the links to some sources: each publisher's name once, then years or numbers."""
        publishers = list(dict.fromkeys(source["organisation"] for source in sources))
        links = []
        for publisher in publishers:
            own = [source for source in sources if source["organisation"] == publisher]
            years = [source.get("year") for source in own]
            texts = [
                year if year and year not in years[:place] else f"[{place + 1}]"
                for place, year in enumerate(years)
            ]
            texts[0] = ", ".join([flat(publisher), *([years[0]] if years[0] else [])])
            links.append(
                [
                    Link(text, f"sources/#source-{source['id']}")
                    for text, source in zip(texts, own, strict=True)
                ]
            )
        return links

    def source_names(self, sources: list[Raw]) -> list[str]:
        """Return what a list of sources says of each publisher."""
        return [", ".join(link.text for link in links) for links in self.links_by_publisher(sources)]

    def source_links(self, record: Raw) -> list[Link]:
        sources = self.many("sources", record.get("sources", []))
        return [link for links in self.links_by_publisher(sources) for link in links]

    def due_after(self, day: datetime.date) -> datetime.date:
        """Return the day of the next check: so many months later, or the last day of a shorter month."""
        month = day.year * 12 + day.month - 1 + int(self.site["check_every_months"])
        year, month = month // 12, month % 12 + 1
        for last in range(day.day, 27, -1):
            try:
                return datetime.date(year, month, last)
            except ValueError:
                continue
        return datetime.date(year, month, day.day)


@cache
def raw_records(data: Path, language: str = "en") -> RawRecords:
    """Return the records of a data folder, which are in this language, read once."""
    return RawRecords(data, language)


def number(count: str) -> str:
    whole, _, part = count.partition(".")
    if part in _FRACTIONS:
        return ("" if whole == "0" else whole) + _FRACTIONS[part]
    return count


def main_skill(record: Raw) -> str:
    return str(record["skills"][0] if "skills" in record else record["skill"])


def dialed(phone: str) -> str:
    digits = phone.replace("-", "")
    if len(digits) == 3:
        return f"tel:{digits}"
    return f"tel:+1{digits[-10:]}"


def texted(number: str) -> str:
    """Return the address that texts to a number; one of few digits has no country."""
    digits = number.replace("-", "")
    return f"sms:+1{digits[-10:]}" if len(digits) >= 10 else f"sms:{digits}"


def titles(records: Iterable[Raw]) -> list[str]:
    return [flat(each["title"]) for each in records]
