"""For the parent: the finder filters a long list, and hides nothing permanently."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue import play, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Moment
from tests.conftest import BLOCKED
from tests.test_parent_in_a_browser import WIDTHS, open_page, violations_in

PAGE = "activities/"
CARD = "article .app-card"


@contextmanager
def open_finder(browser: Browser, address: str, query: str = "", **more: Any) -> Iterator[Page]:
    """Open the page with a query; as on every page, without an error."""
    with open_page(browser, address, f"{PAGE}{query}", **more) as (page, faults):
        page.locator("#finder").wait_for()
        yield page
        assert not faults


def baby_of(months: int, number: int = 1) -> str:
    """Return a script that stores a baby of about so many months, unless one is stored already."""
    return f"""{{
      const born = new Date(Date.now() - {months} * 30.44 * 864e5 - 5 * 864e5);
      const two = (part) => String(part).padStart(2, '0');
      const day = `${{born.getFullYear()}}-${{two(born.getMonth() + 1)}}-${{two(born.getDate())}}`;
      localStorage['infant-ot:baby:{number}'] ??= JSON.stringify({{born: day}});
    }}"""


def shown(page: Page) -> list[str]:
    """Return the addresses of the cards that the finder shows; their age may be folded."""
    found: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(each => !each.closest('[hidden]'))
             .map(each => each.querySelector('a').getAttribute('href'))""",
        CARD,
    )
    return [each.strip("./").split("/")[-1] for each in found]


def chosen(page: Page, name: str) -> str:
    return page.locator(f"#finder [name={name}]").input_value()


# Set every field, then send one change event: hundreds of choices are tried.
CHOOSE = """choices => {
  const form = document.querySelector('#finder');
  for (const [name, value] of Object.entries(choices)) {
    const field = form.querySelector(`[name=${name}]`);
    const what = field.type === 'checkbox' ? 'checked' : 'value';
    field[what] = value;
    if (field[what] !== value) throw new Error(`${name} has no choice ${value}`);
  }
  form.querySelector('select').dispatchEvent(new Event('change', {bubbles: true}));
}"""


def fits(catalogue: Catalogue, activity: Activity, chosen: Mapping[str, Any]) -> bool:
    """Compute the expected result from the records; of what isn't chosen, anything fits."""
    minutes = chosen.get("minutes")
    return (
        chosen["age"] in ("all", *activity.ages)
        and chosen.get("skill") in (None, "", *activity.skills)
        and chosen.get("moment") in (None, "", *activity.moments)
        and not (minutes and activity.minutes[1] > int(minutes))
        and not (chosen.get("buy") and activity.to_buy)
        and not (chosen.get("floor") and play.needs_the_floor(catalogue, activity))
    )


def test_every_choice_shows_what_the_records_say_and_counts_each_once(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    ages = ["all", *(age.id for age in catalogue.ages if play.activities_at(catalogue, age))]
    moments = ["", *(moment.id for moment in catalogue.all(Moment))]
    skills = ["", *(skill.id for skill in catalogue.skills)]
    with open_finder(browser, address) as page:
        tried = [
            *((age, "", moment, "", False, False) for age, moment in itertools.product(ages, moments)),
            *((age, "", "", "", False, True) for age in ages),
            *(("all", skill, "", minutes, buy, False) for skill in skills for minutes in ("", "2", "5", "10")
              for buy in (False, True)),
        ]  # fmt: skip
        for choice in tried:
            chosen = dict(zip(("age", "skill", "moment", "minutes", "buy", "floor"), choice, strict=True))
            page.evaluate(CHOOSE, chosen)
            want = {each.id for each in catalogue.activities if fits(catalogue, each, chosen)}
            assert set(shown(page)) == want, chosen
            says = page.locator("#finder [role=status]").text_content() or ""
            start = {0: "Nothing fits", 1: "1 fits."}.get(len(want), f"{len(want)} fit.")
            assert says.startswith(start)


def test_an_activity_of_several_ages_is_under_each_and_only_the_chosen_one_stays(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    activity = next(each for each in catalogue.activities if len(each.ages) > 1)
    with open_finder(browser, address, "?age=all", first=storage) as page:
        assert shown(page).count(activity.id) == len(activity.ages)
        page.get_by_role("combobox", name="Age", exact=True).select_option(activity.ages[1])
        assert shown(page).count(activity.id) == 1
        assert page.locator(f"[id='{activity.ages[1]}']").is_visible()
        assert not page.locator(f"[id='{activity.ages[0]}']").is_visible()


def test_no_heading_is_above_nothing(browser: Browser, address: str, storage: str) -> None:
    with open_finder(browser, address, "?age=all&moment=bath", first=storage) as page:
        assert shown(page)
        bare = page.evaluate(
            """[...document.querySelectorAll('article h2, article h3')]
                 .filter(each => each.checkVisibility())
                 .filter(each => {
                   const below = each.closest('summary')?.parentElement ?? each.nextElementSibling;
                   return ![...below.querySelectorAll('.app-card')].some(card => card.checkVisibility());
                 }).map(each => each.id)"""
        )
        assert not bare


def test_the_address_brings_the_choices_back(browser: Browser, address: str) -> None:
    with open_finder(browser, address, first=baby_of(7)) as page:
        page.get_by_role("combobox", name="Age", exact=True).select_option("all")
        page.get_by_role("combobox", name="Moment of the day", exact=True).select_option("meal")
        page.get_by_role("combobox", name="Time you have", exact=True).select_option("5")
        page.get_by_label("Nothing to buy").check()
        before, kept = shown(page), page.url
        page.reload()
        page.locator("#finder").wait_for()
        assert page.url == kept
        assert [chosen(page, name) for name in ("age", "skill", "moment", "minutes")] == [
            "all",
            "",
            "meal",
            "5",
        ]
        assert page.get_by_label("Nothing to buy").is_checked()
        assert shown(page) == before
    with open_finder(browser, address, f"?{kept.split('?')[1]}") as page:
        assert shown(page) == before


@pytest.mark.parametrize(
    "query",
    [
        "?age=90-years&skill=flying&moment=&minutes=7&buy=all",
        "?age=%00&skill=%22%5D&constructor=1&moment=__proto__",
        "?=&&age&minutes=%E0%A4%A",
        "?#%E0%A4%A",
    ],
)
def test_an_unknown_value_in_the_address_is_passed_over(
    browser: Browser, address: str, catalogue: Catalogue, query: str, storage: str
) -> None:
    with open_finder(browser, address, query, first=storage) as page:
        assert set(shown(page)) == {each.id for each in catalogue.activities}
        assert chosen(page, "age") == "all"


def test_the_age_follows_the_baby_until_a_parent_chooses(browser: Browser, address: str) -> None:
    with open_finder(browser, address, first=baby_of(7)) as page:
        assert chosen(page, "age") == "6-9-months"
        assert page.locator("[id='6-9-months']").is_visible()
        assert not page.locator("[id='4-6-months']").is_visible()
    with open_finder(browser, address, "?moment=bath", first=baby_of(7)) as page:
        assert chosen(page, "age") == "6-9-months"
    with open_finder(browser, address, "?age=12-15-months", first=baby_of(7)) as page:
        assert chosen(page, "age") == "12-15-months"
    with open_finder(browser, address, first=baby_of(40)) as page:
        assert chosen(page, "age") == "all"


def test_a_switch_to_another_baby_takes_the_age_along(browser: Browser, address: str) -> None:
    with open_finder(browser, address, "?moment=cuddle-time", first=baby_of(7) + baby_of(1, 2)) as page:
        page.get_by_role("button", name="Switch to Baby 2").click()
        assert chosen(page, "age") == "0-2-months"
        assert chosen(page, "moment") == "cuddle-time"
        assert page.locator("[id='0-2-months']").is_visible()
        assert not page.locator("[id='6-9-months']").is_visible()


def test_nothing_found_is_said_calmly_and_one_button_clears_the_choices(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    tried = (
        {"age": age.id, "moment": moment.id, "skill": skill.id}
        for age, moment, skill in itertools.product(catalogue.ages, catalogue.all(Moment), catalogue.skills)
    )
    empty = next(
        each for each in tried if not any(fits(catalogue, one, each) for one in catalogue.activities)
    )
    query = "?age={age}&moment={moment}&skill={skill}".format(**empty)
    with open_finder(browser, address, query, first=storage or baby_of(7)) as page:
        assert not shown(page)
        expect(page.locator("#finder [role=status]")).to_contain_text("Nothing fits")
        assert not page.locator("article .app-age-group").filter(visible=True).count()
        assert not page.locator("#finder [name=show]").is_visible()
        button = page.get_by_role("button", name="Clear all choices")
        button.focus()
        page.keyboard.press("Enter")
        page.locator("#finder [name=show]").wait_for()
        assert set(shown(page)) == {each.id for each in catalogue.activities}
        assert page.evaluate("document.activeElement.textContent") == "Clear all choices"
        page.reload()
        page.locator("#finder").wait_for()
        assert chosen(page, "age") == "all"


def test_a_heading_that_a_link_leads_to_is_never_hidden(browser: Browser, address: str, storage: str) -> None:
    in_view = """id => {
      const box = document.getElementById(id).getBoundingClientRect();
      return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    }"""
    with open_finder(browser, address, "#12-15-months", first=storage or baby_of(7)) as page:
        page.wait_for_function(in_view, arg="12-15-months")
    with open_finder(browser, address, "?age=6-9-months", first=storage) as page:
        page.evaluate("location.hash = '4-6-months-movement'")
        page.wait_for_function(in_view, arg="4-6-months-movement")
        assert chosen(page, "age") == "all"
        page.get_by_role("combobox", name="Age", exact=True).select_option("6-9-months")
        assert not page.url.endswith("#4-6-months-movement")
        page.evaluate("location.hash = '4-6-months-movement'")
        page.wait_for_function(in_view, arg="4-6-months-movement")


def test_the_keyboard_alone_finds_and_keeps_its_place(browser: Browser, address: str, storage: str) -> None:
    with open_finder(browser, address, first=storage) as page:
        page.get_by_role("combobox", name="Age", exact=True).focus()
        seen = []
        for _ in range(8):
            seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
            page.keyboard.press("Tab")
        assert seen == ["age", "skill", "moment", "minutes", "buy", "floor", "show", "Clear all choices"]
        everything = shown(page)
        page.get_by_role("combobox", name="Moment of the day", exact=True).focus()
        page.keyboard.type("Ba")
        page.get_by_label("Nothing to buy").focus()
        page.keyboard.press("Space")
        assert "moment=bath" in page.evaluate("location.search")
        assert "buy=nothing" in page.evaluate("location.search")
        assert 0 < len(shown(page)) < len(everything)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "buy"


def test_a_button_says_how_many_fit_and_goes_to_the_first(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    focused = "document.activeElement.closest('.app-card')?.querySelector('a').getAttribute('href') ?? ''"
    with open_finder(browser, address) as page:
        page.get_by_role("button", name=f"Show {len(catalogue.activities)} results").click()
        assert page.evaluate(focused).split("/")[-2] == shown(page)[0]
        page.get_by_role("combobox", name="Age", exact=True).select_option("4-6-months")
        page.get_by_role("combobox", name="Time you have", exact=True).select_option("5")
        found = shown(page)
        button = page.get_by_role("button", name=f"Show {len(found)} results")
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(focused).split("/")[-2] == found[0]
        box = page.locator(":focus").bounding_box()
        assert box is not None
        assert 48 <= box["y"] <= 844 - box["height"], "it is below the header and on the screen"


@pytest.mark.parametrize("width", [320, 390])
def test_each_choice_is_whole(browser: Browser, address: str, width: int) -> None:
    with open_finder(browser, address, width=width) as page:
        cut = page.evaluate(
            """() => [...document.querySelectorAll('#finder select')].flatMap(list => {
              const style = getComputedStyle(list);
              const text = document.createElement('span');
              text.style.cssText = `position: absolute; white-space: nowrap; font: ${style.font}`;
              document.body.append(text);
              const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
              const room = list.clientWidth - padding - 20;
              return [...list.options].map(each => each.text).filter(each => {
                text.textContent = each;
                return text.offsetWidth > room;
              });
            })"""
        )
        assert not cut, "20 px of a list are its arrow"


def test_paper_holds_only_what_is_shown(browser: Browser, address: str, storage: str) -> None:
    with open_finder(browser, address, "?age=4-6-months&moment=bath&minutes=5", first=storage) as page:
        on_screen = shown(page)
        page.emulate_media(media="print")
        assert shown(page) == on_screen
        assert not page.locator("#finder").is_visible()
        assert not page.locator("[id='0-2-months']").is_visible()


def test_without_javascript_every_activity_is_listed_and_no_form(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, f"{PAGE}?moment=bath", java_script_enabled=False) as (page, faults):
        for activity in catalogue.activities:
            cards = page.locator(f"{CARD} a[href$='{activity.id}/']")
            assert cards.count() == len(activity.ages), activity.id
        page.locator(".app-age-group summary").first.click()
        assert page.locator(f".app-age-group >> nth=0 >> {CARD.split()[1]}").first.is_visible()
        box = page.locator("#finder").bounding_box()
        assert box is None
        assert not faults


def test_it_works_where_the_browser_keeps_nothing(browser: Browser, address: str) -> None:
    with open_finder(browser, address, first=BLOCKED) as page:
        assert chosen(page, "age") == "all"
        page.get_by_role("combobox", name="Moment of the day", exact=True).select_option("bath")
        expect(page.locator("#finder [role=status]")).to_contain_text("fit")
        page.reload()
        page.locator("#finder").wait_for()
        assert chosen(page, "moment") == "bath"


@pytest.mark.parametrize("kept", ["{", "null", '{"born": 7}', '{"born": "2026-99-99"}'])
def test_what_is_kept_but_spoiled_does_no_harm(
    browser: Browser, address: str, catalogue: Catalogue, kept: str
) -> None:
    with open_finder(browser, address, first=f"localStorage['infant-ot:baby:1'] = {kept!r}") as page:
        assert set(shown(page)) == {each.id for each in catalogue.activities}


@pytest.mark.parametrize("query", ["?age=all&moment=bath", "?age=0-2-months&moment=meal&minutes=2"])
def test_the_finder_is_accessible_and_large_enough_to_tap(browser: Browser, address: str, query: str) -> None:
    with open_finder(browser, address, query) as page:
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 844})
            small = page.evaluate(
                """[...document.querySelectorAll('#finder :is(select, button, .app-finder__box)')]
                     .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect())
                     .filter(box => box.height < 43.5 || box.width < 43.5).length"""
            )
            assert not small, width
        assert not violations_in(page)


def test_the_list_does_not_shift_when_the_form_comes(browser: Browser, address: str) -> None:
    with open_finder(browser, address, until="networkidle") as page:
        place = page.locator("article h2").first.bounding_box()
        page.evaluate("for (const each of document.querySelectorAll('#finder')) each.hidden = true")
        assert page.locator("article h2").first.bounding_box() == place


def test_the_finder_is_small_and_the_age_pages_carry_none_of_it(site: Path) -> None:
    (script,) = site.glob("assets/js-*/finder.js")
    assert len(gzip.compress(script.read_bytes(), 9)) <= 1600
    for page in (site / "ages").glob("*/index.html"):
        html = page.read_text(encoding="utf-8")
        assert "data-fits" not in html
        assert "finder.js" not in html


# All signs.


def signs_shown(page: Page) -> set[str]:
    """Return the ids of the signs that the finder shows; urgent ones by their link."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-fits]')].filter(each => !each.closest('[hidden]'))
             .map(each => each.id || each.querySelector('a').hash.slice(1))"""
    )
    assert len(found) == len(set(found))
    return set(found)


@contextmanager
def open_signs(browser: Browser, address: str, query: str = "", **more: Any) -> Iterator[Page]:
    with open_page(browser, address, f"signs/{query}", **more) as (page, faults):
        page.locator("#finder").wait_for()
        yield page
        assert not faults


def test_every_worry_and_age_shows_the_signs_of_it_with_the_urgent_ones(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    worries = sorted({sign.worry for sign in catalogue.signs})
    with open_signs(browser, address) as page:
        assert signs_shown(page) == {sign.id for sign in catalogue.signs}
        for age, worry in itertools.product([None, *catalogue.ages], ["", *worries]):
            page.evaluate(CHOOSE, {"age": age.id if age else "all", "worry": worry})
            want = {
                sign.id
                for sign in catalogue.signs
                if worry in ("", sign.worry) and (age is None or urgency.has_begun_by(catalogue, sign, age))
            }
            assert signs_shown(page) == want, (age and age.id, worry)
            says = page.locator("#finder [role=status]").text_content() or ""
            assert says.startswith({0: "Nothing fits", 1: "1 fits."}.get(len(want), f"{len(want)} fit."))


def test_no_heading_of_all_signs_is_above_nothing(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    urgent = {sign.worry for sign in urgency.urgent_signs(catalogue)}
    slower = next(sign.worry for sign in urgency.slower_signs(catalogue) if sign.worry not in urgent)
    with open_signs(browser, address, f"?worry={slower}") as page:
        bare = page.evaluate(
            """() => [...document.querySelectorAll('article section:has(> h2)')]
                 .filter(each => each.checkVisibility() && !each.querySelector('[data-fits]:not([hidden])'))
                 .map(each => each.textContent)"""
        )
        assert not bare
        assert not page.locator("#urgent").is_visible()


def test_signs_of_all_ages_are_shown_until_a_parent_chooses_one(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_signs(browser, address, first=baby_of(7)) as page:
        assert chosen(page, "age") == "all"
        assert signs_shown(page) == {sign.id for sign in catalogue.signs}


def test_a_link_to_a_sign_opens_it_even_if_the_finder_hid_it(
    browser: Browser, address: str, catalogue: Catalogue, storage: str
) -> None:
    sign = next(sign for sign in urgency.slower_signs(catalogue) if sign.worry != "eyes")
    with open_signs(browser, address, "?worry=eyes", first=storage) as page:
        assert sign.id not in signs_shown(page)
        page.evaluate("id => { location.hash = id }", sign.id)
        expect(page.locator(f"[id='{sign.id}'] .app-sign__tiers")).to_be_in_viewport()
        assert chosen(page, "worry") == ""
    with open_signs(browser, address, f"#{sign.id}", first=storage) as page:
        expect(page.locator(f"[id='{sign.id}'] .app-sign__tiers")).to_be_in_viewport()


def test_a_link_to_a_worry_opens_its_most_urgent_signs(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    (sign, *_) = urgency.slower_signs(catalogue)
    with open_signs(browser, address, f"#worry-{sign.worry}") as page:
        expect(page.locator(f"#worry-{sign.worry}")).to_be_in_viewport()
        expect(page.locator(f"details:has(#worry-{sign.worry}) .app-sign summary").first).to_be_visible()


def test_the_button_of_all_signs_goes_to_the_most_urgent_that_fits(browser: Browser, address: str) -> None:
    with open_signs(browser, address, "?worry=eyes") as page:
        page.locator("#finder [name=show]").click()
        focused = page.evaluate("document.activeElement.closest('[data-fits]')?.dataset.fits ?? ''")
        assert "worry:eyes" in focused
        assert page.evaluate(
            "document.querySelector('[data-fits]:not([hidden])').contains(document.activeElement)"
        )


def test_the_finder_of_signs_is_accessible_and_nothing_shifts(browser: Browser, address: str) -> None:
    with open_signs(browser, address, "?worry=eyes", until="networkidle") as page:
        for width in (320, *WIDTHS.values()):
            page.set_viewport_size({"width": width, "height": 844})
            assert not violations_in(page), width
    with open_signs(browser, address, until="networkidle") as page:
        place = page.locator("article h2").first.bounding_box()
        page.evaluate("document.querySelector('#finder').hidden = true")
        assert page.locator("article h2").first.bounding_box() == place


def test_without_javascript_a_link_to_a_sign_shows_it(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    (sign, *_) = urgency.slower_signs(catalogue)
    with open_page(browser, address, f"signs/#{sign.id}", java_script_enabled=False) as (page, _):
        expect(page.locator(f"[id='{sign.id}'] .app-sign__tiers")).to_be_in_viewport()


def test_without_javascript_every_sign_is_listed_and_no_form(
    browser: Browser, address: str, catalogue: Catalogue
) -> None:
    with open_page(browser, address, "signs/?worry=eyes", java_script_enabled=False) as (page, faults):
        assert signs_shown(page) == {sign.id for sign in catalogue.signs}
        assert page.locator("#finder").bounding_box() is None
        assert not faults
