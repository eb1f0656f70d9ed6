"""One build: the records, what draws them, and every file that is made from them.

No part of it knows MkDocs: `macros.py` hands the files to MkDocs, `pages/write.py` writes them to a folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from catalogue.catalogue import load_catalogue
from catalogue.state import build_day
from pages.blocks import MACROS, Blocks
from pages.open_data import open_data
from pages.plan import plan_pages
from pages.render import Renderer
from pages.sentences import PATH as SENTENCES
from pages.sentences import sentences
from pages.views.frame import frame_of, frame_of_guide
from pages.views.page import Page, url_of

SHEET = "assets/app.css"

_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Build:
    """What one build works from: the Catalogue, its renderer and the views of its pages.

    `address` is the site's own, `repository` its place on GitHub; both are empty where nobody has said so.
    Raises DataError with every problem of the data, LookupError with a sentence where something is absent.
    """

    def __init__(
        self, root: Path, *, address: str = "", repository: str = "", handouts: bool = False
    ) -> None:
        self.root = root
        self.today = build_day()
        self.catalogue = load_catalogue(root / "data", self.today)
        self.renderer = Renderer(
            self.catalogue,
            root / "templates",
            root / "docs/assets/js",
            repository=repository,
            handouts=handouts,
        )
        self.pages = {page.path: page for page in plan_pages(self.catalogue)}
        self._address = address

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path below the folder of sources, text) of each file that is made from the project."""
        for page in self.pages.values():
            yield page.path, f"---\n{_yaml(self.settings_of(page))}---\n{self.renderer.page(page)}\n"
        yield from open_data(self.catalogue, self.today)
        yield SENTENCES, sentences(self.catalogue, self.root / "docs")
        styles = sorted((self.root / "styles").glob("*.css"))
        yield SHEET, "".join(_CSS_COMMENT.sub("", style.read_text(encoding="utf-8")) for style in styles)
        yield from self.renderer.scripts.files.items()

    def settings_of(self, page: Page) -> dict[str, Any]:
        """Return what the head of a generated page's source says to a generator of sites."""
        return {
            "title": page.title,
            "description": page.description,
            "noindex": self.catalogue.site.preview or not page.in_search,
            "search": {"boost": page.search_boost} if page.in_search else {"exclude": True},
            # A page outside the folders has nothing beside it in the menu of a desk.
            "hide": [] if "/" in page.path.removesuffix("index.md").rstrip("/") else ["navigation"],
            "render_macros": False,
        }

    def macros_for(self, here: str) -> dict[str, Any]:
        """Return the macros of a hand-written page at an address below the site's root, by name."""

        def render(template: str, **shows: Any) -> str:
            return self.renderer.part(template, here=here, today=self.today, **shows)

        blocks = Blocks(self.catalogue, render, assets=self.root / "docs/assets")
        return {name: getattr(blocks, name) for name in MACROS}

    def framed(self, path: str, content: str, *, title: str, sources: Iterable[str] = ()) -> str:
        """Return the content of a page with what is above and below every page.

        `path` is the page's source; `sources` are the ids that the head of a guide names.
        """
        page = self.pages.get(path)
        frame = (
            frame_of(self.catalogue, page)
            if page
            else frame_of_guide(self.catalogue, f"docs/{path}", sources)
        )
        here = url_of(path)
        head = self.renderer.part("page-head.html", here=here, frame=frame, today=self.today)
        foot = self.renderer.part(
            "page-foot.html",
            here=here,
            frame=frame,
            title=title,
            built_on=self.today,
            address=f"{self._address}{here}" if self._address else "",
            qr_wanted=bool(page and page.sheets),
        )
        return f"{head}\n\n{content}\n\n{foot}\n"


def _yaml(settings: dict[str, Any]) -> str:
    return str(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=10_000))
