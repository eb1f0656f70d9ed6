"""Print a page in Chromium as an accessible PDF."""

from __future__ import annotations

from playwright.sync_api import Page

from catalogue.state import build_day
from handouts.accessible import finish

PAPER = "Letter"

# The texts of a page's links, by address. On paper, most of a page's links are hidden.
_LINKS = "links => links.filter(a => a.checkVisibility()).map(a => [a.href, a.innerText || a.ariaLabel])"


def pdf_of(tab: Page) -> bytes:
    """Return the page in a tab as a PDF, printed with its print styles."""
    tab.emulate_media(media="print")
    links = dict(tab.locator("a[href]").evaluate_all(_LINKS))
    return finish(tab.pdf(format=PAPER, tagged=True), links, build_day())
