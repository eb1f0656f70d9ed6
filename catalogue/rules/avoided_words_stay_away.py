from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.entries import Records, Violations, protects, texts_in
from catalogue.problems import quote
from catalogue.records import AvoidedWords, Source


@protects(
    "a parent, who must read no alarm, no false comfort, no promise and no verdict",
    may_be_excepted=True,
)
def find(records: Records) -> Violations:
    avoided = [entry.record for entry in records.of(AvoidedWords)]
    for section, entries in records.entries.items():
        own = [one for one in avoided if not one.only_in or section in one.only_in]
        # Most texts contain none of the words, so search for all of them at once first; in lower case, which
        # is four times faster than in any case.
        any_of_them = re.compile(any_of(word.lower() for one in own for word in one.words))
        patterns = [(one, pattern_of(one.words)) for one in own]
        for entry in entries:
            if isinstance(entry.record, Source):  # titles of sources are quotations
                continue
            for location, text in texts_in(entry.record):
                if not any_of_them.search(text.lower()):
                    continue
                for one, pattern in patterns:
                    if met := pattern.search(text):
                        yield entry.problem(location, say_instead(met[0], one))


def say_instead(found: str, avoided: AvoidedWords) -> str:
    return f"{quote(found)} is a word that we avoid. Use instead: {avoided.instead}."


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words), re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, words))})\b"
