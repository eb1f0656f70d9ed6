"""List what still stands in the way of the launch: `python -m publish.launch_check`.

It prints one sentence for each thing, and nothing if all is well. It asks GitHub whether Pages is on, and
needs no network for the rest. SITE_URL and SITE_REPO are those of the published site.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from catalogue import launch, packets, urgency
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.problems import DataError
from catalogue.records import Contact, FirstAid, OpenItem, PublicKind, Record
from catalogue.state import build_day, packet_states

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 3  # of many records, how many are named

Ask = Callable[[str], bool | None]
"""Tells whether a repository has Pages; None if GitHub doesn't say."""


def obstacles(catalogue: Catalogue, address: str, repository: str, has_pages: Ask) -> Iterator[str]:
    """Yield what still stands in the way of the launch, a sentence each."""
    yield from _about_clinic(catalogue)
    yield from _about_texts(catalogue)
    yield from _about_public(catalogue)
    yield from _about_address(address)
    yield from _about_pages(repository, has_pages)


def _about_clinic(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.get(Contact, "clinic").phone is None:
        yield "The clinic's phone number isn't known: add it to the contact clinic in data/clinic.yaml."
    if items := catalogue.all(OpenItem):
        yield f"{_count(items, 'question')} still open in data/house/open-items.yaml: settle and remove each."


def _about_texts(catalogue: Catalogue) -> Iterator[str]:
    urgent = (*urgency.urgent_signs(catalogue), *catalogue.all(FirstAid))
    unsigned = [record for record in urgent if record.reviewed_on is None]
    if unsigned:
        yield f"Is it urgent? has {_count(unsigned, 'text')} that nobody signed: {_named(unsigned)}."
    unsourced = [record for record in urgent if not record.is_fully_sourced]
    if unsourced:
        yield f"Is it urgent? has {_count(unsourced, 'text')} without a full source: {_named(unsourced)}."
    waiting = [each for each in packet_states(catalogue) if each.progress.waiting]
    if waiting:
        texts = sum(each.progress.waiting for each in waiting)
        yield (
            f"{_count(waiting, 'review packet')} with {texts} unsigned in all: the first is packet "
            f"{waiting[0].number}, {waiting[0].title}. make report lists them."
        )


def _about_public(catalogue: Catalogue) -> Iterator[str]:
    left = [kind for kind in get_args(PublicKind) if kind not in launch.public_kinds(catalogue)]
    if left:
        yield f"Still a preview: {', '.join(left)}. Once signed, add them to public in data/clinic.yaml."


def _about_address(address: str) -> Iterator[str]:
    host = urlsplit(address).hostname or ""
    if not address.startswith("https://") or not host:
        yield "The address of the site isn't known: set SITE_URL, as PUBLISHING.md says."
    elif host.endswith(".github.io"):
        yield f"The site has no domain of its own: {host} shares what a device keeps with other sites."


def _about_pages(repository: str, has_pages: Ask) -> Iterator[str]:
    if not repository:
        yield "The repository isn't known: set SITE_REPO to its name on GitHub, such as clinic/infant-ot."
        return
    answer = has_pages(repository)
    if answer is None:
        yield f"GitHub didn't say whether {repository} has Pages: look under Settings, Pages."
    elif not answer:
        yield f"Pages is off for {repository}: choose GitHub Actions as the source under Settings, Pages."


def _count(things: Sequence[object], word: str) -> str:
    number = len(things)
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _named(texts: Sequence[Record]) -> str:
    names = [packets.name_of(text) for text in texts]
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def ask_github(repository: str) -> bool | None:
    """Return whether a public repository has Pages, as GitHub says it to anybody."""
    try:
        with urllib.request.urlopen(f"https://api.github.com/repos/{repository}", timeout=10) as answer:
            return bool(json.load(answer)["has_pages"])
    except (OSError, ValueError, KeyError):
        return None


def main() -> int:
    """Print what stands in the way, and return an exit code."""
    try:
        catalogue = load_catalogue(ROOT / "data", build_day())
    except (DataError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    address, repository = (os.environ.get(name, "") for name in ("SITE_URL", "SITE_REPO"))
    for sentence in obstacles(catalogue, address, repository, ask_github):
        print(f"- {sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
