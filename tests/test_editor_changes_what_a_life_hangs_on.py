"""For the parent: every safety-critical change is reported, and any single row can be withdrawn at once."""

from __future__ import annotations

import dataclasses
import functools
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from catalogue.catalogue import Catalogue
from catalogue.check import FILES, build_records, check_files, check_records
from catalogue.entries import Entry, Records
from catalogue.problems import Problem
from catalogue.read import read_bytes
from gate.__main__ import compare_with_history
from gate.addresses import MOST_SEPARATE, departures
from gate.comparison import Comparison
from gate.history import git
from gate.vital import vital_differences
from tests.conftest import FROZEN, NOT_PUBLIC, PUBLIC, TODAY, launch, problems_in
from tests.test_editor_breaks_a_rule import GOOD, edit, edited
from tests.test_editor_reads_the_report import check

# File, record, pattern to find, replacement, and how the report shows the change.
EDITS = {
    "choking is for the doctor": (
        "signs.yaml",
        "choking",
        r'tiers: \[emergency\]\n    act_now: "911"',
        "tiers: [doctor]",
        "emergency → doctor",
    ),
    "choking can wait until the office opens": (
        "signs.yaml",
        "choking",
        r'act_now: "911"',
        "act_now: call-now",
        '"911" → "call-now"',
    ),
    "what to do when a baby chokes": (
        "signs.yaml",
        "choking",
        r"do_now: .*?\n(?=    \w)",
        "do_now: Wait and see.\n",
        '→ "Wait and see."',
    ),
    "what to do in a case of choking": (
        "signs.yaml",
        "choking",
        r"act_now: er",
        "act_now: call-now",
        'none of that (er, call-now)" → "…none of that (call-now, call-now)"',
    ),
    "a step of first aid": (
        "first-aid.yaml",
        "choking-under-1-year",
        r"between the shoulder blades 5 times",
        "between the shoulder blades 2 times",
        "blades 5 times with the",
    ),
    "two digits of a number for texts swapped": (
        "clinic.yaml",
        "text-line",
        r"88788",
        "88878",
        '"88788" → "88878"',
    ),
    "from which month choking counts": (
        "signs.yaml",
        "choking",
        r"any_age: true",
        "from: 0",
        "from: this is safety-critical, and it changed: nothing → 0",
    ),
    "a sign of another tier": (
        "signs.yaml",
        "eyes-cross-after-4-months",
        r"tiers: \[\w+",
        "tiers: [office",
        "→ office",
    ),
    "what a not-yet leads to": (
        "milestones.yaml",
        "squeals",
        r"if_not_yet: \[\w+",
        "if_not_yet: [doctor",
        "→ doctor",
    ),
    "a safety rule turned round": (
        "safety.yaml",
        "safe-mirror",
        r"Never put a",
        "Put a",
        'smooth edges. Never put a glass mirror…" → "…with smooth edges. Put a glass mirror',
    ),
    "a rule that every activity had": (
        "safety.yaml",
        "ask-your-team-first",
        r"added_to: every activity",
        "added_to: unless held",
        '"every activity" → "unless held"',
    ),
    "advice that ends early": ("safety.yaml", "no-honey", r"to: 12", "to: 2", "12 → 2"),
    "two digits of a number swapped": (
        "clinic.yaml",
        "poison-control",
        r"1-800-222-1222",
        "1-800-222-2122",
        '"1-800-222-1222" → "1-800-222-2122"',
    ),
    "when to call a number": (
        "clinic.yaml",
        "poison-control",
        r"explain: >-.*?\n(?=    \w)",
        "explain: Call in the morning.\n",
        '→ "Call in the morning."',
    ),
    "whom a tier calls first": (
        "house/tiers.yaml",
        "doctor",
        r"\[doctor, early-intervention-nj",
        "[early-intervention-nj, doctor",
        "doctor, early-intervention-nj, early-intervention-finder → early-intervention-nj, doctor",
    ),
    "whom the emergency room has beside it": (
        "house/tiers.yaml",
        "er",
        r", emergency-911\]",
        "]",
        "emergency-department, emergency-911 → emergency-department",
    ),
    "days before which a baby is early": (
        "house/limits.yaml",
        "age-calculator",
        r"early_days: 21",
        "early_days: 84",
        "21 → 84",
    ),
    "a walking game for a newborn": (
        "activities.yaml",
        "first-steps-to-you",
        r"ages: \[",
        "ages: [0-2-months, ",
        "→ 0-2-months",
    ),
    "a safety rule off a bath": (
        "house/positions.yaml",
        "in-the-bath",
        r"    safety: \[water\]\n",
        "",
        "water → nothing",
    ),
    "a game that is held now": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"positions: \[.*?\]",
        "positions: [in-your-arms]",
        "→ in-your-arms",
    ),
    "a sign off an activity": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"    call_if: \[.*?\]\n",
        "",
        "uses-one-side-more → nothing",
    ),
    "a position that counts as held": (
        "house/positions.yaml",
        "on-the-tummy",
        r"title: On the tummy\n",
        "title: On the tummy\n    held: true\n",
        "false → true",
    ),
    "an activity that leads to the emergency room": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"stop_when: >-\n",
        "stop_when: >-\n      Never call 911.\n",
        '→ "Never call 911.',
    ),
    "words that name 911": (
        "house/words.yaml",
        "danger-signs-call",
        r"911",
        "your doctor",
        'call your doctor."',
    ),
    "how many babies an age means": (
        "house/words.yaml",
        "yardstick-head-most",
        r"Most",
        "All",
        '"Most babies by {age}" → "All babies by {age}"',
    ),
    "how to read an age": (
        "house/words.yaml",
        "yardstick-often",
        r", not a deadline",
        "",
        "not a deadline",
    ),
}


def commit(data: Path, message: str = "A change") -> None:
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    for arguments in (["add", "data"], ["commit", "--quiet", "-m", message]):
        subprocess.run([*git, *arguments], cwd=data.parent, env=os.environ, check=True)


@pytest.fixture(autouse=True)
def _on_no_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PUBLISHED", "GITHUB_BASE_REF"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Repositories of the frozen data: `preview`, as on main, and `launched`, the same after a launch."""
    folder = tmp_path_factory.mktemp("repositories")
    preview = Path(shutil.copytree(FROZEN, folder / "preview/data"))
    subprocess.run(["git", "init", "--quiet", "-b", "main"], cwd=preview.parent, check=True)
    commit(preview, "As it is")
    shutil.copytree(folder / "preview", folder / "launched")
    launch(folder / "launched/data")
    commit(folder / "launched/data", "Launched")
    return folder


@pytest.fixture
def preview(repositories: Path, tmp_path: Path) -> Path:
    """The data of a site in preview, as on main."""
    return Path(shutil.copytree(repositories / "preview", tmp_path, dirs_exist_ok=True)) / "data"


@pytest.fixture
def launched(repositories: Path, tmp_path: Path) -> Path:
    """The data of a site that was launched."""
    return Path(shutil.copytree(repositories / "launched", tmp_path, dirs_exist_ok=True)) / "data"


def replace(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} isn't in {file}; the test needs another place to spoil"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def reported(data: Path) -> tuple[list[str], list[str]]:
    """Return the problems and the warnings of the check, as sentences."""
    found = compare_with_history(Catalogue(check_records(data, TODAY)), data)
    return [str(each) for each in found if each.stops], [str(each) for each in found if not each.stops]


def give_reason(data: Path, *lines: str) -> None:
    record = [
        "changes:",
        "  - id: a-reason",
        "    day: 2026-11-24",
        "    title: It changed.",
        "    why: It had to.",
    ]
    replace(
        data,
        "house/changes.yaml",
        "changes:\n",
        "\n".join([*record, *(f"    {line}" for line in lines)]) + "\n\n",
    )


def test_in_preview_a_change_is_only_noted(preview: Path) -> None:
    edit(preview, "safety.yaml", "no-honey", r"to: 12", "to: 2")
    refused, noted = reported(preview)
    assert not refused
    assert any("12 → 2" in each for each in noted)


# The other safety-critical fields: file, record, pattern to find, replacement.
OTHER_FIELDS = {
    "sign title": ("signs.yaml", "choking", r"title: ", "title: Perhaps "),
    "sign details": ("signs.yaml", "trouble-breathing", r"Each breath", "At times each breath"),
    "sign contacts": ("signs.yaml", "choking", r"act_now:", "contacts: [doctor]\n    act_now:"),
    "sign branches": ("signs.yaml", "choking", r"it came out, and none", "it came out, and little"),
    "sign first_aid": ("signs.yaml", "choking", r"    first_aid: .*?\n", ""),
    "sign on_age_pages": ("signs.yaml", "clusters-of-jerks", r"    on_age_pages: true\n", ""),
    "sign on_age_pages_until": (
        "signs.yaml",
        "wont-feed-or-no-wet-diaper",
        r"on_age_pages_until: 4",
        "on_age_pages_until: 2",
    ),
    "sign to": ("signs.yaml", "choking", r"any_age: true", "from: 0\n    to: 9"),
    "milestone call_first": ("milestones.yaml", "looks-at-your-face", r"    call_first: true\n", ""),
    "rule title": ("safety.yaml", "water", r"title: ", "title: Perhaps "),
    "rule short": ("safety.yaml", "awake-and-watched", r"short: ", "short: Perhaps "),
    "rule trap_words": ("safety.yaml", "safe-mirror", r"mirror, mirrors", "mirror"),
    "advice title": ("safety.yaml", "no-honey", r"title: No", "title: Little"),
    "advice advice": ("safety.yaml", "no-honey", r"Give none, not even", "Give a little, but not"),
    "advice from": ("safety.yaml", "no-honey", r"from: 0", "from: 4"),
    "advice contacts": ("safety.yaml", "no-honey", r"from: 0", "contacts: [doctor]\n    from: 0"),
    "position safety_before_4_months": (
        "house/positions.yaml",
        "on-the-tummy",
        r"title: ",
        "safety_before_4_months: [support-the-head]\n    title: ",
    ),
    "contact title": ("clinic.yaml", "poison-control", r"title: ", "title: Perhaps "),
    "contact hours": ("clinic.yaml", "text-line", r"Day and night", "By day"),
    "contact text_say": ("clinic.yaml", "text-line", r"text_say: START", "text_say: STOP"),
    "aid title": ("first-aid.yaml", "choking-under-1-year", r"under 1 year", "under 2 years"),
    "aid before": ("first-aid.yaml", "choking-under-1-year", r"Don't hit", "Hit"),
    "aid afterwards": ("first-aid.yaml", "choking-under-1-year", r"Call the doctor now", "Wait"),
    "contact shown": (
        "clinic.yaml",
        "crisis-988",
        r"    title: ",
        "    shown: with a phone number\n    title: ",
    ),
    "tier emergency": ("house/tiers.yaml", "doctor", r"    explain:", "    emergency: true\n    explain:"),
    "activity easier": (
        "activities.yaml",
        "reach-in-tummy-time",
        r"easier: .*?\n(?=    \w)",
        "easier: Call 988.\n",
    ),
    "pack safety": ("packs.yaml", "flat-spot", r"    safety: \[.*?\]\n", ""),
    "pack signs": ("packs.yaml", "flat-spot", r"    signs: \[.*?\]\n", ""),
    "phrase text": ("house/words.yaml", "call-first", r"call first", "wait a while"),
    "tier title": ("house/tiers.yaml", "doctor", r"this week", "this month"),
    "tier explain": ("house/tiers.yaml", "doctor", r"be seen this week", "be seen this month"),
    "tier why": ("house/tiers.yaml", "doctor", r"work best when they start early", "can wait"),
    "way title": ("house/tiers.yaml", "er", r"room now", "room soon"),
    "way action": ("house/tiers.yaml", "er", r"action: Go", "action: Later go"),
    "tier same_day": ("house/tiers.yaml", "same-day", r"    same_day: true\n", ""),
    "way explain": ("house/tiers.yaml", "er", r"call 911\.", "wait."),
}


@functools.cache
def good_records() -> Records:
    """The records of the frozen data, which tests must not change."""
    return check_files(GOOD, TODAY)


@pytest.mark.parametrize("name", OTHER_FIELDS)
def test_a_change_of_each_other_field_is_reported(name: str) -> None:
    file, record, pattern, new = OTHER_FIELDS[name]
    text = edited((FROZEN / file).read_text(encoding="utf-8"), record, pattern, new)
    spoiled = read_bytes(text.encode(), shown_as=f"data/{file}", sections=FILES[file])
    # Without the other rules: the change must be reported even if no other rule refuses it.
    now, _ = build_records([spoiled if raw.file == spoiled.file else raw for raw in GOOD], TODAY)
    reported = [each.problem for each in vital_differences(Comparison(good_records(), now))]
    assert (record, name.split()[1]) in [(each.record, each.field) for each in reported]
    assert all("→" in each.sentence for each in reported)


def reported_between(
    section: str, entries: Callable[[list[Entry[BaseModel]]], list[Entry[BaseModel]]]
) -> list[Problem]:
    """Return what is reported if the entries of a section were different before."""
    now = good_records()
    before = dataclasses.replace(now, entries=now.entries | {section: entries(now.entries[section])})
    return [each.problem for each in vital_differences(Comparison(before, now))]


@pytest.mark.parametrize(
    "section",
    ["signs", "first_aid", "safety_rules", "advice", "contacts", "tiers", "act_now", "positions", "limits"],
)
def test_a_new_safety_critical_record_is_reported(section: str) -> None:
    (problem,) = reported_between(section, lambda entries: entries[1:])
    assert "this is a new safety-critical record" in problem.sentence


@pytest.mark.parametrize("section", ["tiers", "act_now"])
def test_a_new_order_of_urgency_is_reported(section: str) -> None:
    (problem,) = reported_between(section, lambda entries: entries[::-1])
    assert "the order shows what is more urgent" in problem.sentence


@pytest.mark.parametrize("name", EDITS)
def test_once_launched_a_change_needs_its_reason(launched: Path, name: str) -> None:
    file, record, pattern, new, change = EDITS[name]
    edit(launched, file, record, pattern, new)
    refused, _ = reported(launched)
    about = [each for each in refused if f'"{record}"' in each]
    assert any(f"data/{file}, line " in each and change in each for each in about), refused
    (named,) = {each[each.index("records: [") : each.index("]") + 1] for each in about}
    give_reason(launched, named)
    refused, noted = reported(launched)
    assert not [each for each in refused if f'"{record}"' in each]
    assert any(f'"{record}"' in each and change in each for each in noted)


@pytest.mark.parametrize(
    ("file", "record", "pattern", "new"),
    [
        ("activities.yaml", "reach-in-tummy-time", r"summary: Set", "summary: Now, set"),
        ("activities.yaml", "reach-in-tummy-time", r"safety: \[", "safety: [no-strings, "),
        ("activities.yaml", "reach-in-tummy-time", r"call_if: \[", "call_if: [loses-a-skill, "),
        ("packs.yaml", "flat-spot", r"signs: \[", "signs: [loses-a-skill, "),
        ("milestones.yaml", "squeals", r"look_for: ", "look_for: Now and then, "),
        ("house/words.yaml", "finder-worry", r"Worry", "What worries you"),
    ],
)
def test_an_ordinary_edit_stays_easy(launched: Path, file: str, record: str, pattern: str, new: str) -> None:
    edit(launched, file, record, pattern, new)
    assert reported(launched) == ([], [])


def test_the_launch_itself_asks_for_no_reason(preview: Path) -> None:
    launch(preview)
    edit(preview, "clinic.yaml", "clinic", r"    url:", "    phone: 201-555-0100\n    url:")
    refused, noted = reported(preview)
    assert not refused
    assert any('nothing → "201-555-0100"' in each for each in noted)


def test_the_number_above_every_page_needs_its_reason(launched: Path) -> None:
    replace(launched, "clinic.yaml", "emergency_contact: emergency-911", "emergency_contact: poison-control")
    replace(launched, "clinic.yaml", "urgent_contacts: [emergency-911, ", "urgent_contacts: [")
    refused, _ = reported(launched)
    assert any('"emergency-911" → "poison-control"' in each for each in refused)
    assert any("emergency-911, poison-control" in each for each in refused)
    give_reason(launched)
    assert not reported(launched)[0]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("catch_all_sign: looks-ill-to-you", "catch_all_sign: choking", '"looks-ill-to-you" → "choking"'),
        ("lost_skill_sign: loses-a-skill", "lost_skill_sign: choking", '"loses-a-skill" → "choking"'),
    ],
)
def test_what_the_site_says_first_needs_its_reason(launched: Path, old: str, new: str, change: str) -> None:
    replace(launched, "clinic.yaml", old, new)
    assert any(change in each for each in reported(launched)[0])
    give_reason(launched)
    assert not reported(launched)[0]


def test_the_reason_for_an_earlier_change_does_not_count(launched: Path) -> None:
    edit(launched, "safety.yaml", "no-honey", r"to: 12", "to: 11")
    give_reason(launched, "records: [advice/no-honey]")
    commit(launched)
    edit(launched, "safety.yaml", "no-honey", r"to: 11", "to: 2")
    assert any("11 → 2" in each for each in reported(launched)[0])


def test_a_change_beside_the_switch_of_the_preview_needs_its_reason(preview: Path) -> None:
    launch(preview)
    edit(preview, "safety.yaml", "no-honey", r"to: 12", "to: 11")
    assert any("12 → 11" in each for each in reported(preview)[0])
    commit(preview, "Launched")
    replace(preview, "clinic.yaml", PUBLIC, NOT_PUBLIC)
    edit(preview, "safety.yaml", "no-honey", r"to: 11", "to: 2")
    assert any("11 → 2" in each for each in reported(preview)[0])


def test_the_reason_for_another_record_with_the_same_id_does_not_count(launched: Path) -> None:
    edit(launched, "house/tiers.yaml", "doctor", r"this week", "this month")
    give_reason(launched, "records: [contact/doctor]")
    assert any('"doctor"' in each for each in reported(launched)[0])


def test_the_order_of_tiers_needs_its_reason(launched: Path) -> None:
    path = launched / "house/tiers.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = (text.index(f"  - id: {name}\n") for name in ("er", "call-now"))
    path.write_text(text[:start] + text[end:] + "\n" + text[start:end], encoding="utf-8")
    refused, _ = reported(launched)
    assert any("911, er, call-now → 911, call-now, er" in each for each in refused), refused


@pytest.fixture
def with_guide(launched: Path) -> Path:
    """The same with a guide."""
    guide = launched.parent / "docs/guides/help.md"
    guide.parent.mkdir(parents=True)
    guide.write_text('# Help\n\nPlay every day.\n\nA fit: call {{ phone("emergency-911") }} now.\n', "utf-8")
    git(launched.parent, "add", "docs")
    commit(launched, "A guide")
    return guide


def test_a_line_of_a_guide_that_leads_to_help_needs_its_reason(launched: Path, with_guide: Path) -> None:
    text = with_guide.read_text(encoding="utf-8")
    with_guide.write_text(text.replace("every day", "each day"), encoding="utf-8")
    assert reported(launched) == ([], [])
    with_guide.write_text(text.replace("now.", "tomorrow."), encoding="utf-8")
    refused, _ = reported(launched)
    assert len(refused) == 1
    assert refused[0].startswith("docs/guides/help.md, line 5: ")
    assert 'now." → "' in refused[0]
    give_reason(launched)
    assert not reported(launched)[0]


def test_a_removed_line_that_leads_to_help_is_reported(launched: Path, with_guide: Path) -> None:
    lines = [
        '{{ signs(["choking"]) }}',
        '{{ advice(["no-honey"]) }}',
        '{{ contacts(["poison-control"]) }}',
        "{{ all_safety() }}",
        "Call 988.",
        "Call 911.",
        "Ask Poison Control.",
        "Go to the emergency department.",
    ]
    text = with_guide.read_text(encoding="utf-8")
    with_guide.write_text("\n\n".join([text, *lines]), encoding="utf-8")
    git(launched.parent, "add", "docs")
    commit(launched, "More lines")
    with_guide.write_text(text, encoding="utf-8")
    refused, _ = reported(launched)
    for line in lines:
        assert any(f'"{line}" → nothing' in each for each in refused), line


def test_a_new_line_that_leads_to_help_is_reported_on_any_page(launched: Path, with_guide: Path) -> None:
    home = launched.parent / "docs/index.md"
    home.write_text("# Home\n", encoding="utf-8")
    git(launched.parent, "add", "docs")
    commit(launched, "A home page")
    home.write_text("# Home\n\nNever call 911.\n", encoding="utf-8")
    (refused,) = reported(launched)[0]
    assert refused.startswith("docs/index.md, line 3: ")
    assert 'nothing → "Never call 911."' in refused


@pytest.mark.parametrize("leads_on", [False, True], ids=["deleted", "renamed"])
def test_a_removed_guide_is_reported(launched: Path, with_guide: Path, leads_on: bool) -> None:
    if leads_on:
        git(launched.parent, "mv", str(with_guide), str(with_guide.with_name("whom-to-call.md")))
    else:
        with_guide.unlink()
    assert any("docs/guides/help.md" in each and "was removed" in each for each in reported(launched)[0])


# Withdrawn or removed records.


def withdraw(data: Path, file: str, record: str) -> None:
    edit(data, file, record, r"    title:", "    withdrawn_on: 2026-11-24\n    title:")


def take_out(data: Path, file: str, record: str) -> None:
    """Delete a record, and its id from every list."""
    edit(data, file, record, r"  - id: .*", "")
    among, alone = rf"(?<=[\[ ]){record}, |, {record}(?=[,\]])", rf"\n    \w+: \[{record}\](?=\n)"
    on_a_line = rf"\n      - {record}(?=\n)"
    for path in data.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(f"{among}|{alone}|{on_a_line}", "", text), encoding="utf-8")


ROWS = [("signs.yaml", "choking"), ("safety.yaml", "no-honey"), ("safety.yaml", "gentle-sound")]


@pytest.mark.parametrize("leave", [withdraw, take_out])
@pytest.mark.parametrize(("file", "record"), ROWS)
def test_one_row_may_leave_at_once(
    launched: Path, file: str, record: str, leave: Callable[[Path, str, str], None]
) -> None:
    leave(launched, file, record)
    refused, noted = reported(launched)
    assert not refused
    assert len([each for each in noted if f'"{record}"' in each]) == 1
    assert len(noted) == 1


def test_two_rows_need_their_reason(launched: Path) -> None:
    withdraw(launched, "signs.yaml", "choking")
    take_out(launched, "signs.yaml", "trouble-breathing")
    refused, _ = reported(launched)
    for name in ("choking", "trouble-breathing"):
        assert any(f'"{name}"' in each for each in refused), name
    give_reason(launched, "records: [choking]", "taken_out: [trouble-breathing]")
    assert not reported(launched)[0]


def test_a_row_that_comes_back_needs_its_reason(launched: Path) -> None:
    withdraw(launched, "signs.yaml", "choking")
    commit(launched, "Withdrawn")
    replace(launched, "signs.yaml", "    withdrawn_on: 2026-11-24\n", "")
    assert any('"choking": this is a new safety-critical record' in each for each in reported(launched)[0])


@pytest.mark.parametrize(
    ("sign", "why"),
    [
        ("loses-a-skill", "each list of milestones asks about it"),
        ("looks-ill-to-you", "Is it urgent? starts with it"),
    ],
)
def test_a_sign_that_the_site_needs_cannot_be_withdrawn(data: Path, sign: str, why: str) -> None:
    withdraw(data, "signs.yaml", sign)
    (problem,) = problems_in(data)
    assert f"is withdrawn, and {why}. Choose another sign." in str(problem)


# Redirects.


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("house/moments.yaml", "floor-play", "on-the-rug"),
        (
            "milestones.yaml",
            "4-6-months",
            "four-to-six-months",
        ),  # activities name it, and it is safety-critical
    ],
)
def test_a_removed_id_is_reported(launched: Path, file: str, old: str, new: str) -> None:
    for path in launched.rglob("*.yaml"):
        text = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    refused, noted = reported(launched)
    assert len(refused) == 1
    assert f'write formerly: [{old}] in "{new}"' in refused[0]
    assert not noted
    edit(launched, file, new, r"    title:", f"    formerly: [{old}]\n    title:")
    assert reported(launched) == ([], [])


def test_a_removed_record_needs_a_line_in_the_log(launched: Path, catalogue: Catalogue) -> None:
    term = catalogue.terms[0].id
    edit(launched, "house/glossary.yaml", term, r"  - id: .*", "")
    refused, _ = reported(launched)
    assert any(f'"{term}": this term was removed' in each for each in refused), refused
    give_reason(launched, f"taken_out: [term/{term}]")
    assert not reported(launched)[0]


def test_many_removed_records_are_reported_once(launched: Path, catalogue: Catalogue) -> None:
    *gone, _ = [term.id for term in catalogue.terms]
    path = launched / "house/glossary.yaml"
    head, *records = re.split(r"(?m)(?=^  - id: )", path.read_text(encoding="utf-8"))
    path.write_text(head + records[-1], encoding="utf-8")
    (refused,) = reported(launched)[0]
    assert (
        f'{len(gone)} records of "terms" were removed, and links to them are now dead: "{gone[0]}", '
        in refused
    )
    give_reason(launched, f"taken_out: [{', '.join(f'term/{each}' for each in gone[1:])}]")
    (refused,) = reported(launched)[0]  # the one without its reason
    assert f'"{gone[0]}": this term was removed' in refused
    replace(launched, "house/changes.yaml", "taken_out: [", f"taken_out: [term/{gone[0]}, ")
    refused_none, (noted,) = reported(launched)
    assert not refused_none
    assert f'{len(gone)} records of "terms" were removed' in noted


def test_removing_many_signs_needs_a_reason() -> None:
    before, now = check_files(GOOD, TODAY), check_files(GOOD, TODAY)
    now.entries["signs"] = now.entries["signs"][MOST_SEPARATE + 1 :]
    (difference,) = departures(Comparison(before, now))
    assert not difference.free


def test_a_former_id_must_stay_in_formerly(launched: Path) -> None:
    edit(
        launched, "house/moments.yaml", "floor-play", r"    title:", "    formerly: [on-the-rug]\n    title:"
    )
    commit(launched, "Renamed")
    replace(launched, "house/moments.yaml", "    formerly: [on-the-rug]\n", "")
    assert any('"on-the-rug" was removed from formerly' in each for each in reported(launched)[0])


def test_a_milestone_of_another_skill_leads_on(launched: Path) -> None:
    edit(launched, "milestones.yaml", "squeals", r"skill: \w+", "skill: people")
    refused, _ = reported(launched)
    skill = re.search(r"skills/([\w-]+)/#squeals are now dead", refused[0])
    assert skill, refused
    edit(launched, "milestones.yaml", "squeals", r"    skill:", f"    formerly_in: [{skill[1]}]\n    skill:")
    assert reported(launched) == ([], [])


# The commit to compare with.


def as_one_folder(data: Path) -> None:
    """Move all data files into one folder, as they were before `house/`."""
    for path in (data / "house").iterdir():
        path.rename(data / path.name)
    ladders, aims = data / "ladders.yaml", data / "tummy-time.yaml"
    ladders.write_text(ladders.read_text("utf-8") + aims.read_text("utf-8"), encoding="utf-8")
    aims.unlink()
    (data / "house").rmdir()


@pytest.mark.parametrize("committed", [True, False])
def test_a_file_that_moved_is_compared_with_itself_where_it_was(
    launched: Path, tmp_path: Path, *, committed: bool
) -> None:
    edit(launched, "house/tiers.yaml", "doctor", r"this week", "this month")
    today = shutil.copytree(launched, tmp_path / "today")
    subprocess.run(["git", "checkout", "--quiet", "."], cwd=launched, check=True)
    as_one_folder(launched)
    commit(launched, "As it was")
    shutil.rmtree(launched)
    shutil.copytree(today, launched)
    if committed:
        commit(launched)
    (refused,), noted = reported(launched)
    assert refused.startswith("data/house/tiers.yaml, line ")
    assert "this week" in refused
    assert not [each for each in noted if "is new" in each or "gone" in each], noted


def on_branch(data: Path) -> None:
    subprocess.run(["git", "switch", "--quiet", "-c", "a-proposal"], cwd=data.parent, check=True)


def test_a_branch_is_compared_with_where_it_left_main(preview: Path) -> None:
    on_branch(preview)
    withdraw(preview, "signs.yaml", "choking")
    commit(preview)
    edit(preview, "house/moments.yaml", "floor-play", r"title: ", "title: Slow ")
    commit(preview)
    assert any('"choking"' in each for each in reported(preview)[1])


def test_in_a_clone_a_branch_is_compared_with_the_main_of_its_origin(preview: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(preview.parent), "clone")
    data = tmp_path / "clone/data"
    on_branch(data)
    git(data, "branch", "--quiet", "--delete", "--force", "main")
    withdraw(data, "signs.yaml", "choking")
    commit(data)
    edit(data, "house/moments.yaml", "floor-play", r"title: ", "title: Slow ")
    commit(data)
    assert any('"choking"' in each for each in reported(data)[1])


def test_what_is_to_be_published_is_compared_with_what_is_published(
    preview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = git(preview, "rev-parse", "HEAD").strip()
    withdraw(preview, "signs.yaml", "choking")
    commit(preview)
    assert any('"choking"' in each for each in reported(preview)[1])
    edit(preview, "house/moments.yaml", "floor-play", r"title: ", "title: Slow ")
    commit(preview)
    assert reported(preview) == ([], [])
    monkeypatch.setenv("PUBLISHED", published)
    assert any('"choking"' in each for each in reported(preview)[1])
    monkeypatch.setenv("PUBLISHED", "0" * 40)
    assert reported(preview) == ([], [])


def test_without_history_it_says_so_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reported(data) == ([], [])
    assert capsys.readouterr().out.count("The git history isn't available") == 1


def test_data_in_an_older_format_is_compared_as_far_as_possible(
    preview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {path: path.read_bytes() for path in preview.rglob("*.yaml")}
    replace(preview, "signs.yaml", "    do_now:", "    action:")
    (preview / "house/limits.yaml").write_text("numbers:\n  - 1\n", encoding="utf-8")
    (preview / "house/visits.yaml").write_bytes(b"\xff\x00 visits")
    (preview / "house/tiers.yaml").unlink()
    commit(preview, "Older")
    for path, text in good.items():
        path.write_bytes(text)
    edit(preview, "safety.yaml", "no-honey", r"to: 12", "to: 2")
    refused, noted = reported(preview)
    assert not refused
    assert [each for each in noted if "12 → 2" in each] == noted
    assert capsys.readouterr().out.count("they weren't compared") == 1


def test_a_pull_request_shows_it_beside_the_line(project: Path) -> None:
    data = project / "data"
    subprocess.run(["git", "init", "--quiet", "-b", "main"], cwd=project, check=True)
    commit(data, "As it is")
    edit(data, "clinic.yaml", "poison-control", r"1-800-222-1222", "1-800-222-2122")
    summary = project / "summary.md"
    done = check(project, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0
    start = "::warning file=data/clinic.yaml,line="
    (line,) = [each for each in done.stdout.splitlines() if each.startswith(start)]
    assert '"1-800-222-1222" → "1-800-222-2122"' in line
    assert "1-800-222-2122" in summary.read_text(encoding="utf-8")
