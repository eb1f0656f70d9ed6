"""The content security policy of each page: what a browser may run and fetch there.

A hook of its own: MkDocs calls `on_post_page` here after all others, when a page is as it
will be served. GitHub Pages sends no headers, so the policy stands in the page itself.
"""

from __future__ import annotations

import base64
import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

# `data:` is for the icons in the theme's style sheet.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)

_INLINE = {
    # Data for scripts (JSON) isn't run, so it needs no leave.
    "scripts": re.compile(
        r"<script(?![^>]*\s(?:src=|type=\"?application/json))[^>]*>(.*?)</script>", re.DOTALL
    ),
    "styles": re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL),
}
_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>", re.IGNORECASE)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the policy into a page."""
    # What stands in the content comes from records and guides: no script of theirs gets leave to run.
    return _with_policy(output, without_leave=page.content or "")


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Put the policy into a page that isn't made from a source, such as 404.html."""
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def _with_policy(html: str, without_leave: str = "") -> str:
    allowed = {kind: _digests(pattern, html, without_leave) for kind, pattern in _INLINE.items()}
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(**allowed)}">'
    # It counts only for what stands below it, so it comes first.
    found = _CHARSET.search(html)
    if found is None:
        raise PluginError("a page has no charset, after which its policy would stand")
    return f"{html[: found.end()]}{policy}{html[found.end() :]}"


def _digests(inline: re.Pattern[str], html: str, without_leave: str) -> str:
    """Return the digests of the inline parts of a page, but for those that have no leave."""
    refused = {_on_one_line(text) for text in inline.findall(without_leave)}
    parts = [text for text in inline.findall(html) if text and _on_one_line(text) not in refused]
    return "".join(f" '{digest}'" for digest in dict.fromkeys(map(_digest, parts)))


def _on_one_line(text: str) -> str:
    # Indents may have gone on the way.
    return " ".join(text.split())


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
