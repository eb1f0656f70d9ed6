from __future__ import annotations

import re

from catalogue.entries import Found, Records, Rule, id_of, texts_in
from catalogue.problems import quote
from catalogue.records import Avoided, Source


def find(records: Records) -> Found:
    avoided = [
        (entry.record, re.compile(rf"\b(?:{'|'.join(map(re.escape, entry.record.words))})\b", re.IGNORECASE))
        for entry in records.of(Avoided)
    ]
    for section, entries in records.entries.items():
        patterns = [(one, pattern) for one, pattern in avoided if not one.only_in or section in one.only_in]
        for entry in entries:
            if isinstance(entry.record, Source):  # a title is quoted as it is
                continue
            for location, text in texts_in(entry.record):
                for one, pattern in patterns:
                    met = pattern.search(text)
                    if met:
                        yield (
                            id_of(entry.record),
                            entry.problem(
                                location,
                                f"{quote(met[0])} is a word that we avoid. Say instead: {one.instead}.",
                            ),
                        )


RULE = Rule(
    name="avoided-words-stay-away",
    protects="a parent, who must read no alarm, no false comfort, no promise and no verdict",
    find=find,
    may_be_excepted=True,
)
