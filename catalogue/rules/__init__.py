"""The rules that hold between records: one file and one shape each.

A rule yields one problem for each place that breaks it. Where records must break
a rule for now, data/exceptions.yaml says so and why; an exception that is no
longer needed is itself a problem. To add a rule, add a file with a `RULE`.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from catalogue.entries import Records, Rule
from catalogue.problems import Problem, did_you_mean, quote
from catalogue.records import Exempt

RULES: tuple[Rule, ...] = tuple(
    import_module(f"{__name__}.{module.name}").RULE for module in pkgutil.iter_modules(__path__)
)


def _of_rule(problem: Problem, rule: Rule) -> Problem:
    """Return a problem that stops or not as its rule says, with the name that an exception takes."""
    name = f" (Rule: {rule.name}.)" if rule.may_be_excepted else ""
    return dataclasses.replace(problem, sentence=f"{problem.sentence}{name}", stops=rule.stops)


def problems_between(records: Records) -> Iterator[Problem]:
    """Yield what breaks a rule and isn't excepted, then the exceptions that aren't needed."""
    excepted = {
        (entry.record.rule, record): (entry, number)
        for entry in records.of(Exempt)
        for number, record in enumerate(entry.record.records)
    }
    names = {each.name for each in RULES if each.may_be_excepted}
    half_made = records.listed_in_failed("exceptions") | {
        record for (name, record) in excepted if name not in names
    }
    needed: set[tuple[str, str]] = set()
    for each in RULES:
        if each.may_be_excepted and "exceptions" in records.unread:
            continue
        for record_id, problem in each.find(records):
            if each.may_be_excepted and (each.name, record_id) in excepted:
                needed.add((each.name, record_id))
            elif not (each.may_be_excepted and record_id in half_made):
                yield _of_rule(problem, each)
    for (name, record_id), (entry, number) in excepted.items():
        if name not in names:
            hint = did_you_mean(name, names) or f" Those are: {', '.join(sorted(names))}."
            yield entry.problem(("rule",), f"{quote(name)} is not a rule that can have exceptions.{hint}")
        elif (name, record_id) not in needed and not (records.unread or records.failed):
            yield entry.problem(
                ("records", number),
                f'"{record_id}" keeps the rule "{name}", or there is no such record. '
                "Take it out of this exception.",
            )
