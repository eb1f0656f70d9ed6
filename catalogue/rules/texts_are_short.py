from __future__ import annotations

from catalogue.entries import Records, Violations, protects, texts_in
from catalogue.records import Source

# The most words of a field, well above what the longest good ones need.
MOST_WORDS = {
    "title": 20,
    "summary": 30,
    "how_often": 25,
    "look_for": 45,
    "you_need": 30,
    "to_buy": 30,
    "steps": 60,
}
MOST_WORDS_ELSEWHERE = 110


@protects("a parent who reads with a baby in one arm", may_be_excepted=True, stops=False)
def find(records: Records) -> Violations:
    for entry in records.all():
        if isinstance(entry.record, Source):  # titles of sources are quotations
            continue
        for location, text in texts_in(entry.record):
            most, count = MOST_WORDS.get(str(location[0]), MOST_WORDS_ELSEWHERE), len(text.split())
            if count > most:
                sentence = (
                    f"this text has {count} words, and {most} are plenty. Is something here by mistake?"
                )
                yield entry.problem(location, sentence)
