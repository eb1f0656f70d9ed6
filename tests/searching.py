"""Runs search on a built site without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from tests import node


class Hit(TypedDict):
    """One result, as the page shows it."""

    address: str
    title: str
    label: str
    look: str
    line: str


class Answer(TypedDict):
    """The answer of search to a query."""

    spanish: bool
    found: list[Hit]


def search(site: Path, queries: Iterable[str]) -> list[Answer]:
    """Return the answer to each query, from the scripts and the index of a built site."""
    (index,) = site.glob("assets/js-*/search.json")
    answered = node.run("tests/scripts/search.mjs", index.parent, given=json.dumps(list(queries)))
    answers: list[Answer] = json.loads(answered)
    return answers
