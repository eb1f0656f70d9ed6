"""For the editor: change a phrase of the pages, and read what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from gate.phrases import problems_in_phrases
from gate.project import problems_outside_records
from gate.said import uses_in
from tests.conftest import ROOT, TODAY


def said_of(data: Path) -> list[str]:
    return sorted({str(problem) for problem in problems_in_phrases(ROOT, check_records(data, TODAY))})


# An edit of data/house/words.yaml, the record that the sentence names, and the sentence.
SLIPS = {
    "a name in other words": (
        "{number}",
        "{count}",
        "urgent-line-call",
        "text: {count} isn't filled in here. Did you mean {number}?",
    ),
    "a name that is gone": (
        " {number}",
        "",
        "urgent-line-call",
        "text: {number} is missing, and templates/page-head.html (line ",
    ),
    "a name in round brackets": (
        "{number} months",
        "(number) months",
        "months",
        "text: {number} is missing, and pages/render.py (line ",
    ),
    "a name too many": (
        "Is it",
        "Is {number}",
        "urgent-line",
        "{number} isn't filled in here. Remove it.",
    ),
    "a name of a script in other words": ("{count}", "{number}", "js-found-many", "Did you mean {count}?"),
    "a phrase of a template by another name": (
        "id: urgent-line\n",
        "id: urgent-lines\n",
        "urgent-lines",
        'id: the phrase "urgent-line" is missing, and templates/',
    ),
    "a phrase of the Python code": (
        "id: from-to\n",
        "id: from-until\n",
        "from-until",
        'Rename this one back to "from-to"',
    ),
    "a phrase of a script": (
        "id: js-baby\n",
        "id: js-babies\n",
        "js-babies",
        'Rename this one back to "js-baby"',
    ),
    "an id that a loop builds": (
        "id: staff-column-meaning\n",
        "id: staff-column-means\n",
        "staff-column-means",
        '"staff-column-meaning" is missing',
    ),
    "an id that a reader's answer ends": (
        "id: js-tick-not-yet\n",
        "id: js-tick-not-jet\n",
        "js-tick-not-jet",
        'Rename this one back to "js-tick-not-yet"',
    ),
}


def spoiled(data: Path, record: str, old: str, new: str) -> None:
    """Change one place in one phrase, or in its id."""
    path = data / "house/words.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index(old if old.startswith("id: ") else f"- id: {record}\n")
    end = text.index("- id: ", start + 6)
    assert old in text[start:end], f"{old!r} isn't in {record}; the test needs another place to spoil"
    path.write_text(text[:start] + text[start:end].replace(old, new, 1) + text[end:], encoding="utf-8")


def test_every_phrase_is_said_and_filled_in(data: Path) -> None:
    assert said_of(data) == []


@pytest.mark.parametrize(("old", "new", "record", "sentence"), SLIPS.values(), ids=SLIPS.keys())
def test_one_slip_is_one_sentence(data: Path, old: str, new: str, record: str, sentence: str) -> None:
    spoiled(data, record, old, new)
    said = said_of(data)
    assert len(said) == 1, said
    assert said[0].startswith("data/house/words.yaml, line ")
    assert f', "{record}"' in said[0]
    assert sentence in said[0]


def test_a_phrase_that_was_taken_out_is_missed(data: Path) -> None:
    path = data / "house/words.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: preview-line\n")
    path.write_text(text[:start] + text[text.index("  - id: ", start + 6) :], encoding="utf-8")
    assert any('the phrase "preview-line" is missing' in sentence for sentence in said_of(data))


def test_a_phrase_that_no_page_says_is_reported(data: Path) -> None:
    with (data / "house/words.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - id: of-no-use\n    text: Nobody reads this.\n")
    (sentence,) = said_of(data)
    assert sentence.endswith('"of-no-use": no page uses this phrase. Remove it.')


def test_what_the_code_says_is_found_however_it_is_written(tmp_path: Path) -> None:
    for folder in ("templates", "docs/assets/js", "pages"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "templates/a.html").write_text(
        "{% for x in ('x', 'y') %}{{ say('a-' ~ x, n=1) }}{% endfor %}\n{{ say('b' if z else 'c-' ~ z) }}"
    )
    (tmp_path / "docs/assets/js/a.js").write_text(
        'const all = { a: f("(", g({})), b };\nsay(z ? "js-d" : "js-e", { ...all, c });\n'
        "const more = { ...all, d };\nsay(`js-f-${z}`, more);"
    )
    (tmp_path / "pages/a.py").write_text('self.say("g" if z == 1 else "h", n=1)\nsay["i"]\n')
    found = {(use.file, use.line, use.ids, use.fills, use.may_fill) for use in uses_in(tmp_path)}
    assert found == {
        ("templates/a.html", 1, ("a-x", "a-y"), frozenset({"n"}), frozenset()),
        ("templates/a.html", 2, ("b", "c-*"), frozenset(), frozenset()),
        ("docs/assets/js/a.js", 2, ("js-d", "js-e"), frozenset({"c"}), frozenset({"a", "b"})),
        ("docs/assets/js/a.js", 4, ("js-f-*",), frozenset(), frozenset({"a", "b", "d"})),
        ("pages/a.py", 1, ("g", "h"), frozenset({"n"}), frozenset()),
        ("pages/a.py", 2, ("i",), frozenset(), frozenset()),
    }


@pytest.mark.parametrize(
    "pattern", [r"  - id: plan-title\n    text: .*\n", r"(?s)  - id: next-check.*"], ids=["one", "most"]
)
def test_phrases_that_are_gone_are_one_sentence(data: Path, pattern: str) -> None:
    path = data / "house/words.yaml"
    text, made = re.subn(pattern, "", path.read_text(encoding="utf-8"), count=1)
    assert made
    path.write_text(text, encoding="utf-8")
    (problem,) = problems_outside_records(Catalogue(check_records(data, TODAY)), ROOT)
    assert "missing" in problem.sentence
    assert "Put " in problem.sentence
