"""What a qualified translator checks: each text in English, and its translation beside it."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from catalogue.catalogue import Catalogue
from catalogue.guides import Guide
from catalogue.packets import READING, Text, name_of, plan_packets, reviewable_texts
from catalogue.records import LANGUAGE, SECTIONS, Language
from pages.render import name_of as title_of
from review.edit import Signature, check_guide, read
from review.shown import Reader, Shown
from translation.files import FOLDER, Translations, checked, read_po, record_of
from translation.guides import (
    CHECKED,
    TRANSLATED,
    check_of,
    checked_of,
    english_guide,
    is_whole,
    translated_sections,
)
from translation.guides import Text as GuideFile
from translation.language import translated
from translation.marks import unmark
from translation.texts import WORD_LISTS, Original, originals_of

HERE = Path(__file__).resolve().parent
NAMES = "Words and names of the pages"


@dataclass(frozen=True)
class Sitting:
    """The texts of one sitting of a translator, by name."""

    number: int
    title: str
    texts: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Pair:
    """An English text, and its translation; None if there is none as it is now."""

    english: str
    translated: str | None

    def is_in(self, words: str) -> bool:
        """Return whether both texts are among these words."""
        return all(" ".join(each.split()) in words for each in (self.english, self.translated or ""))


class TranslatedTexts:
    """The texts of one language beside those in English, and who has checked them.

    Each has the name of the English text. The words of pages and the names of lists, which have no packet in
    English, are one text for each section, such as names/worries.
    """

    def __init__(self, catalogue: Catalogue, project: Path, templates: Path, language: str) -> None:
        self.language = catalogue.get(Language, language)
        self._project, self._folder = project, project / FOLDER / language
        self._temporary = tempfile.TemporaryDirectory(prefix=f"docs-{language}-")
        docs = Path(self._temporary.name)
        self._catalogue = translated(catalogue, project, language, docs)
        self._english = Reader(catalogue, templates, project / "docs")
        self._translated = Reader(self._catalogue, templates, docs, project=project)
        self._translations = Translations(self._folder)
        self._sides = Environment(
            loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        ).get_template("sides.html")
        self._texts = {name_of(text): text for text in reviewable_texts(catalogue)}
        self._originals: dict[str, list[Original]] = {}
        records = {_record_name(text): name for name, text in self._texts.items()}
        for original in originals_of(catalogue.records, project):
            if original.field in WORD_LISTS:
                continue
            section = original.record.partition(".")[0]
            name = records.get(original.record, f"names/{section}")
            self._originals.setdefault(name, []).append(original)
        self.packets = tuple(self._plan(catalogue))
        self._numbers = {name: packet.number for packet in self.packets for name in packet.texts}

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def _plan(self, catalogue: Catalogue) -> Iterator[Sitting]:
        """Yield the packets of English, each twice as long to read, and one with what has no packet there."""
        packets = plan_packets(catalogue)
        for each in packets:
            names = tuple(name for name in map(name_of, each.texts) if self.pairs_of(name))
            if names:  # one of numbers has nothing to translate
                yield Sitting(each.number, each.title, names, 2 * each.minutes)
        names = tuple(name for name in self._originals if name.startswith("names/"))
        words = sum(len(each.text.split()) for name in names for each in self._originals[name])
        yield Sitting(len(packets) + 1, NAMES, names, 1 + 2 * words // READING.words_a_minute)

    def packet_of(self, name: str) -> int:
        """Return the number of the packet that a text is in now."""
        return self._numbers[name]

    def title_of(self, name: str) -> str:
        """Return the title of a text in both languages, or the section whose names it has."""
        if name not in self._texts:
            return name.removeprefix("names/").replace("_", " ").capitalize()
        text = self._texts[name]
        if isinstance(text, Guide):
            own = next(each for each in self._catalogue.guides if each.id == text.id)
            titles = text.head.title, own.head.title
        else:
            titles = title_of(text), title_of(self._catalogue.get(type(text), text.id))
        return " · ".join(dict.fromkeys(map(unmark, titles)))

    def add_pictures(self, html: str) -> str:
        """Return the HTML of a packet with the icons and drawings that its texts use."""
        return self._english.add_pictures(html)

    def pairs_of(self, name: str) -> tuple[Pair, ...]:
        """Return each text of a record, or of the head of a guide, with its translation."""
        text = self._texts.get(name)
        if isinstance(text, Guide):
            english, (head, _) = self._guide(text)
            return tuple(
                Pair(_listed(english.head[field]), _listed(head[field]) if field in head else None)
                for field in TRANSLATED
                if field in english.head
            )
        own = self._originals.get(name, ())
        return tuple(Pair(each.text, self._translations.text_of(each)) for each in own)

    def show(self, name: str) -> Shown:
        """Return a text in both languages, as parents see it, then what of its own isn't seen there."""
        text, pairs = self._texts.get(name), self.pairs_of(name)
        sides = tuple(each.show(text) for each in (self._english, self._translated)) if text else ()
        seen = " ".join(_words_of(side.html) for side in sides)
        html = self._sides.render(
            english=LANGUAGE,
            language=self.language.id,
            sides=[side.html for side in sides],
            pairs=[pair for pair in pairs if not pair.is_in(seen)],
        )
        everything = (*(side.digest for side in sides), *map(repr, pairs))
        return Shown(Markup(html), hashlib.sha256("\n".join(everything).encode()).hexdigest()[:16])

    def is_whole(self, name: str) -> bool:
        """Return whether all of a text has a translation as it is now."""
        text = self._texts.get(name)
        if isinstance(text, Guide):
            english, (head, found) = self._guide(text)
            return is_whole(english, head, found)
        return all(pair.translated is not None for pair in self.pairs_of(name))

    def review_of(self, name: str) -> Signature | None:
        """Return who checked the whole text, as it is now, and on which day last; None if nobody has."""
        text = self._texts.get(name)
        if isinstance(text, Guide):
            english, (head, found) = self._guide(text)
            check = check_of(english, head, found)
            return Signature(*check) if check else None
        checks = [self._translations.check_of(each) for each in self._originals.get(name, ())]
        found_all = [check for check in checks if check]
        if not checks or len(found_all) < len(checks):
            return None
        last = max(found_all, key=lambda check: check["day"])
        return Signature(last["name"], datetime.date.fromisoformat(last["day"]))

    def place_of(self, name: str) -> str:
        """Return the file that holds a translation."""
        return self._path_of(name).relative_to(self._project).as_posix()

    def edits(self, signatures: Mapping[str, Signature]) -> dict[Path, str]:
        """Return the new text of each file that gets checks."""
        edited: dict[Path, str] = {}
        records: dict[Path, dict[str, Signature]] = {}
        for name, signature in signatures.items():
            text = self._texts.get(name)
            if isinstance(text, Guide):
                english, (head, found) = self._guide(text)
                check = signature.by, signature.on, checked_of(english, head, found)
                path = self._path_of(name)
                edited[path] = check_guide(read(path), dict(zip(CHECKED, check, strict=True)))
                continue
            for each in self._originals[name]:
                records.setdefault(self._translations.path_of(each), {})[each.record] = signature
        for path, by_record in records.items():
            po = read_po(path)
            for entry in po:
                if record_of(entry) in by_record:
                    signature = by_record[record_of(entry)]
                    entry.tcomment = checked(entry, signature.by, signature.on)
            edited[path] = str(po)
        return edited

    def _guide(self, guide: Guide) -> tuple[GuideFile, tuple[dict[str, Any], dict[str, str]]]:
        path = self._project / "docs" / guide.path
        return english_guide(path), translated_sections(self._folder / guide.path)

    def _path_of(self, name: str) -> Path:
        text = self._texts.get(name)
        if isinstance(text, Guide):
            return self._folder / text.path
        return self._translations.path_of(self._originals[name][0])


def _record_name(text: Text) -> str:
    """Return the name of a record in the files of translators, such as signs.choking."""
    section = next((each.name for each in SECTIONS if each.model is type(text)), "guides")
    return f"{section}.{text.id}"


def _listed(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words_of(html: str) -> str:
    body = LexborHTMLParser(html).body
    return " ".join(body.text(separator=" ").split()) if body else ""
