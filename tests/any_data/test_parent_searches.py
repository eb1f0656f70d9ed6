"""For the parent who types a worry: search finds what the clinic expects, and everything by its name."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path

import pytest

from catalogue.catalogue import Catalogue
from catalogue.records import SearchCheck
from pages.addresses import Addresses
from tests.searching import search

LARGEST = 60_000  # bytes, zipped: 1.2 s at 400 kbit/s


@pytest.fixture(scope="module")
def entries(site: Path) -> dict[str, str]:
    """The titles and words of each address in the index."""
    (index,) = site.glob("assets/js-*/search.json")
    by_address: dict[str, str] = {}
    for address, title, _, _, words in json.loads(index.read_text(encoding="utf-8"))["entries"]:
        by_address[address] = by_address.get(address, "") + f"|{title}|{words}"
    return by_address


@cache
def _ids_in(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8")))


def test_each_query_of_the_clinic_finds_what_it_must(site: Path, catalogue: Catalogue, language: str) -> None:
    checks = [check for check in catalogue.all(SearchCheck) if check.language == language]
    answers = search(site, (check.query for check in checks))
    wrong = []
    for check, answer in zip(checks, answers, strict=True):
        first = answer["found"][0]["address"] if answer["found"] else "nothing"
        if first not in check.finds:
            place = catalogue.place_of(check)
            wrong.append(
                f'{place.file}, line {place.line}: a parent who types "{check.query}" gets {first} first, '
                f"not {' or '.join(check.finds)}. Add words to search_words of the record that must be "
                "first, or take them from the other; for another language, in translations/."
            )
    assert not wrong, "\n".join(wrong)


def test_every_address_in_the_index_exists(site: Path, entries: dict[str, str]) -> None:
    dead = []
    for address in entries:
        path, _, anchor = address.partition("#")
        file = site / path / "index.html"
        if not file.is_file() or (anchor and anchor not in _ids_in(file)):
            dead.append(address)
    assert not dead


def test_every_record_is_found_by_the_words_that_parents_type(
    entries: dict[str, str], catalogue: Catalogue
) -> None:
    addresses = Addresses(catalogue)
    for record in (*catalogue.signs, *catalogue.activities):
        found = entries[addresses.of(record)].split("|")
        assert {record.title, *record.search_words} <= set(found), record.id
    for record in (*catalogue.ages, *catalogue.skills):
        assert record.title in entries[addresses.of(record)]


def test_staff_pages_are_not_found(entries: dict[str, str]) -> None:
    assert not [address for address in entries if address.startswith(("staff/", "components/"))]


def test_what_is_urgent_comes_before_play(site: Path, catalogue: Catalogue) -> None:
    signs = [sign for sign in catalogue.signs if sign.act_now]
    play = [f"activities/{activity.id}/" for activity in catalogue.activities]
    for sign, answer in zip(signs, search(site, (sign.title for sign in signs)), strict=True):
        assert answer["found"][0]["address"] not in play, sign.id


def test_search_is_light_enough_for_a_weak_signal(site: Path) -> None:
    (index,) = site.glob("assets/js-*/search.json")
    parts = [index, *(index.parent / name for name in ("search.js", "find.js", "vendor/minisearch.js"))]
    assert sum(len(gzip.compress(part.read_bytes(), 6)) for part in parts) <= LARGEST
