"""The data of the project in another language, as an editor of that language would have typed it.

Worked out from the YAML and the PO files alone: what the step into another language gets wrong is not
repeated here, so the tests that compare pages with the data find it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import polib
import yaml

from tests.built_page import flat
from tests.raw_records import Raw, front_matter_of

_LISTS_OF_WORDS = ("search_words", "also")


def write_data(project: Path, language: str, docs: Path, folder: Path) -> Path:
    """Write the folder `data` in another language, whose guides are in `docs`, into a folder."""
    translated = _entries(project / "translations" / language)
    for path in sorted((project / "data").rglob("*.yaml")):
        sections = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        for section, records in sections.items():
            for record in [records] if isinstance(records, dict) else records or []:
                name = record.get("id", section)
                _put(record, translated[section, name])
                if section == "guide_links":
                    record["title"] = front_matter_of(docs / f"guides/{name}.md")["title"]
        place = folder / path.relative_to(project / "data")
        place.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(sections, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)
        place.write_text(text, encoding="utf-8")
    return folder


def _entries(folder: Path) -> dict[tuple[str, str], list[polib.POEntry]]:
    """Return the entries of a language by section and record."""
    found: dict[tuple[str, str], list[polib.POEntry]] = defaultdict(list)
    for path in sorted(folder.rglob("*.po")):
        for entry in polib.pofile(str(path)):
            section, record, *_ = entry.msgctxt.split(".")
            found[section, record].append(entry)
    return found


def _put(record: Raw, entries: list[polib.POEntry]) -> None:
    """Put the translated texts into a record; one that is old or missing stays English.

    Its review counts only if somebody has checked each of them.
    """
    for entry in entries:
        if entry.msgstr and not entry.fuzzy:
            *path, last = entry.msgctxt.split(".")[2:]
            _put_text(record, path, last, entry)
    if any(not entry.tcomment.startswith("Checked by ") for entry in entries):
        for name in ("reviewed_by", "reviewed_on"):
            record.pop(name, None)


def _put_text(record: Raw, path: list[str], last: str, entry: polib.POEntry) -> None:
    part: Any = record
    for name in path:
        part = part[int(name) if isinstance(part, list) else name]
    if last in _LISTS_OF_WORDS:
        part[last] = entry.msgstr.split(" | ")
        return
    place: Any = int(last) if isinstance(part, list) else last
    typed = " ".join(part[place]) if isinstance(part[place], list) else part[place]
    assert flat(typed) == flat(entry.msgid), f"make translation, as {entry.msgctxt} is of an earlier wording"
    part[place] = entry.msgstr
