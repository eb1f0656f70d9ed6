"""For the publisher: real builds. Whatever fails, the earlier site stays; a new record makes its page."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pdfua
import pytest
from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel, String
from playwright.sync_api import Browser, Route

from catalogue.catalogue import Catalogue
from handouts.__main__ import page_count, print_sheets
from pages.plan import plan_pages
from tests.conftest import (
    BUILD_DAY,
    TODAY,
    build_site,
    built_once,
    frozen_project,
    make_site,
    problems_in,
)

EARLIER = "the earlier site\n"


@pytest.fixture
def published(project: Path) -> Path:
    """A project whose earlier site is one marked page."""
    (project / "site").mkdir()
    (project / "site/index.html").write_text(EARLIER, encoding="utf-8")
    return project


def spoil(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FAILURES = {
    "bad data": ("data/activities.yaml", "    safety:", "    saftey:", 'Did you mean "safety"?'),
    "a broken template": (
        "templates/age.html",
        "{% endblock %}",
        "{{ nothing_of_the_kind }}{% endblock %}",
        "templates/age.html, line ",
    ),
    "an error in a block of a guide": (
        "templates/blocks/contacts.html",
        "<ul",
        "{{ nothing.of_the_kind }}<ul",
        "templates/blocks/contacts.html, line 1: 'nothing' is undefined",
    ),
    "an error in the hooks": (
        "macros.py",
        "def on_files(files: Files, config: MkDocsConfig) -> Files:",
        "def on_files(files: Files, config: MkDocsConfig) -> Files:\n    1 / 0",
        "division by zero (ZeroDivisionError)",
    ),
    "code that can't be read": ("pages/plan.py", "def ", "deff ", "pages/plan.py, line "),
    "a dead link in a guide": ("docs/guides/get-help.md", "../signs.md", "../sings.md", "sings.md"),
    "a dead anchor in a guide": (
        "docs/guides/get-help.md",
        "../signs.md",
        "../signs.md#sings",
        "an anchor '#sings'",
    ),
    "a broken style of configuration": ("mkdocs.yml", "plugins:", "plugins: [", "mkdocs.yml"),
    "an unknown macro": ("docs/guides/get-help.md", "{{ message(", "{{ mesage(", 'Did you mean "message"?'),
    "an unknown id": (
        "docs/guides/get-help.md",
        '"parent-center"',
        '"parent-centre"',
        'Did you mean "parent-center"?',
    ),
    "a broken head": (
        "docs/guides/get-help.md",
        "title: ",
        "title: Help: ",
        "docs/guides/get-help.md, line 2",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "words"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_leaves_the_earlier_site_alone(
    published: Path, file: str, old: str, new: str, words: str
) -> None:
    spoil(published, file, old, new)
    done = make_site(published)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert words in said
    assert "Traceback" not in said
    assert [path.name for path in (published / "site").iterdir()] == ["index.html"]
    assert (published / "site/index.html").read_text(encoding="utf-8") == EARLIER


def test_all_problems_in_the_data_are_reported_at_once_without_a_traceback(published: Path) -> None:
    spoil(published, "data/activities.yaml", "    safety:", "    saftey:")
    spoil(published, "data/signs.yaml", "    worry: ", "    worry: no-such-worry-")
    spoil(published, "data/house/skills.yaml", "  - id: eyes", "  - id: hands")
    spoil(published, "data/house/moments.yaml", "    title: Bath", "\ttitle: Bath")
    done = make_site(published)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    said = [line for line in done.stdout.splitlines() if line.startswith("data/")]
    assert any(line.startswith("data/activities.yaml") and '"saftey"' in line for line in said)
    assert any(line.startswith("data/signs.yaml") and "no-such-worry-" in line for line in said)
    assert any(line.startswith("data/house/skills.yaml") and "already used" in line for line in said)
    assert any(line.startswith("data/house/moments.yaml") and "a tab" in line for line in said)


NEW_AGE = """
  - id: 24-30-months
    title: 24 to 30 months
    from: 24
    drawing: walking-with-a-ball
    main_message: "Typed <as>is</as>: {{ 7*7 }} & 5*6 *stars* | # no heading."
    more: Sing together. Name what you see.
    do_today: Look at a book together.
    ready_when: Your child brings you a toy.
"""
NEW_SKILL = """
  - id: sleep
    title: Sleep & rest
    summary: Resting well.
    how_it_grows: It takes time.
"""
NEW_MILESTONE = """
  - id: jumps-with-both-feet
    title: Jumps with both feet
    skill: sleep
    yardstick: most
    by: 30
    look_for: Both feet leave the floor.
    if_not_yet: [office]
    sources: [cdc22]
    checked: second-hand
"""
NEW_ACTIVITY = """
  - id: jump-over-the-line
    title: Jump over the "line" <now>
    summary: Jump over a line on the floor.
    ages: [24-30-months]
    skills: [sleep]
    builds: [jumps-with-both-feet]
    minutes: 3
    how_often: Once a day.
    moments: [floor-play]
    positions: [standing]
    why: It lets your baby try both feet.
    steps:
      - Draw a line.
      - Stand behind it.
      - Jump {{ config }} together.
    easier: Step over it.
    harder: Jump over two lines.
    look_for: Both feet come off the floor.
    stop_when: Your baby sits down.
    safety: [awake-and-watched, safe-room]
    basis: practice
"""


NEW_CHANGE = """
  - id: one-more
    day: 2027-02-01
    title: The steps are shorter.
    why: A parent asked for it.
    records: [reach-in-tummy-time, awake-and-watched]
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with new records, some reviews and a logged change, built in January 2030 for its editors."""

    def build(folder: Path) -> Path:
        project = frozen_project(folder)
        data = project / "data"
        spoil(data, "milestones.yaml", "\nmilestones:\n", f"{NEW_AGE}\nmilestones:\n{NEW_MILESTONE}")
        for file, record in (
            ("house/skills.yaml", NEW_SKILL),
            ("activities.yaml", NEW_ACTIVITY),
            ("house/changes.yaml", NEW_CHANGE),
        ):
            with (data / file).open("a", encoding="utf-8") as records:
                records.write(record)
        review(data)
        done = make_site(project, SITE_REPO="clinic/infant-ot", SOURCE_DATE_EPOCH="1893456000")
        assert done.returncode == 0, done.stdout + done.stderr
        return project

    return built_once(tmp_path_factory, "edited", build)


def review(data: Path) -> None:
    """Review one activity and, by another clinician, each safety rule, milestone, contact and sign."""
    record = "  - id: reach-in-tummy-time\n"
    by, on = "    reviewed_by: A clinician in a test\n", "    reviewed_on: 2026-11-20\n"
    spoil(data, "activities.yaml", record, record + by + on)
    others = "    reviewed_by: Another one\n    reviewed_on: 2026-11-21\n"
    for file, field in (
        ("safety", "added_to"),
        ("milestones", "yardstick"),
        ("milestones", "main_message"),
        ("house/skills", "how_it_grows"),
        ("house/tiers", "explain"),
        ("clinic", "explain"),
        ("signs", "tiers"),
    ):
        path = data / f"{file}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"    {field}:", f"{others}    {field}:"), encoding="utf-8")


def test_a_new_record_of_each_kind_makes_its_page_menu_links_and_search_entry(edited: Path) -> None:
    def read(address: str) -> str:
        return (edited / "site" / address / "index.html").read_text(encoding="utf-8")

    age, skill, activity = (
        read("ages/24-30-months"),
        read("skills/sleep"),
        read("activities/jump-over-the-line"),
    )
    assert "Typed <as>is</as>: {{ 7*7 }} & 5*6 *stars* | # no heading." in html.unescape(age)
    assert "<as>is" not in age[age.index("<article") :]
    assert "Jump {{ config }} together." in activity
    assert "<now>" not in activity
    home = read("")
    assert 'href="ages/24-30-months/"' in home
    assert 'href="skills/sleep/"' in home
    assert "../../activities/jump-over-the-line/" in age
    assert "../../activities/jump-over-the-line/" in skill
    assert "../../skills/sleep/#jumps-with-both-feet" in activity
    assert 'id="jumps-with-both-feet"' in skill
    (index,) = edited.glob("site/assets/js-*/search.json")
    found = {address for address, *_ in json.loads(index.read_text(encoding="utf-8"))["entries"]}
    assert {"ages/24-30-months/", "skills/sleep/", "activities/jump-over-the-line/"} <= found


def test_only_the_pages_that_a_clinician_checked_say_so(edited: Path) -> None:
    checked = (edited / "site/activities/reach-in-tummy-time/index.html").read_text(encoding="utf-8")
    assert "Checked by A clinician in a test, Another one" in checked
    assert "November 20, 2026" in checked
    other = (edited / "site/activities/drop-it-in/index.html").read_text(encoding="utf-8")
    assert "Parts of this page have been checked by a clinician." in other
    guide = (edited / "site/guides/get-help/index.html").read_text(encoding="utf-8")
    assert "Not yet checked by a clinician." in guide


def test_a_build_says_that_a_check_is_overdue(site: Path, edited: Path) -> None:
    for built, shown in ((site, False), (edited / "site", True)):
        for address in ("ages/4-6-months", "guides/privacy", "plan"):
            page = (built / address / "index.html").read_text(encoding="utf-8")
            line = page[page.index('app-overdue"') :].split("</p>")[0]
            assert "The check of this page is overdue." in line
            assert "The emergency advice still stands." in line
            assert (" hidden" not in line.split(">")[0]) == shown


ADDRESS = "https://example.org/"


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def links_in(pdf: bytes) -> list[tuple[str, str]]:
    """Return the address and the description of each link of a PDF."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        return [
            (str(link.A.URI), str(link.Contents))
            for page in document.pages
            for link in page.get("/Annots", ())
        ]


def unpacked(pdf: bytes) -> bytes:
    """Return a PDF with its structure, and the letters of its fonts, as they can be read."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        plain = io.BytesIO()
        document.save(
            plain,
            object_stream_mode=ObjectStreamMode.disable,
            stream_decode_level=StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return plain.getvalue()


def test_two_builds_of_one_day_are_the_same_with_their_handouts(
    project: Path, catalogue: Catalogue, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = make_site(project, "handouts", SITE_URL=ADDRESS, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = project / "site", tmp_path / "second"
    build_site(project, second, HANDOUTS="true", SITE_URL=ADDRESS, PYTHONHASHSEED="2")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILD_DAY)
    pages = [page for page in plan_pages(catalogue) if page.handout]
    one_of_each = {page.path.split("/")[0]: page for page in pages}.values()
    assert not list(print_sheets(browser, ADDRESS, second, list(one_of_each)))
    not_again = {page.handout for page in pages} - {page.handout for page in one_of_each}
    assert {file: value for file, value in digests(first).items() if file not in not_again} == digests(second)

    for page in pages:
        pdf = (first / page.handout).read_bytes()
        assert page_count(pdf) <= page.sheets, page.path
        assert not pdfua.validate(str(first / page.handout)).findings, page.path
        links = links_in(pdf)
        leads_to = "tel:911" if page.path == "urgent.md" else ADDRESS
        assert any(address.startswith(leads_to) for address, _ in links), f"{page.path} leads nowhere"
        assert ("tel:911", "911" if page.path == "hand-over.md" else "Call 911") in links, page.path
        assert b"/S /Form" not in unpacked(pdf), f"{page.path} has a field to fill in"
        assert not re.search(rb"<FB0[0-6]>", unpacked(pdf)), f"{page.path} has one sign for two letters"
        urgent = next((text for to, text in links if to == f"{ADDRESS}urgent/"), "Is it urgent?")
        assert urgent == "Is it urgent?", f"{page.path}: another link's text"
        assert b"127.0.0.1" not in pdf, page.path
        html = (first / page.url / "index.html").read_text(encoding="utf-8")
        up = "../" * page.url.count("/")
        assert f'href="{up}{page.handout}"' in html, page.path
        assert f"https://example.org/{page.url}" in html, page.path
        assert "<svg" in html.split('class="app-foot__paper"')[1], f"{page.path} has no QR code"


def test_a_change_that_is_taken_back_leaves_the_same_site_as_before(
    project: Path, site: Path, tmp_path: Path
) -> None:
    path = project / "data/activities.yaml"
    typed = path.read_bytes()
    path.write_bytes(typed.replace(b"Sit leaning back a little", b"Sit up"))
    changed = digests(build_site(project, tmp_path / "changed"))
    path.write_bytes(typed)
    before = digests(site)
    page = "activities/chest-to-chest-tummy-time/index.html"
    assert changed[page] != before[page]
    assert digests(build_site(project, tmp_path / "back")) == before


def test_a_handout_that_is_too_long_stops_the_command(frozen: Path, site: Path, tmp_path: Path) -> None:
    page = "activities/reach-in-tummy-time/index.html"
    (tmp_path / page).parent.mkdir(parents=True)
    (tmp_path / page).write_bytes((site / "ages/4-6-months/index.html").read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "handouts", tmp_path],
        cwd=frozen,
        env=os.environ | {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": BUILD_DAY, "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "::error::activities/reach-in-tummy-time/: 2 pages of paper where there should be 1" in done.stderr
    assert "Traceback" not in done.stderr


HOME = "https://example.org/ot/"


class Printer:
    """Stands in for a browser and its tab: opens an address by asking for it, prints two pages."""

    def new_page(self, **settings: bool) -> Printer:
        assert settings == {"java_script_enabled": False}
        return self

    def route(self, pattern: str, answer: Callable[[Route], None]) -> None:
        assert pattern == "**/*"
        self.answer = answer

    def ask(self, address: str) -> dict[str, Any]:
        """Return the response to a request."""
        answered: list[dict[str, Any]] = []
        route = SimpleNamespace(
            request=SimpleNamespace(url=address), fulfill=lambda **given: answered.append(given)
        )
        self.answer(cast("Route", route))
        (given,) = answered
        return given

    def goto(self, address: str) -> SimpleNamespace:
        return SimpleNamespace(ok="path" in self.ask(address))

    def emulate_media(self, media: str) -> None:
        assert media == "print"

    def locator(self, selector: str) -> SimpleNamespace:
        assert selector in ("a[href]", "button.app-term", "html")
        return SimpleNamespace(evaluate_all=lambda _: [], evaluate=lambda _: None)

    def pdf(self, **settings: object) -> bytes:
        assert settings == {"format": "Letter", "tagged": True}
        printed = io.BytesIO()
        with Pdf.new() as document:
            document.add_blank_page()
            document.add_blank_page()
            document.Root.Lang = String("en")
            for at in ("/CreationDate", "/ModDate"):
                document.docinfo[at] = "D:20300101101010+00'00'"
            document.save(printed)
        return printed.getvalue()


def test_a_handout_has_the_day_of_its_build_and_asks_for_nothing_elsewhere(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILD_DAY)
    pages = {page.path: page for page in plan_pages(catalogue)}
    names = ("activities/reach-in-tummy-time", "ages/4-6-months", "activities/drop-it-in", "signs")
    for name in names[:2]:
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").touch()
    printer = Printer()
    planned = [pages[f"{name}.md"] for name in names]
    said = list(print_sheets(cast("Browser", printer), HOME, tmp_path, planned))
    assert [each.split(".")[0] for each in said] == [
        "activities/reach-in-tummy-time/: 2 pages of paper where there should be 1",
        "activities/reach-in-tummy-time/: its PDF isn't accessible",
        "ages/4-6-months/: its PDF isn't accessible",
        "activities/drop-it-in/: this page isn't in the site",
    ]
    (path,) = (tmp_path / "handouts/activities").iterdir()
    with Pdf.open(path) as pdf:
        day = f"D:{TODAY:%Y%m%d}000000+00'00'"
        assert [str(pdf.docinfo[each]) for each in ("/CreationDate", "/ModDate")] == [day, day]
    assert b"2030" not in path.read_bytes()
    page = "activities/reach-in-tummy-time/"
    assert printer.ask(HOME + page) == {"path": tmp_path / page / "index.html"}
    for elsewhere in (f"https://example.com/ot/{page}", f"http://example.org/ot/{page}", f"{HOME}none/"):
        assert printer.ask(elsewhere)["status"] == 404


def test_handouts_need_the_address_of_the_site(published: Path) -> None:
    done = make_site(published, "handouts")
    assert done.returncode != 0
    assert "set SITE_URL" in done.stderr
    assert (published / "site/index.html").read_text(encoding="utf-8") == EARLIER


def test_a_build_without_handouts_has_no_links_to_them(site: Path) -> None:
    assert not (site / "handouts").exists()
    for path in site.rglob("*.html"):
        assert "handouts/" not in path.read_text(encoding="utf-8"), path


def test_staff_reach_the_line_of_each_record_from_their_page(edited: Path) -> None:
    start = "https://github.com/clinic/infant-ot/edit/main/"
    html = (edited / "site/staff/index.html").read_text(encoding="utf-8")
    led = re.findall(rf'href="{start}([^"#]+)#L(\d+)"', html)
    lines = [(edited / file).read_text(encoding="utf-8").splitlines()[int(at) - 1] for file, at in led]
    assert "  - id: reach-in-tummy-time" in lines
    assert all(line.lstrip().startswith("- id: ") for line in lines)


def test_without_a_repository_no_page_links_to_its_editor(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "/edit/main/" not in path.read_text(encoding="utf-8"), path


def test_an_invalid_repository_name_is_reported(project: Path) -> None:
    done = make_site(project, SITE_REPO="https://github.com/clinic/infant-ot")
    assert done.returncode != 0
    assert "write an account and a name, such as clinic/site" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_change_is_logged_with_its_records(edited: Path) -> None:
    page = (edited / "site/changes/index.html").read_text(encoding="utf-8")
    assert page.index("February 1, 2027") < page.index("November 24, 2026")
    assert 'href="../activities/reach-in-tummy-time/"' in page


def test_a_change_of_an_unknown_record_is_reported(data: Path) -> None:
    change = NEW_CHANGE.replace("2027-02-01", "2026-11-24").replace("[reach-in-tummy", "[reach-in-tumy")
    with (data / "house/changes.yaml").open("a", encoding="utf-8") as log:
        log.write(change)
    (problem,) = problems_in(data)
    assert 'records: "reach-in-tumy-time" is not a record. Did you mean "reach-in-tummy-time"?' in str(
        problem
    )
