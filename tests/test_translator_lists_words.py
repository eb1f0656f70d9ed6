"""For the translator: what parents type in a language stays in use when the English list changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib

from translation.files import Translations, update
from translation.texts import Original

ENGLISH = Original("data/signs.yaml", "signs.seizure", "search_words", "seizure | fit")
SPANISH = "convulsiones | convulcion | ataque"


def test_a_new_english_word_leaves_the_words_of_a_language_in_use(tmp_path: Path) -> None:
    written = polib.POFile()
    written.append(polib.POEntry(msgctxt=ENGLISH.context, msgid=ENGLISH.text, msgstr=SPANISH))
    written.save(str(tmp_path / "signs.po"))
    longer = replace(ENGLISH, text=f"{ENGLISH.text} | shaking")
    assert Translations(tmp_path).words_of(longer) == SPANISH
    update(Translations(tmp_path), [longer])
    assert Translations(tmp_path).words_of(longer) == SPANISH


def test_a_list_that_nobody_has_written_is_absent(tmp_path: Path) -> None:
    assert Translations(tmp_path).words_of(ENGLISH) is None
