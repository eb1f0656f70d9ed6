"""For the editor: every message of a rule or a record is produced by some spoiled record.

The messages are read from the code. If no spoiled record produced one, its check could be removed without a
failing test.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from catalogue.problems import Problem
from tests.conftest import FROZEN, ROOT
from tests.test_editor_breaks_a_rule import DOUBTS, SLIPS, problems_after, problems_with
from tests.test_editor_slips import IN_THE_DATA, within

FEWEST_WORDS = 3  # of a part to look for; shorter ones are in many sentences
ROOMS = [
    *sorted((ROOT / "catalogue/rules").glob("*.py")),
    ROOT / "catalogue/field_types.py",
    ROOT / "catalogue/records.py",
]


def messages_in_functions(tree: ast.Module) -> Iterator[str]:
    """Yield the parts of the sentences that functions build; docstrings and the texts of fields are none."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for statement in function.body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                continue  # its docstring
            yield from _texts(statement)


def messages_in_tables(tree: ast.Module) -> Iterator[str]:
    """Yield the advice in a module's constants."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Tuple, ast.Constant)):
            yield from (text for text in _texts(node.value) if text.endswith("."))


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if not isinstance(node, ast.Compare) and not _is_of_pydantic(node):
        for part in ast.iter_child_nodes(node):
            yield from _texts(part)


def _is_of_pydantic(node: ast.AST) -> bool:
    """Return whether this raises an error whose message the check replaces."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError"


def is_a_sentence(text: str) -> bool:
    return len(re.findall(r"[a-z']+", text)) >= FEWEST_WORDS and "\\" not in text and " " in text.strip()


def sentences_of(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = list(messages_in_functions(tree))
    if path.parent.name == "rules":
        texts += messages_in_tables(tree)
    return [text for text in dict.fromkeys(texts) if is_a_sentence(text)]


REVIEW = "    reviewed_by: A clinician in a test\n    reviewed_on: 2026-11-20\n"

# Several edits at once; each needs more than one place to be wrong.
TOGETHER = {
    "a milestone that nothing builds": [
        ("activities.yaml", r"\bblows-raspberries, |, blows-raspberries\b", "")
    ],
    "one activity where there should be two": [
        ("house/exceptions.yaml", r"records: \[rakes-food\]", "records: [swings-at-toys]")
    ],
    "an exception that isn't needed": [
        ("house/exceptions.yaml", r"records: \[rakes-food\]", "records: [rakes-food, laughs]")
    ],
    "an exception for no rule at all": [
        ("house/exceptions.yaml", r"rule: movement-and-hands-have-two", "rule: zzz")
    ],
    "days still to come in many places": [("sources.yaml", r"checked_on: 2026", "checked_on: 2072")],
    "the language of the data taken out": [
        ("clinic.yaml", r"  - id: en\n    title: English", "  - id: es\n    title: Spanish"),
        ("house/search.yaml", r"    language: en\n", "    language: es\n"),
    ],
    "no age at birth": [("milestones.yaml", r"\n    from: 0\n    to: 2\n", "\n    from: 1\n    to: 2\n")],
    "an id used again": [("house/moments.yaml", r"    title:", "    formerly: [bath]\n    title:")],
    "a former id of two": [
        ("house/skills.yaml", r"  - id: (eyes|hands)\n", r"  - id: \1\n    formerly: [looking]\n"),
    ],
    "a link to a former id": [
        ("house/skills.yaml", r"  - id: hands\n", "  - id: hands-and-fingers\n    formerly: [hands]\n"),
    ],
    "play later than what it builds": [
        (
            "activities.yaml",
            r"(id: reach-in-tummy-time\n(?:    .*\n)*?    ages: )\[4-6-months\]",
            r"\1[15-18-months]",
        )
    ],
    "a ladder of deadlines": [("house/ladders.yaml", r"milestones: \[", "milestones: [laughs, ")],
    "a ladder of one step": [("house/ladders.yaml", r"milestones: \[.*\]", "milestones: [grasp-reflex]")],
    "a way for nothing": [("adaptations.yaml", r"    positions: \[in-your-arms\]\n", "")],
    "no number to call": [("clinic.yaml", r'    phone: "911"\n', "")],
    "a link to nothing like it": [("house/tiers.yaml", r"contacts: \[", "contacts: [zzz-qqq, ")],
    "a link to nothing like it, among few": [
        ("milestones.yaml", r"    skill: hands\n", "    skill: zzz-qqq\n")
    ],
    "a change of nothing like it": [("house/changes.yaml", r"    why:", "    records: [zzz-qqq]\n    why:")],
    "the sign of every list withdrawn": [
        ("signs.yaml", r"(  - id: loses-a-skill\n)", r"\1    withdrawn_on: 2026-11-20\n")
    ],
    "a sign earlier than its milestone": [("signs.yaml", r"    by: 15\n", "    by: 12\n")],
    "a second tier for the same day": [
        ("house/tiers.yaml", r"(  - id: office\n)", r"\1    same_day: true\n")
    ],
    "a catch-all that can wait": [("clinic.yaml", r"catch_all_sign: .*", "catch_all_sign: you-are-worried")],
    "a launch without sources": [
        ("clinic.yaml", r"public: \[\]", "public: [signs, first_aid]"),
        ("signs.yaml", r"(    tiers: \[(?:emergency|same-day)\]\n)", rf"\1{REVIEW}"),
        ("first-aid.yaml", r"(  - id: choking-under-1-year\n)", rf"\1{REVIEW}"),
    ],
    "a second emergency tier": [("house/tiers.yaml", r"(  - id: office\n)", r"\1    emergency: true\n")],
    "advice past the last age": [
        ("milestones.yaml", r"\n    from: 18\n", "\n    from: 18\n    to: 19\n"),
        (
            "safety.yaml",
            r"    from: 0\n    to: 12\n    sources: \[aap-ss22, aapn",
            "    from: 20\n    sources: [aap-ss22, aapn",
        ),
    ],
    "a limit far too low": [("house/limits.yaml", r"oldest_months: 36", "oldest_months: 10")],
    "no words to avoid": [("house/avoid.yaml", r"(?s)avoid:.*", "avoid: []\n")],
}


@cache
def problems_in_the_data(name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the spoiled file, and the problems found in it."""
    (file, record), pattern, new, *_ = IN_THE_DATA[name]
    text = within((FROZEN / file).read_text(encoding="utf-8"), record, pattern, new)[0]
    return text, problems_with({file: text})


@cache
def all_problems() -> str:
    """Return the messages about all spoiled records, one on a line."""
    reported = [
        problem for spoil in (*SLIPS.values(), *DOUBTS.values()) for problem in problems_after(spoil[:4])
    ]
    for name in IN_THE_DATA:
        reported += problems_in_the_data(name)[1]
    for edits in TOGETHER.values():
        reported += problems_with(
            {
                file: re.sub(pattern, new, (FROZEN / file).read_text(encoding="utf-8"))
                for file, pattern, new in edits
            }
        )
    return "\n".join(problem.sentence for problem in reported)


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_every_message_is_produced_by_a_spoiled_record(path: Path) -> None:
    assert [text for text in sentences_of(path) if text.strip() not in all_problems()] == []


def test_every_rule_has_messages_to_look_for() -> None:
    for path in ROOMS:
        assert sentences_of(path) or path.stem == "__init__", path.stem


@pytest.mark.parametrize("name", TOGETHER)
def test_a_mistake_in_two_places_is_reported(name: str) -> None:
    edits = TOGETHER[name]
    texts = {file: (FROZEN / file).read_text(encoding="utf-8") for file, *_ in edits}
    for file, pattern, new in edits:
        assert re.search(pattern, texts[file]), f"{pattern!r} isn't in {file}"
        texts[file] = re.sub(pattern, new, texts[file])
    assert problems_with(texts)


FIX = re.compile(r"\"([^\"…]+)\"(?: isn't allowed here|\. | is not ).*Did you mean \"([^\"]+)\"\?")


def test_a_suggested_fix_works() -> None:
    """Where "Did you mean" names a text, typing it leaves no problem on that line."""
    tried = []
    for name, ((file, _), *_) in IN_THE_DATA.items():
        text, reported = problems_in_the_data(name)
        lines = text.split("\n")
        for problem in reported:
            fix = FIX.search(problem.sentence)
            if fix is None or problem.file != f"data/{file}" or fix[1] not in lines[problem.line - 1]:
                continue
            fixed = [*lines]
            fixed[problem.line - 1] = lines[problem.line - 1].replace(fix[1], fix[2], 1)
            tried.append(fix[0])
            for other in problems_with({file: "\n".join(fixed)}):
                assert not other.stops or (other.file, other.line) != (problem.file, problem.line), (
                    f"{fix[0]}: then {other}"
                )
    assert tried
