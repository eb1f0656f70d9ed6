from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import Problem
from catalogue.records import AvoidedWords


@protects("a parent who would read a verdict, because the check has no words left to look for", stops=False)
def find(records: Records) -> Violations:
    if records.is_whole("avoid") and not records.of(AvoidedWords):
        sentence = "no words are listed to avoid, so the check can't find any. Put the records back."
        yield Problem("data/house/avoid.yaml", 1, sentence)
