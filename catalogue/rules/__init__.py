"""The rules about records and how they fit together, one per file.

A rule yields one problem for each violation. data/house/exceptions.yaml lists the records
that may break a rule for now, and why; an exception that is no longer needed is itself a
problem. To add a rule, add a file with a function `find` below `@protects`.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from catalogue.entries import RULES, Entry, RecordRule, Records
from catalogue.problems import Problem, did_you_mean, quote
from catalogue.records import RuleException
from catalogue.rules import links_lead_somewhere

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def _of_rule(problem: Problem, rule: RecordRule) -> Problem:
    """Return a problem with its rule's `stops`, and with the rule's name if it allows exceptions."""
    name = f" (Rule: {rule.name}.)" if rule.may_be_excepted else ""
    return dataclasses.replace(problem, sentence=f"{problem.sentence}{name}", stops=rule.stops)


def problems_between(records: Records) -> Iterator[Problem]:
    """Yield all violations without an exception, then the exceptions that aren't needed."""
    excepted = {
        (entry.record.rule, record) for entry in records.of(RuleException) for record in entry.record.records
    }
    names = {each.name for each in RULES if each.may_be_excepted}
    half_made = records.listed_in_failed("exceptions") | {
        record for (name, record) in excepted if name not in names
    }
    needed: set[tuple[str, str]] = set()
    all_lead_somewhere = True
    for each in RULES:
        if each.may_be_excepted and "exceptions" in records.unread:
            continue
        for problem in each.find(records):
            all_lead_somewhere &= each.find is not links_lead_somewhere.find
            if each.may_be_excepted and (each.name, problem.record) in excepted:
                needed.add((each.name, problem.record))
            elif not (each.may_be_excepted and problem.record in half_made):
                yield _of_rule(problem, each)
    for entry in records.of(RuleException):
        name = entry.record.rule
        if name not in names:
            hint = did_you_mean(name, names) or f" Those are: {', '.join(sorted(names))}."
            yield entry.problem(("rule",), f"{quote(name)} is not a rule that can have exceptions.{hint}")
        elif all_lead_somewhere and not (records.unread or records.failed):
            yield from _not_needed(
                entry, [each for each in entry.record.records if (name, each) not in needed]
            )


def _not_needed(entry: Entry[RuleException], kept: list[str]) -> Iterator[Problem]:
    """Yield one problem for all records in an exception that don't need it."""
    if not kept:
        return
    first, *others = kept
    location = ("records", entry.record.records.index(first))
    rule = f'the rule "{entry.record.rule}"'
    if others:
        sentence = f"{', '.join(map(quote, kept))} follow {rule}, or no longer exist. Remove them"
    else:
        sentence = f"{quote(first)} follows {rule}, or no longer exists. Remove it"
    yield entry.problem(location, f"{sentence} from this exception.")
