"""How far the translation into a language has come: what is translated, and what somebody has checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translation.files import FOLDER, Translations
from translation.guides import check_of, english_guide, is_whole, translated_sections
from translation.texts import WORD_LISTS, Original


@dataclass(frozen=True)
class TextState:
    """One text of a language: its record or guide, and whether it is translated and checked as it is now."""

    name: str
    is_translated: bool
    is_checked: bool
    is_guide: bool = False


def states_of(originals: Iterable[Original], project: Path, language: str) -> Iterator[TextState]:
    """Yield the state of each text, then of each guide. Raises LookupError if a file can't be read.

    A list of words is no such text: it is never old, and nobody checks it word for word.
    """
    folder, docs = project / FOLDER / language, project / "docs"
    translations = Translations(folder)
    for original in originals:
        if original.field in WORD_LISTS:
            continue
        is_translated = translations.text_of(original) is not None
        yield TextState(original.record, is_translated, translations.check_of(original) is not None)
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs)
        english, (head, found) = english_guide(path), translated_sections(folder / place)
        is_checked = check_of(english, head, found) is not None
        yield TextState(place.as_posix(), is_whole(english, head, found), is_checked, is_guide=True)
