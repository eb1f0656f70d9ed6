"""For the parent on a weak signal: the first response of a page is as small as planned for its kind."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.any_data.conftest import longest

# The most bytes of a page with gzip, as published; 14 kB arrive in the first round trip of a connection.
LIMITS = {"activities": 14_000, "guides": 14_000, "ages": 25_000}
# The most bytes that the drawings of a page add to it.
DRAWINGS = 3_000
# Room for one more sentence, so that an edit of the clinic's passes.
ROOM = 300
# What pages, and the drawings of pages, may have beyond their limit. These numbers may only become smaller,
# but no limit keeps away a danger sign, a safety rule or a step of first aid.
ALLOWANCES = Path(__file__).with_name("page_bytes.json")


def sent(html: str) -> int:
    """Return the bytes of a page with gzip."""
    return len(gzip.compress(html.encode(), 6))


@pytest.mark.wording
def test_no_page_is_heavier_than_its_kind_may_be(published_site: Path, language: str) -> None:
    allowed: dict[str, int] = json.loads(ALLOWANCES.read_text(encoding="utf-8"))
    too_heavy = []
    for path in sorted(published_site.glob("*/*/index.html")):
        name = path.parent.relative_to(published_site).as_posix()
        if limit := LIMITS.get(name.split("/")[0]):
            weight = sent(path.read_text(encoding="utf-8"))
            most = round(longest(limit, language)) + allowed.get(name, 0) + ROOM
            line = f"{name:45} {weight:6} of {most:6} bytes"
            print(line)
            if weight > most:
                too_heavy.append(line)
    advice = (
        "These pages are heavier than they may be. Move a part to a page of its own, or shorten something. "
        "If what is new is a danger sign, a safety rule or first aid, it stays: raise the page's number in "
        f"{ALLOWANCES.name}."
    )
    assert not too_heavy, "\n".join([advice, *too_heavy])


def test_no_page_has_more_drawings_than_are_light(published_site: Path) -> None:
    allowed: dict[str, int] = json.loads(ALLOWANCES.read_text(encoding="utf-8"))
    too_many = []
    for path in sorted(published_site.rglob("index.html")):
        name = path.parent.relative_to(published_site).as_posix()
        html = path.read_text(encoding="utf-8")
        without = re.sub(r'<symbol id="drawings-.*?</symbol>', "", html, flags=re.DOTALL)
        weight = sent(html) - sent(without)
        most = DRAWINGS + allowed.get(f"drawings of {name}", 0) + ROOM
        if name != "components" and weight > most:
            too_many.append(f"{name:45} {weight:6} of {most:6} bytes")
    assert not too_many, "\n".join(["The drawings of these pages are too heavy.", *too_many])
