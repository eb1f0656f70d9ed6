"""For the editor: what EDITING.md says works, word for word."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from catalogue.records import SECTIONS
from gate.comparison import Comparison
from gate.guides import known_to, problems_in_guides
from gate.guides.files import LARGEST_PICTURE
from gate.guides.markup import TAGS
from gate.vital import vital_differences
from pages.blocks import MACROS
from tests.conftest import FROZEN, ROOT, TODAY, problems_in

GUIDE = (ROOT / "EDITING.md").read_text(encoding="utf-8")
FIELDS = (ROOT / "FIELDS.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"<!-- (?P<kind>right|wrong|added): (?P<section>\w+) -->\n```yaml\n(?P<typed>.*?)```\n"
    r"(?:\n```text\n(?P<said>.*?)\n```)?",
    re.DOTALL,
)
EXAMPLES = [found.groupdict() for found in EXAMPLE.finditer(GUIDE)]
(A_GUIDE,) = re.findall(r"```markdown\n(.*?)```\n", GUIDE, re.DOTALL)


def typed_into(data: Path, example: dict[str, str]) -> list[str]:
    """Type an example into its section, and return what the check says, without the numbers of lines."""
    section = next(section for section in SECTIONS if section.name == example["section"])
    path = data / section.file
    text = path.read_text(encoding="utf-8")
    start = re.search(rf"(?m)^{section.name}:\n", text)
    assert start
    if example["kind"] == "added":
        first = re.compile(r"  - id: .*\n").search(text, start.end())
        assert first
        place, typed = first.end(), example["typed"]
    else:
        following = re.compile(r"(?m)^\w").search(text, start.end())
        place, typed = (following.start() if following else len(text)), f"\n{example['typed']}\n"
    path.write_text(text[:place] + typed + text[place:], encoding="utf-8")
    return [re.sub(r"line \d+", "line …", str(problem)) for problem in problems_in(data)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['kind']} {example['section']}")
def test_an_example_does_what_the_guide_says(data: Path, example: dict[str, str]) -> None:
    said = typed_into(data, example)
    if example["kind"] == "wrong":
        wanted = re.sub(r"line \d+", "line …", example["said"])
        assert any(sentence.startswith(wanted) for sentence in said), said
    else:
        assert said == []


def test_every_example_is_one_that_is_tried() -> None:
    assert GUIDE.count("```yaml") == len(EXAMPLES)
    assert GUIDE.count("```text") == len([each for each in EXAMPLES if each["said"]])
    assert GUIDE.count("```") == 2 * (GUIDE.count("```yaml") + GUIDE.count("```text") + len([A_GUIDE]))


def test_a_safety_critical_change_is_shown_as_in_the_guide(data: Path) -> None:
    (quoted,) = re.findall(r"(?m)^> (data/clinic.*)\n> (.*)$", GUIDE)
    before, after = re.findall(r'"([\d-]+)"', quoted[1])
    clinic = data / "clinic.yaml"
    clinic.write_text(clinic.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    changed = Comparison(check_records(FROZEN, TODAY), check_records(data, TODAY), 0)
    said = [re.sub(r"line \d+", "line …", str(each.problem)) for each in vital_differences(changed)]
    assert re.sub(r"line \d+", "line …", " ".join(quoted)) in said


def problems_in_guide(folder: Path, catalogue: Catalogue, text: str) -> list[str]:
    """Write a guide into an empty folder, and return what the check says of it."""
    (folder / "docs/guides").mkdir(parents=True)
    (folder / "docs/guides/first-visit.md").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "tests/docs/guides/tummy-time.md", folder / "docs/guides")  # records link to it
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    shutil.copy(ROOT / "EDITING.md", folder)
    return [str(each) for each in problems_in_guides(folder / "docs", known_to(folder / "docs", catalogue))]


def test_the_guide_in_the_guide_is_good(tmp_path: Path, catalogue: Catalogue) -> None:
    assert problems_in_guide(tmp_path, catalogue, A_GUIDE) == []


def test_every_macro_is_shown_as_it_works(tmp_path: Path, catalogue: Catalogue) -> None:
    shown = re.findall(r"`(\{\{ (\w+)\(.*?\}\})`", FIELDS)
    assert {name for _, name in shown} == set(MACROS)
    head = A_GUIDE[: A_GUIDE.index("\n\n")]
    text = "\n\n".join([head, *(macro for macro, _ in shown)])
    assert problems_in_guide(tmp_path, catalogue, text) == []


def test_the_limits_of_a_guide_are_those_of_the_check() -> None:
    allowed = re.search(r"of HTML only (.*?)\. A picture", GUIDE, re.DOTALL)
    assert allowed
    assert set(re.findall(r"<(\w+)>", allowed[1])) == set(TAGS)
    assert f"most {LARGEST_PICTURE} kB" in GUIDE


def test_what_the_guide_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", GUIDE):
        assert re.search(rf"(?m)^{target}:", makefile), target
    for path in re.findall(r"`((?:data|docs|templates)/[\w./-]*)`", GUIDE):
        assert (ROOT / path).exists(), path
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ")).strip().lower().replace(" ", "-")
        for line in f"{GUIDE}\n{FIELDS}".splitlines()
        if line.startswith("#")
    }
    for anchor in re.findall(r"\]\((?:FIELDS\.md)?#([\w-]+)\)", GUIDE):
        assert anchor in headings, anchor
    for file in re.findall(r"\]\(([\w/]+\.md)", GUIDE.replace(A_GUIDE, "")):
        assert (ROOT / file).exists(), file
