"""For the editor: in good data, break one thing, and read the one sentence about it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from catalogue.check import FILES, check_files, check_records, read_folder
from catalogue.entries import RULES
from catalogue.problems import DataError, Problem
from catalogue.read import read_bytes
from tests.conftest import FROZEN, ROOT, TODAY, Spoil, problems_in

ACTIVITY = "  - id: reach-in-tummy-time\n"


Edit = tuple[str, str, str, str]
"""(file, record, what is there as a pattern, what an editor makes of it)"""

MOST_TOLD_AT_ONCE = 8  # sentences about one mistake; nobody reads more

GOOD = read_folder(FROZEN)
DOUBTS_OF_THE_GOOD = set(check_files(GOOD, TODAY).doubts)


def edited(text: str, record: str, pattern: str, new: str) -> str:
    """Return the text of a file with the first match of a pattern replaced inside one record."""
    start = text.index(f"  - id: {record}\n")
    following = re.compile(r"^  - id: |^\w", re.MULTILINE).search(text, start + 5)
    end = following.start() if following else len(text)
    body, made = re.subn(pattern, new, text[start:end], count=1, flags=re.MULTILINE | re.DOTALL)
    assert made, f"{pattern!r} isn't in {record}; the test needs another place to spoil"
    return text[:start] + body + text[end:]


STEPS = r"^    steps:\n.*?(?=^    easier)"
TWO_OF_ANOTHER = """\
    steps:
      - Spread the towel flat over both thighs.
      - Rest one hand on the bottom, and keep the other near the head.
      - Set a toy in front of your baby.
"""
THREE_OF_ANOTHER = f"""\
{TWO_OF_ANOTHER}\
      - Sway your knees a tiny bit from side to side, or pat the bottom in a slow beat.
"""


def edit(data: Path, file: str, record: str, pattern: str, new: str) -> None:
    """Replace the first match of a pattern inside one record of a data folder."""
    path = data / file
    path.write_text(edited(path.read_text(encoding="utf-8"), record, pattern, new), encoding="utf-8")


@cache
def problems_after(*edits: Edit) -> tuple[Problem, ...]:
    """Return every problem, or else every doubt, of the frozen data after some edits."""
    texts: dict[str, str] = {}
    for file, *edit in edits:
        texts[file] = edited(texts.get(file) or (FROZEN / file).read_text(encoding="utf-8"), *edit)
    return problems_with(texts)


def problems_with(texts: dict[str, str]) -> tuple[Problem, ...]:
    """Return every problem, or else every doubt, of the frozen data with other texts in some files."""
    spoiled = {
        f"data/{file}": read_bytes(text.encode(), shown_as=f"data/{file}", sections=FILES[file])
        for file, text in texts.items()
    }
    try:
        records = check_files([spoiled.get(raw.file, raw) for raw in GOOD], TODAY)
    except DataError as error:
        return tuple(error.problems)
    return tuple(doubt for doubt in records.doubts if doubt not in DOUBTS_OF_THE_GOOD)


# file, record, pattern to find, replacement, the sentence.
SLIPS = {
    "play of a pack for another age": (
        "packs.yaml",
        "flat-spot",
        r"lap-sit",
        "lap-soothe",
        r'"flat-spot", activities: the activity "lap-soothe" isn.t for 2-4-months, and this pack is',
    ),
    "play of a pack that waits for its review": (
        "packs.yaml",
        "flat-spot",
        r"lap-sit",
        "slow-bottle",
        r'the activity "slow-bottle" waits for its review, so no page shows it',
    ),
    "a misspelt field": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    safety:",
        "    saftey:",
        r'"reach-in-tummy-time": there is no field "saftey"\. Did you mean "safety"\?',
    ),
    "an unknown age": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    ages: \[4-6-months\]",
        "    ages: [4-6months]",
        r'"reach-in-tummy-time", ages: "4-6months" is not an age\. Did you mean "4-6-months"\?',
    ),
    "a link to no milestone": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    builds: \[",
        "    builds: [pushes-up-on-strait-arms, ",
        r'builds: "pushes-up-on-strait-arms" is not a milestone\. Did you mean "pushes-up-on-straight-ar',
    ),
    "a link twice": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    ages: \[4-6-months\]",
        "    ages: [4-6-months, 4-6-months]",
        r'"4-6-months" is in this list twice',
    ),
    "an id twice": (
        "house/words.yaml",
        "around",
        r"id: around",
        "id: months",
        r'"months", id: the id "months" is already used on line \d+',
    ),
    "an unsafe id": (
        "house/words.yaml",
        "around",
        r"id: around",
        "id: ../around",
        r'"\.\./around" isn\'t allowed here: use lowercase letters',
    ),
    "a reserved id": (
        "house/words.yaml",
        "around",
        r"id: around",
        "id: index",
        r"this word is reserved",
    ),
    "words for minutes": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    minutes: \S+",
        "    minutes: five",
        r'minutes: "five" isn\'t allowed here: write minutes as 5 or as 3-5',
    ),
    "minutes the wrong way round": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    minutes: \S+",
        "    minutes: 5-3",
        r"the smaller number first",
    ),
    "two steps only": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    steps:.*?(?=^    easier)",
        "    steps: [Sit., Stand.]\n",
        r"steps: this list takes at least 3, but it has 2",
    ),
    "an empty field": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    how_often: .*?(?=^    moments)",
        "    how_often:\n",
        r"how_often: this field is empty",
    ),
    "a text in place of a list": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    ages: \[4-6-months\]",
        "    ages: 4-6-months",
        r"ages: this field takes a list",
    ),
    "a list in place of a text": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title: .*?$",
        "    title: [Reach]",
        r"title: this field takes one text",
    ),
    "an activity without safety": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    safety: \[.*?\]\n",
        "",
        r'the field "safety" is missing',
    ),
    "an activity without a source or a basis": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    sources: .*?(?=\n  - id|\n\n|\Z)",
        "",
        r"name at least one source, or write basis: practice",
    ),
    "a month for a sign that age pages don't show openly": (
        "signs.yaml",
        "choking",
        r"^    any_age: true",
        "    any_age: true\n    on_age_pages_until: 4",
        r"on_age_pages_until needs on_age_pages: true",
    ),
    "an emergency that doesn't say how": (
        "signs.yaml",
        "loses-a-skill",
        r"^    act_now: .*?\n",
        "",
        r"an emergency says what to do now: add act_now",
    ),
    "act_now on a sign that is no emergency": (
        "signs.yaml",
        "loses-a-skill",
        r"^    tiers: \[emergency\]",
        "    tiers: [doctor]",
        r"act_now is only for the tier emergency",
    ),
    "tiers in the wrong order": (
        "signs.yaml",
        "uses-one-side-more",
        r"^    tiers: \[.*?\]",
        "    tiers: [assessment, doctor]",
        r"of two tiers, write the more urgent one first",
    ),
    "a sign with two ages": (
        "signs.yaml",
        "loses-a-skill",
        r"^    any_age: true",
        "    any_age: true\n    by: 4",
        r"give exactly one of any_age: true, by \(a month\) or from",
    ),
    "a month in words": (
        "milestones.yaml",
        "laughs",
        r"^    by: 6",
        "    by: six",
        r'by: this field takes a number, not "six"',
    ),
    "a yardstick that isn't one": (
        "milestones.yaml",
        "laughs",
        r"^    yardstick: most",
        "    yardstick: mots",
        r'Did you mean "most"\?',
    ),
    "a yardstick with the wrong age": (
        "milestones.yaml",
        "laughs",
        r"^    by: 6",
        "    from: 5\n    to: 6",
        r"yardstick most takes by",
    ),
    "a milestone without what a not-yet leads to": (
        "milestones.yaml",
        "squeals",
        r"^    if_not_yet: .*?\n",
        "",
        r"needs if_not_yet",
    ),
    "a source without how far it was checked": (
        "milestones.yaml",
        "laughs",
        r"^    checked: .*?\n",
        "",
        r"sources and checked go together",
    ),
    "an unsafe address": (
        "sources.yaml",
        "cdc22",
        r"^    url: .*?\n",
        "    url: javascript:alert(1)\n",
        r"an address starts with https://",
    ),
    "a phone number that can't be dialled": (
        "clinic.yaml",
        "poison-control",
        r"^    phone: .*?\n",
        "    phone: call us\n",
        r"write a phone number as",
    ),
    "ages that overlap": (
        "milestones.yaml",
        "4-6-months",
        r"^    to: 6",
        "    to: 7",
        r"Make the two months the same",
    ),
    "two ages that start together": (
        "milestones.yaml",
        "from-18-months",
        r"^    from: 18",
        "    from: 15",
        r"starts at 15 months too",
    ),
    "a position without its safety": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    positions: \[",
        "    positions: [cruising, ",
        r'the position "cruising" needs the safety rule "safe-room"',
    ),
    "a lap before the head is steady": (
        "activities.yaml",
        "coo-and-wait",
        r", support-the-head|support-the-head, ",
        "",
        r'the position "on-the-lap" needs the safety rule "support-the-head"',
    ),
    "a tier with nobody to call": (
        "house/tiers.yaml",
        "office",
        r"^    contacts: .*?$",
        "    contacts: [clinic]",
        r"this tier has nobody to call",
    ),
    "a mirror without its rule": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    easier: ",
        "    to_buy: [a mirror]\n    easier: ",
        r'"mirror" needs the safety rule "safe-mirror"',
    ),
    "a curly bracket left open": (
        "house/words.yaml",
        "months",
        r"^    text: .*?$",
        '    text: "{number months"',
        r"a curly bracket here",
    ),
    "the clinic in an emergency": (
        "house/tiers.yaml",
        "er",
        r"emergency-department, ",
        "clinic, ",
        r'"clinic" isn\'t allowed in an emergency',
    ),
    "the clinic among the numbers of an emergency": (
        "signs.yaml",
        "swallowed-poison",
        r"\[emergency-911, poison-control\]",
        "[emergency-911, clinic]",
        r'contacts: "clinic" isn\'t allowed in an emergency: name 911',
    ),
    "an urgent title that hides its age": (
        "signs.yaml",
        "fever-under-3-months",
        r", under 3 months",
        "",
        r"title: this urgent sign has to: 3, and its title doesn't say so",
    ),
    "an urgent title that hides when it begins": (
        "signs.yaml",
        "fever-under-3-months",
        r"^    from: 0",
        "    from: 1",
        r'title: this urgent sign has from: 1, .*, such as "1 month"',
    ),
    "another month in the details": (
        "signs.yaml",
        "eyes-cross-after-4-months",
        r"After 4 months it needs",
        "After 6 months it needs",
        r'details: "After 6 months" disagrees with the record, which has 4 months',
    ),
    "an order for one case among what to do": (
        "signs.yaml",
        "eyes-cross-after-4-months",
        r"^    do_now: ",
        "    do_now: If one lid droops, call 911. ",
        r'do_now: "call 911" is an order for one case\. Write the case under branches',
    ),
    "what the tier says already": (
        "signs.yaml",
        "eyes-cross-after-4-months",
        r"^    do_now: ",
        "    do_now: Call the doctor this week. ",
        r'do_now: "call the doctor this week" is what the tier says already',
    ),
    "no number in the line above every page": (
        "clinic.yaml",
        "emergency-911",
        r"^    phone: .*?\n",
        "",
        r'"emergency-911": the line above every page shows this contact, so it needs a phone',
    ),
    "no number on the urgent page": (
        "clinic.yaml",
        "poison-control",
        r"^    phone: .*?\n",
        "",
        r'"poison-control": Is it urgent\? shows this contact, so it needs a phone, or a number to text',
    ),
    "the clinic's state in a sign": (
        "signs.yaml",
        "loses-a-skill",
        r"moving a certain way,",
        "moving a certain way in New Jersey,",
        r'"loses-a-skill", details: this names New Jersey\. Say it without, or move the record to ',
    ),
    "an activity for what can't be practised": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    builds: \[",
        "    builds: [grasp-reflex, ",
        r'builds: "grasp-reflex" says no_practice, and this activity says that it builds it',
    ),
    "a sign for when the game is outgrown": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    call_if: \[",
        "    call_if: [no-steps-by-15-months, ",
        r'the sign "no-steps-by-15-months" counts from 15 months on, after the ages of this activity',
    ),
    "a sign that no longer counts at play": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    call_if: \[",
        "    call_if: [fever-under-3-months, ",
        r'the sign "fever-under-3-months" counts until 3 months, before the ages of this activity',
    ),
    "a sign more than a page holds": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    call_if: \[",
        "    call_if: [loses-a-skill, choking, trouble-breathing, clusters-of-jerks, ",
        r"call_if: this list takes at most 4, but it has 5",
    ),
    "a window of a window": (
        "milestones.yaml",
        "who-crawls",
        r"^    same_as: .*?$",
        "    same_as: who-walks-alone",
        r"a window names a milestone of the lists",
    ),
    "a not-yet as an emergency": (
        "milestones.yaml",
        "squeals",
        r"^    if_not_yet: .*?$",
        "    if_not_yet: [emergency, office]",
        r"a not-yet alone is not an emergency",
    ),
    "a not-yet softer than its sign": (
        "milestones.yaml",
        "walks-alone",
        r"^    if_not_yet: .*?$",
        "    if_not_yet: [office]",
        r'the warning sign "not-walking-by-18-months" says the same with other tiers',
    ),
    "a verdict": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: By now your baby should be able to reach.",
        r'"should be able to" is a word that we avoid\. Use instead: not yet',
    ),
    "a promise": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: This will ensure a strong back.",
        r'"ensure" is a word that we avoid',
    ),
    "false comfort beside a sign": (
        "signs.yaml",
        "loses-a-skill",
        r"^    afterwards: .*?$",
        "    afterwards: There is nothing to worry about.",
        r'afterwards: "nothing to worry about" is a word that we avoid',
    ),
    "a pronoun that guesses": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: Watch how she leans.",
        r'"she" is a word that we avoid\. Use instead: your baby',
    ),
    "a British word": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: Your baby reaches for a clean nappy.",
        r'"nappy" is a word that we avoid\. Use instead: diaper',
    ),
    "a translated word": (
        "signs.yaml",
        "loses-a-skill",
        r"^    afterwards: .*?$",
        "    afterwards: Let a trained eye look.",
        r'"trained eye" is a word that we avoid\. Use instead: have a therapist take a look',
    ),
    "an action in other words": (
        "activities.yaml",
        "reach-in-tummy-time",
        STEPS,
        TWO_OF_ANOTHER.replace("towel flat over both thighs", "towel over both thighs, flat"),
        r'is an action, and "lap-soothe" says this as "Spread the towel flat over both thighs\."',
    ),
    "advice that ends before it begins": (
        "safety.yaml",
        "safe-sleep",
        r"^    to: 12",
        "    to: 0",
        r'"safe-sleep", to: "0" isn\'t allowed here: a span must end after it starts',
    ),
    "advice past the oldest age": (
        "safety.yaml",
        "safe-sleep",
        r"^    from: 0\n    to: 12",
        "    from: 60",
        r'"safe-sleep", from: no parent would see this: it starts at 60 months, and the age calculator',
    ),
    "a check on a day to come": (
        "sources.yaml",
        "cdc22",
        r"^    checked_on: .*?$",
        "    checked_on: 2072-01-31",
        r'"cdc22", checked_on: 2072-01-31 is in the future: today is ',
    ),
    "a month beside CDC's item for another": (
        "milestones.yaml",
        "bangs-two-things-together",
        r"^    by: 9",
        "    by: 8",
        r"cdc_item: this is an item of CDC's list for 9 months, but by is 8",
    ),
    "a sign at another month than its name": (
        "signs.yaml",
        "doesnt-smile-by-3-months",
        r"^    by: 3",
        "    by: 2",
        r'"by-3-months" disagrees with the record, which has 2 months',
    ),
    "a month in the title of a sign for any age": (
        "signs.yaml",
        "uses-one-side-more",
        r"^    title: .*?$",
        "    title: Uses one side of the body more than the other at 9 months",
        r'title: "at 9 months" disagrees with any_age: true',
    ),
    "a screening at another month than its title": (
        "house/visits.yaml",
        "autism-screening-24-months",
        r"^    months: 24",
        "    months: 20",
        r'title: "at 24 months" disagrees with the record, which has 20 months',
    ),
    "the most weeks below the fewest": (
        "house/limits.yaml",
        "age-calculator",
        r"^    most_weeks: 42",
        "    most_weeks: 20",
        r"most_weeks: this is 20, and least_weeks is 22",
    ),
    "a limit that is gone": (
        "house/limits.yaml",
        "age-calculator",
        r"^    until_months: 24\n",
        "",
        r'the field "until_months" is missing\. From this many months',
    ),
    "a limit that nobody knows": (
        "house/limits.yaml",
        "age-calculator",
        r"^    until_months: 24",
        "    until_month: 24",
        r'there is no field "until_month"\. Did you mean "until_months"',
    ),
    "a second record of limits": (
        "house/limits.yaml",
        "age-calculator",
        r"^  - id: age-calculator",
        "  - id: another",
        r'"another" is not one of: age-calculator',
    ),
    "days with which nobody is early": (
        "house/limits.yaml",
        "age-calculator",
        r"^    early_days: 21",
        "    early_days: 210",
        r"no baby would count as early",
    ),
    "a change of a record that there isn't": (
        "house/changes.yaml",
        "first-edition",
        r"^    why:",
        "    records: [activity/lap-sooth]\n    why:",
        r'records: "activity/lap-sooth" is not a record\. Did you mean "activity/lap-soothe"\?',
    ),
    "a change of a kind that there isn't": (
        "house/changes.yaml",
        "first-edition",
        r"^    why:",
        "    records: [activities/lap-soothe]\n    why:",
        r'a kind of record\. Did you mean "activity/lap-soothe"\?',
    ),
    "a change of one of two records": (
        "house/changes.yaml",
        "first-edition",
        r"^    why:",
        "    records: [hands]\n    why:",
        r'"hands" is the id of several records\. Write which one: skill/hands or worry/hands',
    ),
    "an open item about a record that there isn't": (
        "house/open-items.yaml",
        "sources-to-find",
        r"^    records: \[$",
        "    records: [trouble-breathin,",
        r'records: "trouble-breathin" is not a record\. Did you mean "trouble-breathing"\?',
    ),
    "knowledge that no open item names": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    basis: practice",
        "    basis: professional-knowledge",
        r"basis: its source must still be found, so an open item names it",
    ),
    "an emergency that rests on practice": (
        "signs.yaml",
        "trouble-breathing",
        r"^    basis: professional-knowledge",
        "    basis: practice",
        r"basis: practice means therapy practice, and a danger isn't that",
    ),
    "safety advice that rests on therapy practice": (
        "safety.yaml",
        "falls",
        r"^    basis: professional-knowledge",
        "    basis: practice",
        r"basis: practice means therapy practice, and a danger isn't that",
    ),
    "a reviewer without a day": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title:",
        "    reviewed_by: Jane Doe, OTR/L\n    title:",
        r"reviewed_by and reviewed_on go together",
    ),
    "a range with a deadline": (
        "milestones.yaml",
        "grasp-reflex",
        r"^    from: 0\n    to: 6",
        "    by: 6",
        r"yardstick often takes from and to, not by",
    ),
    "a range the wrong way round": (
        "milestones.yaml",
        "grasp-reflex",
        r"^    from: 0\n    to: 6",
        "    from: 6\n    to: 5",
        r"from must not be later than to",
    ),
    "a range that leads to a tier": (
        "milestones.yaml",
        "grasp-reflex",
        r"^    from: 0",
        "    if_not_yet: [office]\n    from: 0",
        r"yardstick often isn\'t a deadline: leave out if_not_yet",
    ),
    "a window of nothing": (
        "milestones.yaml",
        "who-crawls",
        r"^    same_as: .*?\n",
        "",
        r"same_as goes with yardstick window, and only there",
    ),
    "a milestone that moved to where it is": (
        "milestones.yaml",
        "grasp-reflex",
        r"^    yardstick",
        "    formerly_in: [hands]\n    yardstick",
        r"formerly_in lists only skill areas that it no longer belongs to",
    ),
    "a sign that ends and never begins": (
        "signs.yaml",
        "doesnt-smile-by-3-months",
        r"^    by: 3",
        "    by: 3\n    to: 9",
        r"to needs from: add the month from which it counts",
    ),
    "tummy time without minutes": (
        "house/tummy-time.yaml",
        "tummy-time-newborn",
        r"^    at_least: 6\n    up_to: 15\n",
        "",
        r"give minutes: at_least, up_to or both",
    ),
    "tummy time the wrong way round": (
        "house/tummy-time.yaml",
        "tummy-time-newborn",
        r"^    at_least: 6",
        "    at_least: 20",
        r"at_least must not be more than up_to",
    ),
    "a link to nothing among many": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    builds: \[",
        "    builds: [zzz-qqq, ",
        r'"zzz-qqq" is not a milestone\. Look up the id in data/milestones\.yaml',
    ),
    "an exception that nobody needs": (
        "house/exceptions.yaml",
        "one-lap-is-enough",
        r"holds-head-steady",
        "holds-head-steady, laughs, squeals",
        r'"laughs", "squeals" follow the rule .* or no longer exist\. Remove them',
    ),
    "links to nothing, of one cause": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    builds: \[",
        "    builds: [zzz-one, zzz-two, zzz-three, zzz-four, ",
        r"4 ids that other records name aren't in data/milestones\.yaml: \"zzz-one\", .* and others",
    ),
    "a record taken out that is still there": (
        "house/changes.yaml",
        "first-edition",
        r"taken_out: \[",
        "taken_out: [activity/reach-in-tummy-time, ",
        r'"activity/reach-in-tummy-time" is still there\. Take its record out, or move the id to records',
    ),
    "a record taken out of which another kind has the id": (
        "house/changes.yaml",
        "first-edition",
        r"taken_out: \[",
        "taken_out: [floor-play, ",
        r'"floor-play" is still there\. It is moment/floor-play\. If a record of another kind was',
    ),
    "a phrase with a form of its own": (
        "house/words.yaml",
        "months",
        r"\{number\}",
        "{number:d}",
        r"a curly bracket here isn't part of a pair around a name",
    ),
    "a phrase with doubled brackets": (
        "house/words.yaml",
        "months",
        r"\{number\}",
        "{{number}}",
        r"a curly bracket here isn't part of a pair around a name",
    ),
    "a backslash for a reader": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title: .*?$",
        r"    title: Reach\\tfor it",
        r"readers would see .t; replace it with a space, or delete it",
    ),
    "a day of another century": (
        "sources.yaml",
        "cdc22",
        r"checked_on: 20",
        "checked_on: 19",
        r"this field takes .*, not .19.*\. Look at the year",
    ),
    "a link to a safety rule with a slip in it": (
        "activities.yaml",
        "coo-and-wait",
        r"support-the-head",
        "suport-the-head",
        r'safety: "suport-the-head" is not a safety rule\. Did you mean "support-the-head"\?',
    ),
    "a note to come back to": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        '    look_for: "A hand goes out. TODO: ask Dana."',
        r'look_for: "TODO" is a note to a writer',
    ),
    "stars for bold": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: A **hand** goes out.",
        r'look_for: "\*\*" would be shown as it is: a record is plain text',
    ),
    "a link in brackets": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: A hand goes out, see [the video](video).",
        r'"\]\(" would be shown as it is: a text has no links',
    ),
    "an address in a text": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: A hand goes out, see www.example.org.",
        r'"www\.example\.org\." can\'t be tapped in a text',
    ),
    "a number pasted into a step": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^      - (?=[A-Z])",
        "      - 2. ",
        r'steps: steps are numbered automatically: delete "2\."',
    ),
    "two steps in one": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"\n    easier:",
        " 2. Put the toy away.\n    easier:",
        r"steps: this is two steps in one",
    ),
    "nobody's review": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title:",
        "    reviewed_by: pending\n    reviewed_on: 2026-11-20\n    title:",
        r'reviewed_by: "pending" isn\'t allowed here: write the name of the clinician',
    ),
    "a sentence of another record": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: Your baby catches your eye and smiles before you do.",
        r'look_for: the sentence "Your baby catches your eye and smiles before you do\." is also in',
    ),
    "three steps of another activity": (
        "activities.yaml",
        "reach-in-tummy-time",
        STEPS,
        THREE_OF_ANOTHER,
        r'steps: 3 steps are also in "lap-soothe", and 2 may be',
    ),
}


# As above; these stop nothing.
DOUBTS = {
    "a title with a period": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title: .*?$",
        "    title: Reach from the tummy.",
        r"title: a title is a name, without a period at its end",
    ),
    "title and summary changed": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title: .*?\n    summary: .*?(?=^    ages)",
        "    title: Put a toy in front of your baby in tummy time and wait\n    summary: Reach it.\n",
        r"title: the title is longer than the summary",
    ),
    "a title of another record": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    title: .*?$",
        "    title: Lap soothe",
        r'title: "lap-soothe" has the same title',
    ),
    "a sentence in Spanish": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: El bebé mira el juguete y estira la mano.",
        r'"El bebé mira el juguete y estira la mano\." doesn\'t look like English',
    ),
    "a sentence in Polish": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        "    look_for: Dziecko patrzy na zabawkę, wyciąga rękę, chwyta ją mocno i wkłada do buzi.",
        r"doesn't look like English",
    ),
    "an action without a verb": (
        "activities.yaml",
        "reach-in-tummy-time",
        STEPS,
        TWO_OF_ANOTHER.replace("Set a toy", "A toy"),
        r'steps: "A toy in front of your baby\." has no verb that the check knows',
    ),
    "a look for without end": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"^    look_for: .*?$",
        f"    look_for: A hand goes out{', and out again' * 60}.",
        r"look_for: this text has 184 words, and 45 are plenty",
    ),
    "an address that ends in .con": (
        "sources.yaml",
        "cdc22",
        r"^    url: .*?\n",
        "    url: https://www.cdc.con/milestones\n",
        r'few web addresses end in "\.con"\. Did you mean "com"\?',
    ),
    "an address that ends oddly": (
        "sources.yaml",
        "cdc22",
        r"^    url: .*?\n",
        "    url: https://www.cdc.zzzzz/milestones\n",
        r'few web addresses end in "\.zzzzz"\. Open it to check',
    ),
    "an activity on the page of newborns": (
        "activities.yaml",
        "drop-it-in",
        r"^    ages: .*?$",
        "    ages: [4-6-months]",
        r"ages: every milestone that this activity builds is 3 months or more from its ages",
    ),
    "a withdrawal that is meant for later": (
        "signs.yaml",
        "trouble-breathing",
        r"^    title:",
        "    withdrawn_on: 2027-01-31\n    title:",
        r"withdrawn_on: 2027-01-31 is in the future, but a record with this line leaves every page now\.",
    ),
    "a worry without a sign": (
        "signs.yaml",
        "your-worry",
        r"\Z",
        "\n  - id: teeth\n    title: Teeth\n\n",
        r'"teeth", id: no warning sign names this worry',
    ),
}


def test_the_clinic_s_data_is_good(data: Path) -> None:
    assert [str(problem) for problem in problems_in(data)] == []


def only_one_of(edit: Edit, sentence: str) -> Problem:
    """Return the only problem after an edit; it is in the file of the edit."""
    reported = problems_after(edit)
    assert len(reported) == 1, "\n".join(map(str, reported))
    assert re.search(sentence, str(reported[0])), str(reported[0])
    assert reported[0].file == f"data/{edit[0]}"
    return reported[0]


@pytest.mark.parametrize(("file", "record", "pattern", "new", "sentence"), SLIPS.values(), ids=SLIPS.keys())
def test_one_slip_gives_one_sentence(file: str, record: str, pattern: str, new: str, sentence: str) -> None:
    assert only_one_of((file, record, pattern, new), sentence).stops


@pytest.mark.parametrize(("file", "record", "pattern", "new", "sentence"), DOUBTS.values(), ids=DOUBTS.keys())
def test_a_doubt_is_reported_and_stops_nothing(
    file: str, record: str, pattern: str, new: str, sentence: str
) -> None:
    assert not only_one_of((file, record, pattern, new), sentence).stops


def test_two_activities_may_set_up_in_the_same_words() -> None:
    assert problems_after(("activities.yaml", "reach-in-tummy-time", STEPS, TWO_OF_ANOTHER)) == ()


def except_for_now(data: Path, milestone: str) -> None:
    path = data / "house/exceptions.yaml"
    text = path.read_text(encoding="utf-8").replace("exceptions: []", "exceptions:")
    record = (
        f"\n  - id: for-now\n    rule: milestone-has-activity\n    records: [{milestone}]\n    why: A test.\n"
    )
    path.write_text(text + record, encoding="utf-8")


def test_a_milestone_that_nothing_builds_needs_a_reason(data: Path) -> None:
    path = data / "activities.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\bblows-raspberries, |, blows-raspberries\b", "", text), encoding="utf-8")
    (problem,) = problems_in(data)
    assert problem.record == "blows-raspberries"
    assert "no activity builds this milestone" in str(problem)
    except_for_now(data, "blows-raspberries")
    assert problems_in(data) == []


def test_play_for_a_milestone_starts_before_most_babies_do_it(data: Path) -> None:
    edit(data, "activities.yaml", "bat-the-toy", r"ages: \[.*?\]", "ages: [4-6-months]")
    (problem,) = problems_in(data)
    assert problem.record == "swings-at-toys"
    assert "starts at 4 months, when most babies do it already" in str(problem)


def test_a_second_emergency_tier_is_reported() -> None:
    reported = problems_after(
        ("house/tiers.yaml", "office", r"^    contacts:", "    emergency: true\n    contacts:")
    )
    (sentence,) = [str(problem) for problem in reported if problem.file == "data/house/tiers.yaml"]
    assert "the first tier, and only the first, has emergency: true" in sentence


def test_the_same_day_comes_right_after_the_emergencies() -> None:
    reported = problems_after(
        ("house/tiers.yaml", "office", r"^    contacts:", "    same_day: true\n    contacts:")
    )
    (sentence,) = [str(problem) for problem in reported if problem.file == "data/house/tiers.yaml"]
    assert "only the second tier can have same_day: true" in sentence


def test_a_number_to_text_is_enough_for_is_it_urgent() -> None:
    assert not problems_after(("clinic.yaml", "text-line", r"^    phone: .*?\n", ""))


def test_moving_and_hands_have_two_activities_each(data: Path) -> None:
    path = data / "house/exceptions.yaml"
    text = path.read_text(encoding="utf-8").replace("records: [rakes-food]", "records: [swings-at-toys]")
    path.write_text(text, encoding="utf-8")
    (problem,) = problems_in(data)
    assert problem.record == "rakes-food"
    assert "only one activity builds this milestone" in str(problem)


def test_an_exception_that_is_no_longer_needed_is_an_error(data: Path) -> None:
    except_for_now(data, "laughs")
    (problem,) = problems_in(data)
    assert '"laughs" follows the rule "milestone-has-activity"' in str(problem)


def test_the_same_slip_in_every_record_is_reported_once(data: Path) -> None:
    path = data / "milestones.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    look_for:", "    lookfor:"), encoding="utf-8")
    (problem,) = problems_in(data)
    assert re.search(r'no field "lookfor".*The same on lines \d+, .* and \d+ more\.$', problem.sentence)


@pytest.mark.parametrize(
    ("file", "section"),
    [
        ("milestones.yaml", "milestones"),
        ("activities.yaml", "activities"),
        ("house/tiers.yaml", "tiers"),
        ("signs.yaml", "signs"),
    ],
)
def test_a_section_that_lost_most_of_its_records_is_reported_in_a_few_sentences(
    data: Path, file: str, section: str
) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    whole = re.search(rf"(?ms)^{section}:\n(.*?)(?=^\w|\Z)", text)
    assert whole
    *_, last = re.split(r"(?m)(?=^  - id: )", whole[1])
    path.write_text(text.replace(whole[1], last), encoding="utf-8")
    assert 0 < len(problems_in(data)) <= MOST_TOLD_AT_ONCE


def test_a_missing_file_is_one_sentence_and_blames_no_link(data: Path) -> None:
    (data / "sources.yaml").unlink()
    (problem,) = problems_in(data)
    assert str(problem).startswith("data/sources.yaml, line 1: the file is missing")


@pytest.mark.parametrize(
    "file", ["house/tiers.yaml", "house/exceptions.yaml", "house/skills.yaml", "milestones.yaml"]
)
def test_a_file_that_cant_be_read_is_one_sentence(data: Path, file: str) -> None:
    path = data / file
    path.write_text(path.read_text(encoding="utf-8") + '\n  - id: "open quote\n', encoding="utf-8")
    (problem,) = problems_in(data)
    assert problem.file == f"data/{file}"


def test_a_tier_with_a_slip_is_one_sentence(spoil: Spoil) -> None:
    (problem,) = spoil("house/tiers.yaml", "    explain: Act now", "    explian: Act now")
    assert 'there is no field "explian"' in str(problem)


def test_two_signs_may_say_what_to_do_in_the_same_words(spoil: Spoil) -> None:
    other = "Watch each breath until help comes."
    assert not spoil("signs.yaml", "Look at the clock and say when it started.", other)


def test_the_error_holds_every_problem_in_reading_order(data: Path) -> None:
    for file in ("house/skills.yaml", "house/moments.yaml"):
        path = data / file
        path.write_text(
            path.read_text(encoding="utf-8").replace("    title:", "    titel:"), encoding="utf-8"
        )
    with pytest.raises(DataError) as raised:
        check_records(data, TODAY)
    places = [(problem.file, problem.line) for problem in raised.value.problems]
    assert places == sorted(places)
    assert {file for file, _ in places} >= {"data/house/skills.yaml", "data/house/moments.yaml"}


def test_every_file_of_the_rules_holds_one_rule() -> None:
    files = {path.stem for path in (ROOT / "catalogue/rules").glob("*.py")} - {"__init__"}
    assert sorted(rule.name for rule in RULES) == sorted(file.replace("_", "-") for file in files)
    assert all(rule.protects for rule in RULES)


def test_one_run_tells_all_slips_of_a_bad_day(data: Path) -> None:
    path = data / "activities.yaml"
    text = path.read_text(encoding="utf-8")
    ids = re.findall(r"(?m)^  - id: (\S+)", text)
    for name in ids:
        text = edited(text, name, "    how_often:", f"    how_{name}:")
    path.write_text(text, encoding="utf-8")
    assert {problem.record for problem in problems_in(data)} == set(ids)
