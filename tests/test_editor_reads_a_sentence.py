"""For the editor: every mistake in a file becomes one sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.read import RawFile, read_file

GOOD = """\
# A comment
skills:
  - id: hands
    title: Hands
    tags: [a, b]
  - id: eyes
    title: "Eyes: both"
"""


def read(tmp_path: Path, text: str | bytes) -> RawFile:
    path = tmp_path / "skills.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_file(path, shown_as="data/house/skills.yaml", sections={"skills": True})


def test_good_text_is_read_as_typed_with_its_lines(tmp_path: Path) -> None:
    raw = read(tmp_path, GOOD)
    assert raw.problems == []
    first, second = raw.sections["skills"]
    assert first.values == {"id": "hands", "title": "Hands", "tags": ["a", "b"]}
    assert (first.line, first.line_of(("title",)), second.line_of(("title",))) == (3, 4, 7)
    assert second.values["title"] == "Eyes: both"


SLIPS = {
    "a tab": (GOOD.replace("    title: Hands", "\ttitle: Hands"), 4, "this line starts with a tab"),
    "a no-break space": (GOOD.replace("    title: Hands", "\u00a0   title: Hands"), 4, "invisible character"),
    "an en dash": (GOOD.replace("  - id: eyes", "  – id: eyes"), 6, 'a plain dash "-"'),
    "a merge conflict": (
        GOOD.replace("    title: Hands", "<<<<<<< HEAD\n    title: Hands"),
        4,
        "merge conflict",
    ),
    "a control character": (GOOD.replace("Hands", "Ha\x07nds"), 4, "control character"),
    "a field twice": (
        GOOD.replace("    tags", "    title: Again\n    tags"),
        5,
        '"title" appears twice (first on line 4)',
    ),
    "a lost dash": (GOOD.replace("  - id: eyes", "    id: eyes"), 6, "lost its dash"),
    "a colon in a text": (GOOD.replace("Hands", "Hands: both"), 4, 'this line has a second ": "'),
    "a quote not closed": (GOOD.replace("title: Hands", 'title: "Hands'), None, "quote"),
    "a bracket not closed": (GOOD.replace("[a, b]", "[a, b"), None, "isn't closed"),
    "a star": (GOOD.replace("title: Hands", "title: *Hands"), 4, "can't start with *"),
    "an at sign": (GOOD.replace("title: Hands", "title: @Hands"), 4, "can't start with this sign"),
    "a tag": (GOOD.replace("title: Hands", "title: !!python/object:os.x Hands"), 4, "can't start with !"),
    "a cut text": (GOOD.replace("title: Hands", "title: Toy #1 is best"), 4, "is lost"),
    "a second document": (GOOD + "---\nmore: true\n", 8, "three dashes"),
    "an unknown section": (GOOD.replace("skills:", "skils:"), 2, 'Did you mean "skills"?'),
    "a list of words": ("skills:\n  - hands\n", 2, 'a record starts with "- id: …"'),
    "no list": ("skills:\n  id: hands\n", 2, "needs a list below it"),
    "only comments": ("# nothing\n", 1, "only comments"),
    "an empty file": ("", 1, "the file is empty"),
    "a web page": ("<!DOCTYPE html><html></html>", 1, "a web page"),
    "a spreadsheet": (b"PK\x03\x04rest", 1, "a document or a spreadsheet"),
    "UTF-16": ("skills:\n".encode("utf-16"), 1, "UTF-16"),
    "an old encoding": (GOOD.replace("Hands", "Manos pequeñas").encode("cp1252"), 4, "isn't saved as UTF-8"),
    "an alias": (
        "skills:\n  - id: a\n    title: &t Hands\n  - id: b\n    title: *t\n",
        3,
        "can't start with &",
    ),
}


@pytest.mark.parametrize(("text", "line", "words"), SLIPS.values(), ids=SLIPS.keys())
def test_each_slip_gives_one_sentence_at_its_line(
    tmp_path: Path, text: str | bytes, line: int | None, words: str
) -> None:
    problems = read(tmp_path, text).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    assert words in str(problems[0])
    assert line is None or problems[0].line == line
    assert str(problems[0]).startswith(f"data/house/skills.yaml, line {problems[0].line}")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    raw = read_file(tmp_path / "no.yaml", shown_as="data/no.yaml", sections={"skills": True})
    assert [str(problem) for problem in raw.problems] == [
        "data/no.yaml, line 1: the file is missing. Put it back, or undo the change that removed it."
    ]


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "skills:\n  - id: &a [x]\n" + "".join(
        f"    f{n}: &b{n} [{', '.join(['*a' if n == 0 else f'*b{n - 1}'] * 9)}]\n" for n in range(40)
    )
    assert any("can't start with &" in str(problem) for problem in read(tmp_path, bomb).problems)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_make_it_crash(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    raw = read(tmp_path_factory.mktemp("junk"), junk)
    assert raw.problems or raw.sections


@given(st.integers(0, len(GOOD)), st.text(max_size=8))
def test_no_typing_into_a_good_file_makes_it_crash_or_lose_a_record(
    tmp_path_factory: pytest.TempPathFactory, place: int, typed: str
) -> None:
    raw = read(
        tmp_path_factory.mktemp("typed"), (GOOD[:place] + typed + GOOD[place:]).encode("utf-8", "replace")
    )
    assert raw.problems or len(raw.sections["skills"]) >= 2 or typed.lstrip().startswith("#")
