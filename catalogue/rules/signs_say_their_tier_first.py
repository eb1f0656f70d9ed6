from __future__ import annotations

import re
from collections import Counter

from catalogue.entries import RecordRule, Records, Violations
from catalogue.problems import quote
from catalogue.records import ActNow, Sign, Tier

SENTENCE_END = re.compile(r"(?<=[.!?])[\"\u201d]?\s+")
WORDS = re.compile(r"[a-z0-9]+")
# Words that say nothing about whom to call, or how soon.
ANYWHERE = frozenset({"an", "any", "ask", "at", "for", "go", "keep", "or", "s", "tell", "the", "this", "to"})


def find(records: Records) -> Violations:
    if not records.is_whole("tiers") or not records.is_whole("act_now"):
        return
    ways = {entry.record.id: entry.record.title for entry in records.of(ActNow)}
    tiers = {entry.record.id: entry.record.title for entry in records.of(Tier) if not entry.record.emergency}
    own_words = _words_of_one_alone({**ways, **tiers})
    at_once = set().union(*(own_words[way] for way in ways))
    for entry in records.of(Sign):
        sign = entry.record
        wanted = own_words.get(sign.act_now or sign.tiers[0], set())
        first, *others = SENTENCE_END.split(sign.do_now)
        said = _words_in(first)
        if sign.act_now is None and others and said & at_once and not said & wanted:
            said = _words_in(others[0])  # the first sentence says when to act at once instead
        if wanted and not wanted & said:
            title = (ways | tiers)[sign.act_now or sign.tiers[0]]
            yield (
                sign.id,
                entry.problem(
                    ("do_now",),
                    f"this sign leads to {quote(title)}, but the first sentence says something else. "
                    "Are the tier and the sentence right?",
                ),
            )


def _words_in(text: str) -> set[str]:
    return set(WORDS.findall(text.lower()))


def _words_of_one_alone(titles: dict[str, str]) -> dict[str, set[str]]:
    """Return, for each way to act, the words that only its title has."""
    words = {name: _words_in(title) - ANYWHERE for name, title in titles.items()}
    counted = Counter(word for each in words.values() for word in each)
    return {name: {word for word in each if counted[word] == 1} for name, each in words.items()}


RULE = RecordRule(
    name="signs-say-their-tier-first",
    protects="a parent who reads one sentence and acts on it",
    find=find,
    may_be_excepted=True,
    stops=False,
)
