"""The content security policy of each page: what a browser may run and fetch there.

GitHub Pages sends no headers, so the policy stands in the page itself. `python -m policy FOLDER` puts it into
every page of a built site; a build by MkDocs does that in its last hooks.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path

# `data:` is for the icons in the theme's style sheet.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)

# What isn't run or applied, such as data for scripts (JSON), needs no permission.
_INLINE = {
    "scripts": re.compile(
        r'<(?i:script)(?: type="module")?(?![^>]*\s(?i:src|type)=)[^>]*>(.*?)</(?i:script)>', re.DOTALL
    ),
    "styles": re.compile(r"<(?i:style)(?![^>]*\s(?i:type)=)[^>]*>(.*?)</(?i:style)>", re.DOTALL),
}
_OPENING = re.compile(r"<(script|style)(?![^>]*\s(?:src=|type=\"application/json\"))", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>", re.IGNORECASE)

# MkDocs puts a script into each page that `mkdocs serve` sends, to reload it after a change. It is never the
# same twice, so no digest can name it.
_PREVIEW = " 'unsafe-inline'"


class NoCharsetError(Exception):
    """A page has no charset, after which its policy would be."""


def refused(content: str) -> str:
    """Return the content of a page, from records and guides, with its inline scripts and styles disarmed."""
    # Of two types that a tag is given, the first counts.
    return _OPENING.sub(r'<\1 type="text/refused"', content)


def with_policy(html: str, *, preview: bool = False) -> str:
    """Return a finished page with its policy. Raises NoCharsetError where there is no place for it."""
    allowed = {kind: _digests(inline, html) for kind, inline in _INLINE.items()}
    if preview:
        allowed["scripts"] = _PREVIEW
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(**allowed)}">'
    # It counts only for what is below it, so it comes first.
    found = _CHARSET.search(html)
    if found is None:
        raise NoCharsetError("a page has no charset, after which its policy would be")
    return f"{html[: found.end()]}{policy}{html[found.end() :]}"


def _digests(inline: re.Pattern[str], html: str) -> str:
    """Return the digests of the inline parts of a page."""
    parts = [text for text in inline.findall(html) if text]
    return "".join(f" '{digest}'" for digest in dict.fromkeys(map(_digest, parts)))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


if __name__ == "__main__":
    for page in Path(sys.argv[1]).rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
