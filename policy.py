"""The Content Security Policy of each page: what a browser may run and load there.

GitHub Pages can't send headers, so the policy is a `<meta>` element. `python -m policy FOLDER` adds it to
every page of a built site; in a MkDocs build, the last hooks do.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path

POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)

# Inline elements that need a hash. Data blocks such as JSON don't run and need none.
_INLINE = {
    "scripts": re.compile(
        r'<(?i:script)(?: type="module")?(?![^>]*\s(?i:src|type)=)[^>]*>(.*?)</(?i:script)>', re.DOTALL
    ),
    "styles": re.compile(r"<(?i:style)(?![^>]*\s(?i:type)=)[^>]*>(.*?)</(?i:style)>", re.DOTALL),
}
_OPENING = re.compile(r"<(script|style)(?![^>]*\s(?:src=|type=\"application/json\"))", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>", re.IGNORECASE)

# `mkdocs serve` adds a live-reload script that differs in every response, so no hash can match it.
_PREVIEW = " 'unsafe-inline'"


class NoCharsetError(Exception):
    """A page has no `<meta charset>`, the element that the policy follows."""


def disarm(content: str) -> str:
    """Return the content of a page with its inline scripts and styles disabled.

    Nothing that comes from a record or a guide may end up among the hashes of the policy.
    """
    # If a tag has two `type` attributes, the first one counts.
    return _OPENING.sub(r'<\1 type="text/refused"', content)


def add_policy(html: str, *, preview: bool = False) -> str:
    """Return a finished page with its policy. Raises NoCharsetError if there is no place for it."""
    allowed = {kind: _digests(inline, html) for kind, inline in _INLINE.items()}
    if preview:
        allowed["scripts"] = _PREVIEW
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(**allowed)}">'
    # A policy applies only to what follows it, so it goes as high as it can.
    found = _CHARSET.search(html)
    if found is None:
        raise NoCharsetError("a page has no charset, after which its policy would be")
    return f"{html[: found.end()]}{policy}{html[found.end() :]}"


def _digests(inline: re.Pattern[str], html: str) -> str:
    """Return the distinct hashes of a page's inline parts, as the policy lists them."""
    parts = dict.fromkeys(text for text in inline.findall(html) if text)
    return "".join(f" '{digest(text)}'" for text in parts)


def digest(text: str) -> str:
    """Return the hash of an inline script or style, as a policy lists it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


if __name__ == "__main__":
    for page in Path(sys.argv[1]).rglob("*.html"):
        page.write_text(add_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
