"""For the parent: a page runs and fetches only what is the site's own, whatever stands in the data."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from handouts.browser import served
from tests.conftest import make_site
from tests.test_parent_in_a_browser import open_page

POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
FETCHES = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest"}


class Parts(HTMLParser):
    """What a page holds that could run, fetch or lead away."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inline: list[tuple[str, str]] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of two with one name the first counts.
        values = {name: value or "" for name, value in reversed(attrs)}
        self.tags.append((tag, values))
        runs = tag == "script" and "src" not in values and values.get("type", "module") == "module"
        self._open = tag if runs or tag == "style" else ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline.append((self._open, data))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


@pytest.fixture(scope="module")
def parts(site: Path) -> dict[str, Parts]:
    return {
        path.relative_to(site).as_posix(): Parts(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def policy_of(page: Parts) -> dict[str, list[str]]:
    at = [values.get("http-equiv", "").lower() for _, values in page.tags].index("content-security-policy")
    # Above the policy stands nothing that could run, fetch or lead away.
    assert {tag for tag, _ in page.tags[:at]} <= {"html", "head", "meta"}
    rules = (rule.split() for rule in page.tags[at][1]["content"].split(";"))
    return {name: values for name, *values in rules}


def test_every_page_says_what_may_run_and_nothing_inline_is_without_leave(parts: dict[str, Parts]) -> None:
    for address, page in parts.items():
        policy = policy_of(page)
        allowed = {name: policy.pop(name) for name in ("script-src", "style-src")}
        assert policy == {name: values for name, values in POLICY.items() if name != "style-src"}, address
        wanted: dict[str, list[str]] = {"script-src": ["'self'"], "style-src": ["'self'"]}
        for tag, text in page.inline:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            wanted[f"{tag}-src"].append(f"'sha256-{digest}'")
        for name, values in wanted.items():
            assert set(allowed[name]) == set(values), (address, name)
        referrer = [values["content"] for tag, values in page.tags if values.get("name") == "referrer"]
        assert referrer == ["no-referrer"], address


def test_no_page_holds_a_part_that_a_policy_must_stop(parts: dict[str, Parts]) -> None:
    for address, page in parts.items():
        for tag, values in page.tags:
            told = (address, tag, values)
            # A script with a type is data, asleep, or a module with a digest of its own (above).
            if tag == "script" and "type" in values and "src" not in values:
                assert values["type"] in ("application/json", "text/asleep", "module"), told
            assert tag not in ("iframe", "frame", "object", "embed", "base", "applet", "portal"), told
            assert not (tag == "meta" and values.get("http-equiv", "").lower() == "refresh"), told
            assert not (tag == "form" and {"action", "method", "target"} & set(values)), told
            assert not [name for name in values if name.startswith("on") or name == "style"], told
            for name, value in values.items():
                start = re.sub(r"[\x00-\x20]", "", value).lower()
                assert not start.startswith(("javascript:", "vbscript:")), told
                if name in FETCHES or (name == "href" and tag in ("link", "use", "image")):
                    own = value == "" or not re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", start)
                    assert own or (tag == "link" and values.get("rel") == "canonical"), told


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


def attacked(project: Path, *, with_a_hole: bool) -> Iterator[str]:
    """Serve a site with all attacks in one text of an activity; a hole writes it without escaping."""
    data, template = project / "data/activities.yaml", project / "templates/activity.html"
    text = data.read_text(encoding="utf-8")
    start = text.index("    why:", text.index("  - id: reach-in-tummy-time\n"))
    end = re.compile(r"^    \w", re.MULTILINE).search(text, start + 8)
    assert end
    attacks = "".join(f"      {line}\n" for line in ATTACKS.splitlines())
    data.write_text(f"{text[:start]}    why: |\n{attacks}{text[end.start() :]}", encoding="utf-8")
    if with_a_hole:
        markup = template.read_text(encoding="utf-8")
        assert "{{ activity.why }}" in markup
        template.write_text(
            markup.replace("{{ activity.why }}", "{{ activity.why | safe }}"), encoding="utf-8"
        )
    done = make_site(project)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(project / "site") as address:
        yield address


@pytest.fixture
def escaped(project: Path) -> Iterator[str]:
    yield from attacked(project, with_a_hole=False)


@pytest.fixture
def leaking(project: Path) -> Iterator[str]:
    yield from attacked(project, with_a_hole=True)


def ran(page: Page) -> object:
    page.wait_for_load_state("networkidle")
    return page.evaluate("window.ran")


def test_markup_in_the_data_is_shown_as_typed(browser: Browser, escaped: str) -> None:
    with open_page(browser, escaped, "activities/reach-in-tummy-time/") as (page, faults):
        assert ran(page) is None
        shown = " ".join(page.locator("article").inner_text().split())
        assert " ".join(ATTACKS.split()) in shown
        assert not faults


def test_even_markup_that_was_not_escaped_can_do_nothing(browser: Browser, leaking: str) -> None:
    with open_page(browser, leaking, "activities/reach-in-tummy-time/") as (page, faults):
        assert ran(page) is None
        assert page.locator("iframe").count() == 2, "the hole is meant to let markup through"
        assert not [fault for fault in faults if fault.startswith("request to")]
        assert page.evaluate("document.baseURI").startswith(leaking)
        assert page.locator("h1").is_visible()
        assert page.locator("#styled").is_visible()
        # Not a tap of Playwright's, which waits for the navigation that must not come.
        with page.expect_console_message(lambda message: "form-action" in message.text):
            page.evaluate("for (const id of ['link', 'button']) document.getElementById(id).click()")
        assert ran(page) is None
        assert page.url == f"{leaking}/activities/reach-in-tummy-time/"
        assert not [fault for fault in faults if fault.startswith("request to")]
        for word in ("script-src", "img-src", "frame-src", "form-action", "base-uri", "style-src"):
            assert any(word in fault for fault in faults), (word, faults)
