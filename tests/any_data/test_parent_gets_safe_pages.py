"""For the parent: no built page has or allows anything that could run, fetch or redirect unseen."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
FETCHES = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest"}


class Parts(HTMLParser):
    """Everything on a page that could run, fetch or redirect."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inline: list[tuple[str, str]] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # If two attributes have the same name, the first one counts.
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
    # Nothing above the policy could run, fetch or redirect.
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
            where = (address, tag, values)
            # A script with a type is data, asleep, or a module with a digest of its own (above).
            if tag == "script" and "type" in values and "src" not in values:
                assert values["type"] in ("application/json", "text/asleep", "module"), where
            assert tag not in ("iframe", "frame", "object", "embed", "base", "applet", "portal"), where
            assert not (tag == "meta" and values.get("http-equiv", "").lower() == "refresh"), where
            assert not (tag == "form" and {"action", "method", "target"} & set(values)), where
            assert not [name for name in values if name.startswith("on") or name == "style"], where
            for name, value in values.items():
                start = re.sub(r"[\x00-\x20]", "", value).lower()
                assert not start.startswith(("javascript:", "vbscript:")), where
                if name in FETCHES or (name == "href" and tag in ("link", "use", "image")):
                    own = value == "" or not re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", start)
                    assert own or (tag == "link" and values.get("rel") == "canonical"), where
