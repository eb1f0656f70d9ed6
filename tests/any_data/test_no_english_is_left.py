"""For the parent who reads no English: nothing on a page in another language is English but what says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE, Source
from tests.any_data.conftest import in_other_languages
from tests.conftest import ROOT
from tests.raw_records import RawRecords, raw_records

IN_A_ROW = 4  # words; fewer can be a name
SHOWN_ATTRIBUTES = ("alt", "aria-label", "content", "placeholder", "title")
# What is in English, and says so; and the titles of sources.
MARKED = f'body [lang="{LANGUAGE}"], .app-sources a, .app-cite a, [id^="source-"]'
FOR_STAFF = ("staff", "components")
_END = re.compile(r"[.;:!?|0-9]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def runs_in(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return each four words in a row of some texts."""
    found: set[tuple[str, ...]] = set()
    for part in (part for text in texts for part in _END.split(text)):
        words = [each.lower() for each in _WORD.findall(part)]
        found.update(zip(*(words[start:] for start in range(IN_A_ROW)), strict=False))
    return found


def texts_of(raw: RawRecords, docs: Path) -> Iterator[str]:
    """Yield every text of the records and guides as typed."""
    yield from (path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md")))
    yield from raw.every_text()


def shown_by(path: Path) -> Iterator[str]:
    """Yield the texts of a page: what is read, what a screen reader says, and what its scripts may show."""
    page = LexborHTMLParser(path.read_text(encoding="utf-8"))
    for node in page.css(MARKED):
        node.decompose()
    for script in page.css('script:not([type="application/json"]), style'):
        script.decompose()
    assert page.root
    yield page.root.text(separator=" ")
    for name in SHOWN_ATTRIBUTES:
        yield from (node.attributes[name] or "" for node in page.css(f"[{name}]"))


@in_other_languages
def test_no_sentence_is_english_without_saying_so(
    site: Path, raw: RawRecords, docs: Path, catalogue: Catalogue
) -> None:
    names = [name for each in catalogue.all(Source) for name in (each.organisation, each.title)]
    own = runs_in([*texts_of(raw, docs), *names])
    english = runs_in(texts_of(raw_records(ROOT / "data"), ROOT / "docs")) - own
    left = {
        path.parent.relative_to(site).as_posix(): met
        for path in sorted(site.rglob("*.html"))
        if path.parent.name not in FOR_STAFF and (met := runs_in(shown_by(path)) & english)
    }
    assert english
    assert not left, {page: sorted(map(" ".join, met))[:5] for page, met in left.items()}
