"""For the clinician: every text that needs a review is in one packet, whole, and no packet takes too long."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.packets import LONGEST, Packet, name_of, plan_packets
from catalogue.records import SECTIONS, Activity, FirstAid, Pack, Phrase, Record, Reviewable, Withdrawable
from review.edit import Signature, sign_records
from review.shown import Reader
from tests.any_data.conftest import in_english_only
from tests.conftest import ROOT

FASTEST = 238  # words a minute, as adults read nonfiction


@pytest.fixture(scope="module")
def packets(catalogue: Catalogue) -> tuple[Packet, ...]:
    return plan_packets(catalogue)


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue, docs: Path) -> Reader:
    return Reader(catalogue, ROOT / "templates", docs)


def words_of(html: str) -> str:
    return " ".join(LexborHTMLParser(html).text(separator=" ").split())


@in_english_only
def test_each_text_is_in_exactly_one_packet(
    catalogue: Catalogue, packets: tuple[Packet, ...], docs: Path
) -> None:
    read = Counter(name_of(text) for packet in packets for text in packet.texts)
    wanted = {
        f"{section.model.kind_in_names}/{entry.record.id}"
        for section in SECTIONS
        if issubclass(section.model, Reviewable) and issubclass(section.model, Record)
        for entry in catalogue.records.of(section.model)
        if not isinstance(entry.record, Withdrawable) or entry.record.withdrawn_on is None
        if not isinstance(entry.record, Phrase) or entry.record.gives_advice
    }
    wanted |= {f"guide/{path.stem}" for path in docs.rglob("*.md")}
    assert read == Counter(wanted)


@in_english_only
def test_the_most_urgent_packet_is_the_first(packets: tuple[Packet, ...]) -> None:
    assert [packet.number for packet in packets] == list(range(1, len(packets) + 1))
    assert all(isinstance(text, FirstAid) for text in packets[0].texts)


@in_english_only
def test_a_packet_shows_all_that_a_record_says_and_takes_no_longer_than_one_sitting(
    packets: tuple[Packet, ...], reader: Reader
) -> None:
    for packet in packets:
        assert 0 < packet.minutes <= LONGEST, packet.title
        read = 0
        for text in packet.texts:
            words = words_of(reader.show(text).html)
            read += len(words.split())
            if isinstance(text, Record):
                for place, said in texts_in(text):
                    is_the_pages_own = isinstance(text, Activity | Pack) and place == ("title",)
                    assert said in words or is_the_pages_own, f"{name_of(text)}, {place}"
        assert read / FASTEST <= LONGEST, packet.title


@in_english_only
def test_each_record_can_be_signed_and_nothing_else_changes(catalogue: Catalogue, data: Path) -> None:
    signature = Signature("A clinician in a test, OT", datetime.date(2026, 11, 20))
    by_file: dict[str, dict[tuple[str, str], Signature]] = defaultdict(dict)
    for section, records in catalogue.by_section():
        if issubclass(section.model, Reviewable):
            for record in records:
                by_file[catalogue.place_of(record).file][section.name, record.id] = signature
    for file, signatures in by_file.items():
        # It compares all that the file says before and after.
        sign_records((data.parent / file).read_text(encoding="utf-8"), signatures)


SENDS = {
    "en": r"call 911|emergency room|doctor now|call \{number\} now|wait because",
    "es": r"llame (?:ahora )?al 911|sala de emergencias|(?:doctor|pediatra) ahora"
    r"|llame ahora al \{number\}|llame al \{number\} ahora|no espere",
}


def test_a_phrase_that_sends_a_parent_for_help_is_signed(catalogue: Catalogue, language: str) -> None:
    sends = re.compile(SENDS[language], re.IGNORECASE)
    said = [phrase for phrase in catalogue.all(Phrase) if sends.search(phrase.text)]
    assert said
    assert [phrase.id for phrase in said if not phrase.gives_advice] == []
