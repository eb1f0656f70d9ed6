"""Check the data alone: `python -m catalogue`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from catalogue.check import checked_records
from catalogue.problems import DataError


def main() -> int:
    """Print every problem, and return 1 if there is one."""
    data = Path(__file__).resolve().parent.parent / "data"
    try:
        records = checked_records(data)
    except DataError as error:
        for problem in error.problems:
            print(problem.annotation() if "GITHUB_ACTIONS" in os.environ else problem)
        count = len(error.problems)
        print(f"{count} {'thing' if count == 1 else 'things'} to mend. Nothing was published.")
        return 1
    total = sum(len(entries) for entries in records.entries.values())
    print(f"The data is good: {total} records.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
