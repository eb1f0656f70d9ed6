"""For the parent: the age and the page are right on every day and in every time zone.

The rule is written a second time here, on Python's own calendar and not on that of age.js, and
the two must agree: on the published rows, and on many generated ones.
"""

from __future__ import annotations

import calendar
import csv
import json
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import growth
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.state import build_day
from tests import node

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "docs/assets/age-vectors.csv"
RULE = growth.age_rule(load_catalogue(ROOT / "tests/data", build_day()))
ZONES = (
    "Pacific/Apia",
    "America/New_York",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/Sao_Paulo",
    "UTC",
)
CASES = 100_000

ASK_AGE_JS = """
import { readFileSync } from "node:fs";
import { ageOf, addDays, completedMonths, parseDay } from "%s";
const rule = %s;
const out = [];
for (const line of readFileSync(0, "utf8").trimEnd().split("\\n")) {
  const { baby, today, span } = JSON.parse(line);
  if (span) {
    const [from, to, days] = span;
    const { year, month, day } = addDays(parseDay(from), days);
    out.push(JSON.stringify([completedMonths(parseDay(from), parseDay(to)), [year, month, day]]));
  } else out.push(JSON.stringify(ageOf(baby, today, rule)));
}
process.stdout.write(out.join("\\n") + "\\n");
"""


def read_day(text: str | None) -> date | None:
    if text is None or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def monthly_day(start: date, count: int) -> date:
    """The day on which `count` months are completed."""
    year, month = start.year, start.month
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        month += step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def months_completed(start: date, end: date) -> int:
    """Count one month at a time, forward or backward."""
    count = 0
    while monthly_day(start, count) > end:
        count -= 1
    while monthly_day(start, count + 1) <= end:
        count += 1
    return count


def age(start: date, end: date) -> dict[str, int]:
    months = months_completed(start, end)
    return {
        "months": months,
        "days": (end - monthly_day(start, months)).days,
        "totalDays": (end - start).days,
    }


def answer(baby: dict[str, Any], today_text: str) -> dict[str, Any]:
    """Return the expected result of age.js: a problem, or the ages, which one is used, and the page."""
    today, born, due = read_day(today_text), read_day(baby["born"]), read_day(baby.get("due"))
    if today is None or born is None:
        return {"ok": False, "problem": "today-not-a-day" if today is None else "born-not-a-day"}
    problem = problem_of_days(baby, born, due, today)
    term = None if problem else due_date(baby, born, due)
    if problem or isinstance(term, str):
        return {"ok": False, "problem": problem or term}

    early = (term - born).days if term and term > born else 0
    found: dict[str, Any] = {
        "ok": True,
        "birth": age(born, today),
        "daysEarly": early,
        "weeksEarly": early // 7,
    }
    if term and early >= 22 and today < monthly_day(born, 24):
        found["use"] = "corrected"
        found["corrected"] = age(term, today) if today >= term else None
        found["months"] = found["corrected"]["months"] if found["corrected"] else None
    else:
        found |= {"use": "birth", "corrected": None, "months": found["birth"]["months"]}
    if found["months"] is None:
        found["page"] = "guides/first-weeks/"
    else:
        begun = [band for band in RULE["ages"] if band["from"] <= found["months"]]
        found["page"] = "ages/" + max(begun, key=lambda band: band["from"])["id"] + "/"
    return found


def problem_of_days(baby: dict[str, Any], born: date, due: date | None, today: date) -> str | None:
    if baby.get("due") is not None and due is None:
        return "due-not-a-day"
    if born > today:
        return "born-in-future"
    return "too-old" if today > monthly_day(born, 36) else None


def due_date(baby: dict[str, Any], born: date, due: date | None) -> date | str | None:
    """Return the due date, from the weeks of gestation if need be; None if neither is known; or a problem."""
    weeks, days = baby.get("weeks"), baby.get("weekDays")
    by_weeks = None
    if weeks is not None or days is not None:
        days = 0 if days is None else days
        whole = isinstance(weeks, int) and isinstance(days, int)
        if not whole or weeks not in range(22, 43) or days not in range(7):
            return "weeks-outside"
        # Gestation counts from the last period, which is 40 weeks before the due date.
        by_weeks = born - timedelta(weeks=weeks, days=days) + timedelta(weeks=40)
    if due is None:
        return by_weeks
    if not born - timedelta(days=28) <= due <= born + timedelta(days=126):
        return "due-outside"
    return "give-one" if by_weeks is not None and due != by_weeks else due


def vector_differences() -> list[str]:
    def number(text: str) -> int | float | None:
        return None if text == "" else float(text) if "." in text else int(text)

    differences = []
    with VECTORS.open(newline="") as file:
        for row in csv.DictReader(file):
            baby = {
                "born": row["born"] or None,
                "due": row["due"] or None,
                "weeks": number(row["weeks"]),
                "weekDays": number(row["week_days"]),
            }
            got = answer(baby, row["today"])
            says = {
                "birth_months": got["birth"]["months"] if got["ok"] else None,
                "corrected_months": got["corrected"]["months"] if got["ok"] and got["corrected"] else None,
                "use": got.get("use", ""),
                "page": got.get("page", ""),
                "problem": got.get("problem", ""),
            }
            wants = {k: number(row[k]) if k.endswith("months") else row[k] for k in says}
            if says != wants:
                differences.append(f"{row['about']}: the file says {wants}, the reference {says}")
    return differences


NOT_DAYS = [
    *["2023-02-29", "2100-02-29", "2025-04-31", "2024-00-10", "2024-13-01", "2024-05-00", "2024-5-1", "soon"],
    *["+024-05-01", "٢٠٢٤-٠٥-٠١", "0000-01-01", "2024-06-31", "2024-12-32"],
    "",
    "2024-05-01 ",
]
STARTS = [(1896, 1904), (1999, 2001), (2023, 2029), (2096, 2104)]  # around leap years, real or not


def some_day(rng: random.Random) -> date:
    first, last = rng.choice(STARTS) if rng.random() < 0.7 else (1850, 2250)
    year = rng.randint(first, last)
    month = rng.randint(1, 12)
    length = calendar.monthrange(year, month)[1]
    day = (
        rng.choice([1, length, length - 1, min(29, length)]) if rng.random() < 0.4 else rng.randint(1, length)
    )
    return date(year, month, day)


def some_case(rng: random.Random) -> dict[str, Any]:
    """One test case; days near a limit are more likely."""
    born = some_day(rng)
    near = rng.randint(-2, 2)
    baby: dict[str, Any] = {"born": born.isoformat()}
    term = some_term(rng, baby, born, near)
    how = rng.random()
    if how < 0.35:
        today = monthly_day(
            rng.choice([born, term]), rng.choice([1, 2, 4, 6, 9, 12, 15, 18, 24, 36])
        ) + timedelta(days=near)
    elif how < 0.5:
        today = rng.choice([born, term]) + timedelta(days=near)
    else:
        today = born + timedelta(days=rng.randint(-20, 1150))
    case = {"baby": baby, "today": today.isoformat()}
    if rng.random() < 0.03:
        spoilt = rng.choice(["born", "due", "today"])
        text = rng.choice(NOT_DAYS)
        if spoilt == "today":
            case["today"] = text
        else:
            baby[spoilt] = text
    return case


def some_term(rng: random.Random, baby: dict[str, Any], born: date, near: int) -> date:
    """Give a baby a due date, weeks of gestation, both or neither; return the due date."""
    term = born
    kind = rng.choice(["none", "due", "due", "weeks", "weeks", "weeks", "both"])
    if kind in ("due", "both"):
        gap = rng.choice([0, 21, 22, 126, -28]) + near if rng.random() < 0.4 else rng.randint(-40, 140)
        term = born + timedelta(days=gap)
        baby["due"] = term.isoformat()
    if kind == "weeks":
        baby["weeks"] = rng.choice([21, 22, 36, 37, 42, 43]) if rng.random() < 0.3 else rng.randint(20, 44)
        if rng.random() < 0.7:
            baby["weekDays"] = rng.randint(-1, 7) if rng.random() < 0.2 else rng.randint(0, 6)
        term = born + timedelta(days=280 - 7 * baby["weeks"] - baby.get("weekDays", 0))
        if rng.random() < 0.01:
            baby |= rng.choice(
                [{"weeks": None}, {"weeks": 34.5}, {"weekDays": 0.5}, {"weeks": None, "weekDays": None}]
            )
    if kind == "both":
        gestation = 280 - (term - born).days + (rng.choice([-7, -1, 1, 7]) if rng.random() < 0.4 else 0)
        baby["weeks"], baby["weekDays"] = divmod(gestation, 7)
        if rng.random() < 0.3:
            del baby["weekDays"]
    return term


def some_span(rng: random.Random) -> dict[str, Any]:
    """Two days, and a number of days to add to the first."""
    start, count = some_day(rng), rng.randint(-2000, 2000)
    return {
        "span": [start.isoformat(), (start + timedelta(days=rng.randint(-2000, 2000))).isoformat(), count]
    }


def expected(case: dict[str, Any]) -> Any:
    if "span" not in case:
        return answer(case["baby"], case["today"])
    start, end = (date.fromisoformat(text) for text in case["span"][:2])
    moved = start + timedelta(days=case["span"][2])
    return [months_completed(start, end), [moved.year, moved.month, moved.day]]


@pytest.mark.parametrize("zone", ZONES)
def test_age_js_passes_the_published_rows_in_every_time_zone(zone: str) -> None:
    node.run("--test", "tests/scripts/age.test.js", TZ=zone, AGE_RULE=json.dumps(RULE))


def test_the_published_rows_are_right_by_python_s_calendar() -> None:
    assert not vector_differences()


def test_age_js_and_python_agree_on_generated_babies() -> None:
    rng = random.Random(20261124)
    cases = [some_case(rng) for _ in range(CASES)] + [some_span(rng) for _ in range(CASES // 20)]
    script = ASK_AGE_JS % ((ROOT / "docs/assets/js/age.js").as_uri(), json.dumps(RULE))
    given = "".join(json.dumps(case) + "\n" for case in cases)
    answered = node.run("--input-type=module", "-e", script, given=given)
    answers = [json.loads(line) for line in answered.splitlines()]
    different = [
        f"{json.dumps(case)}: age.js {got}, Python {wanted}"
        for case, got in zip(cases, answers, strict=True)
        if got != (wanted := expected(case))
    ]
    assert not different, "\n".join(different[:10])


def test_the_rule_is_in_the_data(catalogue: Catalogue) -> None:
    rule = growth.age_rule(catalogue)
    assert (rule["early_days"], rule["until_months"]) == (21, 24)
    assert [each["from"] for each in rule["ages"]] == sorted(age.from_ for age in catalogue.ages)
