from __future__ import annotations

import re

from catalogue.entries import Records, Violations, protects, texts_in
from catalogue.problems import quote
from catalogue.records import Source

# Words that most English sentences contain, and none that is also a word in these other languages.
ENGLISH_WORDS = (
    "about after and are as at away baby both by call can day each few for from has have how if into is it "
    "its like more not of off on one or out say some than that the their then they this through to until up "
    "what when where which while who will with you your"
)
OTHER_WORDS = (
    "al bebé como con cuando das de del der die du el en est et für il im ist la las le les lo los mais mit "
    "más não para pas pour por que se sie su sus tu um un una und une uno vous y"
)
ENGLISH, OTHER = frozenset(ENGLISH_WORDS.split()), frozenset(OTHER_WORDS.split())
LONGEST_WITHOUT = 8  # words; a longer text without any of these words isn't English
WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


@protects("a parent who would find a sentence in another language", may_be_excepted=True, stops=False)
def find(records: Records) -> Violations:
    for entry in records.all():
        if isinstance(entry.record, Source):  # titles of sources are quotations
            continue
        for location, text in texts_in(entry.record):
            if not looks_english(text):
                yield entry.problem(location, f"{quote(text)} doesn't look like English. Is it?")


def looks_english(text: str) -> bool:
    """Return whether a text has common English words, or is too short to have any."""
    words = WORDS.findall(text.lower())
    english, other = (sum(word in known for word in words) for known in (ENGLISH, OTHER))
    return not ((other > english and other > 1) or (not english and len(words) > LONGEST_WITHOUT))
