"""Print a page in Chromium as an accessible PDF."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from handouts.accessible import finish

PAPER = "Letter"

# The address and the text of each of a page's links. On paper, most of them are hidden.
_LINKS = "links => links.filter(a => a.checkVisibility()).map(a => [a.href, a.innerText || a.ariaLabel])"
# A term that opens on a page is only a word on paper, where a button would be read as a form.
_WORDS = """terms => terms.forEach(term => {
    const word = document.createElement("span");
    word.className = term.className;
    word.append(...term.childNodes);
    term.replaceWith(word);
})"""

# So that "floor" is read and found by its letters, not by one sign for its start.
_LETTERS = "html => { html.style.fontVariantLigatures = 'none' }"


def pdf_of(tab: Page, day: date) -> bytes:
    """Return the page in a tab as a PDF of that day, printed with its print styles."""
    tab.emulate_media(media="print")
    tab.locator("button.app-term").evaluate_all(_WORDS)
    tab.locator("html").evaluate(_LETTERS)
    links = [(address, text) for address, text in tab.locator("a[href]").evaluate_all(_LINKS)]
    return finish(tab.pdf(format=PAPER, tagged=True), links, day)
