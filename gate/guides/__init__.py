"""Check the guides (the handwritten pages in `docs/`) as strictly as the records."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.check import build_section
from catalogue.entries import Records
from catalogue.guides import Head
from catalogue.problems import Problem, did_you_mean, quote
from catalogue.records import GuideLink
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
    heads = Records(known.records.today, typed=known.records.typed, known_ids=dict(known.records.known_ids))
    yield from _about_heads(guides, heads)
    yield from _about_links(heads, known)
    for guide in guides:
        yield from _about_text(guide, known)


def _about_text(guide: Guide, known: Known) -> Iterator[Problem]:
    """Yield the problems in the text of a guide, of one rule per paragraph."""
    reported: dict[int, GuideRule] = {}
    for rule in RULES:
        for line, sentence in rule.find(guide, known):
            if reported.setdefault(guide.paragraph_at(line), rule) is rule:
                yield Problem(guide.file, line, sentence, stops=rule.stops)


def _about_heads(guides: list[Guide], heads: Records) -> Iterator[Problem]:
    """Build the heads, and yield their problems: first their fields, then links to unknown sources."""
    yield from build_section("head", Head, [guide.head for guide in guides if guide.head], heads)
    yield from links_lead_somewhere.find(heads)
    yield from days_have_come.find(heads)


def _about_links(heads: Records, known: Known) -> Iterator[Problem]:
    """Yield the links to guides that don't exist, or whose valid head has another title."""
    valid = [(entry.raw.file, entry.record) for entry in heads.entries["head"]]
    titles = {file: head.title for file, head in valid if isinstance(head, Head)}
    names = {Path(page).stem for page in known.files if fnmatch(page, "guides/*.md")}
    for entry in known.records.of(GuideLink):
        link = entry.record
        title = titles.get(f"docs/guides/{link.id}.md", link.title)
        if link.id not in names:
            hint = did_you_mean(link.id, names) or " Delete this record."
            yield entry.problem(("id",), f"docs/guides has no guide {quote(link.id)}.{hint}")
        elif title != link.title:
            sentence = f"the head of this guide says {quote(title)}. Make the two the same."
            yield entry.problem(("title",), sentence)


def known_to(docs: Path, catalogue: Catalogue) -> Known:
    """Return what the guides of a folder can refer to."""
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    pages = {page.path for page in plan_pages(catalogue)} | {file for file in files if file.endswith(".md")}
    blocks = Blocks(catalogue, lambda _template, **_shows: "", project=docs.parent)
    return Known(catalogue.records, blocks, frozenset(pages), frozenset(files))
