"""For the editor: whatever is typed into the data, nothing crashes and nothing is lost without a message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalogue.check import FILES, check_files, read_folder
from catalogue.problems import DataError
from catalogue.read import RawFile, read_bytes
from tests.conftest import FROZEN, TODAY

TEXTS = {file: (FROZEN / file).read_text(encoding="utf-8") for file in FILES}
GOOD = read_folder(FROZEN)

files = st.sampled_from(sorted(TEXTS))
places = st.floats(0, 1, exclude_max=True)
signs = st.sampled_from(
    [
        *"\t\n :;-#\"'\\|>[]{}&*!%@`,?~=+<0n",
        *"–•“”’：é",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\x07",
        ": ",
        " #",
    ]
)


def read_with(file: str, text: str) -> list[RawFile] | None:
    """Return all files as read, with one text replaced; None if there is a problem."""
    spoiled = read_bytes(text.encode("utf-8"), shown_as=f"data/{file}", sections=FILES[file])
    raw_files = [spoiled if raw.file == spoiled.file else raw for raw in GOOD]
    try:
        check_files(raw_files, TODAY)
    except DataError:
        return None
    return raw_files


def words_in(value: Any) -> Iterator[str]:
    """Yield every word of a raw value, the names of its fields too."""
    if isinstance(value, str):
        yield from re.findall(r"\w+", value)
    else:
        for part in value if isinstance(value, list) else [*value.keys(), *value.values()]:
            yield from words_in(part)


def words_typed(text: str) -> Counter[str]:
    """Return the words of a file that aren't in a comment."""
    lines = [re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines()]
    return Counter(words_in("\n".join(lines)))


def words_read(raw_files: list[RawFile], file: str) -> Counter[str]:
    (raw,) = (raw for raw in raw_files if raw.file == f"data/{file}")
    sections = {name: [record.values for record in records] for name, records in raw.sections.items()}
    return Counter(words_in(sections))


def by_place(raw_files: list[RawFile]) -> dict[tuple[str, str], list[str]]:
    """Return the words of every record, by its section and id."""
    return {
        (section, record.name): list(words_in(record.values))
        for raw in raw_files
        for section, records in raw.sections.items()
        for record in records
    }


def line_at(lines: list[str], place: float) -> int:
    return int(place * len(lines))


@st.composite
def one_line_spoiled(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a file, and its text with one mistake in one line."""
    file = draw(files)
    lines = TEXTS[file].split("\n")
    number = line_at(lines, draw(places))
    line = lines[number]
    column = int(draw(places) * (len(line) + 1))
    slip = draw(st.sampled_from(["delete", "double", "shift", "swap", "cut", "take", "put"]))
    if slip == "delete":
        lines[number : number + 1] = []
    elif slip == "double":
        lines[number:number] = [line]
    elif slip == "shift":
        lines[number] = " " * draw(st.integers(0, 8)) + line.lstrip()
    elif slip == "swap":
        lines[number : number + 2] = reversed(lines[number : number + 2])
    elif slip == "cut":
        lines[number] = line[:column]
    elif slip == "take":
        lines[number] = line[:column] + line[column + 1 :]
    else:
        lines[number] = line[:column] + draw(signs) + line[column:]
    return file, "\n".join(lines)


@given(one_line_spoiled())
def test_a_slip_in_one_line_is_reported_or_changes_what_it_seems_to(spoiled: tuple[str, str]) -> None:
    file, text = spoiled
    raw_files = read_with(file, text)
    if raw_files is None:
        return
    assert not words_typed(text) - words_read(raw_files, file), "a word reaches no record"
    before, after = by_place(GOOD), by_place(raw_files)
    changed = [place for place in before if place in after and before[place] != after[place]]
    # Two swapped lines may belong to two records; an id may change.
    assert len(changed) <= 2
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) <= 1


@given(files, places, places, st.lists(signs, max_size=3))
def test_a_part_cut_out_or_pasted_in_is_reported_or_whole(
    file: str, start: float, end: float, typed: list[str]
) -> None:
    text = TEXTS[file]
    first, last = sorted((int(start * len(text)), int(end * len(text))))
    spoiled = text[:first] + "".join(typed) + text[last:]
    raw_files = read_with(file, spoiled)
    if raw_files is not None:
        assert not words_typed(spoiled) - words_read(raw_files, file), "a word reaches no record"


@given(files, files, places, places)
def test_a_part_of_another_file_is_reported_or_whole(
    file: str, other: str, start: float, place: float
) -> None:
    pasted = TEXTS[other].split("\n")
    lines = TEXTS[file].split("\n")
    number, first = line_at(lines, place), line_at(pasted, start)
    lines[number:number] = pasted[first : first + 4]
    raw_files = read_with(file, "\n".join(lines))
    if raw_files is not None:
        assert not words_typed("\n".join(lines)) - words_read(raw_files, file), "a word reaches no record"
