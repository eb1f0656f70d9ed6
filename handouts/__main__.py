"""Print the handouts of a built site: `python -m handouts SITE` writes SITE/handouts/…/….pdf.

Those of another language are below its folder, such as SITE/es/handouts/. Headless Chromium prints the site's
pages with their print styles: an activity on one page of paper, the short version of an age on two. Each
handout is checked for its number of pages, and for what a screen reader needs.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pikepdf import Pdf
from playwright.sync_api import Browser, Error, Route, sync_playwright

from catalogue.catalogue import load_catalogue
from catalogue.records import LANGUAGE
from catalogue.state import build_day
from handouts.accessible import faults_of
from handouts.browser import launch_chromium
from handouts.paper import pdf_of
from pages.languages import editions_of
from pages.plan import plan_pages
from pages.views.page import Page

ROOT = Path(__file__).resolve().parent.parent


def page_count(pdf: bytes) -> int:
    """Return the number of pages in a PDF."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def print_sheets(
    browser: Browser, address: str, site: Path, planned: list[Page], folder: str = ""
) -> Iterator[str]:
    """Print each page of the site in `folder` that has a handout; yield a sentence for each one that fails.

    Pages are opened at the public `address`, so that the links in a PDF lead there, but are served from the
    folder `site`.
    """
    day = build_day()  # asks git: once for all
    tab = browser.new_page(java_script_enabled=False)
    tab.route("**/*", lambda route: _answer(route, address, site))
    for page in planned:
        if not page.handout:
            continue
        here = f"{folder}{page.url}"
        answer = tab.goto(f"{address}{here}#sheet")
        if answer is None or not answer.ok:
            yield f"{here}: this page isn't in the site"
            continue
        pdf = pdf_of(tab, day)
        if (count := page_count(pdf)) > page.sheets:
            yield (
                f"{here}: {count} pages of paper where there should be {page.sheets}. "
                "Shorten a text of that page."
            )
        target = site / folder / page.handout
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)
        if faults := faults_of(target):
            yield f"{here}: its PDF isn't accessible. {' '.join(faults)}"


def _answer(route: Route, address: str, site: Path) -> None:
    path = site / unquote(urlsplit(route.request.url).path.removeprefix(urlsplit(address).path))
    path = path / "index.html" if path.is_dir() else path
    if route.request.url.startswith(address) and path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404, body="Not found")  # without a body, Chromium takes it for a lost connection


def main() -> int:
    """Print all handouts and return an exit code."""
    site, address = Path(sys.argv[1]), os.environ.get("SITE_URL", "")
    if not address:
        print(
            "A handout leads back to the site, so its address is needed: set SITE_URL to it.", file=sys.stderr
        )
        return 1
    catalogue = load_catalogue(ROOT / "data", build_day())
    planned = [page for page in plan_pages(catalogue) if page.sheets]
    folders = [edition.folder for edition in editions_of(catalogue, ROOT, LANGUAGE)]
    try:
        with sync_playwright() as playwright, launch_chromium(playwright) as browser:
            faults = [
                fault
                for folder in folders
                for fault in print_sheets(browser, f"{address.rstrip('/')}/", site, planned, folder)
            ]
    except Error as error:
        faults = [f"the browser stopped: {error.message.splitlines()[0]}"]
    # On GitHub, a workflow command makes it an annotation of the pull request.
    mark = "::error::" if "GITHUB_ACTIONS" in os.environ else "handouts: "
    for fault in faults:
        print(f"{mark}{fault}", file=sys.stderr)
    if not faults:
        print(f"Printed {len(planned) * len(folders)} handouts.")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
