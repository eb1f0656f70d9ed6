"""For the parent: a page runs and fetches only the site's own files, whatever is in the data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from handouts.browser import serve
from tests.conftest import frozen_project, make_site
from tests.test_editor_breaks_a_rule import edit
from tests.test_parent_in_a_browser import open_page

ATTACKS = """\
<script>window.ran = "script"</script>
<SCRIPT>window.ran = "another script"</SCRIPT>
<script type="text/javascript">window.ran = "a script with a type"</script>
<script type="module">window.ran = "a module"</script>
<script src="https://elsewhere.example/a.js"></script>
<img src="x" onerror="window.ran = 'handler'">
<img src="https://elsewhere.example/a.png">
<iframe src="https://elsewhere.example/frame"></iframe>
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<object data="https://elsewhere.example/object"></object>
<base href="https://elsewhere.example/">
<style>body { display: none }</style>
<style type="text/css">article { display: none }</style>
<p id="styled" style="display: none">Seen</p>
<a id="link" href="javascript:window.ran = 'link'">A link</a>
<form action="https://elsewhere.example/form"><button id="button">A button</button></form>
"""


# In a title and in words, which are in the head of a page, in its menus and in its data for scripts, too.
MARKUP = "Reach </title></script><b>& tap</b>"


ESCAPED, LEAKING = "reach-in-tummy-time", "drop-it-in"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with all attacks in one text of two activities; one of them is written without escaping.

    The check refuses such a text. What it may miss must be harmless, too, so its rule is taken away here.
    """
    project = frozen_project(tmp_path_factory.mktemp("attacked"))
    rule = project / "catalogue/rules/texts_are_plain_words.py"
    code = rule.read_text(encoding="utf-8")
    every = "in records.all():"
    assert every in code
    rule.write_text(code.replace(every, "in ():"), encoding="utf-8")
    for file, record, field in (
        ("activities", ESCAPED, "title"),
        ("signs", "choking", "title"),
        ("house/words", "why-title", "text"),
    ):
        edit(project / "data", f"{file}.yaml", record, rf"    {field}: .*?$", f"    {field}: {MARKUP}")
    attacks = "".join(f"      {line}\n" for line in ATTACKS.splitlines())
    for record in (ESCAPED, LEAKING):
        edit(
            project / "data",
            "activities.yaml",
            record,
            r"    why:.*?\n(?=    \w)",
            f"    why: |\n{attacks}",
        )
    template = project / "templates/activity.html"
    markup = template.read_text(encoding="utf-8")
    assert "{{ activity.why }}" in markup
    hole = f"{{{{ activity.why | safe if activity.id == '{LEAKING}' else activity.why }}}}"
    template.write_text(markup.replace("{{ activity.why }}", hole), encoding="utf-8")
    done = make_site(project)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(project / "site") as address:
        yield address


def ran(page: Page) -> object:
    """Return the traces of scripts in the data, with every fold of the page open."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('article details').forEach(each => { each.open = true })")
    return page.evaluate("window.ran")


def test_markup_in_the_data_is_shown_as_typed(browser: Browser, attacked: str) -> None:
    with open_page(browser, attacked, f"activities/{ESCAPED}/") as (page, faults):
        assert ran(page) is None
        shown = " ".join(page.locator("article").inner_text().split())
        assert " ".join(ATTACKS.split()) in shown
        assert page.title().startswith(MARKUP)
        assert page.locator("h1").inner_text() == page.locator("#why").inner_text() == MARKUP
        page.goto(f"{attacked}/visit/")
        titles = page.evaluate("JSON.parse(document.getElementById('app-titles').textContent)")
        assert titles["sign"]["choking"] == MARKUP
        assert not faults


def test_even_unescaped_markup_can_do_nothing(browser: Browser, attacked: str) -> None:
    with open_page(browser, attacked, f"activities/{LEAKING}/") as (page, faults):
        assert ran(page) is None
        assert page.locator("iframe").count() == 2, "the hole is meant to let markup through"
        assert not [fault for fault in faults if fault.startswith("request to")]
        assert page.evaluate("document.baseURI").startswith(attacked)
        assert page.locator("h1").is_visible()
        assert page.locator("#styled").is_visible()
        # Playwright's own tap would wait for the navigation that must not happen.
        with page.expect_console_message(lambda message: "form-action" in message.text):
            page.evaluate("for (const id of ['link', 'button']) document.getElementById(id).click()")
        assert ran(page) is None
        assert page.url == f"{attacked}/activities/{LEAKING}/"
        assert not [fault for fault in faults if fault.startswith("request to")]
        for word in ("script-src", "img-src", "frame-src", "form-action", "base-uri", "style-src"):
            assert any(word in fault for fault in faults), (word, faults)
