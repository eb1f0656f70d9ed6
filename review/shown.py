"""What a reviewer reads: each text as parents see it, with a digest that tells whether it has changed."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markdown import Markdown
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalogue import trust, urgency
from catalogue.catalogue import Catalogue
from catalogue.guides import Guide
from catalogue.packets import Text
from catalogue.records import (
    Activity,
    ActNow,
    Adaptation,
    Advice,
    Difference,
    FirstAid,
    Ladder,
    Limits,
    Milestone,
    Pack,
    Position,
    Record,
    Reviewable,
    Sign,
    Situation,
    Tier,
    TummyTime,
)
from pages.blocks import MACROS, Blocks
from pages.render import Renderer
from pages.views import parts
from pages.views.activity import activity_page
from pages.views.pack import pack_page
from pages.views.page import url_of
from translation.marks import show_marks

MARKDOWN = ("attr_list", "md_in_html", "tables")
"""The extensions of mkdocs.yml that change what a parent reads."""

# What only a page of the site needs: its tools, links to other files, texts that have a packet of their own.
_ONLY_ON_A_PAGE = (
    "script, form, button, h1, [hidden], .app-handout, .app-my-baby, details:has(#safety-rules), "
    "details:has([id^=another-way]), #call-if .app-case"
)
_KEPT = frozenset(
    {"class", "colspan", "rowspan", "scope", "aria-hidden", "viewbox", "href", "d", "style", "lang"}
)
_ELSEWHERE = ("https:", "tel:", "sms:", "mailto:", "#icons-", "#drawings-")
_HEADING = re.compile(r"(</?h)([2-5])\b")


@dataclass(frozen=True)
class Shown:
    """A text as parents see it, as HTML, and the digest of its words."""

    html: Markup
    digest: str


class Reader:
    """Shows texts as if none had been reviewed, so that a signature changes no digest.

    `templates` and `docs` are folders of the project; the guides of another language are elsewhere.
    """

    def __init__(
        self, catalogue: Catalogue, templates: Path, docs: Path, *, project: Path | None = None
    ) -> None:
        self._catalogue = with_review(catalogue, None, None)
        self._docs = docs
        self._project = project or docs.parent
        self._renderer = Renderer(self._catalogue, templates, docs)

    def show(self, text: Text) -> Shown:
        """Return a text as parents see it. Raises LookupError for a kind that has no place in review.html."""
        html = self._guide(text) if isinstance(text, Guide) else self._record(text)
        body = _for_reading(show_marks(html))
        words = " ".join(body.text(separator=" ").split())
        if not words:
            raise LookupError(f"templates/review.html doesn't show records of the kind {text}")
        return Shown(Markup(_below_title(body)), hashlib.sha256(words.encode()).hexdigest()[:16])

    def add_pictures(self, html: str) -> str:
        """Return the HTML of a packet with the icons and drawings that its texts use."""
        return self._renderer.pictures.add_sprite(html)

    def _guide(self, guide: Guide) -> str:
        _, _, text = (self._docs / guide.path).read_text(encoding="utf-8").split("---\n", 2)

        def render(template: str, **shows: Any) -> str:
            return self._renderer.part(
                template, here=url_of(guide.path), today=self._catalogue.records.today, **shows
            )

        blocks = Blocks(self._catalogue, render, project=self._project)
        macros = {name: getattr(blocks, name) for name in MACROS}
        expanded = Environment(undefined=StrictUndefined).from_string(text).render(macros)
        return Markdown(extensions=list(MARKDOWN)).convert(expanded)

    def _record(self, signed: Record) -> str:
        record = self._catalogue.get(type(signed), signed.id)
        if isinstance(record, Activity):
            return self._renderer.page(activity_page(self._catalogue, record))
        if isinstance(record, Pack):
            return self._renderer.page(pack_page(self._catalogue, record))
        context = {"kind": record.kind, "record": record, **self._context(record)}
        return self._renderer.part("review.html", here="review/", **context)

    def _context(self, record: Record) -> dict[str, Any]:
        """Return what the parts of a page need to show one record of this kind."""
        catalogue = self._catalogue
        match record:
            case FirstAid():
                return {"item": parts.FirstAidItem(record, trust.get_sources(catalogue, record))}
            case Sign():
                return {"row": parts.full_sign(catalogue, record)}
            case ActNow():
                return {"contacts": urgency.contacts_of(catalogue, record)}
            case Tier():
                return {"calls": parts.tier_calls(catalogue, record)}
            case Advice():
                return {"item": parts.advice_item(catalogue, record)}
            case Milestone():
                return {"row": parts.milestone_row(catalogue, record)}
            case Difference():
                (item,) = parts.difference_items(catalogue, [record])
                return {"item": item}
            case TummyTime():
                aims = parts.tummy_time_aims(catalogue)
                own = tuple(each for each in aims.aims if each.aim == record)
                return {"aims": dataclasses.replace(aims, aims=own)}
            case Adaptation():
                situation = catalogue.get(Situation, record.situation)
                signs = catalogue.get_all(Sign, situation.signs)
                return {
                    "situation": situation,
                    "places": catalogue.get_all(Position, record.positions),
                    "activities": [catalogue.get(Activity, each) for each in record.activities],
                    "lines": urgency.by_disposition(catalogue, signs),
                }
            case Ladder():
                return {"chart": parts.ladder_chart(catalogue, record)}
            case Limits():
                fields = type(record).model_fields
                return {
                    "numbers": [(fields[name].description, each) for name, each in record.numbers.items()]
                }
            case _:
                return {}


def with_review(catalogue: Catalogue, by: str | None, on: datetime.date | None) -> Catalogue:
    """Return a catalogue in which each record and guide has the same review, or none."""
    review = {"reviewed_by": by, "reviewed_on": on}
    entries = {
        section: [
            dataclasses.replace(entry, record=entry.record.model_copy(update=review))
            if isinstance(entry.record, Reviewable)
            else entry
            for entry in own
        ]
        for section, own in catalogue.records.entries.items()
    }
    guides = [
        dataclasses.replace(guide, head=guide.head.model_copy(update=review)) for guide in catalogue.guides
    ]
    return Catalogue(dataclasses.replace(catalogue.records, entries=entries), guides, catalogue.language)


def _for_reading(html: str) -> LexborNode:
    """Return the HTML of a text without what only a page of the site needs, and with every fold open."""
    body = LexborHTMLParser(html).body
    assert body is not None  # the parser adds one
    for node in body.css(_ONLY_ON_A_PAGE):
        node.decompose()
    for node in body.css("*"):
        for name in list(node.attributes):
            if name.lower() not in _KEPT and node.tag != "svg":
                del node.attrs[name]  # such as an id, which would be in a packet more than once
        if node.tag == "details":
            node.attrs["open"] = ""
    for link in body.css("a"):
        if not (link.attributes.get("href") or "").startswith(_ELSEWHERE):
            link.unwrap()
    return body


def _below_title(body: LexborNode) -> str:
    """Return the HTML of a text with its headings below the second level, which has its title."""
    html = (body.html or "").removeprefix("<body>").removesuffix("</body>")
    if "<h2" not in html:
        return html
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", html)
