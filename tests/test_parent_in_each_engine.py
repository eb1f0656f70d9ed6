"""For the parent on any phone: the tools work in Chromium, Firefox and WebKit."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from catalogue import growth, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Age, Milestone, Term
from tests.engines import WIDTH, Tab
from tests.test_parent_in_a_browser import KINDS
from tests.test_parent_plan import FILL

LIST = "ages/4-6-months/"
HOLDS_HEAD = "[data-tick='milestone:holds-head-steady']"
BORN = "7/1/2026"
Words = dict[str, str]


@pytest.fixture
def words(catalogue: Catalogue) -> Words:
    return catalogue.phrases


def type_birth(tab: Tab, words: Words, born: str = BORN, *, weeks: str = "") -> None:
    """Fill in the form on Home (month/day/year) and submit it."""
    for part, text in zip(("month", "day", "year"), born.split("/"), strict=True):
        tab.fill(words[f"date-{part}"], text, within="[data-name=born]")
    if weeks:
        tab.tap("button", words["my-baby-early"], within="#my-baby")
        tab.fill(words["date-weeks"], weeks, within="#my-baby")
    tab.tap("button", words["my-baby-show"])


def two_babies(tab: Tab, address: str, words: Words) -> None:
    """Twins: the pages follow the second, whose list is open."""
    tab.open(f"{address}/")
    type_birth(tab, words)
    tab.at(LIST)
    tab.open(f"{address}/")
    tab.tap("button", words["my-baby-another"])
    type_birth(tab, words)
    tab.at(LIST)
    tab.sees(named(words, 2))


def named(words: Words, number: int) -> str:
    """The start of the line at the top of a page if there are two babies."""
    return words["js-age-birth"].split(":")[0].format(baby=words["js-baby"].format(number=number)) + ":"


def answer(tab: Tab, words: Words, word: str, item: str = HOLDS_HEAD) -> None:
    """Tap an answer; the boxes appear when a reader touches the page."""
    tab.press("Shift")
    tab.tap("radio", words[f"js-tick-{word}"], within=item)


def switch(tab: Tab, words: Words, number: int) -> None:
    tab.tap("button", words["js-follow"].format(baby=words["js-baby"].format(number=number)))
    tab.sees(named(words, number))


def kept(tab: Tab) -> list[str]:
    """The keys of the stored data."""
    return sorted(tab.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('infant-ot'))"))


def unspaced(text: str) -> str:
    """Leave out spaces, which in a PDF are only gaps between letters, and take ligatures apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def on_paper(tab: Tab) -> list[str]:
    """The text of each page of paper, without spaces."""
    return [unspaced(page.extract_text()) for page in PdfReader(io.BytesIO(tab.pdf())).pages]


def test_the_birth_date_leads_to_the_page_and_both_ages_are_said(
    tab: Tab, address: str, words: Words
) -> None:
    tab.open(f"{address}/")
    type_birth(tab, words, "5/20/2026", weeks="32")
    tab.at(LIST)
    both = {"birth": "6 months", "use": "4 months", "weeks": 8, "baby": words["js-your-baby"]}
    tab.sees(words["js-age-both"].split("{until}")[0].format(**both))
    assert not tab.faults()


def test_an_answer_stays_and_is_taken_back_by_key(tab: Tab, address: str, words: Words) -> None:
    tab.open(f"{address}/{LIST}")
    answer(tab, words, "yes")
    answer(tab, words, "not-yet")
    tab.open(f"{address}/{LIST}")
    tab.press("Shift")
    assert tab.checked(words["js-tick-not-yet"], HOLDS_HEAD)
    assert not tab.checked(words["js-tick-yes"], HOLDS_HEAD)

    tab.evaluate("item => document.querySelector(`${item} input:checked`).focus()", HOLDS_HEAD)
    tab.press("Tab")
    assert tab.evaluate("() => document.activeElement.ariaLabel") == words["js-answer-clear"]
    tab.press("Enter")
    assert not tab.checked(words["js-tick-not-yet"], HOLDS_HEAD)
    assert tab.evaluate("() => document.activeElement.value") == "not-yet"
    stored = tab.evaluate("() => JSON.stringify(localStorage)")
    assert "not-yet" not in stored
    assert "none " in stored  # so that it doesn't come back from another phone
    tab.open(f"{address}/{LIST}")
    tab.press("Shift")
    assert not tab.checked(words["js-tick-not-yet"], HOLDS_HEAD)
    assert not tab.faults()


# Whether the focused element is on screen and not covered completely.
FOCUS_IS_SEEN = """() => {
  const focused = document.activeElement;
  const { left, width, top, height } = focused.getClientRects()[0];
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
  return parts.some((x) => parts.some((y) =>
    focused.contains(document.elementFromPoint(left + x * width, top + y * height))))
    || `${focused.outerHTML.slice(0, 90)} from ${top}, ${height} high`;
}"""


def test_a_not_yet_says_what_to_do_and_whom_to_call_and_nothing_above_it_moves(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    milestone = catalogue.get(Milestone, "holds-head-steady")
    tiers = urgency.not_yet_tiers(catalogue, milestone)
    contacts = [each for tier in tiers for each in urgency.contacts_of(catalogue, tier) if each.phone]
    tops = """item => {
      const rows = [...document.querySelectorAll(".app-milestone")];
      const above = rows.slice(0, rows.findIndex((each) => each.matches(item)) + 1);
      return above.map((each) => each.getBoundingClientRect().top);
    }"""
    status = "item => document.querySelector(`${item} [role=status]`).textContent"
    give = "(item, word) => document.querySelector(`${item} [value=${word}]`).click()"
    tab.open(f"{address}/{LIST}")
    tab.press("Shift")
    tab.until("item => document.querySelector(`${item} input`)", HOLDS_HEAD)
    for word in ("yes", "not-sure", "not-yet"):
        tab.evaluate("item => document.querySelector(item).scrollIntoView({ block: 'center' })", HOLDS_HEAD)
        before = tab.evaluate(tops, HOLDS_HEAD)
        tab.evaluate(give, HOLDS_HEAD, word)
        tab.until(status, HOLDS_HEAD)
        assert tab.evaluate(tops, HOLDS_HEAD) == pytest.approx(before, abs=1), word
    assert tab.evaluate(status, HOLDS_HEAD).startswith(". ".join(tier.title for tier in tiers) + ".")
    calls = """item => [...document.querySelectorAll(`${item} [role=status] a`)]
      .map(each => [each.href, each.textContent])"""
    assert tab.evaluate(calls, HOLDS_HEAD) == [
        [f"tel:+1{(each.phone or '').replace('-', '')}", f"{each.title}: {each.phone}"]
        for each in contacts[:1]
    ]
    earlier = "item => document.querySelector(`${item} .app-tick__list`).href"
    younger, _ = growth.neighbours(catalogue, catalogue.get(Age, LIST.split("/")[1]))
    assert younger
    assert tab.evaluate(earlier, HOLDS_HEAD) == f"{address}/ages/{younger.id}/"
    assert not tab.faults()


def test_the_way_to_the_visit_is_in_reach_after_an_answer_and_covers_no_focus(
    tab: Tab, address: str, words: Words
) -> None:
    bar = "() => document.querySelector('.app-bring').checkVisibility()"
    tab.open(f"{address}/{LIST}")
    tab.press("Shift")
    tab.until("item => document.querySelector(`${item} input`)", HOLDS_HEAD)
    assert not tab.evaluate(bar)
    answer(tab, words, "yes")
    tab.until(bar)
    assert tab.evaluate(
        """() => {
      const { bottom, height } = document.querySelector(".app-bring").getBoundingClientRect();
      return Math.abs(bottom - innerHeight) < 1 && height < 60;
    }"""
    ), "one line, at the foot of the screen"
    for _ in range(25):
        tab.press("Tab")
        assert tab.evaluate(FOCUS_IS_SEEN) is True
    for _ in range(25):
        tab.press("Shift+Tab")
        assert tab.evaluate(FOCUS_IS_SEEN) is True
    tab.tap("link", words["visit-open"], within=".app-bring")
    tab.at("/visit/")


def test_back_to_a_list_its_baby_and_what_a_tap_writes_are_one(tab: Tab, address: str, words: Words) -> None:
    two_babies(tab, address, words)
    answer(tab, words, "yes")
    tab.rests()
    tab.tap("link", words["js-change"])
    tab.at("/#my-baby")
    tab.choose(words["my-baby-which"], words["js-baby"].format(number=1))
    tab.back()
    tab.at(LIST)
    tab.sees(named(words, 1))
    assert not tab.checked(words["js-tick-yes"], HOLDS_HEAD)
    answer(tab, words, "not-yet")
    switch(tab, words, 2)
    assert tab.checked(words["js-tick-yes"], HOLDS_HEAD)
    answer(tab, words, "not-sure")
    switch(tab, words, 1)
    assert tab.checked(words["js-tick-not-yet"], HOLDS_HEAD)
    switch(tab, words, 2)
    assert tab.checked(words["js-tick-not-sure"], HOLDS_HEAD)
    assert not tab.faults()


def test_the_visit_sheet_is_that_of_the_baby_it_names(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    title = catalogue.get(Milestone, "holds-head-steady").title
    in_part = "title => document.querySelector('[data-part=not-yet]').innerText.includes(title)"
    two_babies(tab, address, words)
    answer(tab, words, "not-yet")
    tab.open(f"{address}/visit/")
    tab.until(in_part, title)
    tab.fill(words["visit-questions"], "Of the second")
    switch(tab, words, 1)
    tab.until(f"title => !({in_part})(title)", title)
    tab.fill(words["visit-questions"], "Of the first")
    switch(tab, words, 2)
    tab.until(in_part, title)
    typed = "() => document.getElementById('text-questions').value"
    assert tab.evaluate(typed) == "Of the second"
    switch(tab, words, 1)
    assert tab.evaluate(typed) == "Of the first"
    assert not tab.faults()


def test_what_is_forgotten_is_gone_here_on_the_page_before_and_in_a_second_tab(
    tab: Tab, address: str, words: Words
) -> None:
    two_babies(tab, address, words)
    answer(tab, words, "yes")
    second = tab.another()
    second.open(f"{address}/{LIST}")
    second.sees(named(words, 2))
    tab.rests()
    tab.tap("link", words["js-change"])
    tab.at("/#my-baby")
    tab.tap("button", words["my-baby-forget"])
    tab.until("() => !Object.keys(localStorage).some(key => key.startsWith('infant-ot'))")
    tab.back()
    tab.at(LIST)
    for each in (tab, second):
        each.sees(words["js-set"])
        assert named(words, 2) not in each.text()
        each.press("Shift")
        assert not each.checked(words["js-tick-yes"], HOLDS_HEAD)
        assert not each.faults()
    assert kept(tab) == []


def test_everything_is_saved_to_a_file_and_put_back(
    tab: Tab, address: str, words: Words, tmp_path: Path
) -> None:
    two_babies(tab, address, words)
    answer(tab, words, "yes")
    before = kept(tab)
    tab.open(f"{address}/")
    tab.tap("button", words["backup-save"])
    file = tmp_path / "infant-ot.json"
    file.write_text(tab.saved(file.name), encoding="utf-8")
    tab.tap("button", words["my-baby-forget"])
    tab.until("() => !Object.keys(localStorage).some(key => key.startsWith('infant-ot'))")
    tab.pick("#backup input", file)
    tab.sees(words["js-backup-done"])
    assert kept(tab) == before
    tab.open(f"{address}/{LIST}")
    tab.sees(named(words, 2))
    tab.press("Shift")
    assert tab.checked(words["js-tick-yes"], HOLDS_HEAD)
    assert not tab.faults()


def test_what_one_phone_keeps_goes_to_another_by_link(tab: Tab, address: str, words: Words) -> None:
    two_babies(tab, address, words)
    answer(tab, words, "yes")
    before = kept(tab)
    tab.open(f"{address}/")
    tab.tap("button", words["backup-carry"])
    link = tab.until("() => document.querySelector('.app-carry input')?.value")
    tab.until("() => document.querySelector('.app-carry svg')")
    tab.tap("button", words["my-baby-forget"])
    tab.until("() => !Object.keys(localStorage).some(key => key.startsWith('infant-ot'))")
    tab.open(f"{address}/visit/")
    tab.open(link)
    tab.tap("button", words["js-carry-add"])
    tab.sees(words["js-backup-done"])
    assert kept(tab) == before
    assert not tab.faults()


def test_the_visit_sheet_is_whole_on_paper_and_its_link_opens_elsewhere(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    title = catalogue.get(Milestone, "holds-head-steady").title
    lines = [f"Line {number} of what we ask" for number in range(1, 19)]
    tab.open(f"{address}/{LIST}")
    answer(tab, words, "not-yet")
    tab.open(f"{address}/visit/")
    tab.sees(title)
    tab.fill(words["visit-questions"], "\n".join(lines))
    paper = "".join(on_paper(tab))
    for line in (title, *lines):
        assert unspaced(line) in paper, line

    tab.tap("button", words["visit-link"])
    link = tab.until("() => document.querySelector('.app-visit__link input').value")
    tab.evaluate("() => localStorage.clear()")
    elsewhere = tab.another()
    elsewhere.open(link)
    elsewhere.sees(words["js-visit-brought"], title)
    assert "Line 1" not in elsewhere.text()
    assert not tab.faults()
    assert not elsewhere.faults()


def test_a_full_visit_sheet_is_one_page_of_paper_in_the_order_a_doctor_reads(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    lost = urgency.lost_skill_sign(catalogue)
    milestones = [each for each in catalogue.milestones if each.yardstick == "most"][:13]
    signs = [each for each in catalogue.signs if each.id != lost.id][:4]
    given = ["not-yet"] * 5 + ["not-sure"] * 3 + ["yes"] * 5
    texts = {part: [f"Line {number} of {part}" for number in (1, 2, 3)] for part in ("feeding", "questions")}
    stored = {
        "baby:1": '{"born": "2026-05-20", "due": "2026-07-15"}',
        **{
            f"tick:1:milestone:{each.id}": f"{word} 2026-11-20"
            for each, word in zip(milestones, given, strict=True)
        },
        **{f"tick:1:sign:{each.id}": "seen 2026-11-21" for each in (*signs, lost)},
        **{f"text:1:text-{part}": "\n".join(lines) for part, lines in texts.items()},
    }
    tab.open(f"{address}/visit/")
    tab.evaluate(
        "kept => Object.keys(kept).forEach(key => localStorage.setItem(`infant-ot:${key}`, kept[key]))",
        stored,
    )
    tab.open(f"{address}/visit/")
    tab.sees(milestones[-1].title)
    (paper,) = on_paper(tab)
    order = [
        words["js-visit-age"].format(age="6 months, 4 days"),
        words["js-visit-corrected"].format(age="4 months, 9 days"),
        words["visit-lost"],
        words["visit-not-yet"],
        words["visit-not-sure"],
        words["visit-signs"],
        words["visit-yes"],
        *texts["feeding"],
        *texts["questions"],
    ]
    places = [paper.find(unspaced(line)) for line in order]
    assert -1 not in places
    assert places == sorted(places)
    for each in (*milestones, *signs, lost):
        assert unspaced(each.title) in paper, each.id
    assert not tab.faults()


def pick_an_activity(
    tab: Tab,
    address: str,
    catalogue: Catalogue,
    picked: str = "reach-in-tummy-time",
    age: str = "4 to 6 months",
) -> Activity:
    """Open the plan, and pick an activity."""
    activity = catalogue.get(Activity, picked)
    tab.open(f"{address}/plan/")
    tab.tap("button", age, within="#choose")
    tab.tap("checkbox", activity.title, within="#choose")
    return activity


def test_what_is_picked_covers_no_focus_and_leads_to_the_plan(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    # Its name takes two lines in the bar.
    activity = pick_an_activity(tab, address, catalogue, "bath-pour-and-dress-helper", "9 to 12 months")
    tab.sees(words["js-plan-added"].format(title=activity.title))
    beside_bar = """() => {
      const [focused, bar] = [document.activeElement, document.querySelector(".app-bar-below")];
      const [one, other] = [focused, bar].map((each) => each.getBoundingClientRect());
      return bar.contains(focused) || one.bottom <= other.top || one.top >= other.bottom;
    }"""
    for key in ("Tab", "Shift+Tab"):
        for _ in range(8):
            tab.press(key)
            assert tab.evaluate(FOCUS_IS_SEEN) is True
            assert tab.evaluate(beside_bar)
    tab.tap("button", words["plan-go"])
    tab.until("() => document.activeElement.matches('#plan h2')")
    assert not tab.faults()


def test_a_plan_is_picked_sent_and_printed(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    activity = pick_an_activity(tab, address, catalogue)
    link = tab.until("() => document.querySelector('.app-plan__link').textContent")
    assert link == f"{address}/plan/#a={activity.id}"
    elsewhere = tab.another()
    elsewhere.open(link)
    elsewhere.until("() => document.querySelector('.app-plan__list .app-steps')")
    (paper,) = on_paper(elsewhere)
    for text in (words["plan-yours"], activity.title, *(step for step in activity.steps)):
        assert unspaced(text) in paper, text
    assert not tab.faults()
    assert not elsewhere.faults()


def test_a_plan_is_written_put_in_order_sent_and_printed_on_one_page(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    one = pick_an_activity(tab, address, catalogue)
    two = catalogue.get(Activity, "grab-the-spoon")
    tab.tap("checkbox", two.title, within="#choose")
    tab.tap("button", words["plan-write"])
    tab.fill(words["plan-goal"], "Sits with the cousins", within="#plan")
    tab.fill(words["plan-line"], "on the left side first", within="#plan")
    tab.choose(words["plan-often"], words["plan-2-a-day"], within="#plan")
    tab.tap("button", f"{words['js-plan-down']} “{one.title}”")
    tab.sees(words["js-plan-moved"].format(title=one.title, place=2, count=2))
    assert tab.evaluate("() => document.activeElement.name") == "down"
    link = tab.evaluate("() => location.href")
    assert link.startswith(f"{address}/plan/#p={two.id},{one.id}.")
    elsewhere = tab.another()
    elsewhere.open(link)
    elsewhere.until("() => document.querySelector('.app-plan__list .app-steps')")
    elsewhere.sees(words["plan-whose"], "Sits with the cousins", "on the left side first")
    (paper,) = on_paper(elsewhere)
    own = ("Sits with the cousins", "on the left side first", words["plan-2-a-day"])
    for text in (words["plan-whose"], *own, words["js-plan-log"], two.title, one.title, one.stop_when):
        assert unspaced(text) in paper, text
    elsewhere.tap("button", words["plan-write"])
    elsewhere.tap("checkbox", words["plan-sheets"])
    elsewhere.until("() => document.querySelectorAll('#sheets article').length === 2")
    plan, *sheets = on_paper(elsewhere)
    assert unspaced("on the left side first") in plan
    # WebKitGTK cuts pages elsewhere than where it broke them, but loses nothing.
    cut = ["".join((plan, *sheets))] * 2 if tab.engine == "webkit" else sheets
    for activity, sheet in zip((two, one), cut, strict=True):
        for text in (activity.title, *activity.steps, activity.easier, activity.stop_when):
            assert unspaced(text) in sheet, text
    assert not tab.faults()
    assert not elsewhere.faults()


def test_the_fullest_plan_is_on_one_page(tab: Tab, address: str, words: Words, catalogue: Catalogue) -> None:
    six = sorted(catalogue.activities, key=lambda each: -sum(map(len, each.steps)))[:6]
    tab.open(f"{address}/plan/#a={','.join(each.id for each in six)}")
    tab.until("() => document.querySelector('#plan .app-plan__stop')")
    tab.evaluate(FILL)
    (paper,) = on_paper(tab)
    for activity in six:
        for text in (activity.title, activity.easier, activity.stop_when):
            assert unspaced(text) in paper, text
    assert not tab.faults()


def test_the_calendar_is_saved_as_a_file(tab: Tab, address: str, words: Words, catalogue: Catalogue) -> None:
    tab.open(f"{address}/")
    type_birth(tab, words)
    tab.at(LIST)
    tab.open(f"{address}/calendar/")
    tab.tap("button", words["calendar-save"])
    text = tab.saved("infant-ot.ics")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20270401" in text  # 9 months
    assert not tab.faults()


def test_the_finder_leaves_what_fits_and_its_address_brings_that_back(
    tab: Tab, address: str, words: Words
) -> None:
    shown = """() => [...document.querySelectorAll("[data-fits]")]
      .filter(each => each.checkVisibility()).map(each => each.dataset.fits)"""
    tab.open(f"{address}/activities/")
    tab.press("Shift")
    tab.choose(words["label-age"], "4 to 6 months", within="#finder")
    tab.tap("checkbox", words["finder-buy-nothing"], within="#finder")
    tab.until("() => location.search.includes('buy=nothing')")
    found = tab.evaluate(shown)
    assert found
    assert [each for each in found if not {"age:4-6-months", "buy:nothing"} <= set(each.split())] == []
    link = tab.evaluate("() => location.href")
    elsewhere = tab.another()
    elsewhere.open(link)
    elsewhere.sees(words["finder-title"])
    assert elsewhere.evaluate(shown) == found
    assert not tab.faults()
    assert not elsewhere.faults()


def test_the_menu_opens_and_shuts_by_keyboard(tab: Tab, address: str) -> None:
    focus_opener = "() => document.querySelector('.app-menu > summary').focus()"
    on_opener = "() => document.activeElement.matches('.app-menu > summary')"
    menu_is_open = "() => document.querySelector('.app-menu').open"
    in_menu = "() => document.activeElement.closest('.app-menu__panel') !== null"
    on_part = "() => document.activeElement.matches('.app-menu__panel summary')"
    part_is_open = "() => document.activeElement.parentElement.open"
    tab.open(f"{address}/{LIST}")
    tab.rests()
    tab.evaluate(focus_opener)
    tab.press("Enter")
    tab.until(menu_is_open)
    tab.press("Tab")
    closed, seen = 0, []
    while tab.evaluate(in_menu):
        assert tab.evaluate(FOCUS_IS_SEEN) is True
        seen.append(tab.evaluate("() => document.activeElement.textContent.trim()"))
        if tab.evaluate(on_part) and not tab.evaluate(part_is_open):
            closed += 1
            if closed == 1:
                tab.press("Enter")
                tab.until(part_is_open)
                tab.press("Tab")
                tab.until("() => document.activeElement.matches('.app-menu__panel details a')")
                tab.press("Shift+Tab")
                tab.press("Enter")
                tab.until(f"() => !({part_is_open})()")
        tab.press("Tab")
    assert closed > 1
    assert len(seen) == len(set(seen))
    tab.until(f"() => !({menu_is_open})()")
    tab.evaluate(focus_opener)
    tab.press("Enter")
    tab.until(menu_is_open)
    tab.press("Tab")
    tab.press("Escape")
    tab.until(on_opener)
    tab.until(f"() => !({menu_is_open})()")
    assert not tab.faults()


def test_a_term_opens_beside_its_word_closes_by_key_and_is_whole_on_paper(
    tab: Tab, address: str, catalogue: Catalogue
) -> None:
    term = catalogue.get(Term, "early-intervention")
    tab.open(f"{address}/guides/get-help/")
    height = "() => document.documentElement.scrollHeight"
    before = tab.evaluate(height)
    assert term.meaning not in tab.text()
    tab.tap("button", term.title, within="article")
    tab.sees(term.meaning)
    word, meaning = tab.evaluate(
        """() => [".app-term", ".app-meaning:popover-open"].map(
          (each) => document.querySelector(each).getBoundingClientRect().toJSON())"""
    )
    assert min(word["width"], word["height"]) >= 24
    assert 0 <= meaning["left"] < meaning["right"] <= WIDTH
    assert meaning["top"] >= word["bottom"] or meaning["bottom"] <= word["top"], "it covers its word"
    assert max(meaning["top"] - word["bottom"], word["top"] - meaning["bottom"]) < 24
    assert tab.evaluate(height) == before
    tab.press("Escape")
    tab.until("() => !document.querySelector(':popover-open')")
    tab.press("Enter")
    tab.sees(term.meaning)
    tab.press("Enter")
    tab.until("() => !document.querySelector(':popover-open')")
    assert unspaced(term.meaning) in "".join(on_paper(tab))
    assert not tab.faults()


def test_the_dark_is_chosen_and_stays(tab: Tab, address: str) -> None:
    color = "() => getComputedStyle(document.body).backgroundColor"
    tab.open(f"{address}/{LIST}")
    day = tab.evaluate(color)
    tab.tap("button", "Switch to dark")
    night = tab.until(f"day => ({color})() !== day && ({color})()", day)
    tab.open(f"{address}/urgent/")
    tab.until(f"night => ({color})() === night", night)
    assert not tab.faults()


@pytest.mark.parametrize(
    ("path", "pages", "left_out"),
    [
        (LIST, 2, ".app-longer *, .app-fold:not(.app-tier__band) h3"),
        ("activities/reach-in-tummy-time/", 1, ":not(*)"),
        ("urgent/", 2, ".app-band--same-day *, .app-band > h3, #less-urgent"),
    ],
)
def test_a_page_is_on_as_much_paper_as_promised(
    tab: Tab, address: str, words: Words, path: str, pages: int, left_out: str
) -> None:
    tab.open(f"{address}/{path}")
    headings = tab.evaluate(
        """left_out => [...document.querySelectorAll("article :is(h1, h2, h3)")]
          .map(each => [each.textContent.trim(), !each.matches(left_out)])""",
        left_out,
    )
    paper = on_paper(tab)
    for heading, is_printed in headings:
        assert (unspaced(heading) in "".join(paper)) == is_printed, heading
    assert len(paper) <= pages
    tab.evaluate("() => { window.print = () => { window.isPrinted = true; }; }")
    tab.tap("button", words["page-print"])
    tab.until("() => window.isPrinted")


def test_no_page_fails_is_refused_anything_or_asks_another_host(tab: Tab, address: str) -> None:
    for kind, path in KINDS.items():
        tab.open(f"{address}/{path}")
        tab.press("Shift")
        # This includes what loads only when the reader touches the page.
        tab.until("() => !document.querySelector('script[data-src]')")
        tab.rests()
        assert not tab.faults(), kind


def test_a_link_to_a_question_opens_it(tab: Tab, address: str) -> None:
    tab.open(f"{address}/sources/#differ-crawling")
    tab.until("() => document.getElementById('differ-crawling').open")


def test_an_activity_is_saved_for_later_and_starts_a_plan(
    tab: Tab, address: str, words: Words, catalogue: Catalogue
) -> None:
    tab.open(f"{address}/activities/drop-it-in/")
    tab.press("Shift")
    tab.tap("button", words["js-later"])
    tab.sees(words["js-later-done"])
    assert kept(tab) == ["infant-ot:saved:drop-it-in"]
    tab.open(f"{address}/plan/")
    tab.tap("button", words["plan-use-saved"])
    tab.sees(words["plan-yours"], catalogue.get(Activity, "drop-it-in").title)
