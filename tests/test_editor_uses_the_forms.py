"""The editor who uses the forms: every field is there, and a save changes only what was typed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route

from catalogue.check import check_records
from catalogue.field_types import LinksTo
from catalogue.records import SECTIONS, Activity, Section
from catalogue.state import build_day
from editor import forms
from editor.server import EditorServer
from tests.conftest import FROZEN, problems_in
from tests.test_editor_breaks_a_rule import edit

IN_FORMS = [section for section in SECTIONS if section.file in forms.FILES]

# The browser's own private folder stands in for the one that an editor chooses. A browser without
# a window draws what is on screen alone; here it draws all.
STAND_INS = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
window.IntersectionObserver = class {
  constructor(seen) { this.seen = seen; }
  observe(target) { this.seen([{ target, isIntersecting: true }], this); }
  unobserve() {}
  disconnect() {}
};
"""


@contextmanager
def editing(data: Path) -> Iterator[str]:
    """Serve the editing screen on a free port; yield its address."""
    with EditorServer(data, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


FILL_FOLDER = """async (files) => {
  const folder = await navigator.storage.getDirectory();
  await folder.getDirectoryHandle(".git", { create: true });
  const data = await folder.getDirectoryHandle("data", { create: true });
  for (const [name, text] of Object.entries(files)) {
    const file = await (await data.getFileHandle(name, { create: true })).createWritable();
    await file.write(text);
    await file.close();
  }
}"""

READ_FILE = """async (name) => {
  const data = await (await navigator.storage.getDirectory()).getDirectoryHandle("data");
  return (await (await data.getFileHandle(name)).getFile()).text();
}"""

# The text of a file once it has a sentence; while a save replaces the file, it can't be found or read. It
# asks again by itself, because to `wait_for_function` a promise is true before it is kept.
SAVED = f"""async ([name, sentence]) => {{
  for (;;) {{
    const text = await ({READ_FILE})(name).catch((error) => {{
      if (!["NotFoundError", "NotReadableError"].includes(error.name)) throw error;
      return "";
    }});
    if (text.includes(sentence)) return text;
    await new Promise(requestAnimationFrame);
  }}
}}"""


@dataclass
class Desk:
    """An open editing screen, and every address outside this machine that it requested."""

    page: Page
    reached: list[str]


@pytest.fixture
def desk(browser: Browser, data: Path) -> Iterator[Desk]:
    with editing(data) as address, browser.new_context() as context:
        reached: list[str] = []

        def refuse(route: Route) -> None:
            reached.append(route.request.url)
            route.abort()

        # Requests that the page's policy blocks aren't among these.
        context.route(lambda url: not url.startswith(address), refuse)
        context.add_init_script(STAND_INS)
        page = context.new_page()
        page.goto(address)
        page.evaluate(FILL_FOLDER, {path.name: path.read_text("utf-8") for path in data.glob("*.yaml")})
        page.get_by_role("button", name="Work with Local Repository").click()
        yield Desk(page, reached)


def records_in(data: Path) -> dict[str, list[Any]]:
    """Return all checked records by section."""
    entries = check_records(data, build_day()).entries
    return {section: [entry.record for entry in found] for section, found in entries.items()}


def test_a_save_changes_the_sentence_and_nothing_else(desk: Desk, data: Path) -> None:
    page, expected = desk.page, records_in(data)
    for section, field in (
        ("activities", "easier"),
        ("milestones", "look_for"),
        ("signs", "do_now"),
        ("sources", "how_checked"),
    ):
        record, sentence = expected[section][0], f"A sentence about {section}, typed into a form."
        expected[section][0] = record.model_copy(update={field: sentence})

        page.get_by_role("row", name=section.capitalize()).click()
        listed = page.get_by_role("group").filter(has=page.get_by_text(record.title, exact=True)).last
        listed.get_by_role("button", name="Expand", exact=True).click()
        page.get_by_role("textbox", name=field.replace("_", " ").capitalize(), exact=True).fill(sentence)
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("status").filter(has_text="Entry saved").wait_for()
        # This may still be the previous save.
        saved = page.wait_for_function(SAVED, arg=[f"{section}.yaml", sentence]).json_value()
        (data / f"{section}.yaml").write_text(saved, encoding="utf-8")
        assert records_in(data) == expected, section
    assert desk.reached == []


def test_enter_in_a_text_makes_no_sign_that_parents_see(data: Path) -> None:
    # The forms write this for two line breaks.
    edit(data, "activities.yaml", "reach-in-tummy-time", r"why: .*?\n(?=    \w)", r'why: "One.\\n\\nTwo."\n')
    (entry,) = [
        each
        for each in check_records(data, build_day()).of(Activity)
        if each.record.id == "reach-in-tummy-time"
    ]
    assert entry.record.why == "One. Two."
    forms.screen(data)  # the next reload isn't refused
    edit(data, "activities.yaml", "reach-in-tummy-time", r'why: "[^"]*"', r'why: "One.\\\\n\\\\nTwo."')
    (problem,) = problems_in(data)
    assert r"readers would see \n; replace it with a space" in str(problem)


def form_of(section: Section, data: Path = FROZEN) -> dict[str, dict[str, Any]]:
    """Return the fields of a section's form, by name."""
    files = {file["file"]: file for file in forms.screen(data)["singletons"]}
    (form,) = [form for form in files[f"data/{section.file}"]["fields"] if form["name"] == section.name]
    return {field["name"]: field for field in form["fields"]}


def words_of(annotation: Any) -> list[str]:
    """Return the words that a field allows, none if it takes any."""
    inner = [word for part in get_args(annotation) if not isinstance(part, str) for word in words_of(part)]
    return inner + [word for word in get_args(annotation) if isinstance(word, str)]


@pytest.mark.parametrize("section", IN_FORMS, ids=lambda section: section.name)
def test_every_field_of_a_record_is_in_its_form(section: Section) -> None:
    form, records = form_of(section), records_in(FROZEN)
    fields = {info.alias or name: info for name, info in section.model.model_fields.items()}
    assert form.keys() == fields.keys()
    for name, info in fields.items():
        assert form[name]["hint"] == info.description
        assert form[name]["required"] == info.is_required()
        offered = [
            choice["value"] if isinstance(choice, dict) else choice
            for choice in form[name].get("options", [])
        ]
        links = [mark.section for mark in info.metadata if isinstance(mark, LinksTo)]
        known = [record.id for link in links for record in records[link]]
        assert offered == (known or words_of(info.annotation)), name


def test_every_section_of_a_file_is_on_the_screen() -> None:
    # A field without a form would be lost with the first save of its file.
    for file in forms.screen(FROZEN)["singletons"]:
        held = [section.name for section in SECTIONS if f"data/{section.file}" == file["file"]]
        assert [form["name"] for form in file["fields"]] == held


def test_a_field_that_no_form_can_hold_is_reported() -> None:
    with pytest.raises(LookupError, match="no form"):
        forms._value_form({"type": "object"})


def test_a_record_just_saved_can_be_chosen(data: Path) -> None:
    sources = data / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(f'{text}\n  - id: "new-one"\n    title: "A new source"\n', encoding="utf-8")
    activities = next(section for section in IN_FORMS if section.name == "activities")
    offered = form_of(activities, data)["sources"]["options"]
    assert {"label": "A new source (new-one)", "value": "new-one"} in offered


def test_a_file_that_cannot_be_read_is_reported_in_place_of_the_screen(data: Path) -> None:
    (data / "signs.yaml").write_text("signs: [", encoding="utf-8")
    with editing(data) as address, urlopen(address, timeout=10) as answer:
        page = answer.read().decode()
    assert "data/signs.yaml, line" in page
    assert "Fix this" in page


@pytest.mark.parametrize("host", ["example.org", "example.org:8010", "127.0.0.1", "localhost:1", ""])
def test_the_server_answers_to_no_name_but_its_own(data: Path, host: str) -> None:
    with editing(data) as address:
        port = urlsplit(address).port
        for name, status in ((host, 421), (f"localhost:{port}", 200), (f"127.0.0.1:{port}", 200)):
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/config.json", headers={"Host": name})
            assert connection.getresponse().status == status
            connection.close()


@pytest.mark.parametrize("address", ["/", "/config.json", "/page.css"])
def test_what_is_typed_into_the_screen_can_leave_this_machine_nowhere(data: Path, address: str) -> None:
    with editing(data) as server, urlopen(f"{server}{address}", timeout=10) as answer:
        headers = answer.headers
    rules = (rule.split() for rule in headers["Content-Security-Policy"].split(";"))
    policy = {name: values for name, *values in rules}
    for name in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[name] == ["'none'"], name
    for name, values in policy.items():
        assert set(values) <= {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}, name
    assert policy["script-src"] == ["'self'"]
    assert headers["Cache-Control"] == "no-store"  # the choices are those of now


@pytest.mark.parametrize(
    "address", ["/server.py", "/node_modules/@sveltia/cms/package.json", "/../data/signs.yaml", "/absent"]
)
def test_the_server_gives_no_file_but_those_of_the_screen(data: Path, address: str) -> None:
    with editing(data) as server:
        connection = HTTPConnection("127.0.0.1", urlsplit(server).port)
        connection.request("GET", address)
        assert connection.getresponse().status == 404
        connection.close()


def test_the_server_listens_to_this_machine_alone(data: Path) -> None:
    with EditorServer(data, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_form_takes_what_a_record_may_hold() -> None:
    form = {name: field for section in IN_FORMS for name, field in form_of(section).items()}
    assert form["by"]["value_type"] == "int"
    assert form["by"]["min"] == 0 < form["by"]["max"]
    assert form["reviewed_on"]["format"] == "YYYY-MM-DD"
    assert form["steps"]["min"] <= form["steps"]["max"]
    assert form["skills"]["multiple"] is True
    assert (form["do_now"]["widget"], form["title"]["widget"]) == ("text", "string")
    assert form["any_age"]["default"] is False
    case = {field["name"]: field for field in form["branches"]["fields"]}
    assert case.keys() == {"when", "act_now"}
    assert "911" in [choice["value"] for choice in case["act_now"]["options"]]
