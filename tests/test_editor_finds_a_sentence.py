"""For the editor: from a sentence seen on a page to the line on which it is written."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Contact, Sign
from handouts.browser import serve
from tests.built_page import flat
from tests.conftest import FROZEN
from tests.test_parent_in_a_browser import open_page


def test_each_sentence_has_its_line(frozen: Path, site: Path, catalogue: Catalogue) -> None:
    entries = [
        line.split("\t") for line in (site / "staff/sentences.txt").read_text(encoding="utf-8").splitlines()
    ]
    sign, contact = catalogue.get(Sign, "choking"), catalogue.get(Contact, "poison-control")
    for record, text in ((sign.id, sign.do_now), (contact.id, contact.explain), (contact.id, contact.phone)):
        assert text
        sentence = re.split(r"(?<=[.!?])\s", text)[-1]
        (place,) = [place for place, owner, _, said in entries if owner == record and said == sentence]
        file, line = place.split(":")
        typed = (frozen / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert sentence.split()[0] in typed
    for place, _, page, sentence in entries:
        assert (site / page.partition("#")[0] / "index.html").is_file(), page
        file, line = place.split(":")
        typed = (frozen / file).read_text(encoding="utf-8-sig").splitlines()
        whole = [number for number, text in enumerate(typed, 1) if sentence in text]
        here = flat(" ".join(typed[int(line) - 1 : int(line) + 8]))  # it may go on in the next lines
        assert not whole or sentence in here, (place, sentence)


def look_for(page: Page, text: str) -> list[tuple[str, str]]:
    """Type a text, and return (words, address) of each link that is then offered."""
    page.locator("#sentence").fill("")  # removes the earlier results
    page.locator("#sentence").fill(text)
    page.locator("#find-sentence [role=status]:not(:empty)").wait_for()
    return [
        (link.inner_text(), link.get_attribute("href") or "")
        for link in page.locator("#find-sentence a").all()
    ]


def line_of(file: str, record: str, text: str) -> int:
    lines = (FROZEN / file).read_text(encoding="utf-8").splitlines()
    start = lines.index(f"  - id: {record}")
    return next(number for number, line in enumerate(lines, 1) if number > start and text in line)


def test_a_pasted_sentence_leads_to_its_line(browser: Browser, published: Path, catalogue: Catalogue) -> None:
    step = catalogue.get(Activity, "reach-in-tummy-time").steps[0]
    line = line_of("activities.yaml", "reach-in-tummy-time", " ".join(step.split()[:4]))
    with (
        serve(published) as address,
        open_page(browser, address, "guides/about/") as (page, faults),
    ):
        page.locator("article a[href$='#find']").click()
        page.wait_for_url("**/staff/#find")
        found = look_for(page, step.upper().replace(" ", "  ").replace("'", "’"))
        assert found[0] == (
            f"data/activities.yaml, line {line}",
            f"https://github.com/a-clinic/a-site/edit/main/data/activities.yaml#L{line}",
        )
        words, report = found[1]
        assert words == catalogue.phrases["js-staff-report"]
        filled = parse_qs(urlsplit(report).query)
        assert report.startswith("https://github.com/a-clinic/a-site/issues/new?")
        assert f"line {line}" in filled["title"][0]
        assert step in filled["body"][0]
        assert f"{address}/activities/reach-in-tummy-time/" in filled["body"][0].split()
        # A page fills in the placeholders.
        phrase = catalogue.phrases["sources-checked"].format(date="November 23, 2026")
        (place, _), (_, report), *_ = look_for(page, phrase)
        assert "data/house/words.yaml" in place
        assert catalogue.phrases["js-staff-report-page"] in parse_qs(urlsplit(report).query)["body"][0]
        assert look_for(page, "no page has ever said this") == []
        assert not faults


def test_without_script_all_sentences_are_in_one_list(browser: Browser, address: str) -> None:
    with open_page(browser, address, "staff/", java_script_enabled=False) as (page, _):
        assert not page.locator("#find-sentence").is_visible()
        page.locator("a[href$='sentences.txt']").click()
        assert "data/signs.yaml:" in page.inner_text("body")
