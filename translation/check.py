"""Check the translations: nothing that a life hangs on is out of date, and no number or name was lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.entries import Entry
from catalogue.guides import MACRO
from catalogue.problems import Problem, quote
from catalogue.records import LANGUAGE, FirstAid, Language
from translation.files import FOLDER, Translations, languages_in
from translation.glossary import Glossary, read_glossary
from translation.guides import english_guide, old_sections, translated_sections
from translation.texts import MENU, WORD_LISTS, Original, originals_of

# What these say must not go back to English because of a comma: an edit waits until its translation is done.
VITAL = ("signs", "first_aid", "act_now", "tiers", "contacts")

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[¼½¾]")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ID = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"')
_LINK = re.compile(r"\]\(([^)]+)\)")


def problems_in_translations(catalogue: Catalogue, project: Path) -> Iterator[Problem]:
    """Yield the problems of each language that the project is translated into, or that is public."""
    languages, originals = languages_in(project), tuple(originals_of(catalogue.records, project))
    public = {
        entry.record.id: entry
        for entry in catalogue.records.of(Language)
        if entry.record.public and entry.record.id != LANGUAGE
    }
    for language, entry in public.items():
        if language not in languages:
            sentence = (
                f"nobody has translated the site into {quote(language)}. Write public: [] here until "
                f"{FOLDER}/{language}/ is there."
            )
            yield entry.problem(("public",), sentence)
    for language in languages:
        folder = project / FOLDER / language
        try:
            glossary = read_glossary(folder)
            translations = Translations(folder)
            yield from _in_texts(originals, translations, glossary)
            yield from _in_guides(project / "docs", folder, glossary)
            if language in public:
                yield from _in_launch(catalogue, public[language], originals, translations)
        except LookupError as error:
            yield Problem(f"{FOLDER}/{language}", 1, str(error))


def _in_launch(
    catalogue: Catalogue, entry: Entry[Language], originals: tuple[Original, ...], translations: Translations
) -> Iterator[Problem]:
    signs, aid = urgency.urgent_signs(catalogue), catalogue.all(FirstAid)
    urgent = {*(f"signs.{each.id}" for each in signs), *(f"first_aid.{each.id}" for each in aid)}
    unchecked = dict.fromkeys(
        original.record
        for original in originals
        if original.record in urgent
        and original.field not in WORD_LISTS
        and not translations.check_of(original)
    )
    if unchecked:
        sentence = (
            f"no qualified translator has checked these urgent signs and first aid yet: {len(unchecked)}, "
            f"starting with {quote(next(iter(unchecked)))}. Write public: [] until each is checked."
        )
        yield entry.problem(("public",), sentence)


def _in_texts(
    originals: tuple[Original, ...], translations: Translations, glossary: Glossary
) -> Iterator[Problem]:
    left: Counter[str] = Counter()
    for original in originals:
        file = translations.path_of(original).relative_to(translations.folder.parent.parent).as_posix()
        text, entry = translations.text_of(original), translations.entry_of(original)
        line = entry.linenum if entry and entry.linenum else 1
        if text is not None:
            for sentence in _about(original, text, glossary):
                yield Problem(file, line, sentence, original.record, original.field)
        elif original.record.split(".")[0] in VITAL and original.field not in WORD_LISTS:
            sentence = (
                "this English text is new or has changed, and nobody who reads a translation must get it in "
                'English. Run "make translation", then translate it. Or, if its meaning is the same, remove '
                '"fuzzy".'
            )
            yield Problem(file, line, sentence, original.record, original.field)
        else:
            left[file] += 1
    for file, number in left.items():
        sentence = (
            f"{number} texts are new or have changed, and are shown in English until they are translated."
        )
        yield Problem(file, 1, sentence, stops=False)


def _about(original: Original, text: str, glossary: Glossary) -> Iterator[str]:
    if original.field in WORD_LISTS:
        return
    for pattern, name in ((_NUMBER, "numbers"), (_PLACEHOLDER, "names in curly brackets")):
        wanted, found = sorted(pattern.findall(original.text)), sorted(pattern.findall(text))
        if wanted != found:
            expected, got = (", ".join(each) or "none" for each in (wanted, found))
            yield f"the {name} differ: {expected} in English, {got} here."
    english = "" if original.file == MENU else original.text  # a name, and titles as short as a menu needs
    yield from (f"{each}." for each in glossary.complaints(english, text))


def _in_guides(docs: Path, folder: Path, glossary: Glossary) -> Iterator[Problem]:
    for path in sorted(docs.rglob("*.md")):
        english, translated = english_guide(path), folder / path.relative_to(docs)
        file = translated.relative_to(folder.parent.parent).as_posix()
        _, sections = translated_sections(translated)
        for of, section in zip(english.hashes, english.sections, strict=True):
            if of in sections:
                line = _line_of(translated, of)
                for sentence in _about_section(section, sections[of], glossary):
                    yield Problem(file, line, sentence)
        if old := [f'"{heading}" ({of})' for of, heading in old_sections(english, translated)]:
            sentence = f"these sections are new or have changed, and are shown in English: {', '.join(old)}."
            yield Problem(file, 1, sentence, stops=False)


def _about_section(english: str, translated: str, glossary: Glossary) -> Iterator[str]:
    if _shown_by(english) != _shown_by(translated):
        yield "the macros differ from those of the English section. Keep them, their ids and their order."
    if _LINK.findall(english) != _LINK.findall(translated):
        wanted = ", ".join(_LINK.findall(english)) or "none"
        yield f"the links differ from those of the English section, which are: {wanted}."
    yield from (f"{each}." for each in glossary.complaints("", _LINK.sub("](", MACRO.sub(" ", translated))))


def _shown_by(section: str) -> list[tuple[str, ...]]:
    """Return the name of each macro of a section, with the ids that it takes."""
    return [(each.strip().split("(")[0], *_ID.findall(each)) for each in MACRO.findall(section)]


def _line_of(path: Path, of: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if of in line), 1)
