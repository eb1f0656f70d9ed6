from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.entries import Records, Violations, protects, sentences_of
from catalogue.records import Activity

# What two wordings of one action differ in: words that carry no action, and words for the same one.
SMALL = frozenset(
    {"a", "an", "and", "gently", "now", "so", "the", "their", "them", "then", "they", "to", "your"}
)
ALIKE = {"place": "put", "lay": "put", "set": "put", "grab": "take", "grasp": "take", "near": "close"}
SHORTEST = 4  # words that count; shorter sentences, such as "Wait for them.", may differ
WORD = re.compile(r"[a-z'\d]+")


@protects("a parent, who recognizes an action by its words", may_be_excepted=True)
def find(records: Records) -> Violations:
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for entry in records.of(Activity):
        for number, step in enumerate(entry.record.steps):
            for sentence, action in _actions(step):
                said, other = first.setdefault(action, (sentence, entry.record.id))
                if WORD.findall(said.lower()) != WORD.findall(sentence.lower()):
                    advice = (
                        f'"{other}" says this as "{said}" Say it in the same words, or say what is different.'
                    )
                    yield entry.problem(("steps", number), f'"{sentence}" is an action, and {advice}')


def _actions(step: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sentences of a step, each with its words that count, in the order of the alphabet."""
    for sentence in sentences_of(step):
        words = sorted(ALIKE.get(word, word) for word in WORD.findall(sentence.lower()) if word not in SMALL)
        if len(words) >= SHORTEST:
            yield sentence, tuple(words)
