from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.entries import Records, Violations, protects
from catalogue.problems import quote
from catalogue.read import Location
from catalogue.records import Activity, SafetyRule


@protects("a baby near small parts, strings, water or food", may_be_excepted=True)
def find(records: Records) -> Violations:
    rules = [
        entry.record
        for entry in records.of(SafetyRule)
        if entry.record.trap_words and entry.record.added_to == "named"
    ]
    # Most texts contain none of the words, so search for all of them at once first.
    any_of_them = _pattern_of([word for rule in rules for word in rule.trap_words])
    traps = [(rule.id, _pattern_of(rule.trap_words)) for rule in rules]
    for entry in records.of(Activity):
        record = entry.record
        if not records.knows_all("safety_rules", record.safety):
            continue
        for location, text in _texts_of_play(record):
            if not any_of_them.search(text):
                continue
            for safety, pattern in traps:
                found = pattern.search(text)
                if found and safety not in record.safety:
                    yield entry.problem(
                        location,
                        f'{quote(found[0])} needs the safety rule "{safety}". Add it to safety.',
                    )


def _pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)


def _texts_of_play(activity: Activity) -> Iterator[tuple[Location, str]]:
    for name in ("you_need", "to_buy", "steps"):
        for number, text in enumerate(getattr(activity, name)):
            yield (name, number), text
    for name in ("summary", "easier", "harder"):
        yield (name,), getattr(activity, name)
