"""For the editor: for every mistake made in an editor, Word or Excel, one sentence says what to fix.

Three tables: slips in a small file, slips in the clinic's own data, and slips with the
files themselves. Each reads: what an editor did, and what the check then says. The last
table is of what must pass, just as it was typed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.check import FILES, check_files, read_folder
from catalogue.problems import DataError, Problem
from catalogue.read import RawFile, read_bytes
from tests.conftest import BUILD_DAY, FROZEN, TODAY, problems_in

SMALL = """\
# The skills
skills:
  - id: hands
    title: Hands
    why: >-
      A long text
      on two lines.
    tags: [a, b]
    steps:
      - one thing
      - another thing
  - id: eyes
    title: "Eyes: both"
"""


def small(old: str, new: str, *, every: bool = False) -> str:
    """Return the small file with one place changed, or every one."""
    assert old in SMALL
    return SMALL.replace(old, new, -1 if every else 1)


def title(text: str) -> str:
    """Return the small file with another text typed as the first title, on line 4."""
    return small("title: Hands", f"title: {text}")


def read(text: str | bytes) -> RawFile:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return read_bytes(data, shown_as="data/house/skills.yaml", sections={"skills": True})


# The content of the file, the line of the problem, and a part of its sentence.
IN_A_FILE: dict[str, tuple[str | bytes, int, str]] = {
    # Encodings
    "UTF-16 without a mark": (SMALL.encode("utf-16-le"), 1, "is saved as UTF-16"),
    "UTF-16 the other way round": (SMALL.encode("utf-16-be"), 1, "is saved as UTF-16"),
    "UTF-32": (SMALL.encode("utf-32"), 1, "is saved as UTF-32"),
    "UTF-32 without a mark": (SMALL.encode("utf-32-le"), 1, "is saved as UTF-16 or UTF-32"),
    "UTF-32 the other way round": (b"\0\0\xfe\xff" + SMALL.encode("utf-32-be"), 1, "is saved as UTF-32"),
    "curly quotes of old Windows": (
        title("Baby’s hands").encode("cp1252"),
        4,
        'the "’" in "title: Baby’s hands" isn\'t saved as UTF-8',
    ),
    "latin-1": (
        title("Peque\u00f1a").encode("latin-1"),
        4,
        'the "ñ" in "title: Pequeña" isn\'t saved as UTF-8',
    ),
    "half a character": (title("@").encode().replace(b"@", b"Ni\xc3"), 4, "isn't saved as UTF-8"),
    "half a pair of UTF-16": (title("@").encode().replace(b"@", b"\xed\xa0\x80"), 4, "isn't saved as UTF-8"),
    "NUL": (title("Ha\0nds"), 4, "this line has an invisible control character"),
    "a garbled letter": (
        title("BebÃ©s"),
        4,
        '"Ã©" is a letter that another program garbled; it was probably "é"',
    ),
    "a garbled apostrophe": (title("Babyâ€™s"), 4, 'it was probably "’"'),
    "a lost letter": (title("Beb\ufffd"), 4, "a character was lost here"),
    "two byte order marks": ("\ufeff\ufeff" + SMALL, 1, "this line has an invisible character"),
    # Indentation
    "a tab after spaces": (small("    title: Hands", "  \ttitle: Hands"), 4, "this line starts with a tab"),
    "tabs everywhere": (
        small("    ", "\t", every=True),
        4,
        "this line starts with a tab. Use spaces. The same on lines 5, 6, 7, 8 and 4 more.",
    ),
    "a field too deep": (
        small("    title: Hands", "      title: Hands"),
        4,
        'this line is indented farther than "- id: hands" above it',
    ),
    "a field one space too deep": (small("    title: Hands", "     title: Hands"), 4, "Align the two"),
    "a field one space too shallow": (small("    title: Hands", "   title: Hands"), 4, "isn't aligned"),
    "a field as shallow as the dash": (small("    title: Hands", "  title: Hands"), 4, "isn't aligned"),
    "a field not indented": (
        small("    title: Hands", "title: Hands"),
        5,
        'indented farther than "title: Hands" above it',
    ),
    "the last field not indented": (
        small('    title: "Eyes', 'title: "Eyes'),
        13,
        'there is no section "title". This file holds "skills:". If it is a field of the record above',
    ),
    "a field that a long text swallows": (
        small("    tags", "      tags"),
        8,
        '"tags: [a, b]" is read as part of the long text above it',
    ),
    "a record that a long text swallows": (
        SMALL + "    why: >-\n      Text.\n      - id: ears\n",
        16,
        '"- id: ears" is read as part of the long text above it',
    ),
    "a note in a long text": (
        small("      on two", "      # ask Dr. Lee\n      on two"),
        7,
        '"# ask Dr. Lee" would be shown: below >- everything is text',
    ),
    "a list line too shallow": (small("      - another", "     - another"), 11, "isn't aligned"),
    "a list line too deep": (
        small("      - another", "        - another"),
        11,
        '"- another thing" is read as part of the text above it',
    ),
    "a record too deep": (small("  - id: eyes", "    - id: eyes"), 12, "isn't aligned"),
    "a record too shallow": (small("  - id: eyes", " - id: eyes"), 12, "isn't aligned"),
    "a record not indented": (small("  - id: eyes", "- id: eyes"), 12, "isn't aligned"),
    "a long text not indented": (
        small("      on two", "    on two"),
        7,
        "a long text isn't indented below its",
    ),
    "a long text at the edge": (small("      on two", "on two"), 7, "a long text isn't indented below its"),
    "a long text out of line": (small("      on two", "     on two"), 7, "isn't aligned"),
    "no-break spaces and spaces": (
        small("    title: Hands", "  \u00a0\u00a0title: Hands"),
        4,
        "this line starts with an invisible character that looks like a space",
    ),
    "ideographic spaces": (small("    title: Hands", "\u3000\u3000title: Hands"), 4, "looks like a space"),
    "an em space": (small("    title: Hands", "\u2003 title: Hands"), 4, "looks like a space"),
    "a no-break space after the colon": (
        small("title: Hands", "title:\u00a0Hands"),
        4,
        'looks like a space is next to the colon. Write "title: Hands"',
    ),
    "a no-break space before the colon": (
        small("title: Hands", "title\u00a0: Hands"),
        4,
        "looks like a space is next to the colon",
    ),
    "a no-break space after the dash": (small("- id: eyes", "-\u00a0id: eyes"), 12, "looks like a space"),
    # Quotes
    "a quote not closed on the last line": (small('"Eyes: both"', '"Eyes: both'), 13, "is never closed"),
    "a quote not closed, and another below": (small("title: Hands", 'title: "Hands'), 4, "is never closed"),
    "a quote closed with the other sign": (title("\"Hands'"), 4, "is never closed"),
    "quotes inside quotes": (
        title('"Say "hi" now"'),
        4,
        'a quote inside this text ends it too early. Write "Say \\"hi\\" now".',
    ),
    "a quoted word at the start": (title('"Hands" are good'), 4, r'Write "\"Hands\" are good"'),
    "an apostrophe in single quotes": (title("'Baby's hands'"), 4, 'Write "Baby\'s hands"'),
    "an apostrophe at the start": (title("'til noon"), 4, "a quote opens here and is never closed"),
    "a quote not opened": (
        small('"Eyes: both"', 'Eyes: both"'),
        13,
        'Put quotes around it: title: "Eyes: both"',
    ),
    "a quote over two lines": (title('"Hands\n      and feet"'), 4, "closes only on line 5"),
    "a quote in a list not closed": (
        small("[a, b]", '["a, b]'),
        8,
        "a quote in this list opens and is never",
    ),
    "curly quotes": (title("“Hands”"), 4, 'the curly quotes around "“Hands”" would be shown'),
    "curly single quotes": (title("‘Hands’"), 4, "would be shown"),
    "low quotes": (title("„Hands“"), 4, "would be shown"),
    "curly quotes around a colon": (title("“Hands: both”"), 4, 'Put quotes around it: title: "Hands: both"'),
    "a comma in curly quotes": (
        small("[a, b]", "[“a, c”, b]"),
        8,
        'the curly quotes around "“a" would be shown',
    ),
    "a backslash in quotes": (title('"C:\\Hands"'), 4, "a text needs no backslash"),
    "a backslash that hides a sign": (
        title('"Han\\u202eds"'),
        4,
        "a text needs no backslash",
    ),
    "half a pair behind a backslash": (
        title('"\\ud83d"'),
        4,
        "a text needs no backslash",
    ),
    # Dashes
    "an em dash": (
        small("  - id: eyes", "  — id: eyes"),
        12,
        'a plain dash "-" and a space, not another character',
    ),
    "a bullet": (small("- another", "• another"), 11, 'not another character. Write "- another thing".'),
    "a bullet and a tab": (small("- another", "•\tanother"), 11, 'Write "- another thing"'),
    "a star": (small("- another", "* another"), 11, 'Write "- another thing"'),
    "a star before a record": (small("- id: eyes", "* id: eyes"), 12, 'Write "- id: eyes"'),
    "a plus": (small("- another", "+ another"), 11, 'Write "- another thing"'),
    "a middle dot": (small("- another", "· another"), 11, 'Write "- another thing"'),
    "a minus": (small("- another", "− another"), 11, 'Write "- another thing"'),
    "a hyphen of its own": (small("- another", "‐ another"), 11, 'Write "- another thing"'),
    "a no-break hyphen": (small("- another", "\u2011 another"), 11, 'Write "- another thing"'),
    "Word's bullet": (small("- another", "\uf0b7 another"), 11, 'Write "- another thing"'),
    "two dashes": (small("- another", "-- another"), 11, 'Write "- another thing"'),
    "no space after the dash": (
        small("- another", "-another"),
        11,
        'a space after it. Write "- another thing"',
    ),
    "no space after a record's dash": (small("- id: eyes", "-id: eyes"), 12, 'Write "- id: eyes"'),
    "a tab after the dash": (small("- another", "-\tanother"), 11, 'Write "- another thing"'),
    "the first record without its dash": (
        small("  - id: hands", "    id: hands"),
        3,
        "a record lost its dash here",
    ),
    "a record without its first line": (
        small("  - id: eyes\n", "").replace('    title: "E', '    tags: [c]\n    title: "E'),
        12,
        'A record may have lost its first line, "- id: …"',
    ),
    "a list line without its dash": (
        small("      - another", "      another"),
        11,
        "a colon is missing here, or",
    ),
    "a list line without its dash, deeper": (
        small("      - another", "        another"),
        11,
        '"another thing" is read as part of the text above it. Give it its dash',
    ),
    "a dash with nothing behind it": (SMALL + "  -\n", 14, "there is nothing after this dash"),
    # Colons
    "no colon": (small("title: Hands", "title Hands"), 4, "a colon is missing here"),
    "no colon after the id": (
        small("id: eyes", "id eyes"),
        12,
        'a colon is missing here. Write "field: text".',
    ),
    "no colon before a list": (small("steps:", "steps"), 9, "a colon is missing here"),
    "no colon before a long text": (small("why: >-", "why >-"), 5, "a colon is missing here"),
    "no colon and too deep": (
        small("    why: >-\n      A long text\n      on two lines.\n", "      why A text\n"),
        5,
        '"why A text" is read as part of the text above it',
    ),
    "a semicolon": (small("title: Hands", "title; Hands"), 4, "a colon is missing here"),
    "no space after the colon": (small("title: Hands", "title:Hands"), 4, 'Write "title: Hands"'),
    "no space after the id's colon": (small("id: eyes", "id:eyes"), 12, 'Write "- id: eyes"'),
    "no space before a long text": (small("why: >-", "why:>-"), 5, 'Write "why: >-"'),
    "two colons": (small("title: Hands", "title:: Hands"), 4, 'Write "title: Hands"'),
    "a colon at the end": (title("Hands:"), 4, 'this line has a second ": "'),
    "a full-width colon": (small("title: Hands", "title：Hands"), 4, "isn't the plain colon"),
    "a ratio sign": (small("title: Hands", "title∶ Hands"), 4, "isn't the plain colon"),
    # Comments that cut a text
    "a text that is a comment": (
        title("# Hands"),
        4,
        'everything after "title:" is lost: " #" starts a comment',
    ),
    "a cut list line": (small("another thing", "toy #1"), 11, 'everything after "toy" is lost'),
    "a cut list": (small("b]", "b #c]"), 8, 'the rest of the list after "tags: [a, b" is lost'),
    "a cut id": (small("id: eyes", "id: eyes # both"), 12, 'everything after "eyes" is lost'),
    # Signs that mean something to YAML
    "a back tick": (title("`Hands`"), 4, "a text can't start with this sign"),
    "a percent sign": (title("%Hands"), 4, "a text can't start with this sign"),
    "a template": (title("{{ x }}"), 4, "a text can't start with {"),
    "a template statement": (title("{% raw %}"), 4, "a text can't start with {"),
    "a template comment": (title("{# x #}"), 4, "a text can't start with {"),
    "a curly bracket not closed": (title("{x"), 4, "a text can't start with {"),
    "an entity": (title("&amp; more"), 4, "a text can't start with * or &"),
    "an anchor": (title("&toys and more"), 4, "a text can't start with &"),
    "an anchor before a field": (small("title: Hands", "&a title: Hands"), 4, "a field can't start with &"),
    "an anchor before a record": (small("- id: eyes", "- &a\n    id: eyes"), 12, "can't start with &"),
    "an anchor before a section": (small("skills:", "skills: &a"), 2, "can't start with &"),
    "a merge key": (small("title: Hands", "<<: {title: Hands}"), 4, "a text can't start with {"),
    "a merge key with a star": (small("title: Hands", "<<: *a"), 4, "a text can't start with *"),
    "an exclamation mark": (title("!Hands"), 4, "a text can't start with !"),
    "an exclamation mark alone": (title("! Hands"), 4, "a text can't start with !"),
    "a known tag": (title("!!str Hands"), 4, "a text can't start with !"),
    "a tag of an address": (title("!<tag:x> Hands"), 4, "a text can't start with !"),
    "a tag before a list": (small("[a, b]", "!!set [a, b]"), 8, "a text can't start with !"),
    "a question mark": (title("? Hands"), 4, "a text can't start with a question mark"),
    "a field behind a question mark": (
        small("    title: Hands", "    ? title\n    : Hands"),
        4,
        "question mark",
    ),
    "a dash in a text": (title("- Hands"), 4, "a list can't start here"),
    "a greater-than sign": (title(">6 months"), 4, "a text that starts with > or | needs quotes"),
    "a digit behind >": (small(">-", ">2-"), 5, "nothing may follow >-"),
    "a text behind >-": (small(">-\n      A", ">- A"), 5, "A long text goes below >-"),
    "a comma": (title(", Hands"), 4, "there is a bracket or a comma where a text should start"),
    "a bracket closed only": (title("]"), 4, "there is a bracket or a comma where a text should start"),
    "a word in brackets before a text": (
        title("[Optional] Hands"),
        4,
        'a text can\'t start with [. Put the text in double quotes: title: "[Optional] Hands"',
    ),
    "a step in brackets": (
        small("- one thing", "- [Maybe] one thing"),
        10,
        'Put the text in double quotes: - "[Maybe] one thing"',
    ),
    "a comma behind a list": (
        small("[a, b]", "[a, b],"),
        8,
        'remove the comma after the list. Write "tags: [a, b]"',
    ),
    "a bracket not closed on a line": (small("[a, b]", "[a,\n      b"), 8, "isn't closed"),
    "brackets without end": (title("[" * 30 + "]" * 30), 4, "brackets are nested too deeply"),
    "thousands of brackets": (title("[" * 5000 + "]" * 5000), 4, "nested too deeply"),
    # A second file in the file
    "three dashes at the start": ("---\n" + SMALL, 1, "three dashes, three dots or a percent sign"),
    "three dots": (SMALL + "...\n", 14, "three dashes, three dots or a percent sign"),
    "a YAML line": ("%YAML 1.2\n---\n" + SMALL, 1, "Delete the line. The same on line 2."),
    # Merge conflicts
    "a whole merge conflict": (
        title("Hands\n=======\n    title: Hand\n>>>>>>> main").replace(
            "    title: Hands", "<<<<<<< HEAD\n    title: Hands"
        ),
        4,
        "Keep one of them, and delete the lines with these marks. The same on lines 6 and 8.",
    ),
    "a merge conflict of three": (
        title("Hands\n||||||| 1a2b3c4\n    title: Hand"),
        5,
        "a merge conflict was left",
    ),
    "the middle of a merge conflict": (title("Hands\n======="), 5, "a merge conflict was left here"),
    # Another file saved in its place
    "a page without its type": ('\n\n<html lang="en">\n', 3, "this is a web page"),
    "XML": ('<?xml version="1.0"?>\n<a/>', 1, "this is a web page"),
    "JSON": ('{"skills": [{"id": "hands"}]}', 1, "a data file of another kind (JSON)"),
    "a list in JSON": ('[\n  {"id": "hands"}\n]\n', 1, "a data file of another kind (JSON)"),
    "CSV": ('id,title,ages\nhands,"Hands: both",x\n', 1, "this is a table from a spreadsheet"),
    "CSV with semicolons": ("id;title;ages\nhands;Hands;x\n", 1, "this is a table from a spreadsheet"),
    "TSV": ("id\ttitle\tages\nhands\tHands\tx\n", 1, "this is a table from a spreadsheet"),
    "Markdown": ("# Skills\n\nHands are **good**.\n", 3, 'should start with "skills:"'),
    "Markdown with a heading of data": ("---\ntitle: Hands\n---\n# Hands\n", 1, "starts a second file here"),
    "plain words": ("Hello there\n", 1, "but it starts with something else"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", 1, "this is a PDF document, not a text file"),
    "a picture": (b"\x89PNG\r\n\x1a\n", 1, "this is a picture, not a text file"),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", 1, "this is a picture"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1", 1, "this is a document or a spreadsheet"),
    "rich text": (b"{\\rtf1\\ansi Hands}", 1, "this is a document, not a text file"),
    "a packed file": (b"\x1f\x8b\x08\0", 1, "this is a packed file"),
    # Too much, or nothing
    "only spaces": ("  \n\n\t\n", 1, "the file is empty"),
    "ten thousand records": (
        b"skills:\n" + b"".join(b"  - id: s%d\n" % number for number in range(10_001)),
        1,
        "there are 10001 records here, and the limit is 10000",
    ),
    "a line without end": (title("very " * 30_000), 4, "far more than a record needs"),
    # Sections
    "no section name": (
        SMALL.replace("skills:\n", ""),
        2,
        'the name of their section is missing. Put "skills:" back',
    ),
    "a section without its colon": (small("skills:", "skills"), 2, 'should start with "skills:"'),
    "a section with a capital": (small("skills:", "Skills:"), 2, 'Did you mean "skills"?'),
    "a section twice": (SMALL + "skills:\n  - id: x\n", 14, "appears a second time (first on line 2)"),
    "a section too many": (
        SMALL + "more:\n  - id: x\n",
        14,
        'there is no section "more". This file holds "skills:"',
    ),
    "a section that is a text": ("skills: none\n", 1, '"skills:" needs a list below it'),
    "records that are fields": (
        "skills:\n  hands:\n    title: Hands\n",
        2,
        '"skills:" needs a list below it',
    ),
    "a text behind the section": (
        small("skills:", "skills: all"),
        3,
        'indented farther than "skills: all" above it',
    ),
    # Records and fields
    "a record in brackets": (SMALL + "  - [ears]\n", 14, 'a record starts with "- id: …"'),
    "a record that is a text": (SMALL + "  - ears\n", 14, 'a record starts with "- id: …"'),
    "a field in brackets": (small("title: Hands", "[title]: Hands"), 4, "a field name is one word"),
    "a record in curly brackets": (SMALL + "  - {id: ears}\n", 14, "a text can't start with {"),
    "a field that nobody else has, swallowed": (
        small("    tags", "      no_tags"),
        8,
        '"no_tags: [a, b]" is read as part of the long text above it',
    ),
    # Invisible characters
    "a zero-width space in a field": (small("title: H", "ti\u200btle: H"), 4, 'should read "title: Hands"'),
    "a zero-width space in an id": (small("id: eyes", "id: ey\u200bes"), 12, 'It should read "- id: eyes"'),
    "a zero-width space in a text": (title("Han\u200bds"), 4, "this line has an invisible character"),
    "a byte order mark in a text": (title("Han\ufeffds"), 4, "this line has an invisible character"),
    "a soft hyphen": (title("Han\u00adds"), 4, "this line has an invisible character"),
    "a joiner between plain letters": (title("Han\u200dds"), 4, "this line has an invisible character"),
    "hidden tags": (title("Hands\U000e0041"), 4, "this line has an invisible character"),
    "text turned around": (title("Han\u202eds"), 4, "reverses the direction of the text"),
    "text set apart": (title("\u2067Hands\u2069"), 4, "reverses the direction of the text"),
    "a line separator": (title("Han\u2028ds"), 4, "an invisible line break"),
    "a paragraph separator": (title("Han\u2029ds"), 4, "an invisible line break"),
    "a next-line sign": (title("Han\u0085ds"), 4, "an invisible line break"),
    "a vertical tab of Word": (title("Han\x0bds"), 4, "an invisible control character"),
    "a control character of old Windows": (title("Han\x92ds"), 4, "an invisible control character"),
    "no character at all": (title("Han\uffffds"), 4, "an invisible control character"),
    "no character of a higher plane": (title("Han\U0001fffeds"), 4, "an invisible control character"),
    "a character from a symbol font": (title("\ue001 Hands"), 4, "a character from a symbol font"),
}


@pytest.mark.parametrize(("text", "line", "sentence"), IN_A_FILE.values(), ids=IN_A_FILE.keys())
def test_a_slip_in_a_file_is_one_sentence_at_its_line(text: str | bytes, line: int, sentence: str) -> None:
    (problem,) = read(text).problems
    assert sentence in str(problem)
    assert problem.line == line


def within(text: str, record: str, pattern: str, new: str) -> tuple[str, int]:
    """Replace the first match of a pattern inside one record; return the new text and the match's line."""
    start = text.index(f"  - id: {record}\n") if record else 0
    following = re.compile(r"^  - id: |^\w", re.MULTILINE).search(text, start + 5) if record else None
    end = following.start() if following else len(text)
    match = re.compile(pattern, re.MULTILINE | re.DOTALL).search(text, start, end)
    assert match, f"{pattern!r} isn't in {record}; the test needs another place to spoil"
    return text[: match.start()] + match.expand(new) + text[match.end() :], text.count(
        "\n", 0, match.start()
    ) + 1


@pytest.fixture(scope="session")
def good() -> list[RawFile]:
    """The clinic's files, read once."""
    return read_folder(FROZEN)


def problems_with(good: list[RawFile], file: str, text: str) -> list[Problem]:
    """Return the problems of the clinic's data with another text in one file."""
    spoiled = read_bytes(text.encode("utf-8"), shown_as=f"data/{file}", sections=FILES[file])
    try:
        check_files([spoiled if raw.file == spoiled.file else raw for raw in good], TODAY)
    except DataError as error:
        return error.problems
    return []


PLAY = ("activities.yaml", "lap-soothe")
AGE = ("milestones.yaml", "0-2-months")
SOURCE = ("sources.yaml", "cdc22")
CALL = ("clinic.yaml", "early-intervention-nj")
SITE = ("clinic.yaml", "")
ENGLISH = ("clinic.yaml", "en")
RULED = ("house/tiers.yaml", "emergency")

NO_ID = "use lowercase letters a to z, digits and single dashes"
NO_ADDRESS = "an address starts with https:// (or mailto:), names a site"
NO_PHONE = "write a phone number as 800-555-0100, 1-800-222-1222 or 911"

# The file and the record (none for the site itself), what is there (a pattern), what an editor makes
# of it, the record and field it names (none where it isn't in one; * where it shows at another line), and a
# part of the sentence.
IN_THE_DATA: dict[str, tuple[tuple[str, str], str, str, str, str]] = {
    # Values that YAML or a spreadsheet would convert
    "yes for true": (
        RULED,
        "emergency: true",
        "emergency: yes",
        '"emergency", emergency',
        'this field takes true or false, not "yes"',
    ),
    "a launch before its time": (
        ENGLISH,
        r"public: \[\]",
        "public: [signs, first_aid]",
        '"en", public',
        "no clinician has reviewed these urgent signs and first aid yet: ",
    ),
    "a launch that leaves out Is it urgent?": (
        ENGLISH,
        r"public: \[\]",
        "public: [activities]",
        '"en", public',
        'add "signs" and "first_aid": every page leads to Is it urgent?',
    ),
    "a launch in another language before anybody has signed": (
        ENGLISH,
        r"public: \[\]\n",
        "public: []\n  - id: es\n    title: Spanish\n    public: [signs, first_aid]\n",
        "*",
        "no clinician has reviewed these urgent signs and first aid yet: ",
    ),
    "a kind of record that isn't public by itself": (
        ENGLISH,
        r"public: \[\]",
        "public: [worries]",
        '"en", public',
        "worries",
    ),
    "on for true": (RULED, "emergency: true", "emergency: on", '"emergency", emergency', 'not "on"'),
    "a capital": (RULED, "emergency: true", "emergency: True", '"emergency", emergency', 'not "True"'),
    "one for true": (RULED, "emergency: true", "emergency: 1", '"emergency", emergency', 'not "1"'),
    "nothing for true": (
        RULED,
        "emergency: true",
        "emergency:",
        '"emergency", emergency',
        "this field is empty. Write something, or delete the line.",
    ),
    "a month as a fraction": (
        AGE,
        "to: 2",
        "to: 2.0",
        '"0-2-months", to',
        'this field takes a number, not "2.0"',
    ),
    "a month with a power": (AGE, "to: 2", "to: 1e0", '"0-2-months", to', 'not "1e0"'),
    "a month in hex": (AGE, "to: 2", "to: 0x2", '"0-2-months", to', 'not "0x2"'),
    "a month with its unit": (
        AGE,
        "to: 2",
        "to: 2 months",
        '"0-2-months", to',
        "Write digits alone, such as 6.",
    ),
    "a month below zero": (AGE, "from: 0", "from: -1", '"0-2-months", from', 'not "-1"'),
    "a month as a time": (AGE, "to: 2", "to: 12:30", '"0-2-months", to', 'not "12:30"'),
    "a month as null": (AGE, "to: 2", "to: null", '"0-2-months", to', 'not "null"'),
    "a month as a tilde": (AGE, "to: 2", "to: ~", '"0-2-months", to', 'not "~"'),
    "a month far off": (
        AGE,
        "to: 2",
        "to: 99",
        '"0-2-months", to',
        'this number must be at most 60, not "99"',
    ),
    "a month that is a list": (
        AGE,
        "to: 2",
        "to: [2]",
        '"0-2-months", to',
        "this field takes a number, not a list",
    ),
    "a field's name in code": (AGE, "from: 0", "from_: 0", '"0-2-months"', 'Did you mean "from"?'),
    "no such day": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 2027-02-30",
        '"cdc22", checked_on',
        'not "2027-02-30". The calendar has no such day.',
    ),
    "an American day": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 1/31/2026",
        '"cdc22", checked_on',
        'Did you mean "2026-01-31"?',
    ),
    "a European day": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 15/01/2026",
        '"cdc22", checked_on',
        'not "15/01/2026". Did you mean "2026-01-15"?',
    ),
    "a day and a month that changed places": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 2026-15-01",
        '"cdc22", checked_on',
        'Did you mean "2026-01-15"?',
    ),
    "a day with its time": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 2026-01-31T10:00",
        '"cdc22", checked_on',
        "this field takes a day such as 2027-01-31",
    ),
    "a day without dashes": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: 20260131",
        '"cdc22", checked_on',
        'not "20260131"',
    ),
    "a day in words": (
        SOURCE,
        r"checked_on: \S+",
        "checked_on: January 31, 2026",
        '"cdc22", checked_on',
        'not "January 31, 2026". Did you mean "2026-01-31"?',
    ),
    "a year of two digits": (
        SOURCE,
        r"year: \S+",
        "year: 22",
        '"cdc22", year',
        "this number must be at least 1900",
    ),
    "minutes from Excel": (
        PLAY,
        r"minutes: \S+",
        "minutes: 3-Jan",
        '"lap-soothe", minutes',
        '"3-Jan" isn\'t allowed',
    ),
    "minutes with an en dash": (
        PLAY,
        r"minutes: \S+",
        "minutes: 1–3",
        '"lap-soothe", minutes',
        "as 5 or as 3-5",
    ),
    "no minutes": (PLAY, r"minutes: \S+", "minutes: 0", '"lap-soothe", minutes', "as 5 or as 3-5"),
    "minutes with their unit": (
        PLAY,
        r"minutes: \S+",
        "minutes: 5 min",
        '"lap-soothe", minutes',
        "as 5 or as 3-5",
    ),
    "minutes as a list": (
        PLAY,
        r"minutes: \S+",
        "minutes: [1, 3]",
        '"lap-soothe", minutes',
        "as 5 or as 3-5",
    ),
    # Ids
    "an empty id": (PLAY, "id: lap-soothe", "id:", "id", "this field is empty. Write it."),
    "a misspelt id field": (PLAY, "id: lap-soothe", "ids: lap-soothe", "", 'Did you mean "id"?'),
    "an id of dots": (PLAY, "lap-soothe", "..", '"..", id', NO_ID),
    "an id with a space": (
        PLAY,
        "lap-soothe",
        "lap soothe",
        '"lap soothe", id',
        "or dashes between the words",
    ),
    "an id with a capital": (
        PLAY,
        "lap-soothe",
        "Lap-soothe",
        '"Lap-soothe", id',
        'Did you mean "lap-soothe"?',
    ),
    "an id with an underscore": (PLAY, "lap-soothe", "lap_soothe", '"lap_soothe", id', 'mean "lap-soothe"?'),
    "an id with an accent": (PLAY, "lap-soothe", "lap-soñar", '"lap-soñar", id', 'Did you mean "lap-sonar"?'),
    "an id with an en dash": (PLAY, "lap-soothe", "lap–soothe", '"lap–soothe", id', 'mean "lap-soothe"?'),
    "an id with a dash at its end": (
        PLAY,
        "lap-soothe",
        "lap-soothe-",
        '"lap-soothe-", id',
        'mean "lap-soothe"?',
    ),
    "an id with two dashes": (PLAY, "lap-soothe", "lap--soothe", '"lap--soothe", id', 'mean "lap-soothe"?'),
    "an id with a slash": (PLAY, "lap-soothe", "lap/soothe", '"lap/soothe", id', NO_ID),
    "an id in other letters": (PLAY, "lap-soothe", "колени", '"колени", id', "such as reach-in-tummy-time"),
    "an id that is too long": (
        PLAY,
        "lap-soothe",
        "lap-" * 16 + "a",
        f'"{"lap-" * 14}lap…", id',
        "at most 60",
    ),
    "an id that Windows can't keep": (PLAY, "lap-soothe", "con", '"con", id', "this word is reserved"),
    "an id in brackets": (
        PLAY,
        "id: lap-soothe",
        "id: [lap-soothe]",
        "id",
        "this field takes one text, not a list",
    ),
    # Links
    "an id changed, and all its links": (
        ("house/skills.yaml", "movement"),
        "id: movement",
        "id: movements",
        "*",
        '"movement" is not a skill area. Did you mean "movements"? The same in ',
    ),
    "a link to another kind": (
        PLAY,
        r"builds: \[",
        "builds: [movement, ",
        '"lap-soothe", builds',
        '"movement" is not a milestone. It is a skill area, and that isn\'t allowed here.',
    ),
    "a link to the record itself": (
        ("signs.yaml", "loses-a-skill"),
        r"see_also: \[",
        "see_also: [loses-a-skill, ",
        '"loses-a-skill", see_also',
        "this record links to itself here",
    ),
    "a window of itself": (
        ("milestones.yaml", "who-crawls"),
        r"same_as: \S+",
        "same_as: who-crawls",
        '"who-crawls", same_as',
        "this record links to itself here",
    ),
    "a title in place of an id": (
        PLAY,
        r"ages: .*?$",
        "ages: [4 to 6 months]",
        '"lap-soothe", ages',
        '"4 to 6 months" isn\'t allowed here: this field takes an id. Did you mean "4-6-months"?',
    ),
    "a title that isn't like its id": (
        PLAY,
        r"skills: .*?$",
        "skills: [Feeding and daily care]",
        '"lap-soothe", skills',
        'this field takes an id. Did you mean "self-care"?',
    ),
    "words in place of an id": (
        PLAY,
        r"ages: .*?$",
        "ages: [Whenever you both feel like it]",
        '"lap-soothe", ages',
        "this field takes an id. Copy it from the record that you mean",
    ),
    "links without a comma": (
        PLAY,
        r"ages: \[",
        "ages: [2-4-months ",
        '"lap-soothe", ages',
        "put a comma between",
    ),
    "links without brackets": (
        PLAY,
        r"ages: .*?$",
        "ages: 0-2-months, 2-4-months",
        '"lap-soothe", ages',
        "this field takes a list",
    ),
    "links in round brackets": (
        PLAY,
        r"ages: .*?$",
        "ages: (0-2-months)",
        '"lap-soothe", ages',
        "this field takes a list",
    ),
    "links in curly brackets": (
        PLAY,
        r"ages: .*?$",
        "ages: {0-2-months}",
        '"lap-soothe", ages',
        "can't start with {",
    ),
    "a link with an en dash": (
        PLAY,
        r"ages: .*?$",
        "ages: [0–2-months]",
        '"lap-soothe", ages',
        'mean "0-2-months"',
    ),
    "two commas": (
        PLAY,
        r"ages: .*?$",
        "ages: [0-2-months,,]",
        "",
        "there is a bracket or a comma where a text",
    ),
    "no links": (PLAY, r"ages: .*?$", "ages: []", '"lap-soothe", ages', "this list takes at least 1, but"),
    "an exception for a misspelt rule": (
        ("house/exceptions.yaml", "one-lap-is-enough"),
        "rule: movement",
        "rule: movment",
        '"one-lap-is-enough", rule',
        'is not a rule that can have exceptions. Did you mean "movement-and-hands-have-two"?',
    ),
    # Addresses and phone numbers
    "http": (
        SOURCE,
        "https://www.cdc",
        "http://www.cdc",
        '"cdc22", url',
        'Did you mean "https://www.cdc.gov',
    ),
    "no scheme": (SOURCE, "https://www.cdc", "www.cdc", '"cdc22", url', 'Did you mean "https://www.cdc.gov'),
    "no scheme but slashes": (
        SOURCE,
        "https://www",
        "//www",
        '"cdc22", url',
        'Did you mean "https://www.cdc.gov',
    ),
    "a data address": (SOURCE, r"url: \S+", "url: data:text/html,x", '"cdc22", url', NO_ADDRESS),
    "vbscript": (SOURCE, r"url: \S+", "url: vbscript:msgbox(1)", '"cdc22", url', NO_ADDRESS),
    "capital javascript": (SOURCE, r"url: \S+", "url: JAVASCRIPT:alert(1)", '"cdc22", url', NO_ADDRESS),
    "no slashes": (SOURCE, r"url: \S+", "url: https:evil.example", '"cdc22", url', NO_ADDRESS),
    "one slash": (
        SOURCE,
        r"url: \S+",
        "url: https:/example.org",
        '"cdc22", url',
        'mean "https://example.org"?',
    ),
    "a user in it": (SOURCE, r"url: \S+", "url: https://user:pw@example.org", '"cdc22", url', "or user name"),
    "a space in it": (SOURCE, r"url: \S+", "url: https://example.org/a b", '"cdc22", url', "has no spaces"),
    "a back slash in it": (SOURCE, r"url: \S+", r"url: https://example.org\\a", '"cdc22", url', NO_ADDRESS),
    "a quote in it": (SOURCE, r"url: \S+", "url: https://example.org/'x", '"cdc22", url', NO_ADDRESS),
    "no site": (SOURCE, r"url: \S+", "url: https://localhost/", '"cdc22", url', NO_ADDRESS),
    "two addresses": (
        SOURCE,
        r"url: \S+",
        "url: [https://a.org, https://b.org]",
        '"cdc22", url',
        "this field takes one text",
    ),
    "a mail address with a subject": (
        SITE,
        "  website: ",
        "  email: mailto:office@example.org?subject=My%20baby\n  website: ",
        "email",
        "write a mail address as office@example.org, without mailto: and a subject",
    ),
    "mail to nobody": (SOURCE, r"url: \S+", "url: mailto:nobody", '"cdc22", url', NO_ADDRESS),
    "a phone number in brackets": (
        CALL,
        r"888-653",
        "(888) 653",
        '"early-intervention-nj", phone',
        'mean "888-653-4463"?',
    ),
    "a phone number with dots": (
        CALL,
        r"888-653-4463",
        "888.653.4463",
        '"early-intervention-nj", phone',
        'mean "888-653-4463"?',
    ),
    "a phone number from abroad": (
        CALL,
        r"888-653",
        "+1 888 653",
        '"early-intervention-nj", phone',
        '888-653-4463"?',
    ),
    "a phone number without dashes": (
        CALL,
        r"888-653-4463",
        "8886534463",
        '"early-intervention-nj", phone',
        'mean "888-653-4463"?',
    ),
    "a short phone number": (CALL, r"888-653", "653", '"early-intervention-nj", phone', NO_PHONE),
    "two phone numbers": (CALL, r"4463", "4463 or 911", '"early-intervention-nj", phone', NO_PHONE),
    "a short code, which takes only texts": (
        CALL,
        r"888-653-4463",
        '"88788"',
        '"early-intervention-nj", phone',
        NO_PHONE,
    ),
    "three digits that nobody answers": (
        CALL,
        r"888-653-4463",
        "123",
        '"early-intervention-nj", phone',
        NO_PHONE,
    ),
    # Texts
    "a text of spaces": (
        PLAY,
        r"how_often: .*?$",
        'how_often: "   "',
        '"lap-soothe", how_often',
        "write some words here",
    ),
    "a text of dots": (
        PLAY,
        r"how_often: .*?$",
        "how_often: ...",
        '"lap-soothe", how_often',
        "write some words here",
    ),
    "a tilde": (PLAY, r"how_often: .*?$", "how_often: ~", '"lap-soothe", how_often', "write some words here"),
    "an empty text": (
        PLAY,
        r"how_often: .*?$",
        'how_often: ""',
        '"lap-soothe", how_often',
        "this field is empty",
    ),
    "a long text that is empty": (
        PLAY,
        r"how_often: .*?$",
        "how_often: >-",
        '"lap-soothe", how_often',
        "this field is empty",
    ),
    "null": (
        PLAY,
        r"how_often: .*?$",
        "how_often: null",
        '"lap-soothe", how_often',
        "only a placeholder",
    ),
    "a word to come back to": (
        PLAY,
        r"how_often: .*?$",
        "how_often: TODO",
        '"lap-soothe", how_often',
        "write the text, or",
    ),
    "a text without end": (
        PLAY,
        r"how_often: .*?$",
        f"how_often: {'often ' * 300}",
        '"lap-soothe", how_often',
        "this text has 1799 characters; the limit is 1200",
    ),
    "a text with a field in it": (
        PLAY,
        r"title: .*?$",
        "title:\n      sub: x",
        '"lap-soothe", title',
        'a field "sub"',
    ),
    "a colon in a list line": (
        PLAY,
        "- Wait until",
        "- Note: wait until",
        '"lap-soothe", steps',
        'Put a text that holds ": " in double quotes.',
    ),
    "a list in a list": (
        PLAY,
        "- Wait until",
        "- - Wait until",
        '"lap-soothe", steps',
        "Take the dash or the",
    ),
    "an empty list line": (PLAY, r"- Wait until.*?$", "-", '"lap-soothe", steps', "this field is empty"),
    # Fields
    "a field with a capital": (PLAY, "    title:", "    Title:", '"lap-soothe"', 'Did you mean "title"?'),
    "a field with a space": (
        PLAY,
        "    how_often:",
        "    how often:",
        '"lap-soothe"',
        'Did you mean "how_often"?',
    ),
    "a field with a dash": (
        PLAY,
        "    how_often:",
        "    how-often:",
        '"lap-soothe"',
        'Did you mean "how_often"?',
    ),
    "a field that isn't known": (
        PLAY,
        "    title:",
        "    colour: red\n    title:",
        '"lap-soothe"',
        "The fields are: id,",
    ),
    "a field of a part misspelt": (
        ("house/differences.yaml", "tummy-time-amounts"),
        "- says:",
        "- sais:",
        '"tummy-time-amounts"',
        'there is no field "sais". Did you mean "says"?',
    ),
    "a field of the site misspelt": (SITE, "  state:", "  stat:", "", 'Did you mean "state"?'),
    "a list for the site": (SITE, "site:\n", "site:\n  - id: x\n", "*", "isn't aligned"),
    "a text for the site": (SITE, "site:\n.*?\n\n", "site: none\n\n", "", '"site:" needs its fields below'),
    "a text for a part": (
        ("house/differences.yaml", "tummy-time-amounts"),
        r"sides:.*?(?=^    what_we_do)",
        "sides: none\n",
        '"tummy-time-amounts", sides',
        "this field takes a list",
    ),
    # Sections and records: one cause, one sentence
    "a section without records": (
        ("house/skills.yaml", ""),
        "skills:.*",
        "skills:\n",
        "",
        '"skills:" has no records below',
    ),
    "a section of empty brackets": (
        ("house/skills.yaml", ""),
        "skills:.*",
        "skills: []\n",
        "",
        "has no records below it",
    ),
    "a section without its name": (
        ("signs.yaml", ""),
        "^signs:\n",
        "",
        "*",
        'the section "signs:" is missing',
    ),
    "a section indented": (("signs.yaml", ""), "^signs:\n", "  signs:\n", "", "isn't aligned"),
    "a record without its dash": (PLAY, "  - id: lap", "    id: lap", "*", "A record may have lost its dash"),
    "a record without its id": (
        PLAY,
        "  - id: lap-soothe\n",
        "",
        "*",
        "A record may have lost its first line",
    ),
    "an id that many link to, emptied": (
        ("house/skills.yaml", "movement"),
        "id: movement",
        "id:",
        "id",
        "this field is empty",
    ),
    "a skill that is a word": (
        ("house/skills.yaml", "movement"),
        "- id: movement.*",
        "- movement\n",
        "",
        'a record starts with "- id: …"',
    ),
}


@pytest.mark.parametrize(
    ("place", "pattern", "new", "reported", "sentence"), IN_THE_DATA.values(), ids=IN_THE_DATA.keys()
)
def test_a_slip_in_the_data_is_one_sentence_at_its_place(
    good: list[RawFile], place: tuple[str, str], pattern: str, new: str, reported: str, sentence: str
) -> None:
    file, record = place
    text, line = within((FROZEN / file).read_text(encoding="utf-8"), record, pattern, new)
    (problem,) = problems_with(good, file, text)
    assert sentence in problem.sentence
    if reported != "*":
        assert str(problem).startswith(f"data/{file}, line {line}{reported and ', '}{reported}: ")


def test_a_slip_in_every_record_is_reported_once(good: list[RawFile]) -> None:
    text = (FROZEN / "activities.yaml").read_text(encoding="utf-8")
    (problem,) = problems_with(good, "activities.yaml", text.replace("    stop_when:", "    stop_wen:"))
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if "    stop_when:" in line]
    assert problem.line == lines[0]
    assert f"The same on lines {lines[1]}, {lines[2]}, " in problem.sentence
    assert problem.sentence.endswith(f"and {len(lines) - 5} more.")


def test_different_slips_are_reported_in_one_run(good: list[RawFile]) -> None:
    text = (FROZEN / "activities.yaml").read_text(encoding="utf-8")
    for field in ("stop_when", "look_for", "easier"):
        text = text.replace(f"    {field}:", f"    {field}x:", 1)
    reported = " ".join(problem.sentence for problem in problems_with(good, "activities.yaml", text))
    assert all(f'no field "{field}x"' in reported for field in ("stop_when", "look_for", "easier"))


def as_utf_16(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")


def in_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("elsewhere.yaml")


def as_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def beside(name: str) -> Callable[[Path], None]:
    return lambda path: path.with_name(name).write_bytes(path.read_bytes())


def renamed(name: str) -> Callable[[Path], None]:
    return lambda path: (path.rename(path.with_name(name)), None)[1]


# What is done with data/house/skills.yaml, and the whole message.
WITH_A_FILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "saved as UTF-16": (
        as_utf_16,
        "data/house/skills.yaml, line 1: the file is saved as UTF-16. Save it as UTF-8",
    ),
    "taken away": (Path.unlink, "data/house/skills.yaml, line 1: the file is missing. Put it back"),
    "a folder": (in_a_folder, "data/house/skills.yaml, line 1: there is a folder in place of the file"),
    "a link to nowhere": (
        as_link_to_nowhere,
        "data/house/skills.yaml, line 1: the file is missing. Put it back",
    ),
    "a link to itself": (
        as_link_to_itself,
        "data/house/skills.yaml, line 1: the file can't be opened",
    ),
    "emptied": (
        lambda path: path.write_text("") and None,
        "data/house/skills.yaml, line 1: the file is empty",
    ),
    "far too large": (
        lambda path: path.write_bytes(b"skills:\n" + b"#\n" * 5_000_000) and None,
        "data/house/skills.yaml, line 1: the file is over 10 MB",
    ),
    "a copy by a browser": (
        beside("skills (1).yaml"),
        'this is not a data file, so it is never read. If it is a copy of "data/house/skills.yaml"',
    ),
    "the other ending": (
        beside("skills.yml"),
        "data/house/skills.yml, line 1: this is not a data file, so it is never read.",
    ),
    "one letter less": (
        beside("skill.yaml"),
        'If it is a copy of "data/house/skills.yaml", move what is new into that file',
    ),
    "an ending of Windows": (
        renamed("skills.yaml.txt"),
        'line 1: this is not a data file, so it is never read. Call it "data/house/skills.yaml" again.',
    ),
    "a capital": (
        renamed("Skills.yaml"),
        "data/house/Skills.yaml, line 1: this is not a data file, so it is never read",
    ),
    "something else": (beside("notes.docx"), "Move what is new into one of the files beside it"),
    "a name that can't be seen": (
        beside("ski\u202ells.yaml"),
        "data/house/ski□lls.yaml, line 1: this is not a data file",
    ),
}


@pytest.mark.parametrize(("change", "message"), WITH_A_FILE.values(), ids=WITH_A_FILE.keys())
def test_a_slip_with_a_file_is_one_sentence(data: Path, change: Callable[[Path], None], message: str) -> None:
    change(data / "house/skills.yaml")
    (problem,) = problems_in(data)
    assert message in str(problem)


def test_a_folder_in_the_layout_of_before_is_one_sentence(data: Path) -> None:
    for path in (data / "house").iterdir():
        path.rename(data / path.name)
    (data / "house").rmdir()
    (problem,) = problems_in(data)
    assert str(problem).startswith("data/avoid.yaml, line 1: this file and ")
    assert "belong in the folder data/house/. Move them there: " in str(problem)


def test_a_file_in_the_wrong_folder_is_one_sentence(data: Path) -> None:
    (data / "house/words.yaml").rename(data / "words.yaml")
    (problem,) = problems_in(data)
    assert (
        str(problem) == "data/words.yaml, line 1: this file belongs in the folder data/house/. Move it there."
    )


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    (problem,) = problems_in(tmp_path / "data")
    assert str(problem) == "data, line 1: this folder is missing. Put it back with its files."


def test_a_missing_folder_inside_is_one_sentence(data: Path) -> None:
    shutil.rmtree(data / "house")
    (problem,) = problems_in(data)
    assert str(problem) == "data/house, line 1: this folder is missing. Put it back with its files."


def test_a_file_that_may_not_be_opened_is_one_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Path.open

    def refuse(path: Path, *args: str) -> object:
        if path.name == "skills.yaml":
            raise PermissionError
        return plain(path, *args)

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = problems_in(data)
    assert "the file can't be opened" in str(problem)


def test_hidden_files_of_the_system_are_left_alone(data: Path) -> None:
    (data / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    assert problems_in(data) == []


def test_the_command_fails_in_words_and_without_a_traceback(project: Path) -> None:
    path = project / "data/house/skills.yaml"
    path.write_text("skills:\n  – id: movement\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gate"],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": BUILD_DAY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "data/house/skills.yaml, line 2: a list line starts with a plain dash" in done.stdout
    assert done.stderr == ""


# What is typed as the title of a record, and the title that the record must have.
AS_TYPED: dict[str, tuple[str, str]] = {
    "a template in a text": ("Say {{ name }}", "Say {{ name }}"),
    "a template in quotes": ('"{{ x }}"', "{{ x }}"),
    "a template statement": ('"{% raw %}"', "{% raw %}"),
    "a template comment": ('"{# x #}"', "{# x #}"),
    "less than": ("<3 months", "<3 months"),
    "stars": ("5*6 and 7*8", "5*6 and 7*8"),
    "a bar": ("a | b", "a | b"),
    "a hash in quotes": ('"Toy # 1"', "Toy # 1"),
    "a hash in a word": ("Toy#1", "Toy#1"),
    "a colon in a word": ("at 12:30", "at 12:30"),
    "an address": ("see https://example.org/a#b", "see https://example.org/a#b"),
    "quotes": ('Say "hi" now', 'Say "hi" now'),
    "quotes in quotes": (r'"Say \"hi\" now"', 'Say "hi" now'),
    "an apostrophe": ("Baby's hands", "Baby's hands"),
    "a curly apostrophe": ("Baby’s hands", "Baby’s hands"),
    "a curly quote at the start": ("“Peekaboo” games", "“Peekaboo” games"),
    "curly quotes in straight ones": ('"“Peekaboo”"', "“Peekaboo”"),
    "two apostrophes": ("'Baby''s hands'", "Baby's hands"),
    "Spanish": ("¿Cómo está tu bebé? ¡Mañana!", "¿Cómo está tu bebé? ¡Mañana!"),
    "capitals with accents": ("NIÑO “CAFÉ”", "NIÑO “CAFÉ”"),
    "an emoji of three": ("Hi 👩‍👩‍👧", "Hi 👩‍👩‍👧"),
    "an emoji with a skin tone": ("Hi 👶🏽 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "Hi 👶🏽 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    "Arabic": ("طفلك يبتسم", "طفلك يبتسم"),
    "Persian with a joiner": ("می‌خواهم", "می‌خواهم"),
    "Hebrew": ("התינוק מחייך", "התינוק מחייך"),
    "Hebrew beside English": ("Say שלום\u200e and hi", "Say שלום\u200e and hi"),
    "Chinese": ("宝宝会笑", "宝宝会笑"),
    "a no-break space": ("5\u00a0minutes", "5\u00a0minutes"),
    "trailing spaces": ("Hands   ", "Hands"),
    "a trailing tab": ("Hands\t", "Hands"),
    "an entity": ("this &amp; that", "this &amp; that"),
    "HTML": ("<b>Hands</b><script>alert(1)</script>", "<b>Hands</b><script>alert(1)</script>"),
    "Markdown": ("Hands are **good**, [see](x)", "Hands are **good**, [see](x)"),
    "a back slash": ("a \\\\ b", "a \\\\ b"),
    "a percent sign": ("90 % of it", "90 % of it"),
    "an at sign": ("me@example.org", "me@example.org"),
    "a dash": ("Hands – and feet", "Hands – and feet"),
    "no": ("no", "no"),
    "on": ("on", "on"),
    "a time": ("12:30", "12:30"),
    "a number": ("1.10", "1.10"),
    "a day": ("2026-01-01", "2026-01-01"),
    "hex": ("0x1F", "0x1F"),
    "a power": ("1e3", "1e3"),
    "null": ("null", "null"),
    "a tilde": ("~", "~"),
    "an equals sign": ("=SUM(A1)", "=SUM(A1)"),
    "a dollar": ("$5 or less", "$5 or less"),
    "a comment behind quotes": ('"Hands" # both', "Hands"),
    "a long text": (">-\n      One line\n      and another.", "One line and another."),
    "a long text with a blank line": (">-\n      One.\n\n      Two.", "One.\nTwo."),
    "a text of lines": ("|-\n      One.\n      Two.", "One.\nTwo."),
    "a long text with a comment behind its sign": (">- # note\n      One.", "One."),
    "a long text with everything": (
        ">-\n      – a: b #c \"d' {{ e }} [f\n      * g & h! ? i\n      note: j",
        "– a: b #c \"d' {{ e }} [f * g & h! ? i note: j",
    ),
    "a very long line": ("word " * 2000 + "end", "word " * 2000 + "end"),
}


@pytest.mark.parametrize(("typed", "reached"), AS_TYPED.values(), ids=AS_TYPED.keys())
def test_a_text_reaches_the_record_as_it_was_typed(typed: str, reached: str) -> None:
    raw = read(title(typed))
    assert [str(problem) for problem in raw.problems] == []
    assert raw.sections["skills"][0].values["title"] == reached


# How the same file is saved or laid out in other ways.
THE_SAME_FILE: dict[str, str | bytes] = {
    "lines of Windows": SMALL.replace("\n", "\r\n"),
    "lines of an old Mac": SMALL.replace("\n", "\r"),
    "lines of both kinds": SMALL.replace("\n", "\r\n", 3),
    "a byte order mark": "\ufeff" + SMALL,
    "no line end at the end": SMALL.rstrip(),
    "blank lines": SMALL.replace("  - id", "\n\n  - id"),
    "blank lines at the end": SMALL + "\n\n   \n",
    "comments on lines of their own": small("    tags", "  # – a comment: with [signs\n    tags"),
    "a comment behind a list": small("[a, b]", "[a, b] # both"),
    "a comment behind a field": small("steps:", "steps: # two"),
    "a list over lines": small("[a, b]", "[\n      a,\n      b\n    ]"),
    "a comma at the end of a list": small("[a, b]", "[a, b,]"),
    "a list by dashes": small("[a, b]", "\n      - a\n      - b"),
    "dashes below the field's first letter": small("    tags: [a, b]", "    tags:\n    - a\n    - b"),
    "a space before the colon": small("title: Hands", "title : Hands"),
    "spaces after the colon": small("title: Hands", "title:   Hands"),
    "a tab after the colon": small("title: Hands", "title:\tHands"),
    "spaces behind a section": small("skills:", "skills:   "),
    "the id below its dash": small("  - id: eyes", "  -\n    id: eyes"),
    "quotes around everything": small("title: Hands", '"title": "Hands"'),
    "records farther in": small("  - id: hands", "  - id: hands").replace("\n  ", "\n    "),
}


@pytest.mark.parametrize("text", THE_SAME_FILE.values(), ids=THE_SAME_FILE.keys())
def test_another_layout_is_the_same_file(text: str | bytes) -> None:
    raw = read(text)
    assert [str(problem) for problem in raw.problems] == []
    assert [record.values for record in raw.sections["skills"]] == [
        record.values for record in read(SMALL).sections["skills"]
    ]


def test_a_problem_shows_what_can_t_be_seen() -> None:
    problem = Problem("data/house/skills.yaml", 3, "something is wrong.", "ey\u200bes", "ti\x07tle")
    assert str(problem) == 'data/house/skills.yaml, line 3, "ey□es", ti□tle: something is wrong.'
