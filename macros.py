"""Connects the project to MkDocs: macros for hand-written pages, and hooks in the order MkDocs calls them.

mkdocs-macros imports this module for `define_env`, and `hooks:` in mkdocs.yml imports it again for the
`on_…` functions. The two are separate modules; they share one Build by way of the configuration.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import policy
from catalogue.problems import DataError
from catalogue.records import LANGUAGE
from gate.project import problems_outside_records
from light.page import Lightener, ThemeChangedError
from pages.blocks import MACROS
from pages.build import Build
from pages.markdown import PageExtension
from pages.outline import anchors_in
from translation.marks import show_marks

ROOT = Path(__file__).resolve().parent

# An entry of `nav:` in mkdocs.yml that ends like this expands to every generated page in the folder.
EVERY_PAGE_IN = "/*"

# Set by the hooks at the start of each build; `mkdocs serve` builds many times.
_build: Build
_lightener: Lightener
_is_preview = False


def define_env(env: Any) -> None:
    """0. At the start of each build: read the records, and register the macros of hand-written pages.

    The hooks below find the same Build in the configuration.
    """
    build = env.conf.extra["build"] = _new_build(env.conf)

    def macro(name: str) -> Callable[..., str]:
        def call(*args: Any, **kwargs: Any) -> str:
            return str(build.macros_for(env.page.url)[name](*args, **kwargs))

        return call

    for name in MACROS:
        env.macro(macro(name), name)


def _new_build(config: MkDocsConfig) -> Build:
    """Read the records. Raises PluginError, which MkDocs reports without a traceback."""
    try:
        return Build(
            ROOT,
            language=config.theme["language"],
            address=config.site_url or "",
            repository=config.extra["repository"],
            handouts=bool(config.extra["handouts"]),
        )
    except DataError as error:
        raise PluginError(f"the data has problems:\n{error}") from error
    except LookupError as error:
        raise PluginError(str(error)) from error


def on_startup(command: str, dirty: bool) -> None:
    """1. Once per command: remember whether this is a local preview."""
    global _is_preview  # noqa: PLW0603 - MkDocs offers hooks no other place to keep state
    _is_preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """2. Check the whole project before building anything, then expand the menu and configure the theme."""
    global _build  # noqa: PLW0603 - as above
    _build = config.extra["build"]
    if _build.catalogue.language == LANGUAGE:  # what is wrong with a translation is among these problems, too
        found = set(problems_outside_records(_build.catalogue, ROOT))
        if problems := [str(each) for each in sorted(found) if each.stops]:
            raise PluginError("\n".join(problems))
    config.docs_dir = str(_build.docs)
    config.site_url = _build.address
    config.site_name = _build.menu_text(config.site_name)
    config.site_description = _build.menu_text(config.site_description or "")
    in_menu = [page.path for page in _build.pages.values() if page.in_menu]
    config.nav = expand_nav(config.nav or [], in_menu, _build.menu_text)
    config.markdown_extensions.append(PageExtension(_build))  # type: ignore[arg-type]  # Markdown accepts it
    config.extra.update(_build.theme_settings())
    return config


def expand_nav(nav: list[Any], paths: list[str], translated: Callable[[str], str] = str) -> list[Any]:
    """Return `nav:` of mkdocs.yml with its titles in the language of the build.

    Each starred folder is replaced by the sources of its generated pages.
    """
    expanded: list[Any] = []
    for item in nav:
        if isinstance(item, str) and item.endswith(EVERY_PAGE_IN):
            expanded += [path for path in paths if path.startswith(item.removesuffix("*"))]
        elif isinstance(item, dict):
            expanded.append(
                {
                    translated(title): expand_nav(child, paths, translated)
                    if isinstance(child, list)
                    else child
                    for title, child in item.items()
                }
            )
        else:
            expanded.append(item)
    return expanded


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """3. Add the generated files: pages, open data, the style sheet and the scripts."""
    for path, text in _build.files():
        file = File.generated(config, path, content=text)
        page = _build.pages.get(path)
        if page and not page.in_menu:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """4. For each page, after Markdown (see pages/markdown.py): set what the theme and MkDocs itself read."""
    if generated := _build.pages.get(page.file.src_uri):
        page.title = generated.title  # MkDocs would use its label in the menu
    else:
        page.meta["noindex"] = _build.is_preview(page.file.src_uri)
    # The theme doesn't escape titles and descriptions, the foot of a page does. In a list of search results,
    # a page has its whole title; the menu may have a shorter one, such as Home.
    page.meta["source_title"] = page.meta["title"]
    page.title, page.meta["title"] = escape(page.title), escape(page.meta["title"])
    page.meta["description"] = escape(page.meta["description"])
    page.update_date = str(_build.today)  # MkDocs would use the clock
    page.present_anchor_ids = anchors_in(html)  # MkDocs would parse a generated page to find them
    page.markdown = None  # MkDocs would keep it, beside the HTML, until the last page is written
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """5. Once all files are known: prepare to read the style sheets and scripts of this build."""
    global _lightener  # noqa: PLW0603 - as above
    env.bytecode_cache = FileSystemBytecodeCache()  # as for our own templates
    _lightener = Lightener(lambda address: files.src_uris[address].content_string)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """6. For each page: add the head and foot of every page."""
    page.content = _build.add_frame(
        page.file.src_uri,
        page.content or "",
        title=page.meta.pop("source_title"),
    )
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """7. For the "not found" page: the same as step 8."""
    return _finish(output_content, template_name, config) if template_name == "404.html" else output_content


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """8. For each page, after the theme has rendered it: make it light and add its policy."""
    page.content = None  # returned as `output`; MkDocs would keep it, too
    return _finish(output, page.file.src_uri, config)


def _finish(html: str, name: str, config: MkDocsConfig) -> str:
    try:
        html = show_marks(html)
        light = _lightener.lighten(html) if config.extra["light"] else html
        return policy.add_policy(light, preview=_is_preview)
    except ThemeChangedError as error:
        raise PluginError(
            f"{name} can't be made light: {error} Write `light: false` under `extra:` in mkdocs.yml until "
            "light/page.py is fixed."
        ) from error
    except policy.NoCharsetError as error:
        raise PluginError(f"{name}: {error}") from error
