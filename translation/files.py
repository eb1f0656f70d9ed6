"""The PO files of a language, one for each file with English texts, as programs for translators know them."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polib

from translation.texts import Original

FOLDER = "translations"
LONGEST_LINE = 110

CHECKED = re.compile(
    r"Checked by (?P<name>.+) on (?P<day>20[0-9]{2}-[0-9]{2}-[0-9]{2}) \((?P<of>[0-9a-f]{8})\)"
)
"""The comment of an entry that a qualified translator has checked: who, when, and a hash of both texts.

An example: Checked by Jane Doe, CT on 2027-01-31 (1a2b3c4d). Once either text differs, the check is over.
"""


def languages_in(project: Path) -> tuple[str, ...]:
    """Return the languages that the project is translated into, such as es."""
    return tuple(sorted(path.name for path in (project / FOLDER).glob("*") if path.is_dir()))


@dataclass(frozen=True)
class Translations:
    """The PO files of one language, in a folder such as translations/es."""

    folder: Path

    def path_of(self, original: Original) -> Path:
        """Return the file that holds the translation of a text."""
        name = original.file.removeprefix("data/").rpartition(".")[0]
        return self.folder / f"{name}.po"

    def __iter__(self) -> Iterator[tuple[Path, polib.POEntry]]:
        """Yield each entry with its file. Raises LookupError with a sentence if a file can't be read."""
        for path in sorted(self.folder.rglob("*.po")):
            for entry in read_po(path):
                yield path, entry

    @cached_property
    def entries(self) -> dict[tuple[str, str], polib.POEntry]:
        """Return each entry by record and English text: what moved in a list keeps its translation."""
        found: dict[tuple[str, str], polib.POEntry] = {}
        for _, entry in self:
            key = (record_of(entry), entry.msgid)
            if key not in found or is_current(entry):
                found[key] = entry
        return found

    @cached_property
    def by_context(self) -> dict[str, polib.POEntry]:
        """Return each entry by its context."""
        return {entry.msgctxt: entry for _, entry in self}

    def entry_of(self, original: Original) -> polib.POEntry | None:
        """Return the entry that translates this very text, or None."""
        return self.entries.get((original.record, original.text))

    def text_of(self, original: Original) -> str | None:
        """Return the translation of a text; None if there is none, or only one of an earlier wording."""
        entry = self.entry_of(original)
        return entry.msgstr if entry and is_current(entry) else None

    def words_of(self, original: Original) -> str | None:
        """Return the list of words in place of an English one, also of an earlier one; None if there is none.

        What parents type isn't translated word for word, so a new English word doesn't make a list old.
        """
        entry = self.entry_of(original) or self.by_context.get(original.context)
        return (entry and entry.msgstr) or None

    def check_of(self, original: Original) -> re.Match[str] | None:
        """Return who checked the translation of a text, and when; None if nobody has, as it is now."""
        entry = self.entry_of(original)
        return check_of(entry) if entry and is_current(entry) else None


def is_current(entry: polib.POEntry) -> bool:
    """Return whether an entry has a translation, and not one of an earlier wording."""
    return bool(entry.msgstr) and not entry.fuzzy


def check_of(entry: polib.POEntry) -> re.Match[str] | None:
    """Return who checked an entry, and when, if both of its texts are still the same."""
    check = CHECKED.fullmatch(" ".join(entry.tcomment.split()))
    return check if check and check["of"] == hash_of(entry.msgid, entry.msgstr) else None


def checked(entry: polib.POEntry, name: str, day: datetime.date) -> str:
    """Return the comment of an entry that somebody checked on a day."""
    return f"Checked by {name} on {day} ({hash_of(entry.msgid, entry.msgstr)})"


def hash_of(*texts: str) -> str:
    """Return a short hash of some texts, which differs once one of them does."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:8]


def record_of(entry: polib.POEntry) -> str:
    """Return the section and id of the record that an entry belongs to."""
    return ".".join(entry.msgctxt.split(".")[: 1 if entry.msgctxt.startswith("menu.") else 2])


def read_po(path: Path) -> polib.POFile:
    """Return a PO file. Raises LookupError with a sentence if it can't be read."""
    try:
        return polib.pofile(str(path), wrapwidth=LONGEST_LINE)
    except (OSError, UnicodeDecodeError) as error:
        raise LookupError(f"{path.name} can't be read as a PO file: {error}") from error


def update(translations: Translations, originals: Iterable[Original]) -> None:
    """Write the files anew: an entry for each text, with what is known of it.

    A text that changed keeps the translation of its earlier wording, marked `fuzzy`, with the English that it
    was made from. What is no longer in the project is dropped.
    """
    files: dict[Path, list[Original]] = {}
    kept = set()
    for original in originals:
        files.setdefault(translations.path_of(original), []).append(original)
        kept.add((original.record, original.text))
    for path, texts in files.items():
        written = polib.POFile(wrapwidth=LONGEST_LINE)
        written.metadata = {
            "Language": translations.folder.name,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        written += [_renewed(translations, original, kept) for original in texts]
        path.parent.mkdir(parents=True, exist_ok=True)
        written.save(str(path))
    for path in set(translations.folder.rglob("*.po")) - files.keys():
        path.unlink()


def _renewed(translations: Translations, original: Original, kept: set[tuple[str, str]]) -> polib.POEntry:
    """Return the entry of a text, with what was known of it.

    `kept` holds each text of the project, with its record: what stood here and now stands elsewhere, such as
    after a new step, isn't an earlier wording.
    """
    fresh = polib.POEntry(msgctxt=original.context, msgid=original.text)
    same = translations.entry_of(original)
    earlier = same or translations.by_context.get(original.context)
    if earlier is None or not earlier.msgstr or (not same and (original.record, earlier.msgid) in kept):
        return fresh
    fresh.msgstr, fresh.flags = earlier.msgstr, list(earlier.flags)
    if same:
        fresh.tcomment, fresh.previous_msgid = same.tcomment, same.previous_msgid
        return fresh
    fresh.previous_msgid = earlier.previous_msgid or earlier.msgid
    if not fresh.fuzzy:
        fresh.flags.append("fuzzy")
    return fresh
