"""One build: the records, their renderer, and every file generated from them.

Independent of MkDocs: `macros.py` passes the files to MkDocs, `pages/write.py` writes them to a folder.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from catalogue import urgency
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.records import LANGUAGE, Contact
from catalogue.state import build_day
from pages.addresses import tel
from pages.blocks import MACROS, Blocks
from pages.kept_pages import kept_pages
from pages.languages import editions_of
from pages.open_data import open_data
from pages.plan import plan_pages
from pages.render import Publication, Renderer
from pages.sentences import PATH as SENTENCES
from pages.sentences import sentences
from pages.views.frame import Frame, frame_of, frame_of_guide
from pages.views.page import Page, url_of
from translation.files import FOLDER, Translations
from translation.guides import ENGLISH_SECTION
from translation.language import translated
from translation.marks import is_marked, unmark
from translation.texts import menu_of

SHEET = "assets/app.css"

_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Build:
    """The catalogue, the renderer and the page views of one build.

    `address` is the site's URL and `repository` its GitHub name, such as clinic/infant-ot; both may be empty.
    In another language than that of the data, `docs` is a folder of its own that lasts as long as the build.
    Raises DataError with every problem in the data, or LookupError with a sentence if something is missing.
    """

    def __init__(
        self,
        root: Path,
        *,
        language: str = LANGUAGE,
        address: str = "",
        repository: str = "",
        handouts: bool = False,
    ) -> None:
        self.root = root
        self.today = build_day()
        self.docs = self._guides = root / "docs"
        self.catalogue = load_catalogue(root / "data", self.today)
        self._menu: dict[str, str] = {}
        self.editions = tuple(editions_of(self.catalogue, root, language))
        """The site in each language, that of the data first."""
        own = next((each for each in self.editions if each.code == language), None)
        if own is None:
            raise LookupError(f'the site isn\'t translated into "{language}": see TRANSLATING.md')
        self._root = address
        self.address = f"{address}{own.folder}" if address else ""
        """The address of the site in this language, or nothing if it isn't known."""
        if language != LANGUAGE:
            self.catalogue = self._translated(language)
        self.renderer = Renderer(
            self.catalogue,
            root / "templates",
            self.docs,
            publication=Publication(repository, handouts, [each for each in self.editions if each != own]),
        )
        self._frames: dict[str, Frame] = {}
        # What the macros of each guide have shown so far, by its address; its foot says who reviewed that.
        self._shown: defaultdict[str, list[object]] = defaultdict(list)

    def _translated(self, language: str) -> Catalogue:
        """Return the catalogue in another language, and have a folder of guides in it."""
        self._guides = self.root / FOLDER / language
        self._folder = tempfile.TemporaryDirectory(prefix=f"docs-{language}-")
        self.docs = Path(self._folder.name)
        translations = Translations(self._guides)
        self._menu = {each.text: translations.text_of(each) or each.text for each in menu_of(self.root)}
        return translated(self.catalogue, self.root, language, self.docs)

    def menu_text(self, text: str) -> str:
        """Return a title of the menu, or the site's name or description, in the language of the build."""
        return self._menu.get(text, text)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return the views of the generated pages by path. Raises LookupError if a phrase is missing."""
        return {page.path: page for page in plan_pages(self.catalogue)}

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path in the docs folder, text) for each generated file."""
        for page in self.pages.values():
            yield page.path, f"---\n{self._front_matter(page)}\n---\n{self.renderer.page(page)}\n"
        for path, text in self._other_files():
            yield path, unmark(text)

    def _other_files(self) -> Iterator[tuple[str, str]]:
        yield from open_data(self.catalogue, self.today)
        yield SENTENCES, sentences(self.catalogue, self.root, self._guides)
        yield SHEET, style_sheet(self.root)
        yield from self.renderer.scripts.files.items()
        yield from kept_pages(self.catalogue, self.renderer, self.address)

    def _front_matter(self, page: Page) -> str:
        """Return the front matter of a page, as JSON, which is YAML, too."""
        return json.dumps(
            {
                "title": unmark(page.title),
                "description": unmark(page.description),
                "noindex": self.is_preview(page.path) or not page.in_search,
                # A page at the top level has no siblings to list in the sidebar.
                "hide": [] if "/" in page.path.removesuffix("index.md").rstrip("/") else ["navigation"],
                "render_macros": False,
            },
            ensure_ascii=False,
        )

    def theme_settings(self) -> dict[str, Any]:
        """Return what the templates in `overrides/` need, as settings under `extra:`."""
        emergency = urgency.emergency_contact(self.catalogue).phone
        assert emergency is not None  # a rule ensures it
        return {
            "words": self.catalogue.phrases,
            "editions": self.editions,
            "not_found_in": self._not_found() if self.catalogue.language == LANGUAGE else [],
            "root": self._root,
            "tell_clinic": self.renderer.part(
                "parts/tell-clinic.html",
                here="",
                site=self.catalogue.site,
                phone=self.catalogue.get(Contact, "clinic").phone,
                about_emergencies=False,
            ),
            "every_page": self.renderer.scripts.path_of("every-page"),
            "emergency": {
                "address": tel(emergency),
                "call": str(self.renderer.say("urgent-line-call", number=emergency)),
            },
            "ages": [
                {"address": self.renderer.addresses.of(age), "title": age.title}
                for age in self.catalogue.ages
            ],
        }

    def _not_found(self) -> list[dict[str, Any]]:
        """Return what the page "not found", which is served for all languages, says in the other ones."""
        phrases = ("not-found-title", "not-found", "not-found-home", "urgent-line")
        found = []
        for edition in self.editions[1:]:
            entries = Translations(self.root / FOLDER / edition.code).by_context
            words = {each: entries[f"words.{each}.text"].msgstr for each in phrases}
            found.append({"code": edition.code, "words": words})
        return found

    def macros_for(self, here: str) -> dict[str, Any]:
        """Return the macros of the hand-written page at the address `here`, by name."""

        def render(template: str, **shows: Any) -> str:
            self._shown[here] += shows.values()
            return self.renderer.part(template, here=here, today=self.today, **shows)

        blocks = Blocks(self.catalogue, render, project=self.root)
        return {name: getattr(blocks, name) for name in MACROS}

    def add_frame(self, path: str, content: str, *, title: str) -> str:
        """Return a page's content between the head and the foot that every page has.

        `path` is the page's source file. The macros of a guide must have run before.
        """
        page, here, frame = self.pages.get(path), url_of(path), self._frame(path)
        head = self.renderer.part(
            "page-head.html",
            here=here,
            frame=frame,
            today=self.today,
            partly_english=is_marked(content) or ENGLISH_SECTION in content,
        )
        foot = self.renderer.part(
            "page-foot.html",
            here=here,
            frame=frame,
            title=title,
            built_on=self.today,
            address=f"{self.address}{here}" if self.address else "",
            qr_wanted=bool(page and page.sheets),
        )
        return f"{head}\n\n{content}\n\n{foot}\n"

    def is_preview(self, path: str) -> bool:
        """Return whether a page isn't public yet, by its source file. The macros of a guide must have run."""
        return self._frame(path).preview

    def _frame(self, path: str) -> Frame:
        if path not in self._frames:
            page = self.pages.get(path)
            self._frames[path] = frame_of(self.catalogue, page) if page else self._frame_of_guide(path)
        return self._frames[path]

    def _frame_of_guide(self, path: str) -> Frame:
        guide = next(each for each in self.catalogue.guides if each.path == path)
        return frame_of_guide(self.catalogue, guide, tuple(self._shown[url_of(path)]))


def style_sheet(root: Path) -> str:
    """Return the style sheet of all pages, without comments."""
    styles = sorted((root / "styles").glob("*.css"))
    return "".join(_CSS_COMMENT.sub("", style.read_text(encoding="utf-8")) for style in styles)
