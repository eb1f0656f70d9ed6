"""Check the guides (the handwritten pages in `docs/`) as strictly as the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.check import build_section
from catalogue.entries import Records
from catalogue.guides import Head
from catalogue.problems import Problem
from catalogue.rules import days_have_come, links_lead_somewhere
from gate.guides import macros, markup, prose
from gate.guides.files import strays_in
from gate.guides.read import Guide, read_guides
from gate.guides.rule import GuideRule, Known
from pages.blocks import Blocks
from pages.plan import plan_pages

RULES: tuple[GuideRule, ...] = tuple(
    sorted((*macros.RULES, *prose.RULES, *markup.RULES), key=lambda rule: not rule.stops)
)
"""In order: only the first rule that a paragraph breaks is reported, as others often result from it."""


def problems_in_guides(docs: Path, known: Known) -> Iterator[Problem]:
    """Yield the problems and warnings of the guides in the folder `docs`."""
    guides, problems = read_guides(docs)
    yield from problems
    yield from strays_in(docs)
    yield from _about_heads(guides, known.records)
    for guide in guides:
        yield from _about_text(guide, known)


def _about_text(guide: Guide, known: Known) -> Iterator[Problem]:
    """Yield the problems in the text of a guide, of one rule per paragraph."""
    reported: dict[int, GuideRule] = {}
    for rule in RULES:
        for line, sentence in rule.find(guide, known):
            if reported.setdefault(guide.paragraph_at(line), rule) is rule:
                yield Problem(guide.file, line, "", "", sentence, rule.stops)


def _about_heads(guides: list[Guide], records: Records) -> Iterator[Problem]:
    """Yield the problems in the heads: first their fields, then links to unknown sources."""
    heads = Records(records.today, typed=records.typed, known_ids=dict(records.known_ids))
    yield from build_section("head", Head, [guide.head for guide in guides if guide.head], heads)
    yield from links_lead_somewhere.find(heads)
    yield from days_have_come.find(heads)


def known_to(docs: Path, catalogue: Catalogue) -> Known:
    """Return what the guides of a folder can refer to."""
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    pages = {page.path for page in plan_pages(catalogue)} | {file for file in files if file.endswith(".md")}
    blocks = Blocks(catalogue, lambda _template, **_shows: "", assets=docs / "assets")
    return Known(catalogue.records, blocks, frozenset(pages), frozenset(files))
