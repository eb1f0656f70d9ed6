"""Check the data and the guides: `python -m gate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from catalogue.guides import guides_in
from catalogue.problems import DataError, Problem, merge_alike
from catalogue.state import build_day
from gate.addresses import departures, lost_addresses
from gate.comparison import compare_records
from gate.history import NoHistoryError, base_of
from gate.project import problems_outside_records
from gate.reviews import guides_changed_since_review, records_changed_since_review
from gate.summary import annotation, as_comment
from gate.vital import vital_differences
from gate.vital_guides import guide_differences

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"


def main() -> int:
    """Print every problem and every warning, and return 1 if there is a problem."""
    try:
        records = check_records(DATA, build_day())
    except LookupError as error:
        print(f"Nothing was checked: {error}.")
        return 1
    except DataError as error:
        return refuse(error.problems, [])
    catalogue = Catalogue(records, guides_in(PROJECT / "docs"))
    warnings = {*records.doubts, *problems_outside_records(catalogue, PROJECT)}
    # GitHub annotates only ten warnings, so safety-critical changes go first.
    found = [*compare_with_history(catalogue, DATA), *merge_alike(warnings)]
    doubts = [problem for problem in found if not problem.stops]
    if problems := sorted(problem for problem in found if problem.stops):
        return refuse(problems, doubts)
    total = len(list(records.all()))
    report([], doubts, f"The data is good: {total} records.")
    return 0


def refuse(problems: Sequence[Problem], doubts: Sequence[Problem]) -> int:
    """Report the problems that must be fixed, and return the exit code."""
    count = len(problems)
    report(
        problems, doubts, f"{count} {'problem' if count == 1 else 'problems'} to fix. Nothing was published."
    )
    return 1


def compare_with_history(catalogue: Catalogue, data: Path) -> list[Problem]:
    """Return the changes since an earlier commit that nobody should overlook."""
    records, docs = catalogue.records, data.parent / "docs"
    try:
        base = base_of(data.parent)
        comparison = compare_records(records, data, base)
        differences = [
            *vital_differences(comparison),
            *guide_differences(data.parent, base),
            *departures(comparison),
            *lost_addresses(comparison),
        ]
        reviews = merge_alike(
            [
                *records_changed_since_review(records, data),
                *guides_changed_since_review(catalogue.guides, docs),
            ]
        )
    except NoHistoryError:
        print("The git history isn't available, so nothing was compared with the earlier version.")
        return []
    if comparison.older:
        print(f"{comparison.older} earlier records are in an older format, so they weren't compared.")
    return sorted({*comparison.judge(differences), *reviews})


def report(problems: Sequence[Problem], warnings: Sequence[Problem], verdict: str) -> None:
    """Report everything where it will be read: in the terminal, or in the pull request."""
    on_github = "GITHUB_ACTIONS" in os.environ
    for problem in problems:
        print(annotation(problem, "error") if on_github else problem)
    for warning in warnings:
        print(annotation(warning, "warning") if on_github else f"Please check: {warning}")
    print(verdict)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(as_comment(problems, warnings, verdict))


if __name__ == "__main__":
    sys.exit(main())
