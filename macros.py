"""MkDocs' doors, thin: the macros for hand-written pages, and the pages made from records.

mkdocs-macros loads this module for `define_env`; `hooks:` in mkdocs.yml loads it again
for the functions named `on_…`. The two are separate modules; the data is still read once,
because `load_catalogue` keeps it.
"""

from __future__ import annotations

import gc
import re
import sys
import zlib
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, PrefixLoader
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from catalogue.catalogue import load_catalogue
from catalogue.problems import DataError
from catalogue.state import build_day
from gate.project import problems_beside
from pages.blocks import MACROS, Blocks
from pages.open_data import open_data
from pages.outline import outline_of
from pages.plan import plan_pages
from pages.render import Renderer
from pages.search import searchable, without_marks
from pages.sentences import PATH as SENTENCES
from pages.sentences import sentences
from pages.terms import TermFinder, with_terms_explained
from pages.views.frame import Frame, frame_of, frame_of_guide

ROOT = Path(__file__).resolve().parent

# The page that explains every term need not fold them out.
GLOSSARY = "guides/glossary.md"

_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

# As Markdown writes a table; those of the templates have a class already.
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)

_ANCHOR = re.compile(r'\sid="([^"]+)"')

# In `nav:` of mkdocs.yml, one page of each record of the folder stands here.
EVERY_PAGE_IN = "/*"


class Site:
    """What one build works from: the Catalogue, its renderer and the plan of its pages."""

    def __init__(self, config: MkDocsConfig) -> None:
        try:
            self.today = build_day()
            self.catalogue = load_catalogue(ROOT / "data", self.today)
            self.renderer = Renderer(
                self.catalogue,
                ROOT / "templates",
                ROOT / "docs/assets/js",
                repository=config.extra["repository"],
                handouts=bool(config.extra["handouts"]),
            )
        except DataError as error:
            raise PluginError(f"the data has problems:\n{error}") from error
        except LookupError as error:
            raise PluginError(str(error)) from error
        self.terms = TermFinder(self.catalogue.terms)
        self.planned = {page.path: page for page in plan_pages(self.catalogue)}
        # The HTML of generated pages between the two times that MkDocs goes through all pages; it would
        # keep them as they are, which is most of the memory of a large build.
        self.waiting: dict[str, bytes] = {}


# Made anew by `on_config`, at the start of each build; `mkdocs serve` builds many times.
_site: Site


def define_env(env: Any) -> None:
    """Give mkdocs-macros the macros of hand-written pages: blocks made from records."""
    site = Site(env.conf)

    def render(template: str, **shows: Any) -> str:
        return site.renderer.part(template, here=env.page.url, today=site.today, **shows)

    blocks = Blocks(site.catalogue, render, assets=ROOT / "docs/assets")
    for name in MACROS:
        env.macro(getattr(blocks, name), name)


def on_startup(command: str, dirty: bool) -> None:
    """Let a build run with fewer interruptions.

    Python looks for rings of forgotten objects a hundredth as often: that was a tenth of a build, and found
    few. And the threads of a preview that look for changed files wait longer for their turn: a tenth more.
    """
    gc.set_threshold(70_000, 20, 100)
    sys.setswitchinterval(0.1)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data before anything is built, and fill the navigation from it."""
    global _site  # noqa: PLW0603 - MkDocs gives its hooks no other place to keep it
    _site = Site(config)
    _refuse_what_is_wrong_beside_the_records()
    config.nav = _filled(config.nav or [], [page.path for page in _site.planned.values() if page.in_menu])
    return config


def _refuse_what_is_wrong_beside_the_records() -> None:
    """Raise PluginError before anything is built from a guide or a phrase that the check refuses."""
    problems = [str(each) for each in sorted(set(problems_beside(_site.catalogue, ROOT))) if each.stops]
    if problems:
        raise PluginError("\n".join(problems))


def _filled(nav: list[Any], paths: list[str]) -> list[Any]:
    filled: list[Any] = []
    for item in nav:
        if isinstance(item, str) and item.endswith(EVERY_PAGE_IN):
            filled += [path for path in paths if path.startswith(item.removesuffix("*"))]
        elif isinstance(item, dict):
            filled.append(
                {
                    title: _filled(below, paths) if isinstance(below, list) else below
                    for title, below in item.items()
                }
            )
        else:
            filled.append(item)
    return filled


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add one page per record, the open data, the style sheet and the scripts."""
    for page in _site.planned.values():
        search = f"boost: {page.search_boost}" if page.in_search else "exclude: true"
        # A page outside the folders has nothing beside it in the menu of a desk.
        hide = "" if "/" in page.path.removesuffix("index.md").rstrip("/") else "hide: [navigation]\n"
        # `on_page_content` writes the page: its HTML needs neither macros nor Markdown.
        stub = f"---\nrender_macros: false\n{hide}search:\n  {search}\n---\n"
        file = File.generated(config, page.path, content=stub)
        if not page.in_menu:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    for path, text in open_data(_site.catalogue, _site.today):
        files.append(File.generated(config, path, content=text))
    files.append(File.generated(config, SENTENCES, content=sentences(_site.catalogue, ROOT / "docs")))
    styles = sorted((ROOT / "styles").glob("*.css"))
    sheet = "".join(_CSS_COMMENT.sub("", style.read_text(encoding="utf-8")) for style in styles)
    files.append(File.generated(config, "assets/app.css", content=sheet))
    for path, text in _site.renderer.scripts.files.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Write a generated page, and give every page its fold-outs and the outline of what it holds."""
    shown = _site.planned.get(page.file.src_uri)
    if shown:
        html = _site.renderer.page(shown)
        page.title = page.meta["title"] = shown.title
        page.meta["description"] = shown.description
    else:
        html = _TABLE.sub(_scrolling, html)
    # What the page and the sitemap tell search engines. MkDocs would take the day from the clock.
    page.meta["noindex"] = _site.catalogue.site.preview or bool(shown and not shown.in_search)
    page.update_date = str(_site.today)
    # The theme writes both without escaping them.
    page.title = page.meta["title"] = escape(page.title)
    page.meta["description"] = escape(page.meta["description"])
    if page.file.src_uri != GLOSSARY:
        html = with_terms_explained(
            html,
            _site.terms,
            lambda term: _site.renderer.part("blocks/explain.html", here=page.url, term=term),
        )
    page.toc = get_toc(outline_of(html))
    html = _site.renderer.pictures.with_sheet(html)
    if not shown:
        return html
    page.present_anchor_ids = set(_ANCHOR.findall(html))
    _site.waiting[shown.path] = zlib.compress(html.encode(), level=1)
    return ""


@event_priority(100)
def _for_search(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Give the search plugin what it needs of a generated page."""
    if page.file.src_uri in _site.waiting:
        page.content = searchable(_waiting(page))
    return context


@event_priority(-50)
def _for_the_theme(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Give the theme the HTML of a generated page, after search and before the policy of the page."""
    if page.file.src_uri in _site.waiting:
        page.content = without_marks(_waiting(page))
        del _site.waiting[page.file.src_uri]
    return context


on_page_context = CombinedEvent(_for_search, _for_the_theme)


def _waiting(page: MkDocsPage) -> str:
    return zlib.decompress(_site.waiting[page.file.src_uri]).decode()


@event_priority(-100)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Let go of a generated page's HTML, when all others are done with it."""
    if page.file.src_uri in _site.planned:
        page.content = ""
    return output


def _scrolling(table: re.Match[str]) -> str:
    """Give a table of a guide a room of its own that the keyboard can scroll."""
    name = escape(_site.renderer.say("table-label"))
    return (
        f'<div class="app-table" role="region" aria-label="{name}" tabindex="0">'
        f'<table class="app-data">{table[1]}</table></div>'
    )


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give the theme what stands around every page: the line above it and the foot below it."""

    # A seventh of a rebuild was the theme's templates, compiled anew.
    env.bytecode_cache = FileSystemBytecodeCache()
    # So that a template of ours can take in the theme's own of the same name.
    env.loader = ChoiceLoader([env.loader, PrefixLoader({"theme": FileSystemLoader(config.theme.dirs[1:])})])

    def frame(page: MkDocsPage) -> Frame:
        shown = _site.planned.get(page.file.src_uri)
        if shown:
            return frame_of(_site.catalogue, shown)
        return frame_of_guide(_site.catalogue, f"docs/{page.file.src_uri}", page.meta.get("sources", ()))

    def page_head(page: MkDocsPage) -> str:
        return _site.renderer.part("page-head.html", here=page.url, frame=frame(page), today=_site.today)

    def page_foot(page: MkDocsPage) -> str:
        shown = _site.planned.get(page.file.src_uri)
        return _site.renderer.part(
            "page-foot.html",
            here=page.url,
            frame=frame(page),
            title=Markup(page.title),  # escaped by `on_page_content`
            built_on=_site.today,
            address=page.canonical_url,
            qr_wanted=bool(shown and shown.sheets),
        )

    env.globals.update(
        page_head=page_head,
        page_foot=page_foot,
        script_path=_site.renderer.scripts.path_of,
        say=_site.renderer.say,
    )
    return env
