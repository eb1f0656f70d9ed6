"""Bring the files of translators up to date, and say what is left to translate: `python -m translation`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.check import check_records
from catalogue.problems import DataError
from catalogue.state import build_day
from translation.files import FOLDER, Translations, languages_in, update
from translation.texts import Original, originals_of

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Update the files of each language, print what is left, and return an exit code."""
    try:
        originals = tuple(originals_of(check_records(PROJECT / "data", build_day()), PROJECT))
        for language in languages_in(PROJECT):
            folder = PROJECT / FOLDER / language
            update(Translations(folder), originals)
            print("\n".join(left_in(Translations(folder), originals)))
    except (DataError, LookupError) as error:
        print(f"Nothing was changed: {error}", file=sys.stderr)
        return 1
    return 0


def left_in(translations: Translations, originals: Iterable[Original]) -> Iterator[str]:
    """Yield, for each file with something left, how many texts are missing or old, and their words."""
    files: dict[Path, list[Original]] = {}
    for original in originals:
        if translations.text_of(original) is None:
            files.setdefault(translations.path_of(original), []).append(original)
    for path, texts in files.items():
        old = sum(1 for each in texts if _has_earlier(translations, each))
        words = sum(len(each.text.split()) for each in texts)
        name = path.relative_to(translations.folder.parent).as_posix()
        yield f"{name}: {len(texts) - old} missing, {old} of an earlier wording, {words} words to translate"
    if not files:
        yield f"{translations.folder.name}: every text is translated"


def _has_earlier(translations: Translations, original: Original) -> bool:
    entry = translations.entry_of(original) or translations.by_context.get(original.context)
    return bool(entry and entry.msgstr)


if __name__ == "__main__":
    sys.exit(main())
