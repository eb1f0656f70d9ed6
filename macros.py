"""MkDocs' doors, thin: the macros of hand-written pages, and the hooks in the order that MkDocs calls them.

mkdocs-macros loads this module for `define_env`; `hooks:` in mkdocs.yml loads it again for the functions
named `on_…`. The two are separate modules; the data is still read once, because `load_catalogue` keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import policy
from catalogue.problems import DataError
from gate.project import problems_beside
from light.page import Lightener, ThemeChangedError
from pages.blocks import MACROS
from pages.build import Build
from pages.markdown import PageExtension
from pages.search import searchable

ROOT = Path(__file__).resolve().parent

# In `nav:` of mkdocs.yml, this stands for one page of each record of the folder.
EVERY_PAGE_IN = "/*"

# Made by the hooks below at the start of each build; `mkdocs serve` builds many times.
_build: Build
_lightener: Lightener
_is_preview = False


def define_env(env: Any) -> None:
    """Give mkdocs-macros the macros of hand-written pages: blocks made from records."""
    build = _new_build(env.conf)

    def macro(name: str) -> Callable[..., str]:
        def fill(*given: Any, **named: Any) -> str:
            return str(build.macros_for(env.page.url)[name](*given, **named))

        return fill

    for name in MACROS:
        env.macro(macro(name), name)


def _new_build(config: MkDocsConfig) -> Build:
    """Read the records. Raises PluginError, which MkDocs says without a traceback."""
    try:
        return Build(
            ROOT,
            address=config.site_url or "",
            repository=config.extra["repository"],
            handouts=bool(config.extra["handouts"]),
        )
    except DataError as error:
        raise PluginError(f"the data has problems:\n{error}") from error
    except LookupError as error:
        raise PluginError(str(error)) from error


def on_startup(command: str, dirty: bool) -> None:
    """1. Once: notice whether this is a preview, on the machine of the one who edits."""
    global _is_preview  # noqa: PLW0603 - MkDocs gives its hooks no other place to keep it
    _is_preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """2. Check everything before anything is built; then fill the menu, and give the theme its words."""
    global _build  # noqa: PLW0603 - as above
    _build = _new_build(config)
    problems = [str(each) for each in sorted(set(problems_beside(_build.catalogue, ROOT))) if each.stops]
    if problems:
        raise PluginError("\n".join(problems))
    config.nav = _filled(config.nav or [], [page.path for page in _build.pages.values() if page.in_menu])
    config.markdown_extensions.append(PageExtension(_build))  # type: ignore[arg-type]  # Markdown takes it
    config.extra["words"] = _build.catalogue.phrases
    config.extra["every_page"] = _build.renderer.scripts.path_of("every-page")
    return config


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
    """3. Add one page per record, the open data, the style sheet and the scripts."""
    for path, text in _build.files():
        file = File.generated(config, path, content=text)
        page = _build.pages.get(path)
        if page and not page.in_menu:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """4. Each page, after Markdown (see pages/markdown.py): what the theme and the sitemap say of it."""
    if shown := _build.pages.get(page.file.src_uri):
        page.title = shown.title  # the menu says the same
    else:
        page.meta["noindex"] = _build.catalogue.site.preview
    # The theme writes both without escaping them.
    page.title = page.meta["title"] = escape(page.title)
    page.meta["description"] = escape(page.meta["description"])
    page.update_date = str(_build.today)  # MkDocs would take it from the clock
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """5. Prepare to read the style sheets and scripts of this build: all files are known now."""
    global _lightener  # noqa: PLW0603 - as above
    _lightener = Lightener(lambda address: files.src_uris[address].content_string)
    return env


@event_priority(100)
def _for_search(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """6. Each page, before the search plugin reads it: leave out what search doesn't find here."""
    page.meta["article"] = page.content
    page.content = searchable(page.content or "")
    return context


@event_priority(-100)
def _framed(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """7. Each page, after that: the whole of it, with what is above and below every page."""
    page.content = _build.framed(
        page.file.src_uri,
        page.meta.pop("article"),
        title=unescape(page.title),
        sources=page.meta.get("sources", ()),
    )
    return context


on_page_context = CombinedEvent(_for_search, _framed)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """8. The page for an address that doesn't exist: as in step 9."""
    return _finished(output_content, template_name, config) if template_name == "404.html" else output_content


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """9. Each page, as the theme has drawn it: make it light, and put its policy into it."""
    return _finished(output, page.file.src_uri, config)


def _finished(html: str, name: str, config: MkDocsConfig) -> str:
    try:
        light = _lightener.light(html) if config.extra["light"] else html
        return policy.with_policy(light, preview=_is_preview)
    except ThemeChangedError as error:
        raise PluginError(
            f"{name} can't be made light: {error} Write `light: false` under `extra:` in mkdocs.yml until "
            "light/page.py is mended."
        ) from error
    except policy.NoCharsetError as error:
        raise PluginError(f"{name}: {error}") from error
