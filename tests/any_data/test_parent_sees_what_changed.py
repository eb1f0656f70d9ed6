"""For the parent: a changed page is still one that everybody can use, in a real browser.

`EARLIER` names the commit before a change: then the pages whose words or markup differ are opened, a few of
each kind. Without it, one page of each kind is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.test_parent_in_a_browser import open_page, violations_in

pytestmark = pytest.mark.browser

# One change can touch most pages; pages of one kind have the same template.
MOST_OF_A_KIND = 2
# What differs in each build: the folder of the scripts, and the day.
OF_A_BUILD = re.compile(r'assets/js-\w+/|<div class="app-foot__paper">.*?</footer>', re.DOTALL)


def article_of(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    return OF_A_BUILD.sub("", html[html.index("<article") : html.index("</article>")])


def changed_since(earlier: Path | None, site: Path) -> list[str]:
    """Return the addresses of the pages to open: a few of each kind, of those that changed."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for page in sorted(site.rglob("index.html")):
        address = page.relative_to(site).parent.as_posix().removeprefix(".")
        before = earlier / address / "index.html" if earlier else None
        if before is None or not before.exists() or article_of(before) != article_of(page):
            folder = address.split("/")[0]
            by_kind[folder if "/" in address else address].append(f"{address}/" if address else "")
    most = MOST_OF_A_KIND if earlier else 1
    return [address for pages in by_kind.values() for address in pages[:most]]


def test_what_changed_is_accessible_quiet_and_keeps_to_itself(
    browser: Browser, address: str, site: Path, earlier_site: Path | None
) -> None:
    for path in changed_since(earlier_site, site):
        with open_page(browser, address, path, until="networkidle") as (page, faults):
            page.evaluate(
                "document.querySelectorAll('article details').forEach(each => { each.open = true })"
            )
            assert not violations_in(page), path
            assert not faults, path
