"""Every text of the project that is translated, with the name by which a translation finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from catalogue.entries import Records, id_of, texts_in
from catalogue.read import Location
from catalogue.records import SECTIONS, Contact, GuideLink, Source

SEPARATOR = " | "
"""Between the words of a list, such as those that parents type into search: each language has its own."""

# A list of words is one text: what parents type in another language isn't the same, word for word.
WORD_LISTS = ("search_words", "also")

# Who published a source, and its title, are names. A link to a guide has the title of that guide.
_NOT_TRANSLATED = (Source, GuideLink)

MENU = "mkdocs.yml"

MENU_RECORD = "menu"
"""What stands in place of a record for the texts of that file."""


@dataclass(frozen=True)
class Original:
    """One English text: the file that holds it, its record, the field, and the text.

    record: the section and the id, such as signs.choking.
    field: the field, with the number of the part in a list, such as steps.0.
    """

    file: str
    record: str
    field: str
    text: str

    @property
    def context(self) -> str:
        """Return the name of the text in the files of translators, such as signs.choking.title."""
        return f"{self.record}.{self.field}"


def originals_of(records: Records, project: Path) -> Iterator[Original]:
    """Yield every text to translate: those of the records, in the order of their files, then the menu's."""
    for section in SECTIONS:
        for entry in records.entries.get(section.name, []):
            for location, text in translated_in(entry.record):
                place = ".".join(map(str, location))
                yield Original(entry.raw.file, f"{section.name}.{id_of(entry.record)}", place, text)
    yield from menu_of(project)


def translated_in(record: BaseModel) -> Iterator[tuple[Location, str]]:
    """Yield (location, text) for each text of a record that is translated."""
    if isinstance(record, _NOT_TRANSLATED):
        return
    for location, text in texts_in(record):
        if not (isinstance(record, Contact) and location == ("text_say",)):  # a word that a service expects
            yield location, text
    for name in WORD_LISTS:
        if words := getattr(record, name, ()):
            yield (name,), SEPARATOR.join(words)


def menu_of(project: Path) -> Iterator[Original]:
    """Yield the name and the description of the site, and the titles in its menu."""
    settings: dict[str, Any] = yaml.load(
        (project / MENU).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
    )
    for name in ("site_name", "site_description"):
        yield Original(MENU, MENU_RECORD, name, settings[name])
    for text in dict.fromkeys(_titles(settings["nav"])):
        yield Original(MENU, MENU_RECORD, f"nav.{text}", text)


def _titles(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, dict):
            for title, child in entry.items():
                yield title
                yield from _titles(child) if isinstance(child, list) else ()
