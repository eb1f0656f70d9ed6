"""For the parent: what must be true of every built page, read from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from bench.projects import PUBLISHED
from catalogue import growth, launch, safety, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE, Contact, Milestone
from tests.any_data.conftest import LANGUAGES, SiteIn, in_english_only
from tests.built_page import read
from tests.conftest import ROOT
from tests.raw_records import RawRecords

HOST = "http://site.test/"
# These pages are about the site itself and need no source.
WITHOUT_SOURCES = {"guides/privacy/", "staff/", "changes/"}


FOR_STAFF = {"staff/", "components/"}


@dataclass
class Read:
    """The parts of one page that the tests check."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    article: str = ""


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self._heading: str | None = None
        self._text: list[str] = []
        self._in_article = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.read.tags.append((tag, values))
        if "id" in values:
            self.read.ids.append(values["id"])
        if tag in ("a", "area") and "href" in values:
            self.read.links.append(values["href"])
        if tag in ("img", "script", "iframe", "source", "video", "audio", "embed") and "src" in values:
            self.read.loads.append(values["src"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.read.loads.append(values["href"])
        if re.fullmatch("h[1-6]", tag):
            self._heading, self._text = tag, []
        if tag == "article":
            self._in_article = True

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            self.read.headings.append((tag, " ".join("".join(self._text).split())))
            self._heading = None
        if tag == "article":
            self._in_article = False

    def handle_data(self, data: str) -> None:
        if self._heading:
            self._text.append(data)
        if self._in_article:
            self.read.article += data


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Read]:
    """Every built page by its address below the root."""
    read = {}
    for path in sorted(site.rglob("*.html")):
        reader = Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        read[address] = reader.read
    return read


def has_moved(page: Read) -> bool:
    """Return whether a page only redirects to the new address of a renamed record."""
    return "moved-to" in page.ids


def own(pages: dict[str, Read]) -> Iterator[tuple[str, Read]]:
    """Yield the pages that a reader visits: all but the 404 page and those that redirect."""
    return (
        (address, page) for address, page in pages.items() if address != "404.html" and not has_moved(page)
    )


def test_every_record_has_its_page_at_its_stable_address(
    pages: dict[str, Read], catalogue: Catalogue
) -> None:
    for kind in ("ages", "skills", "activities"):
        for record in getattr(catalogue, kind):
            page = pages[f"{kind}/{record.id}/"]
            assert ("h1", " ".join(record.title.split())) in page.headings
    for address in ("", "signs/", "urgent/", "activities/"):
        assert address in pages
    for guide in (ROOT / "docs/guides").glob("*.md"):
        assert f"guides/{guide.stem}/" in pages


def test_every_page_has_one_h1_and_no_jump_in_its_headings(pages: dict[str, Read]) -> None:
    for address, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.headings]
        assert levels.count(1) == 1, address
        for above, below in pairwise(levels):
            assert below <= above + 1, (address, page.headings)


def test_no_id_is_twice_on_a_page(pages: dict[str, Read]) -> None:
    for address, page in pages.items():
        twice = {each for each in page.ids if page.ids.count(each) > 1}
        assert not twice, (address, twice)


def folder_of(language: str) -> str:
    """Return the folder of the site in a language, below the root of the whole site."""
    return "" if language == LANGUAGE else f"{language}/"


def test_every_internal_link_and_anchor_leads_somewhere(
    pages: dict[str, Read], site: Path, site_in: SiteIn, language: str
) -> None:
    broken = []
    home = HOST + folder_of(language)
    for address, page in pages.items():
        if address == "404.html":
            continue  # it is shown at any address, so its links start at the root of the site
        for link in page.links:
            target = urlsplit(urljoin(home + address, link))
            if target.scheme not in ("http", "https") or not target.geturl().startswith(HOST):
                continue
            path = unquote(target.path).lstrip("/")
            first = path.split("/")[0]
            led_to = first if first in LANGUAGES else LANGUAGE
            path = path.removeprefix(folder_of(led_to))
            if led_to != language:
                if target.fragment or not (site_in(led_to) / path / "index.html").is_file():
                    broken.append(f"{address}: {link} (no such page in {led_to})")
            elif path in pages:
                # A link to the plan names activities in place of an anchor.
                planned = target.fragment.startswith("a=") and all(
                    f"activities/{each}/" in pages for each in target.fragment[2:].split(",")
                )
                if target.fragment and not planned and target.fragment not in pages[path].ids:
                    broken.append(f"{address}: {link} (no such place on the page)")
            elif not (site / path).is_file():
                broken.append(f"{address}: {link}")
    assert not broken, broken


def test_every_page_leads_to_the_same_page_in_each_other_language(
    pages: dict[str, Read], site_in: SiteIn, language: str
) -> None:
    home = HOST + folder_of(language)
    others = [each for each in LANGUAGES if each != language]
    for other in others:
        there = {
            path.relative_to(site_in(other)).as_posix().removesuffix("index.html")
            for path in site_in(other).rglob("*.html")
        }
        assert there == pages.keys(), other
    for address, page in pages.items():
        if address == "404.html" or has_moved(page):
            continue  # one is shown at any address, and the other leads on to a page that has the switch
        led = {
            (values["lang"], urljoin(home + address, values["href"]))
            for tag, values in page.tags
            if tag == "a" and values.get("lang") in others
            if urljoin(home + address, values["href"]).startswith(HOST)
        }
        assert led == {(other, HOST + folder_of(other) + address) for other in others}, address


@in_english_only  # one page is served for all languages
def test_the_page_for_a_wrong_address_says_so_in_each_language(site: Path, site_in: SiteIn) -> None:
    parts = read(site, "404.html").all("section", lang="")
    for part, other in zip(parts, LANGUAGES[1:], strict=True):
        assert part.attributes["lang"] == other
        there = read(site_in(other), "404.html")
        assert [text for _, text in part.headings] == [text for _, text in there.headings]
        assert {link.text for link in part.links} < {link.text for link in there.links}
        assert [link.to for link in part.links] == [f"{other}/urgent/", f"{other}/"]


def test_a_page_with_an_address_names_the_same_page_in_each_language(
    published_site: Path, language: str
) -> None:
    root = PUBLISHED["SITE_URL"]
    for path in published_site.rglob("index.html"):
        address = path.relative_to(published_site).as_posix().removesuffix("index.html")
        reader = Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        links = [values for tag, values in reader.read.tags if tag == "link"]
        named = [(each["hreflang"], each["href"]) for each in links if each.get("rel") == "alternate"]
        wanted = [(each, f"{root}{folder_of(each)}{address}") for each in LANGUAGES]
        wanted = [*wanted, ("x-default", f"{root}{address}")] if len(LANGUAGES) > 1 else []
        assert sorted(named) == sorted(wanted), address
        (own,) = [each["href"] for each in links if each.get("rel") == "canonical"]
        assert own == f"{root}{folder_of(language)}{address}" or has_moved(reader.read), address


def test_links_out_are_https_phone_texts_or_mail(pages: dict[str, Read]) -> None:
    for address, page in pages.items():
        for link in page.links:
            scheme = urlsplit(link).scheme
            assert scheme in ("", "https", "tel", "sms", "mailto"), (address, link)


def test_no_page_loads_anything_from_another_host(pages: dict[str, Read], site: Path) -> None:
    for address, page in pages.items():
        for load in page.loads:
            assert not urlsplit(load).netloc, (address, load)
        for tag, values in page.tags:
            assert tag not in ("iframe", "object", "embed", "base"), (address, tag)
            assert values.get("http-equiv", "").lower() != "refresh", address
            assert not [name for name in values if name.startswith("on")], (address, values)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_the_urgent_line_is_above_the_main_message_of_every_page(
    pages: dict[str, Read], raw: RawRecords
) -> None:
    number = raw.one("contacts", raw.site["emergency_contact"])["phone"]
    line = f"{raw.say('urgent-line')} {raw.say('urgent-line-call', number=number)}"
    for address, page in own(pages):
        article = " ".join(page.article.split())
        assert article.startswith(line), (address, article[:80])


def test_every_page_says_what_it_is_and_who_checked_it(pages: dict[str, Read], raw: RawRecords) -> None:
    def said(phrase: str, article: str) -> bool:
        """Return whether an article says a phrase, whatever its names are filled in with."""
        parts = map(re.escape, re.split(r"\{\w+\}", raw.words[phrase]))
        return re.search(".+?".join(parts), article) is not None

    for address, page in own(pages):
        article = " ".join(page.article.split())
        assert said("disclaimer", article), address
        states = ("reviewed", "reviewed-in-part", "not-reviewed")
        assert any(said(state, article) for state in states), address
        # The page of all sources names those of the questions, if there are any.
        if address not in WITHOUT_SOURCES and (address != "sources/" or raw["differences"]):
            assert said("sources-of-page", article), address
            assert said("sources-checked", article), address
        assert said("next-check", article), address


def test_while_in_preview_search_engines_are_kept_out_and_the_reader_knows(
    pages: dict[str, Read], catalogue: Catalogue, raw: RawRecords, docs: Path
) -> None:
    line = raw.preview_line(docs)
    for address, page in pages.items():
        robots = [values["content"] for tag, values in page.tags if values.get("name") == "robots"]
        kept_out = line in page.article or address in FOR_STAFF or address == "404.html" or has_moved(page)
        assert (robots == ["noindex"]) == kept_out, address
    for address, page in own(pages):
        assert line in page.article or not launch.is_preview(catalogue), address


def test_without_a_site_address_no_canonical_link_is_written(pages: dict[str, Read]) -> None:
    for address, page in pages.items():
        assert not [values for tag, values in page.tags if values.get("rel") == "canonical"], address


def test_an_age_page_keeps_the_order_that_readers_learn(
    pages: dict[str, Read], catalogue: Catalogue, raw: RawRecords
) -> None:
    order = [
        raw.say(title)
        for title in ("expect-title", "play-title", "help-title", "safety-title", "differ-title")
    ]
    for age in catalogue.ages:
        headings = [text for tag, text in pages[f"ages/{age.id}/"].headings if tag == "h2"]
        assert [text for text in headings if text in order] == [text for text in order if text in headings]
        assert set(order[:4]) <= set(headings)


def test_an_age_page_shows_its_lists_with_their_labels(
    pages: dict[str, Read], catalogue: Catalogue, raw: RawRecords
) -> None:
    for age in catalogue.ages:
        page = pages[f"ages/{age.id}/"]
        headings = [text for _, text in page.headings]
        for point in growth.by_now_at(catalogue, age):
            assert raw.say("by-now-title", age=raw.months(point.of)) in headings
        for point in growth.still_growing_at(catalogue, age):
            assert raw.say("growing-title", age=raw.months(point.of)) in headings
        for point in growth.by_now_at(catalogue, age) + growth.still_growing_at(catalogue, age):
            for milestone in point.members:
                assert " ".join(milestone.title.split()) in " ".join(page.article.split())


def test_every_sign_says_what_to_do_and_whom_to_call(pages: dict[str, Read], catalogue: Catalogue) -> None:
    for sign in catalogue.signs:
        page = pages["urgent/" if urgency.is_urgent(catalogue, sign) else "signs/"]
        words = " ".join(page.article.split())
        assert sign.id in page.ids
        for text in (sign.title, sign.do_now or "", *(case.when for case in sign.branches)):
            assert " ".join(text.split()) in words, (sign.id, text)
        assert urgency.contacts_for(catalogue, sign)


def test_an_age_page_shows_no_urgent_sign_of_a_later_age(catalogue: Catalogue) -> None:
    for age in catalogue.ages:
        end = growth.end_of(catalogue, age)
        for sign in urgency.urgent_signs_at(catalogue, age):
            assert end is None or urgency.counts_from(sign) < end, (age.id, sign.id)


def test_numbers_can_be_tapped_and_come_from_the_data(
    pages: dict[str, Read], catalogue: Catalogue, site: Path
) -> None:
    known = {contact.phone.replace("-", "") for contact in catalogue.all(Contact) if contact.phone}
    links = [link for page in pages.values() for link in page.links if link.startswith("tel:")]
    tapped = {link.removeprefix("tel:+1").removeprefix("tel:") for link in links}
    texts = {contact.text.replace("-", "") for contact in catalogue.all(Contact) if contact.text}
    texted = {
        link.removeprefix("sms:").removeprefix("+1").partition("?")[0]
        for page in pages.values()
        for link in page.links
        if link.startswith("sms:")
    }
    assert texted <= texts | {number.removeprefix("1") for number in texts}
    assert tapped
    assert tapped <= known | {number.removeprefix("1") for number in known}
    for address, page in pages.items():
        if address in FOR_STAFF:
            continue  # its table of fields shows how a number is typed
        for found in re.findall(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b", page.article):
            assert found.replace("-", "") in known, (address, found)


def test_an_activity_can_be_done_with_only_its_page(pages: dict[str, Read], catalogue: Catalogue) -> None:
    for activity in catalogue.activities:
        words = " ".join(pages[f"activities/{activity.id}/"].article.split())
        texts = [activity.why, activity.easier, activity.harder, activity.look_for, activity.stop_when]
        texts += [*activity.steps, *activity.you_need, *activity.to_buy]
        texts += [rule.rule for rule in safety.safety_for(catalogue, activity)]
        for text in texts:
            assert " ".join(text.split()) in words, (activity.id, text)


def test_milestones_and_activities_link_to_each_other(pages: dict[str, Read], catalogue: Catalogue) -> None:
    for activity in catalogue.activities:
        links = pages[f"activities/{activity.id}/"].links
        for milestone in catalogue.get_all(Milestone, activity.builds):
            assert f"../../skills/{milestone.skill}/#{milestone.id}" in links
            assert f"../../activities/{activity.id}/" in pages[f"skills/{milestone.skill}/"].links


def test_ages_are_in_the_navigation_in_their_order_and_activities_do_not(
    site: Path, catalogue: Catalogue
) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    menu = html[html.index("app-menu") : html.index("</header")]
    places = [menu.index(f'href="ages/{age.id}/"') for age in catalogue.ages]
    assert places == sorted(places)
    for skill in catalogue.skills:
        assert f'href="skills/{skill.id}/"' in menu
    assert 'href="activities/"' in menu
    for activity in catalogue.activities:
        assert f'href="activities/{activity.id}/"' not in menu


def test_no_age_of_a_milestone_is_without_its_yardstick(
    site: Path, catalogue: Catalogue, raw: RawRecords
) -> None:
    most, often = (raw.words[name].split("{")[0] for name in ("yardstick-head-most", "chip-often"))
    for skill in catalogue.skills:
        html = (site / "skills" / skill.id / "index.html").read_text(encoding="utf-8")
        for milestone in catalogue.milestones:
            if milestone.skill != skill.id or milestone.yardstick == "window":
                continue
            above, item = html.split(f'id="{milestone.id}"', 1)
            if milestone.yardstick == "most":
                (*_, shown) = re.findall(r"<h[34].*?>(.*?)</h[34]>", above)
            else:
                (shown, *_) = re.findall(r'<span class="app-when">(.*?)</span>', item)
            assert shown.startswith(most if milestone.yardstick == "most" else often), milestone.id
    for age in catalogue.ages:
        html = (site / "ages" / age.id / "index.html").read_text(encoding="utf-8")
        lists = html[html.index('id="expect"') : html.index('id="play"')]
        assert often not in " ".join(re.findall(r'<span class="app-when">(.*?)</span>', lists))
