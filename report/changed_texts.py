"""Which records and guides differ between two versions of the content, and how far each is reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.entries import texts_in
from catalogue.guides import Guide
from catalogue.packets import Text, name_of
from catalogue.records import Contact, Gated, Reviewable
from pages.render import name_of as title_of
from pages.views.page import url_of

SHORTEST = 4  # letters of a line that tell which text it is from


@dataclass(frozen=True)
class Version:
    """One version of the content: its records and guides, and the folder of the guides."""

    catalogue: Catalogue
    docs: Path

    def texts(self) -> dict[str, Text]:
        """Return every record and guide by its name, such as sign/choking or guide/sleep."""
        texts: list[Text] = [record for _, own in self.catalogue.by_section() for record in own]
        return {name_of(text): text for text in (*texts, *self.catalogue.guides)}

    def words_of(self, text: Text) -> frozenset[str]:
        """Return what a text says, each field by itself; of a guide the lines."""
        if isinstance(text, Guide):
            return frozenset((self.docs / text.path).read_text(encoding="utf-8").splitlines())
        words = {" ".join(each.split()) for _, each in texts_in(text)}
        return frozenset(words | ({text.phone} if isinstance(text, Contact) and text.phone else set()))


@dataclass(frozen=True)
class ChangedText:
    """A record or guide of which words changed: its last version, both versions, and what went or came."""

    name: str
    text: Text
    before: Text | None
    after: Text | None
    words: frozenset[str]

    @property
    def title(self) -> str:
        """Return its title."""
        return self.text.head.title if isinstance(self.text, Guide) else title_of(self.text)

    @property
    def is_held(self) -> bool:
        """Return whether no page shows it before somebody has signed it."""
        return isinstance(self.after, Gated) and not self.after.is_shown

    @property
    def page(self) -> str:
        """Return the address of a guide, or nothing for a record, which may be on many pages."""
        return url_of(self.text.path) if isinstance(self.text, Guide) else ""

    @property
    def review(self) -> str:
        """Return how far it is reviewed, as part of a sentence."""
        before, now = (_reviewable(text) for text in (self.before, self.after))
        if self.after is None:
            return "taken out"
        if now is None:
            return "nobody signs texts of this kind"
        if now.reviewed_on is None:
            return "nobody has signed it yet"
        signed = f"signed by {now.reviewed_by} on {now.reviewed_on}"
        stale = before and (before.reviewed_by, before.reviewed_on) == (now.reviewed_by, now.reviewed_on)
        return f"{signed}, before this change" if stale else signed

    def says(self, lines: list[str]) -> bool:
        """Return whether any of these lines of a page is one of its changed words, or a part of them."""
        return any(
            line in words if len(line) >= SHORTEST else line == words
            for line in lines
            for words in self.words
        )


def _reviewable(text: Text | None) -> Reviewable | None:
    signed = text.head if isinstance(text, Guide) else text
    return signed if isinstance(signed, Reviewable) else None


def changed_texts(before: Version, after: Version) -> Iterator[ChangedText]:
    """Yield each record and guide of which words differ, came or went."""
    old, new = before.texts(), after.texts()
    for name, text in {**old, **new}.items():
        said = before.words_of(old[name]) if name in old else frozenset()
        says = after.words_of(new[name]) if name in new else frozenset()
        if words := said ^ says:
            yield ChangedText(name, text, old.get(name), new.get(name), words)
