"""What must be the same in a built site, whatever builds it: its pages, their articles and their policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

import policy

# Each theme has inline scripts of its own.
_DIGEST = re.compile(r" 'sha256-[^']*'")


@dataclass(frozen=True)
class BuiltPage:
    """The words of a page's article, the addresses that the article names, and the page's policy.

    The policy is split into directives, without digests. It also names each inline script or style of the
    page that it refuses.
    """

    article: tuple[str, ...]
    addresses: tuple[str, ...]
    policy: tuple[str, ...]


def pages_in(site: Path) -> dict[str, BuiltPage]:
    """Return every page of a built site, by its path below the site's folder."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: page_of(path.read_text(encoding="utf-8"), f"/{name}") for name, path in paths.items()}


def page_of(html: str, here: str) -> BuiltPage:
    """Read the page at an address. A part that it doesn't have is empty."""
    page = LexborHTMLParser(html)
    article = page.css_first("article")
    linked = article.css("[href], [src]") if article else []
    return BuiltPage(
        article=tuple(article.text(separator=" ").split()) if article else (),
        addresses=tuple(urljoin(here, _address_in(each)) for each in linked),
        policy=tuple(_policy_of(page)),
    )


def _address_in(node: LexborNode) -> str:
    return node.attributes.get("href") or node.attributes.get("src") or ""


def _policy_of(page: LexborHTMLParser) -> Iterator[str]:
    found = page.css_first('meta[http-equiv="Content-Security-Policy"]')
    allowed = (found.attributes["content"] or "") if found else ""
    yield from filter(None, _DIGEST.sub("", allowed).split("; "))
    for inline in page.css("script:not([src], [type]), script[type=module]:not([src]), style"):
        text = inline.text()
        if text and policy.digest(text) not in allowed:
            yield f"refused: {text[:60]}"


def differences(expected: Path, found: Path) -> Iterator[str]:
    """Yield one line for each difference of a built site from the expected one."""
    wanted, built = pages_in(expected), pages_in(found)
    for path in sorted(wanted.keys() | built.keys()):
        if path not in built:
            yield f"{path}: the page is missing"
        elif path not in wanted:
            yield f"{path}: no such page is expected"
        else:
            for part in (field.name for field in fields(BuiltPage)):
                was, is_now = getattr(wanted[path], part), getattr(built[path], part)
                if was != is_now:
                    yield f"{path}: other {part}: {_first_difference(was, is_now)}"


def _first_difference(expected: tuple[str, ...], found: tuple[str, ...]) -> str:
    """Return what differs first, with a few of the words behind it."""
    pairs = enumerate(zip_longest(expected, found))
    at = next(at for at, (was, is_now) in pairs if was != is_now)
    was, is_now = (" ".join(each[at : at + 8]) for each in (expected, found))
    return f'"{is_now}" instead of "{was}"'
