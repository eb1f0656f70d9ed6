"""The words of a language: terms that its texts use, and words that they don't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "glossary.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(_Strict):
    """An English term, and the beginnings of the words that say it in this language."""

    english: str
    translated: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the English term; an abbreviation only in capitals."""
        return _word(self.english, 0 if self.english.isupper() else re.IGNORECASE)


class Avoided(_Strict):
    """The beginning of a word that no text uses, and what to say instead."""

    word: str
    instead: str


class Glossary(_Strict):
    """The glossary of one language."""

    terms: tuple[Term, ...]
    avoid: tuple[Avoided, ...]

    def complaints(self, english: str, translated: str) -> Iterator[str]:
        """Yield, for one text, each term that its translation lacks, and each word to avoid."""
        lower = translated.lower()
        for term in self.terms:
            if term.pattern.search(english) and not any(each.lower() in lower for each in term.translated):
                yield f'"{term.english}" is {_listed(term.translated)} in this language, says {FILE}'
        for avoided in self.avoid:
            if re.search(rf"\b{re.escape(avoided.word)}", translated, re.IGNORECASE):
                yield f'instead of "{avoided.word}", write: {avoided.instead}'


def read_glossary(folder: Path) -> Glossary:
    """Return the glossary of a language. Raises LookupError with a sentence if it isn't one."""
    try:
        return Glossary.model_validate(yaml.safe_load((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise LookupError(f"{folder.name}/{FILE} can't be read: {error}") from error


@cache
def _word(text: str, flags: int) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(text)}(?:e?s)?\b", flags)


def _listed(words: tuple[str, ...]) -> str:
    return " or ".join(f'"{each}"' for each in words)
