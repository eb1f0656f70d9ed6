"""MkDocs' door to `lean/`: every built page goes through it on its way out.

`lean: false` under `extra:` in mkdocs.yml turns this off; the site is whole without it.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lean.page import Lightener, ThemeChangedError

# Made anew by `on_env`, at each build of `mkdocs serve`: the first hook that knows the theme's files.
_lightener: Lightener


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Prepare to read the style sheets and scripts of this build."""
    global _lightener  # noqa: PLW0603 - MkDocs gives its hooks no other place to keep it
    _lightener = Lightener(lambda address: files.src_uris[address].content_string)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make one built page light."""
    return _light(output, page.file.src_uri) if config.extra["lean"] else output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Make the page for an address that doesn't exist light, too."""
    return _light(output, template_name) if config.extra["lean"] and template_name == "404.html" else output


def _light(html: str, name: str) -> str:
    try:
        return _lightener.light(html)
    except ThemeChangedError as error:
        raise PluginError(
            f"{name} can't be made light: {error} Write `lean: false` under `extra:` in mkdocs.yml until "
            "lean/page.py is mended."
        ) from error
