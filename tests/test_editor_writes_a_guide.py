"""For the editor: in a good guide, break one thing, and read the one sentence about it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.problems import Problem
from gate.guides import RULES, known_to, problems_in_guides
from gate.guides.files import LARGEST_PICTURE
from gate.guides.read import read_guides
from gate.guides.rule import GuideRule
from gate.menu import problems_in_menu
from tests.conftest import BUILD_DAY

GOOD = """\
---
title: "Tummy time: how to begin"
description: Gentle ways into tummy time.
sources: [aap-ss22, path-tt]
---
# Tummy time

{{ message("A minute here and there is enough.", "Lie back, wide awake.") }}

Call {{ phone("emergency-911") }} in an emergency. See [all the signs](../signs.md).

{{ contacts(["early-intervention-nj", "doctor"]) }}

## Ways to start

- **On your chest**, while you lean back
- *Across your lap*, once a feeding has settled

1. Lie down.
2. Breathe.

| Age | Aim |
|---|---|
| 2 months | 15 minutes |

<details markdown>
<summary>Why so short?</summary>

A head is heavy.

[Play to begin with](../activities/reach-in-tummy-time.md)

</details>

![A baby lies on a mat](../assets/mat.png)

<!-- Anna: TODO, ask
for a quieter photo. -->

What to do: mornings | evenings. The `#` sign stays in [the address](privacy.md#what-stays) of a page.
"""
OTHER = GOOD.replace("# Tummy time", "# Privacy").replace("## Ways to start", "## What stays")

Written = Callable[..., list[Problem]]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of two good guides, with a picture."""
    folder = tmp_path / "docs"
    (folder / "guides").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "assets/mat.png").write_bytes(b"\x89PNG")
    (folder / "guides/tummy-time.md").write_text(GOOD, encoding="utf-8")
    (folder / "guides/privacy.md").write_text(OTHER, encoding="utf-8")
    return folder


def found_in(docs: Path, catalogue: Catalogue) -> list[Problem]:
    return sorted(set(problems_in_guides(docs, known_to(docs, catalogue))))


def test_a_good_guide_is_good(docs: Path, catalogue: Catalogue) -> None:
    assert found_in(docs, catalogue) == []


# An edit of the good guide as (old, new), the line of the problem, and the sentence.
HEAD = {
    "a colon in a title without quotes": (
        'title: "Tummy time: how to begin"',
        "title: Tummy time: how to begin",
        2,
        'this line has a second ": "',
    ),
    "no description": (
        "description: Gentle ways into tummy time.\n",
        "",
        2,
        'the field "description" is missing',
    ),
    "an empty description": ("Gentle ways into tummy time.", "", 3, "description: this field is empty"),
    "a field by another name": (
        "sources:",
        "source:",
        4,
        'there is no field "source". Did you mean "sources"?',
    ),
    "a source that isn't there": (
        "path-tt]",
        "path-t]",
        4,
        '"path-t" is not a source. Did you mean "path-tt"?',
    ),
    "one source in place of a list": (
        "[aap-ss22, path-tt]",
        "path-tt",
        4,
        "sources: this field takes a list",
    ),
    "a list that isn't closed": ("path-tt]", "path-tt", 4, "a list in square brackets isn't closed"),
    "a tab": ("description:", "\tdescription:", 3, "this line starts with a tab"),
    "a title that YAML takes for a number": (
        '"Tummy time: how to begin"',
        "2027",
        2,
        "write some words here",
    ),
    "a macro in the title": (
        '"Tummy time: how to begin"',
        '"{{ config }}"',
        2,
        "macros work only below the head",
    ),
    "a head without its end": ("---\n# Tummy", "# Tummy", 4, "the head is never closed"),
    "no head": ("---\ntitle", "title", 1, 'a guide starts with "---"'),
    "macros switched off": ("sources:", "render_macros: false\nsources:", 4, 'no field "render_macros"'),
    "a field that hides a macro": ("sources:", "contacts: []\nsources:", 4, 'there is no field "contacts"'),
    "the same field twice": ("sources:", "title: Again\nsources:", 4, 'the field "title" appears twice'),
}
TEXT = {
    "a bracket lost in front": ("{{ contacts", "{ contacts", 12, "there is a curly bracket too few"),
    "a bracket lost behind": ('"doctor"]) }}', '"doctor"]) }', 12, "there is a curly bracket too few"),
    "no bracket at all": (
        '{{ contacts(["early-intervention-nj", "doctor"]) }}',
        'contacts(["doctor"])',
        12,
        "curly",
    ),
    "a macro without its parentheses": (
        '{{ phone("emergency-911") }}',
        "{{ phone }}",
        10,
        'the macro phone needs its round brackets. Write {{ phone("contact-id") }}',
    ),
    "no main message": (
        '{{ message("A minute here and there is enough.", "Lie back, wide awake.") }}\n\n',
        "",
        6,
        'Write {{ message("main", "do-first") }} below the title',
    ),
    "a macro that isn't there": ("contacts(", "contact(", 12, 'no macro "contact". Did you mean "contacts"?'),
    "a contact that isn't there": (
        "emergency-911",
        "emergency-91",
        10,
        '"emergency-91" is not a contact. Did you',
    ),
    "a contact without a number": (
        'phone("emergency-911")',
        'phone("doctor")',
        10,
        '"doctor" has no phone number',
    ),
    "a text in place of a list": (
        '["early-intervention-nj", "doctor"]',
        '"doctor"',
        12,
        "takes a list in square brackets",
    ),
    "a list in place of a text": ('"emergency-911"', '["emergency-911"]', 10, "takes one text in quotes"),
    "an argument too few": (', "Lie back, wide awake."', "", 8, "has too many or too few values"),
    "a lost quote": ('"doctor"]', '"doctor]', 12, "isn't complete"),
    "curly quotes": (
        '"emergency-911"',
        "\u201cemergency-911\u201d",
        10,
        "the quotes in a macro must be straight",
    ),
    "program code as an argument": ('"emergency-911"', "config.site_name", 10, "not program code"),
    "program code": ("A head is heavy.", "{{ environment }}", 29, "is program code"),
    "a command": (
        "A head is heavy.",
        '{{ "".join(lipsum.__globals__["os"].popen("id")) }}',
        29,
        "is program code",
    ),
    "a filter": ('phone("emergency-911")', 'phone("emergency-911") | upper', 10, "is program code"),
    "a statement": ("A head is heavy.", "{% set x = 1 %}", 29, '"{%" is program code'),
    "a statement in a comment": ("quieter photo", "{% set x = 1 %}", 38, '"{%" is program code'),
    "a statement in backticks": ("`#`", "`{% set x = 1 %}`", 40, '"{%" is program code'),
    "program code in backticks": ("`#`", "`{{ environment }}`", 40, "is program code"),
    "a comment of a template": ("A head is heavy.", "{# ask #}", 29, '"{#" is program code'),
    "a block within a sentence": (
        "Breathe.",
        'Call {{ contacts(["doctor"]) }}',
        20,
        "makes a block",
    ),
    "a merge conflict": (
        "A head is heavy.",
        "<<<<<<< HEAD\nA head is heavy.",
        29,
        "a merge conflict was left here",
    ),
    "a garbled letter": ("A head is heavy.", "It\u00e2\u20ac\u2122s heavy.", 29, "another program garbled"),
    "a lost letter": ("A head is heavy.", "A head is heav\ufffd.", 29, "a character was lost here"),
    "a space inside a link": ("signs](../", "signs] (../", 10, 'a space between "]" and "(" breaks a link'),
    "a link that isn't closed": (
        "signs](../signs.md).",
        "signs](../signs.md.",
        10,
        "this link isn't complete",
    ),
    "a link without its address": (
        "[all the signs](../signs.md)",
        "[all the signs]",
        10,
        "this link isn't complete",
    ),
    "a dead link": (
        "../signs.md",
        "../sings.md",
        10,
        'is not a page of this site. Did you mean "../signs.md"?',
    ),
    "a link from another folder": ("../signs.md", "/signs.md", 10, "is not a page of this site"),
    "an address without https": ("../signs.md", "www.example.org", 10, "starts with https://"),
    "a link without words": ("[all the signs]", "[]", 10, "has no words"),
    "a tag that isn't closed": ("\n</details>", "", 26, '"<details>" is opened here and never closed'),
    "a tag that was never opened": (
        "<details markdown>\n",
        "",
        32,
        '"</details>" closes a tag that was never opened',
    ),
    "a comment that isn't closed": (
        "A head is heavy.",
        "<!-- A head is heavy.",
        29,
        "a comment is opened here",
    ),
    "a script": ("A head is heavy.", "<script>alert()</script>", 29, '"<script>" isn\'t allowed in a guide'),
    "a video": (
        "A head is heavy.",
        '<iframe src="https://example.org">',
        29,
        '"<iframe>" isn\'t allowed in a guide',
    ),
    "a style": (
        "<details markdown>",
        '<details markdown style="color: red">',
        26,
        "It takes: markdown, open.",
    ),
    "a class that isn't there": (
        "A head is heavy.",
        '<div class="app-call">\n</div>',
        29,
        'class="app-call-now"',
    ),
    "a table without its dashes": ("|---|---|\n", "", 22, 'Write "|---|---|" there'),
    "a row that lost a cell": (
        "| 2 months | 15 minutes |",
        "| 2 months 15 minutes |",
        24,
        "this row has 1 cells",
    ),
    "a table below a text": (
        "| Age | Aim |",
        "How much:\n| Age | Aim |",
        23,
        "an empty line above and below",
    ),
    "a line moved in by a tab": ("A head is heavy.", "\tA head is heavy.", 29, "shown as computer code"),
    "a line moved in by spaces": ("A head is heavy.", "    A head is heavy.", 29, "shown as computer code"),
    "code": ("A head is heavy.", "```\nA head\n```", 30, "shown as computer code"),
    "a bullet of a word processor": ("- **On your", "\u2022 **On your", 16, 'Write "- **On your chest**'),
    "a dash of a word processor": ("- **On your", "\u2013 **On your", 16, 'starts with a plain dash "-"'),
    "a number with a bracket": ("1. Lie", "1) Lie", 19, 'Write "1. Lie down."'),
    "a list without a gap": ("start\n\n- **", "start\n\nThese:\n- **", 17, 'right below "These:"'),
    "bold that isn't closed": (
        "**On your chest**",
        "**On your chest",
        16,
        "these bold words aren't complete",
    ),
    "a star that isn't closed": (
        "*Across your lap*",
        "*Across your lap",
        17,
        "a star or an underscore would be shown",
    ),
    "a backtick that isn't closed": ("`#`", "`#", 40, "a backtick would be shown"),
    "a box of another program": ("A head is heavy.", "!!! note", 29, "means nothing in a guide"),
    "a backslash": ("A head is heavy.", "A head \\\\ is heavy.", 29, "a backslash would be shown"),
    "a sign by a name that it hasn't": (
        "A head is heavy.",
        "A head&nbps;is heavy.",
        29,
        "no character has this name",
    ),
    "a phone in one go": ("A head is heavy.", "Call 8886534463.", 29, 'phone("early-intervention-nj")'),
    "the clinic's state": (
        "A head is heavy.",
        "In New Jersey, it's free.",
        29,
        "doesn't name New Jersey itself",
    ),
    "a list moved in below a text": (
        "start\n\n- **",
        "start\n\nThese:\n    - **",
        17,
        'right below "These:"',
    ),
    "a block that is on the page already": (
        "A head is heavy.",
        '{{ contacts(["early-intervention-nj","doctor"]) }}',
        29,
        "this is already on the page, on line 12",
    ),
    "a number that a guide leaves to the records": (
        "A head is heavy.",
        "Then call 911.",
        29,
        'Use instead: the macro {{ phone("emergency-911") }}',
    ),
    "the words of a tier": (
        "A head is heavy.",
        "Go to the emergency room.",
        29,
        'Use instead: the macro {{ signs(["its-id"]) }}, which says what to do',
    ),
    "a danger sign in other words": (
        "A head is heavy.",
        "Is your baby hard to wake?",
        29,
        '"hard to wake" is a word that we avoid. Use instead: the macro {{ signs(["its-id"]) }}',
    ),
    "a danger sign in the main message": (
        "A minute here and there is enough.",
        "Never in a seizure.",
        8,
        '"seizure" is a word that we avoid. Use instead: the macro {{ signs(["its-id"]) }}',
    ),
    "a word that we avoid": (
        "A head is heavy.",
        "Nothing to worry about.",
        29,
        "is a word that we avoid. Use instead",
    ),
    "a note to somebody": (
        "A head is heavy.",
        "TODO: ask Anna.",
        29,
        '"TODO" is a note that parents would see',
    ),
    "a picture without words": (
        "![A baby lies on a mat]",
        "![]",
        35,
        "has no description for a parent who can't see it",
    ),
    "a picture with its file's name": (
        "![A baby lies on a mat]",
        "![IMG_12.jpeg]",
        35,
        "has no description for a parent",
    ),
    "a picture that isn't there": (
        "assets/mat.png",
        "assets/matt.png",
        35,
        "is not a picture of this site. Did you mean",
    ),
    "a phone typed by hand": (
        "A head is heavy.",
        "Call (888) 653-4463.",
        29,
        'Write {{ phone("early-intervention-nj") }} instead',
    ),
    "a phone that nobody knows": ("A head is heavy.", "Call 201-555-0100.", 29, "Add it to data/clinic.yaml"),
    "no title": ("# Tummy time\n", "", 13, "the page has no title"),
    "no heading at all": ("# Tummy time\n\n", "", 12, "the page has no title"),
    "a title with another sign too many": ("# Tummy time", "## Tummy time", 6, 'Write "# Tummy time"'),
    "a footnote": ("A head is heavy.", "[^1]: A head is heavy.", 29, "guides have no footnotes"),
    "a sign of another program": ("A head is heavy.", '--8<-- "head.md"', 29, "this means nothing"),
    "a question to somebody": (
        "A head is heavy.",
        "Call them at ???.",
        29,
        "is a note that parents would see",
    ),
    "a long list": (
        "1. Lie down.\n",
        "".join(f"{number}. Breathe.\n" for number in range(1, 8)),
        19,
        "this list has 8 points",
    ),
    "a paragraph without an end": (
        "A head is heavy.",
        "It is soft. " * 40,
        29,
        "this paragraph has 120 words",
    ),
    "a list line without an end": (
        "1. Lie down.",
        f"1. {'It is soft. ' * 40}",
        19,
        "this paragraph has 121 words",
    ),
    "another language": (
        "A head is heavy.",
        "Su bebé puede jugar en el suelo cada día.",
        29,
        "doesn't look like English. Is it?",
    ),
    "two titles": ("## Ways", "# Ways", 14, 'Write "## Ways to start"'),
    "a level left out": ("## Ways", "#### Ways", 14, 'Write "## Ways to start"'),
    "a heading without words": ("## Ways to start", "##", 14, "this heading has no words"),
    "dashes below a text": ("A head is heavy.", "A head is heavy.\n---", 30, "make the line above a heading"),
    "a list line that lost its dash": (
        "- *Across",
        "*Across",
        17,
        "is read as part of the line above it",
    ),
    "a bracket that isn't closed": (
        "A head is heavy.",
        "A head (yours is heavy.",
        29,
        "one of a pair is missing",
    ),
    "a quote that isn't closed": ("A head is heavy.", 'A "head is heavy.', 29, "one of a pair is missing"),
    "an address that nobody can tap": (
        "A head is heavy.",
        "See www.example.org.",
        29,
        "Make it a link: [the name of the page](https://www.example.org)",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "sentence"), (HEAD | TEXT).values(), ids=(HEAD | TEXT).keys())
def test_one_slip_is_one_sentence(
    docs: Path, catalogue: Catalogue, old: str, new: str, line: int, sentence: str
) -> None:
    path = docs / "guides/tummy-time.md"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    said = [str(problem) for problem in found_in(docs, catalogue)]
    assert len(said) == 1, said
    assert said[0].startswith(f"docs/guides/tummy-time.md, line {line}"), said[0]
    assert sentence in said[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.find.__name__)
def test_each_rule_is_broken_by_a_slip(docs: Path, catalogue: Catalogue, rule: GuideRule) -> None:
    known = known_to(docs, catalogue)

    def is_broken_by(old: str, new: str) -> bool:
        (docs / "guides/tummy-time.md").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
        guides, _ = read_guides(docs)
        return any(line for guide in guides for line in rule.find(guide, known))

    assert any(is_broken_by(old, new) for old, new, _, _ in TEXT.values()), "no slip above breaks this rule"


def test_a_doubt_stops_nothing(docs: Path, catalogue: Catalogue) -> None:
    path = docs / "guides/tummy-time.md"
    path.write_text(f"{GOOD}\nSee https://example.org/ for more.\n", encoding="utf-8")
    (doubt,) = found_in(docs, catalogue)
    assert not doubt.stops


FILES = {
    "a document": ("guides/hip.docx", b"PK", "a document can't be published from here"),
    "a document with another ending": ("guides/hip.txt", b"words", "a document can't be published from here"),
    "a program": ("assets/setup.exe", b"MZ", "no page needs this type of file"),
    "a photo as it left the camera": (
        "assets/mat.jpg",
        bytes((LARGEST_PICTURE + 1) * 1000),
        f"the limit is {LARGEST_PICTURE} kB",
    ),
    "a name that makes no good address": (
        "guides/New Guide.md",
        GOOD.encode(),
        'Rename it to "new-guide.md"',
    ),
    "a guide that isn't text": (
        "guides/hip.md",
        b"PK\x03\x04",
        "this is a document or a spreadsheet, not a text",
    ),
    "a guide saved by old Windows": ("guides/hip.md", "It\u2019s".encode("cp1252"), "isn't saved as UTF-8"),
    "an empty guide": ("guides/hip.md", b"", "the file is empty"),
}


@pytest.mark.parametrize(("file", "content", "sentence"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_published(
    docs: Path, catalogue: Catalogue, file: str, content: bytes, sentence: str
) -> None:
    (docs / file).write_bytes(content)
    (problem,) = found_in(docs, catalogue)
    assert str(problem).startswith(f"docs/{file}, line 1: ")
    assert sentence in str(problem)


MENU = """\
plugins: [search]
nav:
  - Home: index.md
  - Guides:
      - guides/privacy.md
      - guides/tummy-time.md
      - signs.md
  - Skills:
      - skills/*
"""
PAGES = frozenset({"index.md", "guides/privacy.md", "guides/tummy-time.md", "signs.md"})


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ("tummy-time.md", "tumy-time.md", "mkdocs.yml, line 6", 'Did you mean "guides/tummy-time.md"?'),
        (
            "      - guides/privacy.md\n",
            "",
            "docs/guides/privacy.md, line 1",
            'Add "- guides/privacy.md" below',
        ),
        ("[search]", "[search", "mkdocs.yml, line 1", "a list in square brackets isn't closed"),
        ("- signs.md", "- index.md", "mkdocs.yml, line 7", '"index.md" is already in the menu, on line 3.'),
        ("  - Skills:", "  - More:\n      - skills/*\n  - Skills:", "mkdocs.yml, line 11", "on line 9."),
        ("plugins:", "pluggins:", "mkdocs.yml, line 1", 'no setting "pluggins". Did you mean "plugins"?'),
        ("nav:", "nva:", "mkdocs.yml, line 2", 'there is no setting "nva". Did you mean "nav"?'),
        ("- Guides:", "- Guides: all: of", "mkdocs.yml, line 4", 'this line has a second ": "'),
    ],
    ids=[
        "a page that isn't there",
        "a guide in no menu",
        "a bracket that isn't closed",
        "a page twice",
        "a folder twice",
        "a misspelt setting",
        "a misspelt menu",
        "a stray colon",
    ],
)
def test_a_slip_in_the_menu_is_one_sentence(
    docs: Path, old: str, new: str, place: str, sentence: str
) -> None:
    config = docs.parent / "mkdocs.yml"
    config.write_text(MENU, encoding="utf-8")
    assert list(problems_in_menu(docs.parent, PAGES)) == []
    config.write_text(MENU.replace(old, new, 1), encoding="utf-8")
    (problem,) = problems_in_menu(docs.parent, PAGES)
    assert str(problem).startswith(f"{place}: ")
    assert sentence in str(problem)


@pytest.mark.parametrize("program", [["gate"], ["mkdocs", "build", "--strict", "--site-dir", "new"]], ids=str)
def test_a_guide_that_the_check_refuses_is_never_built(project: Path, program: list[str]) -> None:
    guide = project / "docs/guides/privacy.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(f"{text}\n{{{{ environment }}}}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *program],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": BUILD_DAY},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert f"docs/guides/privacy.md, line {text.count(chr(10)) + 2}: " in said
    assert "Traceback" not in said
    assert not (project / "new").exists()
