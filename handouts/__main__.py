"""Print the sheets of a built site: `python -m handouts SITE` writes SITE/handouts/…/….pdf.

The pages are the site's own, printed with its own print styles in headless Chromium: an activity
on one page, an age as its short sheet on two. Every sheet is checked for its number of pages.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Error, Route, sync_playwright

from catalogue.catalogue import load_catalogue
from catalogue.state import build_day
from handouts.browser import launched
from pages.plan import plan_pages
from pages.views.page import Page

ROOT = Path(__file__).resolve().parent.parent
PAPER = "Letter"

_PRINTED_AT = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF as Chromium writes it."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def print_sheets(browser: Browser, address: str, site: Path, planned: list[Page]) -> Iterator[str]:
    """Print each planned page that has sheets; yield a sentence for each that came out wrong.

    The pages are opened at the public `address`, so that the links of a PDF lead there, and are
    answered from the folder `site`.
    """
    tab = browser.new_page(java_script_enabled=False)
    tab.route("**/*", lambda route: _answer(route, address, site))
    for page in planned:
        if not page.handout:
            continue
        answer = tab.goto(f"{address}{page.url}#sheet")
        if answer is None or not answer.ok:
            yield f"{page.url}: this page isn't in the site"
            continue
        pdf = _dated(tab.pdf(format=PAPER, tagged=True))
        if (count := page_count(pdf)) != page.sheets:
            yield (
                f"{page.url}: {count} pages of paper where there should be {page.sheets}. "
                "Shorten a text of that page."
            )
        target = site / page.handout
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)


def _answer(route: Route, address: str, site: Path) -> None:
    path = site / unquote(urlsplit(route.request.url).path.removeprefix(urlsplit(address).path))
    path = path / "index.html" if path.is_dir() else path
    if route.request.url.startswith(address) and path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)


def _dated(pdf: bytes) -> bytes:
    """Return a PDF with the day of the build in place of the time at which it was printed."""
    return _PRINTED_AT.sub(rb"\g<1>" + f"{build_day():%Y%m%d}000000".encode(), pdf)


def main() -> int:
    """Print all sheets; 1 if any came out wrong."""
    site, address = Path(sys.argv[1]), os.environ.get("SITE_URL", "")
    if not address:
        print(
            "A handout leads back to the site, so its address is needed: set SITE_URL to it.", file=sys.stderr
        )
        return 1
    planned = [page for page in plan_pages(load_catalogue(ROOT / "data", build_day())) if page.sheets]
    try:
        with sync_playwright() as playwright, launched(playwright) as browser:
            faults = list(print_sheets(browser, f"{address.rstrip('/')}/", site, planned))
    except Error as error:
        faults = [f"the browser stopped: {error.message.splitlines()[0]}"]
    # On GitHub, a workflow command, which shows in the pull request, too.
    mark = "::error::" if "GITHUB_ACTIONS" in os.environ else "handouts: "
    for fault in faults:
        print(f"{mark}{fault}", file=sys.stderr)
    if not faults:
        print(f"Printed {len(planned)} handouts.")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
