"""Print the state of the content: `make report`, after `make site`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.records import Language, OpenItem, RuleException
from catalogue.state import backing_of, build_day, coverage_of, due_days, packet_states
from report.reading import reading_of
from translation.files import languages_in
from translation.state import states_of
from translation.texts import originals_of

ROOT = Path(__file__).resolve().parent.parent
STAFF_PAGES = ("staff", "components")


def coverage(catalogue: Catalogue) -> Iterator[str]:
    """Yield the number of records by skill area and age."""
    yield "## What is there: milestones (3 in 4 / often) and activities, by age\n"
    yield "| skill area | " + " | ".join(age.title for age in catalogue.ages) + " |"
    yield "| --- " * (len(catalogue.ages) + 1) + "|"
    for row in coverage_of(catalogue):
        cells = [f"{most}/{often} and {activities}" for most, often, activities in row.by_age]
        yield f"| {row.skill.title} | {' | '.join(cells)} |"


def backing(catalogue: Catalogue) -> Iterator[str]:
    """Yield the evidence for the records, and which sources were cited from memory."""
    yield "\n## What it rests on\n"
    yield "| kind | records | read | second-hand | from memory | no source | source in part | reviewed |"
    yield "| --- " * 8 + "|"
    for row in backing_of(catalogue):
        yield (
            f"| {row.kind} | {row.records} | {row.read} | {row.second_hand} | {len(row.from_memory)} "
            f"| {len(row.without_source)} | {row.sourced_in_part} | {row.reviewed} |"
        )
    yield "\nNamed from memory: find and read the source before the clinic signs.\n"
    for row in backing_of(catalogue):
        for record in row.from_memory:
            yield f"- {row.kind} `{record.id}`: {', '.join(record.sources)}"
    yield "\nWithout a source:\n"
    for row in backing_of(catalogue):
        if row.without_source:
            yield f"- {row.kind}: {', '.join(record.id for record in row.without_source)}"


def review(catalogue: Catalogue) -> Iterator[str]:
    """Yield how far the review of each packet has come."""
    yield "\n## What is signed\n"
    yield "| packet | minutes | signed | by | waits | next check |"
    yield "| --- " * 6 + "|"
    for row in packet_states(catalogue):
        by = "; ".join(row.progress.by)
        signed = f"{row.progress.signed} of {row.progress.count}"
        yield (
            f"| {row.number}. {row.title} | {row.minutes} | {signed} | {by} | {row.progress.waiting} "
            f"| {row.progress.due or ''} |"
        )


def translation(catalogue: Catalogue) -> Iterator[str]:
    """Yield how much of each translation is there, and how much a qualified translator has checked."""
    yield "\n## What is translated\n"
    yield "| language | texts | translated | checked | guides | translated | checked |"
    yield "| --- " * 7 + "|"
    originals = tuple(originals_of(catalogue.records, ROOT))
    for language in languages_in(ROOT):
        states = list(states_of(originals, ROOT, language))
        cells = [
            f"{len(own)} | {sum(each.is_translated for each in own)} | {sum(each.is_checked for each in own)}"
            for own in ([each for each in states if each.is_guide == guides] for guides in (False, True))
        ]
        yield f"| {catalogue.get(Language, language).title} | {' | '.join(cells)} |"


def due(catalogue: Catalogue) -> Iterator[str]:
    """Yield when checks are due, open items, and exceptions from rules."""
    yield "\n## What is due\n"
    today = build_day()
    for each in due_days(catalogue):
        when = f"overdue since {each.day}" if each.day < today else f"{each.day}"
        yield f"- {when}: the next check of {each.sources} sources and {each.reviews} reviewed records"
    for item in catalogue.all(OpenItem):
        about = f" ({', '.join(item.records)})" if item.records else ""
        yield f"- open: {item.title}. {item.who}. {item.why}{about}"
    for exception in catalogue.all(RuleException):
        yield f"- exception from `{exception.rule}` for {', '.join(exception.records)}: {exception.why}"


def reading(site: Path) -> Iterator[str]:
    """Yield the reading grade of every page for parents, hardest first, and body parts such as "the head"."""
    yield "\n## How hard it is to read (school grade)\n"
    yield "| page | words | grade | raw grade | SMOG | body parts of nobody |"
    yield "| --- " * 6 + "|"
    rows = []
    for path in site.rglob("index.html"):
        address = path.relative_to(site).parent.as_posix()
        if address not in STAFF_PAGES:
            rows.append((address, reading_of(path.read_text(encoding="utf-8"))))
    for address, one in sorted(rows, key=lambda row: (-row[1].grade, row[0])):
        grades = f"{one.grade:.1f} | {one.raw_grade:.1f} | {one.smog:.1f}"
        yield f"| {address} | {one.words} | {grades} | {one.of_nobody} |"


def main() -> int:
    """Print the report."""
    site = ROOT / "site"
    if not site.is_dir():
        print("There is no built site to measure. Run make site first.", file=sys.stderr)
        return 1
    catalogue = load_catalogue(ROOT / "data", build_day())
    for part in (coverage, backing, review, translation, due):
        print("\n".join(part(catalogue)))
    print("\n".join(reading(site)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
