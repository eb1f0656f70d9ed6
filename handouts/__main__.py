"""Print the sheets of a built site: `python -m handouts SITE` writes SITE/handouts/…/….pdf.

The pages are the site's own, printed with its own print styles in headless Chromium: an activity
on one page, an age as its short sheet on two. Every sheet is checked for its number of pages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from catalogue.catalogue import load_catalogue
from handouts.browser import launched, served
from pages.plan import Page, plan_pages

ROOT = Path(__file__).resolve().parent.parent
PAPER = "Letter"


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF as Chromium writes it."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def print_sheets(browser: Browser, address: str, site: Path, planned: list[Page]) -> Iterator[str]:
    """Print each planned page that has sheets; yield a sentence for each that came out wrong."""
    tab = browser.new_page(java_script_enabled=False)
    for page in planned:
        if not page.handout:
            continue
        answer = tab.goto(f"{address}/{page.url}#sheet")
        if answer is None or not answer.ok:
            yield f"{page.url}: this page isn't in the site"
            continue
        pdf = tab.pdf(format=PAPER, tagged=True)
        if (count := page_count(pdf)) != page.sheets:
            yield f"{page.url}: {count} pages of paper where there should be {page.sheets}"
        target = site / page.handout
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)


def main() -> int:
    """Print all sheets; 1 if any came out wrong."""
    site = Path(sys.argv[1])
    planned = [page for page in plan_pages(load_catalogue(ROOT / "data")) if page.sheets]
    try:
        with sync_playwright() as playwright, launched(playwright) as browser, served(site) as address:
            faults = list(print_sheets(browser, address, site, planned))
    except Error as error:
        faults = [f"the browser stopped: {error.message.splitlines()[0]}"]
    for fault in faults:
        print(f"handouts: {fault}", file=sys.stderr)
    if not faults:
        print(f"Printed {len(planned)} handouts.")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
