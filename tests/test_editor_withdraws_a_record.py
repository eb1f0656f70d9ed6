"""For the parent: a withdrawn or moved record leaves every page at once, and old links still work."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.records import Advice, FirstAid, Milestone, Record, SafetyRule, Sign
from tests.conftest import frozen_project, make_site
from tests.test_editor_breaks_a_rule import edit

WITHDRAWN: list[tuple[str, type[Record], str]] = [
    ("signs.yaml", Sign, "trouble-breathing"),  # other signs name it
    ("signs.yaml", Sign, "flat-spot-on-the-head"),  # not urgent
    ("first-aid.yaml", FirstAid, "choking-under-1-year"),  # a sign leads to it
    ("safety.yaml", Advice, "no-honey"),
    ("safety.yaml", SafetyRule, "ask-your-team-first"),  # every activity has it
]
MOVED = "squeals"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after three records were withdrawn, and a milestone moved to another skill area."""
    project = frozen_project(tmp_path_factory.mktemp("withdrawn"))
    data = project / "data"
    for file, _, record in WITHDRAWN:
        edit(data, file, record, r"    title:", "    withdrawn_on: 2027-01-31\n    title:")
    edit(data, "milestones.yaml", MOVED, r"skill: ([\w-]+)", r"formerly_in: [\1]\n    skill: people")
    done = make_site(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


@pytest.mark.parametrize(("model", "record"), [each[1:] for each in WITHDRAWN], ids=str)
def test_no_page_has_a_word_of_what_is_withdrawn(
    changed: Path, site: Path, catalogue: Catalogue, model: type[Record], record: str
) -> None:
    texts = [text for _, text in texts_in(catalogue.get(model, record)) if len(text) > 40]
    assert texts
    for text in texts:
        assert any(text in words_of(path) for path in files(site)), text
        assert not [path for path in files(changed) if text in words_of(path)], text


def files(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.suffix in {".html", ".json", ".csv", ".txt"}]


def words_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text if path.suffix != ".html" else " ".join(html.unescape(text).split())


@pytest.mark.parametrize(
    ("page", "sign"), [("urgent", "trouble-breathing"), ("signs", "flat-spot-on-the-head")]
)
def test_an_old_link_to_a_withdrawn_sign_says_when_it_was_withdrawn(
    changed: Path, catalogue: Catalogue, page: str, sign: str
) -> None:
    page = words_of(changed / page / "index.html")
    said = re.search(rf'<li id="?{sign}"?>(.*?)(?:</li>|<li|</ul>)', page)
    assert said
    number = urgency.emergency_contact(catalogue).phone
    assert catalogue.phrases["sign-withdrawn"].format(date="January 31, 2027", number=number) in said[1]
    assert page.count(sign) == 1  # no list of signs leads to it


def test_withdrawn_first_aid_says_what_to_do_instead_of_leaving_steps_for_another_age(
    changed: Path, catalogue: Catalogue
) -> None:
    page = words_of(changed / "urgent/index.html")
    said = re.search(r'<p id="?choking-under-1-year"?>(.*?)</p>', page)
    assert said
    number = urgency.emergency_contact(catalogue).phone
    assert catalogue.phrases["first-aid-withdrawn"].format(date="January 31, 2027", number=number) in said[1]
    assert catalogue.get(FirstAid, "choking-under-1-year").title in said[1]


def test_the_old_address_of_a_milestone_leads_on(changed: Path, catalogue: Catalogue) -> None:
    milestone = catalogue.get(Milestone, MOVED)
    old = words_of(changed / f"skills/{milestone.skill}/index.html")
    entry = re.search(rf'<li id="?{MOVED}"?>(.*?)</a>', old)
    assert entry
    assert re.search(rf'href="?\.\./people/#{MOVED}', entry[1]), entry[1]
    assert f"id={MOVED}" in (changed / "skills/people/index.html").read_text(encoding="utf-8").replace(
        '"', ""
    )


def test_the_open_data_leave_out_what_is_withdrawn(changed: Path) -> None:
    signs = json.loads((changed / "data/signs.json").read_text(encoding="utf-8"))["records"]
    assert "trouble-breathing" not in [each["id"] for each in signs]
