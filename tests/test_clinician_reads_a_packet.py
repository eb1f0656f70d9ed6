"""For the clinician: a packet shows what parents see and what it rests on, and works without a network."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from catalogue import trust
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.packets import Text, name_of, reviewable_texts
from catalogue.records import FirstAid, OpenItem
from handouts.accessible import faults_of
from review.packets import TranslationWriter, Writer, file_of, write
from review.shown import Reader, Shown, with_review
from review.translations import TranslatedTexts
from tests.conftest import FROZEN, ROOT, TODAY
from tests.made_up_language import translate, translated

AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def writer(catalogue: Catalogue, docs: Path) -> Writer:
    return Writer(catalogue, ROOT / "templates", docs)


def text_named(catalogue: Catalogue, name: str) -> Text:
    return next(text for text in reviewable_texts(catalogue) if name_of(text) == name)


def show(catalogue: Catalogue, docs: Path, name: str) -> Shown:
    return Reader(catalogue, ROOT / "templates", docs).show(text_named(catalogue, name))


def test_a_signature_changes_no_digest(catalogue: Catalogue, docs: Path) -> None:
    everything_signed = with_review(catalogue, "A clinician in a test", TODAY)
    before, after = (Reader(each, ROOT / "templates", docs) for each in (catalogue, everything_signed))
    signed = {name_of(text): text for text in reviewable_texts(everything_signed)}
    for text in reviewable_texts(catalogue):
        assert before.show(text).digest == after.show(signed[name_of(text)]).digest, name_of(text)


def test_another_day_changes_no_digest(catalogue: Catalogue, docs: Path) -> None:
    later = load_catalogue(FROZEN, TODAY + datetime.timedelta(days=400))
    readers = [Reader(each, ROOT / "templates", docs) for each in (catalogue, later)]
    for text in reviewable_texts(catalogue):
        one, other = (reader.show(text).digest for reader in readers)
        assert one == other, name_of(text)


@pytest.mark.browser
def test_the_paper_of_a_packet_is_accessible(writer: Writer, tmp_path: Path, browser: Browser) -> None:
    packet = next(each for each in writer.packets if each.title.startswith("Activities"))
    write(writer, (packet,), tmp_path, browser)
    assert faults_of(tmp_path / f"{file_of(packet)}.pdf") == []
    assert (tmp_path / "index.html").is_file()


@pytest.mark.browser
def test_a_packet_is_accessible_on_a_phone(writer: Writer, tmp_path: Path, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    for packet in (writer.packets[0], writer.packets[-1]):
        path = tmp_path / "packet.html"
        path.write_text(writer.packet(packet), encoding="utf-8")
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, packet.title
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate(
            "() => axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>"
            " [id, nodes.map(({ html }) => html)]))"
        )
        assert found == [], packet.title
    tab.close()


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("first-aid.yaml", "Shout for help", "Call for help", "first-aid/choking-under-1-year"),
        # What a sign says to do is worded in its tier.
        ("house/tiers.yaml", "title: Call the doctor", "title: Ask the doctor", "sign/uses-one-side-more"),
    ],
)
def test_a_change_of_what_parents_see_changes_the_digest(
    catalogue: Catalogue, docs: Path, data: Path, file: str, old: str, new: str, changed: str
) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert show(load_catalogue(data, TODAY), docs, changed).digest != show(catalogue, docs, changed).digest


def test_each_text_has_its_sources_and_open_questions_beside_it(catalogue: Catalogue, writer: Writer) -> None:
    asked = {name: item for item in catalogue.all(OpenItem) for name in item.records}
    (packet,) = (each for each in writer.packets if each.title == "First aid")
    articles = LexborHTMLParser(writer.packet(packet)).css("article")
    questions = []
    for article, text in zip(articles, packet.texts, strict=True):
        behind = article.css_first(".behind").text()
        assert isinstance(text, FirstAid)
        assert all(source.title.strip(".") in behind for source in trust.get_sources(catalogue, text))
        questions += [item.title in behind for name in text.names if (item := asked.get(name))]
    assert questions
    assert all(questions)


def test_a_packet_loads_nothing_and_sends_nothing(writer: Writer) -> None:
    for packet in (writer.packets[0], writer.packets[-1]):
        html = writer.packet(packet)
        policy = (
            LexborHTMLParser(html).css_first("[http-equiv=Content-Security-Policy]").attributes["content"]
        )
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'", policy or ""
        )
        assert not re.search(r"<(?:img|link|iframe|object|video|audio)\b|\ssrc=|url\(|@import|fetch\(", html)
        used = set(re.findall(r'<use href="#([^"]+)"', html))
        assert used <= set(re.findall(r'<symbol id="([^"]+)"', html))


def test_the_list_of_packets_names_each(writer: Writer) -> None:
    links = [link.attributes["href"] or "" for link in LexborHTMLParser(writer.index()).css("a")]
    assert [link for link in links if link.endswith(".html")] == [
        f"{file_of(each)}.html" for each in writer.packets
    ]


@pytest.fixture(scope="module")
def translation_writer(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> TranslationWriter:
    project = Path(shutil.copytree(frozen, tmp_path_factory.mktemp("translated") / "project"))
    translate(project, TODAY, checked_by=None)
    catalogue = load_catalogue(project / "data", TODAY)
    return TranslationWriter(catalogue, TranslatedTexts(catalogue, project, ROOT / "templates", "es"))


def test_a_translator_sees_both_texts_beside_each_other(translation_writer: TranslationWriter) -> None:
    (packet,) = (each for each in translation_writer.packets if each.title == "First aid")
    articles = LexborHTMLParser(translation_writer.packet(packet)).css("article")
    assert [each.css_first("fieldset").attributes["data-name"] for each in articles] == [
        f"es/{name}" for name in packet.texts
    ]
    for article in articles:
        english, spanish = article.css(".sides > .shown")
        assert (english.attributes["lang"], spanish.attributes["lang"]) == ("en", "es")
        step, translation = (each.css_first("ol li").text() for each in (english, spanish))
        assert translation.split() == translated(step).split()


def test_a_translator_sees_every_text_that_they_check(translation_writer: TranslationWriter) -> None:
    for packet in translation_writer.packets:
        articles = LexborHTMLParser(translation_writer.packet(packet)).css("article")
        for article, name in zip(articles, packet.texts, strict=True):
            seen = " ".join(article.text(separator=" ").split())
            for pair in translation_writer.texts.pairs_of(name):
                assert " ".join(pair.english.split()) in seen, (name, pair)
                assert " ".join((pair.translated or "").split()) in seen, (name, pair)


@pytest.mark.browser
def test_a_translators_packet_is_accessible_has_columns_and_works_on_a_phone(
    translation_writer: TranslationWriter, tmp_path: Path, browser: Browser
) -> None:
    packets = (translation_writer.packets[0], translation_writer.packets[-1])
    write(translation_writer, packets, tmp_path, browser)
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    for packet in packets:
        assert faults_of(tmp_path / f"{file_of(packet)}.pdf") == []
        tab.goto((tmp_path / f"{file_of(packet)}.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, packet.title
        assert not _are_beside(tab), packet.title
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate(
            "() => axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>"
            " [id, nodes.map(({ html }) => html)]))"
        )
        assert found == [], packet.title
        tab.emulate_media(media="print")
        assert _are_beside(tab), packet.title
        tab.emulate_media(media="screen")
    tab.close()


def _are_beside(tab: Page) -> bool:
    first, second = tab.locator(".sides").first.locator("> div").all()
    one, other = first.bounding_box(), second.bounding_box()
    assert one is not None
    assert other is not None
    return one["y"] == other["y"] and one["x"] < other["x"]
