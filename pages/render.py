"""Render templates in one Jinja environment, in which an undefined name is an error.

Jinja escapes all text; record text is never read as a template or as Markdown. Every link is relative to the
address of its page (`here`).
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from babel import Locale
from babel.dates import format_date
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from catalogue import growth
from catalogue.catalogue import Catalogue, Place
from catalogue.records import LANGUAGE, Contact, Milestone, Record, Source
from pages import search
from pages.addresses import Addresses, is_addressed, tel
from pages.languages import Edition
from pages.pictures import Pictures
from pages.scripts import Scripts, as_json
from pages.views.page import Page

_BLANK_LINES = re.compile(r"\n\s*\n+")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_FRACTIONS = {0.5: "½", 0.25: "¼", 0.75: "¾"}


@dataclass(frozen=True)
class Publication:
    """How the site is published: from which repository, with handouts or not, in which other languages."""

    repository: str = ""
    handouts: bool = False
    other_editions: Sequence[Edition] = ()


class Renderer:
    """Renders pages and their parts from one catalogue, with the scripts and guides in the folder `docs`."""

    def __init__(
        self,
        catalogue: Catalogue,
        templates: Path,
        docs: Path,
        *,
        publication: Publication | None = None,
    ) -> None:
        self._language = catalogue.language
        publication = publication or Publication()
        self._phrases = {name: Markup(escape(text)) for name, text in catalogue.phrases.items()}
        self.pictures = Pictures(templates)
        self.scripts = Scripts(
            docs / "assets/js",
            catalogue.phrases,
            {
                "AGE_RULE": growth.age_rule(catalogue),
                "NOW_CALLED": catalogue.now_called,
                "EDITIONS": ["", *(each.path for each in publication.other_editions)],
            },
            {search.FILE: search.search_index(catalogue, docs)},
        )
        project = Repository(publication.repository)
        self._env = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=FileSystemBytecodeCache(),  # compiling the templates is a tenth of a build
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            say=self.say,
            language=catalogue.language,
            direction=Locale.parse(catalogue.language).text_direction,
            handouts=publication.handouts,
            other_editions=publication.other_editions,
            edit_address=project.edit_address,
            edit_root=project.edit_root,
            report_address=project.report_address,
            file_address=project.file_address,
            picture=self.pictures.show,
            module=self.module,
        )
        self.addresses = Addresses(catalogue)
        self._env.filters.update(
            FILTERS, day=self.day, english=self.english, months=self.months, span=self.span, href=self.href
        )
        self._env.tests["addressed"] = is_addressed

    def page(self, page: Page) -> str:
        """Return the HTML of a generated page."""
        return self.part(page.template, here=page.url, page=page)

    def part(self, template: str, *, here: str, **context: Any) -> str:
        """Return the HTML of one part of the page at the address `here`.

        It has no blank line, so Markdown leaves it alone.
        """
        html = self._env.get_template(template).render(here=here, **context)
        return _BLANK_LINES.sub("\n", html).strip()

    def say(self, phrase_id: str, **values: object) -> Markup:
        """Return a phrase with its placeholders filled in. Raises LookupError if there is no such phrase."""
        if phrase_id not in self._phrases:
            raise LookupError(f'there is no phrase "{phrase_id}" in data/house/words.yaml')
        phrase = self._phrases[phrase_id]
        return phrase.format(**values) if "{" in phrase else phrase

    @pass_context
    def module(self, context: Context, name: str, kept: str = "") -> Markup:
        """Return the element that loads one module of `docs/assets/js`.

        A module with nothing to show until this device has stored something gives the prefix of those keys:
        `module("baby", kept="infant-ot:")`. It then loads at once only where such a key exists.
        """
        condition = Markup(' data-kept="{}"').format(kept) if kept else ""
        address = file_href(context, self.scripts.path_of(name))
        return Markup('<script type="module"{} src="{}"></script>').format(condition, address)

    @pass_context
    def href(self, context: Context, target: Record | str) -> str:
        """Return the address of a record or a source path, relative to the current page."""
        path, _, anchor = self.addresses.of(target).partition("#")
        return f"{file_href(context, path)}/" + (f"#{anchor}" if anchor else "")

    def day(self, date: datetime.date) -> str:
        """Return a date in words, in the language of the pages."""
        return day(date, self._language)

    def english(self, text: str) -> Markup:
        """Return a text that is English in each language, such as the title of a source, and said to be."""
        return (
            escape(text)
            if self._language == LANGUAGE
            else Markup('<span lang="en" dir="ltr">{}</span>').format(text)
        )

    def months(self, count: float) -> Markup:
        """Return a number of months in words, such as "6 months"."""
        return self.say("one-month" if count == 1 else "months", number=number(count))

    def span(self, milestone: Milestone) -> Markup:
        """Return the months of a milestone whose yardstick is `often` or `window`, in words."""
        assert milestone.from_ is not None  # as the record validates
        assert milestone.to is not None
        if milestone.from_ == milestone.to:
            return self.say("around", age=self.months(milestone.from_))
        return self.say("from-to", start=number(milestone.from_), end=self.months(milestone.to))


@dataclass(frozen=True)
class Repository:
    """The project's repository on GitHub, such as clinic/infant-ot; empty if the build doesn't know it.

    Raises LookupError with a sentence if the name has another form.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name and not _REPOSITORY.fullmatch(self.name):
            raise LookupError(f'SITE_REPO is "{self.name}": write an account and a name, such as clinic/site')

    @property
    def edit_root(self) -> str | None:
        """Return the address to which a file's path is added to open it in GitHub's editor."""
        return f"https://github.com/{self.name}/edit/main/" if self.name else None

    @property
    def report_address(self) -> str | None:
        """Return the address of GitHub's form for a problem."""
        return f"https://github.com/{self.name}/issues/new" if self.name else None

    def edit_address(self, place: Place) -> str | None:
        """Return the address that opens a line of a file in GitHub's editor."""
        return f"{self.edit_root}{place.file}#L{place.line}" if self.name else None

    def file_address(self, path: str) -> str | None:
        """Return the address at which anyone can read a file of the project."""
        return f"https://github.com/{self.name}/blob/main/{path}" if self.name else None


def number(count: float) -> str:
    """Return a number of months as text, such as 6, 2½ or 9.2."""
    whole, part = divmod(count, 1)
    if not part:
        return str(int(whole))
    return f"{int(whole) or ''}{_FRACTIONS[part]}" if part in _FRACTIONS else f"{count:g}"


def day(date: datetime.date, language: str = LANGUAGE) -> str:
    """Return a date in words, such as November 23, 2026."""
    return str(format_date(date, "long", locale=language))


def sms(contact: Contact) -> str:
    """Return the `sms:` address of a contact that takes texts, with the word to send if it needs one."""
    assert contact.text is not None  # the template asks only for those
    number = contact.text.replace("-", "")
    number = number if len(number) < 10 else tel(contact.text).removeprefix("tel:")
    return f"sms:{number}?&body={contact.text_say}" if contact.text_say else f"sms:{number}"


def code(text: str) -> Markup:
    """Return a text with the parts in backticks as `<code>`."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


def former(record: Record, prefix: str = "") -> Markup:
    """Return an empty anchor for each former id of a record, so that old links still work."""
    return Markup().join(Markup('<span id="{}"></span>').format(f"{prefix}{old}") for old in record.formerly)


def qr(address: str) -> Markup:
    """Return a QR code of an address as inline SVG, black for print.

    On clean paper, fewer and so larger squares are worth more than what a damaged code could restore.
    """
    code = segno.make(address, error="l", micro=False)
    return Markup(code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None))


def name_of(record: Record) -> str:
    """Return the name of a record in a list: its title, its text or its id."""
    title = getattr(record, "title", None) or getattr(record, "text", None)
    return str(title or record.id)


def by_publisher(sources: Iterable[Source]) -> list[list[tuple[Source, str]]]:
    """Group sources by who published them, each with its words: the name once, then years or numbers."""
    groups: dict[str, list[tuple[Source, str]]] = {}
    for source in sources:
        group = groups.setdefault(source.organisation, [])
        year = str(source.year or "")
        if not group:
            text = f"{source.organisation}, {year}" if year else source.organisation
        elif year and year not in {str(other.year) for other, _ in group}:
            text = year
        else:
            text = f"[{len(group) + 1}]"
        group.append((source, text))
    return list(groups.values())


@pass_context
def file_href(context: Context, path: str) -> str:
    """Return the address of a file of the site, relative to the current page."""
    return posixpath.relpath(f"/{path}", f"/{context['here']}")


FILTERS: dict[str, Callable[..., Any]] = {
    "json": as_json,
    "file_href": file_href,
    "tel": tel,
    "sms": sms,
    "number": number,
    "qr": qr,
    "former": former,
    "name_of": name_of,
    "by_publisher": by_publisher,
    "code": code,
}
"""The filters of all templates, by name."""
