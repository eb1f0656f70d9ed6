"""A made-up translation of a project into Spanish, for tests: each text has a sign around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from catalogue.catalogue import load_catalogue
from tests.conftest import TODAY
from translation.files import Translations, checked, read_po, update
from translation.guides import CHECKED, TRANSLATED, checked_of, english_guide, translated_sections
from translation.texts import originals_of

TRANSLATOR = "Ana Ruiz, CT"
LANGUAGE = "  - id: es\n    title: Español\n    public: []\n"


def pseudo(text: str) -> str:
    return f"«{text}»"


def translate(project: Path) -> Path:
    """Translate all of a project, and return the folder of its translation."""
    clinic = project / "data/clinic.yaml"
    before, english, after = clinic.read_text(encoding="utf-8").partition("    title: English\n")
    public, line_end, rest = after.partition("\n")
    clinic.write_text(f"{before}{english}{public}{line_end}{LANGUAGE}{rest}", encoding="utf-8")
    folder = project / "translations/es"
    folder.mkdir(parents=True)
    (folder / "glossary.yaml").write_text("terms: []\navoid: []\n", encoding="utf-8")
    records = load_catalogue(project / "data", TODAY).records
    update(Translations(folder), originals_of(records, project))
    for path in folder.rglob("*.po"):
        po = read_po(path)
        for entry in po:
            entry.msgstr = pseudo(entry.msgid)
        po.save(str(path))
    for path in (project / "docs").rglob("*.md"):
        english_text = english_guide(path)
        head = {name: english_text.head[name] for name in TRANSLATED if name in english_text.head}
        head["title"] = pseudo(head["title"])
        write_guide(
            folder / path.relative_to(project / "docs"),
            head,
            dict(zip(english_text.hashes, english_text.sections, strict=True)),
        )
    return folder


def write_guide(path: Path, head: dict[str, object], sections: dict[str, str]) -> None:
    body = "".join(f"<!-- of {of} -->\n{text}\n\n" for of, text in sections.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    front_matter = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{front_matter}---\n{body}", encoding="utf-8")


def check_all(project: Path, wanted: Callable[[str], bool] = lambda _: True) -> None:
    """Let a translator check each text whose record or guide is wanted."""
    folder = project / "translations/es"
    for path in folder.rglob("*.po"):
        po = read_po(path)
        for entry in po:
            if wanted(entry.msgctxt):
                entry.tcomment = checked(entry, TRANSLATOR, TODAY)
        po.save(str(path))
    for path in folder.rglob("*.md"):
        place = path.relative_to(folder)
        if wanted(place.as_posix()):
            english, (head, sections) = english_guide(project / "docs" / place), translated_sections(path)
            values = TRANSLATOR, TODAY, checked_of(english, head, sections)
            write_guide(path, head | dict(zip(CHECKED, values, strict=True)), sections)
