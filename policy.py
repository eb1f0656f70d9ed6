"""The content security policy of each page: what a browser may run and fetch there.

A hook of its own: MkDocs calls `on_post_page` here after all others, when a page is as it
will be served. GitHub Pages sends no headers, so the policy stands in the page itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

# `data:` is for the icons in the theme's style sheet.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)

# What isn't run or applied, such as data for scripts (JSON), needs no leave.
_INLINE = {
    "scripts": re.compile(
        r'<(?i:script)(?: type="module")?(?![^>]*\s(?i:src|type)=)[^>]*>(.*?)</(?i:script)>', re.DOTALL
    ),
    "styles": re.compile(r"<(?i:style)(?![^>]*\s(?i:type)=)[^>]*>(.*?)</(?i:style)>", re.DOTALL),
}
_OPENING = re.compile(r"<(script|style)(?![^>]*\s(?:src=|type=\"application/json\"))", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>", re.IGNORECASE)

# MkDocs puts a script into each page that `mkdocs serve` sends, to load it anew after a change. It is never
# the same twice, so no digest can name it.
_PREVIEW = " 'unsafe-inline'"
_is_preview = False


def on_startup(command: str, dirty: bool) -> None:
    """Notice whether this is a preview, on the machine of the one who edits."""
    global _is_preview  # noqa: PLW0603 - MkDocs tells it once, before the first of many builds
    _is_preview = command == "serve"


@event_priority(-100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Take the leave from what stands inline in the content, which comes from records and guides."""
    # Of two types that a tag is given, the first counts.
    page.content = _OPENING.sub(r'<\1 type="text/refused"', page.content or "")
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the policy into a page."""
    return _with_policy(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Put the policy into a page that isn't made from a source, such as 404.html."""
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def _with_policy(html: str) -> str:
    allowed = {kind: _digests(inline, html) for kind, inline in _INLINE.items()}
    if _is_preview:
        allowed["scripts"] = _PREVIEW
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(**allowed)}">'
    # It counts only for what stands below it, so it comes first.
    found = _CHARSET.search(html)
    if found is None:
        raise PluginError("a page has no charset, after which its policy would stand")
    return f"{html[: found.end()]}{policy}{html[found.end() :]}"


def _digests(inline: re.Pattern[str], html: str) -> str:
    """Return the digests of the inline parts of a page."""
    parts = [text for text in inline.findall(html) if text]
    return "".join(f" '{digest}'" for digest in dict.fromkeys(map(_digest, parts)))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
