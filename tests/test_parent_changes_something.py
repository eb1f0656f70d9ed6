"""For the parent with two babies, two tabs, a full phone or a weak signal, in each engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from catalogue.catalogue import Catalogue
from tests.engines import Tab
from tests.test_parent_in_each_engine import HOLDS_HEAD, LIST, Words, answer, named, switch

FIRST = '{"born":"2026-05-20","weeks":32}'  # 6 months old, corrected 4
SECOND = '{"born":"2026-07-20"}'  # 4 months old
NOTHING_KEPT = "() => !Object.keys(localStorage).some(key => key.startsWith('infant-ot:'))"


@pytest.fixture
def words(catalogue: Catalogue) -> Words:
    return catalogue.phrases


def keep(tab: Tab, address: str, **kept: str) -> None:
    """Store something before a page reads it."""
    tab.open(f"{address}/assets/favicon.svg")
    tab.evaluate(
        "kept => Object.entries(kept).forEach(entry => localStorage.setItem(...entry))",
        {f"infant-ot:{key.replace('_', ':')}": text for key, text in kept.items()},
    )


def kept_in(tab: Tab) -> dict[str, str]:
    """Return what the site has stored, without the prefix of the keys."""
    entries = tab.evaluate("() => Object.entries(localStorage)")
    return {key.removeprefix("infant-ot:"): text for key, text in entries if key.startswith("infant-ot:")}


def two_babies(tab: Tab, address: str) -> None:
    keep(tab, address, baby_1=FIRST, baby_2=SECOND, current="1")


def test_the_plan_and_the_calendar_follow_the_baby(tab: Tab, address: str, words: Words) -> None:
    keep(tab, address, baby_1=SECOND, baby_2='{"born":"2026-11-01"}', current="1")
    tab.open(f"{address}/plan/")
    tab.until("() => document.querySelector('#today select').value === '4-6-months'")
    switch(tab, words, 2)
    tab.until("() => document.querySelector('#today select').value === '0-2-months'")
    tab.open(f"{address}/calendar/")
    tab.sees(words["js-calendar-for"].format(baby=words["js-baby"].format(number=2)))
    switch(tab, words, 1)
    tab.sees(words["js-calendar-for"].format(baby=words["js-baby"].format(number=1)))


def test_switching_babies_keeps_the_focus(tab: Tab, address: str, words: Words) -> None:
    two_babies(tab, address)
    tab.open(f"{address}/{LIST}")
    tab.sees(named(words, 1))
    for number in (2, 1):
        tab.evaluate("() => document.querySelector('.app-my-baby button:not([hidden])').focus()")
        tab.press("Enter")
        tab.sees(named(words, number))
        assert tab.evaluate("() => document.activeElement.matches('.app-my-baby button:not([hidden])')")


def test_an_answer_in_another_tab_leaves_what_is_half_typed(tab: Tab, address: str, words: Words) -> None:
    tab.open(f"{address}/")
    tab.fill(words["date-month"], "7", within="[data-name=born]")
    other = tab.another()
    other.open(f"{address}/{LIST}")
    answer(other, words, "yes")
    other.evaluate("baby => localStorage.setItem('infant-ot:baby:2', baby)", SECOND)
    tab.sees("4 months old")  # it was notified
    assert tab.evaluate("() => document.querySelector('[name=born-month]').value") == "7"
    other.close()


FILL = """() => {
  let text = "x".repeat(1 << 20);
  for (let at = localStorage.length; text; at += 1) {
    try { localStorage.setItem(`full-${at}`, text); } catch { text = text.slice(text.length / 2 + 1); }
  }
}"""


def test_on_a_full_device_no_earlier_answer_stays_and_the_page_says_what_is_not_kept(
    tab: Tab, address: str, words: Words
) -> None:
    keep(
        tab,
        address,
        **{"tick_1_milestone_holds-head-steady": "yes 2026-11-20", "text_1_text-questions": "old"},
    )
    tab.evaluate(FILL)
    tab.open(f"{address}/{LIST}")
    answer(tab, words, "not-yet")
    tab.until("of => !!document.querySelector(of)", f"{HOLDS_HEAD} input[value=not-yet]:checked")
    kept = kept_in(tab).get("tick:1:milestone:holds-head-steady")
    assert kept in (None, "not-yet 2026-11-24")
    said = tab.evaluate(
        "of => document.querySelector(of).textContent", f"{HOLDS_HEAD} .app-tick [role=status]"
    )
    assert (words["js-keeps-nothing"] in said) == (kept is None)

    tab.evaluate(FILL)
    tab.open(f"{address}/visit/")
    tab.until("() => !document.querySelector('.app-visit__buttons').hidden")
    assert tab.evaluate("() => document.querySelectorAll('[data-part=yes] li').length") == 0
    assert words["js-keeps-nothing"] not in tab.text()  # it has the earlier note
    question = "a question that is longer than what is left"
    tab.fill(words["visit-questions"], question)
    tab.sees(words["js-visit-no-room"])
    as_far_as_it_goes = kept_in(tab)["text:1:text-questions"]
    assert as_far_as_it_goes != question
    assert question.startswith(as_far_as_it_goes) or as_far_as_it_goes == "old"


@contextmanager
def losing(site: Path, name: str) -> Iterator[str]:
    """Serve the site, but fail the first time that a script of this name is asked for."""
    lost: set[str] = set()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            if self.path.endswith(f"/{name}.js") and not lost:
                lost.add(self.path)
                self.send_error(503)
            else:
                super().do_GET()

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", ["every-page", "baby", "age"])
def test_a_script_that_fails_once_is_had_with_the_next_touch(
    tab: Tab, site: Path, words: Words, name: str
) -> None:
    with losing(site, name) as address:
        tab.open(f"{address}/{LIST}")
        tab.sees(words["no-tools"])
        tab.press("Shift")
        tab.until("() => !!document.querySelector('[data-tick] .app-tick')")
        tab.until("() => !document.querySelector('[data-tick]:not(:has(> .app-tick))')")
        tab.until("() => !document.documentElement.classList.contains('app-lost')")
        assert words["no-tools"] not in tab.text()


def test_what_is_kept_is_saved_to_a_file_and_put_back(tab: Tab, address: str, words: Words) -> None:
    keep(tab, address, baby_1=SECOND, **{"text_1_text-questions": "What now?"})
    before = kept_in(tab)
    tab.open(f"{address}/")
    tab.sees(words["backup-save"])
    tab.evaluate(
        """() => {
          URL.createObjectURL = blob => { window.file = new File([blob], 'infant-ot.json'); return '#'; };
          HTMLAnchorElement.prototype.click = () => {};
        }"""
    )
    tab.tap("button", words["backup-save"])
    tab.sees(words["js-backup-saved"])
    tab.tap("button", words["my-baby-forget"])
    tab.until(NOTHING_KEPT)
    tab.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(window.file);
          const input = document.querySelector('#backup input');
          input.files = files.files;
          input.dispatchEvent(new Event('change'));
        }"""
    )
    tab.sees(words["js-backup-done"], "4 months old")
    assert kept_in(tab) == before
