"""A light page: the theme's script waits for a reader's first touch.

On a weak signal an age page must stand before the theme's script has come; `extra: lean` in
mkdocs.yml turns this off, and the site is whole without it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from rjsmin import jsmin  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent

_BUNDLE = re.compile(r'<script src="([^"]+/bundle\.[^"]+\.js)">')


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make one built page light."""
    return with_script_asleep(output) if config.extra["lean"] else output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Make the page for an address that doesn't exist light, too."""
    return with_script_asleep(output) if config.extra["lean"] and template_name == "404.html" else output


def with_script_asleep(html: str) -> str:
    """Put what wakes the theme's script right after the header, and the script itself to sleep."""
    html = replaced_once(_BUNDLE, r'<script type="text/asleep" data-src="\1">', html)
    return replaced_once(re.compile("</header>"), f"</header><script>{waiting_script()}</script>", html)


def replaced_once(wanted: re.Pattern[str], by: str, html: str) -> str:
    """Replace the first place of the theme's markup; PluginError if an update of the theme moved it."""
    html, count = wanted.subn(by, html, count=1)
    if not count:
        raise PluginError(
            f"the theme's pages no longer hold {wanted.pattern!r}: look at lean/hook.py after an update of "
            "the theme, or set `lean: false` under `extra:` in mkdocs.yml until then"
        )
    return html


@cache
def waiting_script() -> str:
    """Return the script that waits for a reader, without its comments."""
    return str(jsmin((HERE / "wait.js").read_text(encoding="utf-8")))
