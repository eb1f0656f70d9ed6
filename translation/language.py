"""The step that puts the records of a Catalogue into another language."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from catalogue.catalogue import Catalogue
from catalogue.entries import Entry, id_of
from catalogue.guides import Guide, guides_in
from catalogue.read import Location
from catalogue.records import GuideLink, Reviewable
from translation.files import FOLDER, Translations
from translation.guides import write_docs
from translation.marks import mark
from translation.texts import SEPARATOR, WORD_LISTS, Original, translated_in


def translated(catalogue: Catalogue, project: Path, language: str, docs: Path) -> Catalogue:
    """Return the Catalogue of a project in another language, and write the guides in it to a folder."""
    folder = project / FOLDER / language
    unchecked = list(write_docs(project / "docs", folder, docs))
    return in_language(catalogue, Translations(folder), guides_in(docs), unchecked)


def in_language(
    catalogue: Catalogue, translations: Translations, guides: Iterable[Guide], unchecked: Iterable[str]
) -> Catalogue:
    """Return the Catalogue in another language, with that language's guides, some of them unchecked.

    A text without a current translation stays English, and is marked so. The review of a record counts only
    if a qualified translator has checked each of its texts, too.
    """
    guides = tuple(guides)
    titles = {guide.id: guide.head.title for guide in guides}
    unchecked = set(unchecked)
    entries: dict[str, list[Entry[BaseModel]]] = {}
    for section, found in catalogue.records.entries.items():
        entries[section] = []
        for entry in found:
            record, is_checked = _translated(section, entry, translations, titles)
            entries[section].append(Entry(record, entry.raw))
            if not is_checked:
                unchecked.add(f"{section}.{id_of(record)}")
    records = dataclasses.replace(catalogue.records, entries=entries)
    return Catalogue(records, guides, translations.folder.name, frozenset(unchecked))


def _translated(
    section: str, entry: Entry[BaseModel], translations: Translations, titles: Mapping[str, str]
) -> tuple[BaseModel, bool]:
    """Return a record in another language, and whether a qualified translator has checked all of it."""
    record = entry.record
    if isinstance(record, GuideLink):
        return record.model_copy(update={"title": titles.get(record.id, record.title)}), True
    texts: dict[Location, str] = {}
    checked = True
    for location, english in translated_in(record):
        original = Original(
            entry.raw.file, f"{section}.{id_of(record)}", ".".join(map(str, location)), english
        )
        text = translations.text_of(original)
        if location in {(name,) for name in WORD_LISTS}:
            texts[location] = translations.words_of(original) or english
        else:
            texts[location] = text if text is not None else mark(english)
            checked = checked and translations.check_of(original) is not None
    record = _with_texts(record, texts)
    if isinstance(record, Reviewable) and not checked:
        record = record.model_copy(update={"reviewed_by": None, "reviewed_on": None})
    return record, checked


def _with_texts(record: BaseModel, texts: Mapping[Location, str], location: Location = ()) -> BaseModel:
    """Return a copy of a record, or of a part of one, with these texts."""
    update: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        place = (*location, info.alias or name)
        value = getattr(record, name)
        if place in texts:
            update[name] = tuple(texts[place].split(SEPARATOR)) if isinstance(value, tuple) else texts[place]
        elif isinstance(value, tuple):
            update[name] = tuple(
                _with_texts(part, texts, (*place, number))
                if isinstance(part, BaseModel)
                else texts.get((*place, number), part)
                for number, part in enumerate(value)
            )
    return record.model_copy(update=update)
