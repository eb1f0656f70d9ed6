"""Print the state of the content: `make report`, after `make site`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue, load_catalogue
from report.reading import reading_of

ROOT = Path(__file__).resolve().parent.parent


def coverage(catalogue: Catalogue) -> Iterator[str]:
    """Yield how many milestones and activities there are by age and skill area."""
    yield "## What is there: milestones (at least 3 in 4, by the end of the age) / activities\n"
    yield "| skill area | " + " | ".join(age.title for age in catalogue.ages) + " |"
    yield "| --- " * (len(catalogue.ages) + 1) + "|"
    for skill in catalogue.skills:
        cells = []
        for age in catalogue.ages:
            steps = [step for step in catalogue.ladder_of(skill) if step.age == age]
            milestones = sum(len(step.most) for step in steps)
            cells.append(f"{milestones} / {len(catalogue.activities_of(skill, age))}")
        yield f"| {skill.title} | {' | '.join(cells)} |"


def backing(catalogue: Catalogue) -> Iterator[str]:
    """Yield how the records are backed, and which wait for a review."""
    yield "\n## What it rests on\n"
    yield "| kind | records | read | second-hand | from memory | practice only | part practice | reviewed |"
    yield "| --- " * 8 + "|"
    for kind, records in catalogue.backed_by_kind():
        checked = Counter(record.checked for record in records)
        only = sum(record.basis is not None and not record.sources for record in records)
        part = sum(record.basis is not None and bool(record.sources) for record in records)
        seen = sum(record.reviewed_on is not None for record in records)
        yield (
            f"| {kind} | {len(records)} | {checked['read']} | {checked['second-hand']} "
            f"| {checked['knowledge']} | {only} | {part} | {seen} |"
        )
    yield "\n### Named from memory: find and read the source before the clinic signs\n"
    for kind, records in catalogue.backed_by_kind():
        for record in records:
            if record.checked == "knowledge":
                yield f"- {kind} `{record.id}`: {', '.join(record.sources)}"


def due(catalogue: Catalogue) -> Iterator[str]:
    """Yield the day on which each source's next check is due, and the exceptions."""
    yield "\n## What is due\n"
    by_day = Counter(catalogue.next_check_after(source.checked_on) for source in catalogue.sources)
    for day, count in sorted(by_day.items()):
        yield f"- {day}: the next check of {count} sources"
    for exception in catalogue.exceptions:
        yield f"- exception from `{exception.rule}` for {', '.join(exception.records)}: {exception.why}"


def reading(site: Path) -> Iterator[str]:
    """Yield the reading grade of every built page, the hardest first."""
    yield "\n## How hard it is to read\n"
    yield "| page | words | grade | raw grade | SMOG |"
    yield "| --- " * 5 + "|"
    rows = []
    for path in site.rglob("index.html"):
        measured = reading_of(path.read_text(encoding="utf-8"))
        rows.append((measured.grade, path.relative_to(site).parent.as_posix(), measured))
    for _, address, one in sorted(rows, key=lambda row: (-row[0], row[1])):
        yield f"| {address} | {one.words} | {one.grade:.1f} | {one.raw_grade:.1f} | {one.smog:.1f} |"


def main() -> int:
    """Print the report."""
    site = ROOT / "site"
    if not site.is_dir():
        print("There is no built site to measure. Run make site first.", file=sys.stderr)
        return 1
    catalogue = load_catalogue(ROOT / "data")
    for part in (coverage(catalogue), backing(catalogue), due(catalogue), reading(site)):
        print("\n".join(part))
    return 0


if __name__ == "__main__":
    sys.exit(main())
