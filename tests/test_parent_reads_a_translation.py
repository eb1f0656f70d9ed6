"""For a family that reads a translation: every word is in it, and what changed in English is shown as such.

The translation is one made up for the test, in which each word has a mark: English without it was forgotten.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from catalogue.records import Activity, FirstAid, Source
from handouts.browser import serve
from tests.built_page import whole
from tests.conftest import TODAY, build_site, built_once, frozen_project
from tests.made_up_language import LANGUAGE, MARK, translate, translated, unmarked
from tests.test_parent_in_a_browser import open_page
from translation.files import Translations
from translation.language import in_language

ADDRESS = "https://example.org/"

# Pages for staff name fields and ids of the data.
FOR_STAFF = ("components/index.html", "staff/index.html")

# What a parent reads or hears of these attributes; of `content`, what describes a page.
READ_OUT = ("alt", "aria-label", "placeholder", "title", "data-dark", "data-light")
DESCRIBES = ("description", "og:title", "og:description", "og:image:alt")

# From Babel and the theme, in the language whose place the made-up one takes; addresses, and names of files.
NOT_OURS = re.compile(
    r"\d{1,2} de \w+ de \d{4}|Saltar a contenido|Tabla de contenidos|Navegación|Pestañas|"
    r"https?://\S+|\w+\.(?:py|json|csv)"
)

STEP = ("data/activities.yaml", "activities/bat-the-toy/")
SECTION = ("docs/guides/born-early.md", "guides/born-early/", "Count from the due date for two years")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the translated `project`, and its `site` in both languages."""

    def build(folder: Path) -> Path:
        project = frozen_project(folder)
        translate(project, TODAY)
        build_site(project, folder / "site", SITE_URL=ADDRESS)
        build_site(project, folder / "site" / LANGUAGE, language=LANGUAGE, SITE_URL=ADDRESS)
        return folder

    return built_once(tmp_path_factory, "translated", build)


@pytest.fixture(scope="module")
def site(both: Path) -> Path:
    """The site in the made-up language."""
    return both / "site" / LANGUAGE


@pytest.fixture(scope="module")
def changed(both: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site after a step of an activity and a section of a guide changed in English."""

    def build(folder: Path) -> Path:
        project = Path(shutil.copytree(both / "project", folder / "project"))
        replace(project / STEP[0], step_of(project), f"{step_of(project)} Then rest.")
        replace(project / SECTION[0], SECTION[2], f"{SECTION[2]}, and no longer")
        return build_site(project, folder / "site", language=LANGUAGE, SITE_URL=ADDRESS)

    return built_once(tmp_path_factory, "changed", build)


@pytest.fixture(scope="module")
def begun(both: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a language into which nothing is translated yet."""

    def build(folder: Path) -> Path:
        project = Path(shutil.copytree(both / "project", folder / "project"))
        for path in (project / "translations" / LANGUAGE).rglob("*.*"):
            if path.suffix in (".po", ".md"):
                path.unlink()
        return build_site(project, folder / "site", language=LANGUAGE, SITE_URL=ADDRESS)

    return built_once(tmp_path_factory, "begun", build)


def step_of(project: Path) -> str:
    """Return a step of the activity that changes, which no other record has."""
    text = (project / STEP[0]).read_text(encoding="utf-8")
    record = text.partition("- id: bat-the-toy\n")[2].partition("\n  - id: ")[0]
    steps = re.search(r"steps:\n\s+- ([^\n]+)\n\s+- ", record)
    assert steps, "choose another activity"
    return steps[1]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} isn't once in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def pages_of(site: Path) -> Iterator[tuple[str, LexborNode]]:
    for path in sorted(site.rglob("*.html")):
        root = LexborHTMLParser(path.read_text(encoding="utf-8")).root
        assert root is not None
        yield path.relative_to(site).as_posix(), root


def texts_of(node: LexborNode) -> Iterator[str]:
    """Yield what a reader sees or hears of an element; nothing of parts in another language, and of code."""
    attributes = node.attributes
    if node.tag in ("script", "style", "code") or attributes.get("lang") not in (None, LANGUAGE):
        return
    yield from (attributes.get(name) or "" for name in READ_OUT)
    if (attributes.get("name") or attributes.get("property")) in DESCRIBES:
        yield attributes.get("content") or ""
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            yield child.text_content or ""
        elif child.is_element_node:
            yield from texts_of(child)
        child = child.next


def names_in(catalogue: Catalogue) -> list[str]:
    """Return what has the same name in each language, the longest first."""
    sources = catalogue.all(Source)
    names = [name for source in sources for name in (source.organisation, source.title)]
    return sorted({*names, "START"}, key=len, reverse=True)


def test_no_template_holds_a_word(site: Path, catalogue: Catalogue) -> None:
    names = names_in(catalogue)
    forgotten: dict[str, str] = {}
    for page, root in pages_of(site):
        if page in FOR_STAFF:
            continue
        for text in texts_of(root):
            rest = NOT_OURS.sub("", " ".join(text.split()))
            if unmarked(rest):
                for name in names:
                    rest = rest.replace(name, "")
            if unmarked(rest):
                forgotten[rest] = page
    assert not forgotten


def test_no_script_holds_a_word(site: Path) -> None:
    said = []
    for path in site.glob("assets/js-*/*.js"):
        text = path.read_text(encoding="utf-8")
        words = [json.loads(f'"{each}"') for each in re.findall(r'"js-[a-z-]+":"((?:[^"\\]|\\.)*)"', text)]
        said += words
        sentences = re.findall(r'["`]([A-Z][a-z]+(?: [a-z]+)+[^"`]*)["`]', text)
        words = [each for each in words if not each.startswith("js-")]  # a choice between two
        assert not [each for each in [*words, *sentences] if unmarked(each)], path.name
    assert said
    assert MARK in (site / "keep.js").read_text(encoding="utf-8")


def test_search_finds_words_of_the_language(site: Path) -> None:
    (path,) = site.glob("assets/js-*/search.json")
    index = json.loads(path.read_text(encoding="utf-8"))
    assert not [kind for kind, *_ in index["kinds"] if unmarked(kind)]
    texts = [text for _, title, _, line, words in index["entries"] for text in (title, line, words)]
    assert texts
    assert not [text for text in texts if unmarked(text)]


def test_a_page_kept_too_long_speaks_the_language(site: Path) -> None:
    html = json.loads((site / "keep.json").read_text(encoding="utf-8"))["old"]
    root = LexborHTMLParser(html).root
    assert root is not None
    assert root.attributes["lang"] == LANGUAGE
    assert not [text for text in texts_of(root) if unmarked(text.replace("START", ""))]


def test_only_the_page_of_a_changed_step_changes(site: Path, changed: Path, catalogue: Catalogue) -> None:
    own = {f"{STEP[1]}index.html", f"{SECTION[1]}index.html"}
    unchecked = translated(catalogue.phrases["translation-unchecked"])
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        texts = (folder.joinpath(page).read_text(encoding="utf-8") for folder in (site, changed))
        before, after = (re.sub("assets/js-[0-9a-f]{8}", "", text) for text in texts)
        assert unchecked not in before, page
        # The lists in which the activity stands have a text that nobody has checked.
        after = re.sub(rf'<p class="app-preview">{re.escape(unchecked)}</p>\s*', "", after)
        assert (before == after) == (page not in own), page
    partly = translated(catalogue.phrases["translation-partly"])
    for page in (STEP[1], SECTION[1]):
        assert partly not in whole(site, page).text
        assert partly in whole(changed, page).text
        assert unchecked in whole(changed, page).text


def test_a_changed_step_says_that_it_is_english(changed: Path, both: Path) -> None:
    step = f"{step_of(both / 'project')} Then rest."
    in_english = [each.text for each in whole(changed, STEP[1]).one("article").all("span", lang="en")]
    assert set(in_english) == {step}


def test_only_a_changed_section_of_a_guide_is_english(changed: Path) -> None:
    article = whole(changed, SECTION[1]).one("article")
    section = article.one("div", lang="en")
    assert SECTION[2] in section.text
    (heading,) = [each for each in section.walk() if each.tag == "h2"]
    assert heading.attributes["id"] == "when-to-stop-counting-from-the-due-date"
    rest = [each.text for each in article.all("h2") if each is not heading and MARK not in each.text]
    assert not rest


def test_anchors_of_guides_are_the_same_in_each_language(site: Path, both: Path) -> None:
    for path in sorted((both / "project/docs").rglob("*.md")):
        page = path.relative_to(both / "project/docs").as_posix().removesuffix(".md").removesuffix("index")
        anchors = [
            [each.attributes.get("id") for each in whole(folder, page).one("article").all("h2")]
            for folder in (both / "site", site)
        ]
        assert anchors[0] == anchors[1], page


def test_no_file_has_the_signs_around_what_is_english(begun: Path) -> None:
    checked = 0
    for path in begun.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".csv", ".txt", ".xml"):
            assert not re.search("[\ue000\ue001]", path.read_text(encoding="utf-8")), path.relative_to(begun)
            checked += 1
    assert checked


def test_a_language_that_has_only_begun_says_the_same_as_the_english(begun: Path, both: Path) -> None:
    page = STEP[1]
    english, other = (whole(folder, page).one("article") for folder in (both / "site", begun))
    assert [each.text for each in english.all("li")] == [each.text for each in other.all("li")]
    assert other.all("span", lang="en")


def test_each_page_says_that_nobody_has_checked_the_translation(
    site: Path, begun: Path, catalogue: Catalogue
) -> None:
    line = catalogue.phrases["translation-unchecked"]
    for page, root in pages_of(begun):
        assert line in root.text() or page == "404.html", page
    for page, root in pages_of(site):
        assert translated(line) not in root.text(), page


def test_a_review_counts_only_if_each_text_is_checked_in_this_language(both: Path) -> None:
    records = check_records(both / "project/data", TODAY)
    reviewed = next(each.record for each in records.entries["first_aid"] if each.record.reviewed_by)
    folder = both / "project/translations" / LANGUAGE

    def review_with(comment: str | None) -> tuple[str | None, bool]:
        """Return who reviewed the record, and whether it is unchecked, with another comment on its title."""
        translations = Translations(folder)
        (entry,) = (
            each for each in translations.entries.values() if each.msgctxt == f"first_aid.{reviewed.id}.title"
        )
        entry.tcomment = entry.tcomment if comment is None else comment
        catalogue = in_language(Catalogue(records), translations, (), ())
        record = catalogue.get(FirstAid, reviewed.id)
        return record.reviewed_by, catalogue.is_unchecked(record)

    assert review_with(None) == (reviewed.reviewed_by, False)
    another = "Checked by Jane Doe on 2026-11-20 (00000000)"
    for comment in ("", "Checked by Jane Doe", "Checked by Jane Doe on 2026-11-20", another):
        assert review_with(comment) == (None, True), comment


def test_each_page_leads_to_itself_in_the_other_language(both: Path) -> None:
    english = {page for page, _ in pages_of(both / "site") if not page.startswith(f"{LANGUAGE}/")}
    for page, root in pages_of(both / "site"):
        if page.endswith("404.html"):
            continue
        own = page.removeprefix(f"{LANGUAGE}/")
        path = own.removesuffix("index.html")
        assert own in english
        to = {
            each.attributes["hreflang"]: each.attributes["href"]
            for each in root.css("link[rel=alternate][hreflang]")
        }
        at_root = f"{ADDRESS}{path}"
        assert to == {"en": at_root, LANGUAGE: f"{ADDRESS}{LANGUAGE}/{path}", "x-default": at_root}, page
        other = f"{LANGUAGE}/" if own == page else ""
        (switch,) = root.css(".app-header a[lang]")
        target = (both / "site" / page).parent / (switch.attributes["href"] or "")
        assert target.resolve() == (both / "site" / other / path).resolve(), page


def test_a_link_shows_the_same_answers_and_the_same_plan_in_each_language(
    browser: Browser, both: Path, catalogue: Catalogue
) -> None:
    milestone, activity = catalogue.milestones[0], catalogue.get(Activity, "bat-the-toy")
    shown_at = {
        f"visit/#c=1&n={milestone.id}": (".app-visit__part li", milestone.title),
        f"plan/#a={activity.id}": ("#plan article h3", activity.title),
    }
    with serve(both / "site") as address:
        for path, (part, text) in shown_at.items():
            with open_page(browser, address, path) as (page, faults):
                expect(page.locator(part)).to_contain_text([text])
                page.locator(".app-header a[lang]").click()
                expect(page).to_have_url(f"{address}/{LANGUAGE}/{path}")
                expect(page.locator(part)).to_contain_text([translated(text)])
                page.locator(".app-header a[lang]").click()
                expect(page).to_have_url(f"{address}/{path}")
                expect(page.locator(part)).to_contain_text([text])
                assert not faults
