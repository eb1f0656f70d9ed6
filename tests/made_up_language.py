"""A language made up for tests: English with a letter at the end of each word, in the place of Spanish.

What a page in this language says without that letter wasn't translated.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import yaml

from catalogue.check import check_records
from translation.files import FOLDER, Translations, checked, read_po, update
from translation.guides import CHECKED, TRANSLATED, checked_of, english_guide
from translation.texts import originals_of

LANGUAGE = "es"
MARK = "ñ"
TRANSLATOR, CHECKED_ON = "Jane Doe", datetime.date(2026, 11, 20)
WORD = re.compile(r"[^\W\d_½¼¾]+(?:['’][^\W\d_]+)*")

# What stays as it is: in a text, placeholders; in a guide, names of macros, ids, addresses and HTML, too.
KEPT = re.compile(r"\{\w+\}")
_KEPT_IN_GUIDE = re.compile(r'\]\([^)]*\)|<[^>]*>|\{:.*?\}|"[a-z0-9_/.-]+"|\{\{ *\w+|\w+(?==)')


def translated(text: str, kept: re.Pattern[str] = KEPT) -> str:
    """Return an English text in the made-up language."""
    parts, read = [], 0
    for each in kept.finditer(text):
        parts += [WORD.sub(rf"\g<0>{MARK}", text[read : each.start()]), each[0]]
        read = each.end()
    return "".join([*parts, WORD.sub(rf"\g<0>{MARK}", text[read:])])


def translate(project: Path, today: datetime.date, *, checked_by: str | None = TRANSLATOR) -> Path:
    """Translate a project, each text checked by somebody or nobody, and return its folder."""
    clinic = project / "data/clinic.yaml"
    record = f"\n  - id: {LANGUAGE}\n    title: Español\n    public: []\n"
    clinic.write_text(
        clinic.read_text(encoding="utf-8").replace("\n\ncontacts:", f"\n{record}\ncontacts:", 1),
        encoding="utf-8",
    )
    folder = project / FOLDER / LANGUAGE
    folder.mkdir(parents=True)
    (folder / "glossary.yaml").write_text("terms: []\navoid: []\n", encoding="utf-8")
    update(Translations(folder), tuple(originals_of(check_records(project / "data", today), project)))
    for path in folder.rglob("*.po"):
        po = read_po(path)
        for entry in po:
            entry.msgstr = translated(entry.msgid)
            if checked_by:
                entry.tcomment = checked(entry, checked_by, CHECKED_ON)
        po.save(str(path))
    for path in (project / "docs").rglob("*.md"):
        _translate_guide(path, folder / path.relative_to(project / "docs"), checked_by)
    return folder


def _translate_guide(english: Path, target: Path, checked_by: str | None) -> None:
    guide = english_guide(english)
    head = {name: guide.head[name] for name in TRANSLATED if name in guide.head}
    head = {
        name: translated(value) if isinstance(value, str) else [translated(each) for each in value]
        for name, value in head.items()
    }
    found = {
        of: translated(section, _KEPT_IN_GUIDE).strip()
        for of, section in zip(guide.hashes, guide.sections, strict=True)
    }
    if checked_by:
        check = checked_by, CHECKED_ON, checked_of(guide, head, found)
        head |= dict(zip(CHECKED, check, strict=True))
    sections = "".join(f"<!-- of {of} -->\n{section}\n\n" for of, section in found.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    front_matter = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    target.write_text(f"---\n{front_matter}---\n{sections}", encoding="utf-8")


def unmarked(text: str) -> list[str]:
    """Return the words of a text that aren't in the made-up language."""
    return [word for word in WORD.findall(KEPT.sub("", text)) if not word.endswith(MARK)]
