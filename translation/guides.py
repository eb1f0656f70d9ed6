"""The guides in another language: whole files, each section with a hash of the English that it was made from.

A file in `translations/es/guides/` has the head of its page, then its sections, each below a line such as
`<!-- of 1a2b3c4d -->`. A section whose English changed, or that has no translation, stays English.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify, unique

_HEADING = re.compile(r"(?m)^## +(.+?)[ \t]*$")
_OF = re.compile(r"(?m)^<!-- of ([0-9a-f]{8}) -->[ \t]*\n")

TRANSLATED = ("title", "description", "search_words")
"""The fields of a head that have a translation; the others are those of the English guide."""


ENGLISH_SECTION = '<div dir="ltr" lang="en"'
"""How a section that has no current translation starts, in Markdown and in HTML."""

CHECKED = ("checked_by", "checked_on", "checked_of")
"""The fields of a translated head that say which qualified translator has checked the guide, when, and a
hash of what they read. Once either text differs, the check is over."""


@dataclass(frozen=True)
class Text:
    """A guide as it is typed: the fields of its head, and its sections, the first up to the first heading."""

    head: dict[str, Any]
    sections: tuple[str, ...]

    @property
    def hashes(self) -> tuple[str, ...]:
        """Return the hash of each section; that of the first covers the translated part of the head."""
        head = json.dumps([self.head.get(name) for name in TRANSLATED])
        return tuple(_hash(text if number else head + text) for number, text in enumerate(self.sections))

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the anchor of each section's heading, as Markdown makes it; "" for the first."""
        used: set[str] = set()
        headings = (_HEADING.match(text) for text in self.sections)
        return tuple(unique(slugify(each[1], "-"), used) if each else "" for each in headings)


def english_guide(path: Path) -> Text:
    """Read a guide of `docs/`."""
    head, body = _parts(path)
    starts = [0, *(each.start() for each in _HEADING.finditer(body))]
    ends = [*starts[1:], len(body)]
    return Text(head, tuple(body[start:end].strip() for start, end in zip(starts, ends, strict=True)))


def translated_sections(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the head of a translated guide, and its sections by the hash of their English."""
    if not path.exists():
        return {}, {}
    head, body = _parts(path)
    _, *pairs = _OF.split(body)
    return head, {of: text.strip() for of, text in zip(pairs[::2], pairs[1::2], strict=True)}


def old_sections(english: Text, path: Path) -> Iterator[tuple[str, str]]:
    """Yield (hash, heading) for each section of a guide that has no current translation."""
    _, found = translated_sections(path)
    for of, text in zip(english.hashes, english.sections, strict=True):
        if of not in found:
            heading = _HEADING.match(text)
            yield of, heading[1] if heading else english.head["title"]


def write_docs(docs: Path, translated: Path, folder: Path) -> Iterator[str]:
    """Write the folder `docs` in another language: its assets, and each guide with its translated sections.

    Yields the path of each guide that no qualified translator has checked as it is now.
    """
    shutil.copytree(docs, folder, dirs_exist_ok=True)
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs)
        english, (head, found) = english_guide(path), translated_sections(translated / place)
        is_checked = check_of(english, head, found) is not None
        (folder / place).write_text(_composed(english, head, found, is_checked), encoding="utf-8")
        if not is_checked:
            yield place.as_posix()


def is_whole(english: Text, head: Mapping[str, Any], found: Mapping[str, str]) -> bool:
    """Return whether a guide has a current translation of each section, and of its head."""
    names = {name for name in TRANSLATED if name in english.head}
    return found.keys() >= set(english.hashes) and head.keys() >= names


def checked_of(english: Text, head: Mapping[str, Any], found: Mapping[str, str]) -> str:
    """Return the hash of both texts of a guide, which the check of a translator is about."""
    texts = [head.get(name) for name in TRANSLATED], [(of, found.get(of)) for of in english.hashes]
    return _hash(json.dumps(texts))


def check_of(
    english: Text, head: Mapping[str, Any], found: Mapping[str, str]
) -> tuple[str, datetime.date] | None:
    """Return who checked a translated guide, and when; None if nobody has, as it is now."""
    by, on, of = (head.get(name) for name in CHECKED)
    is_checked = is_whole(english, head, found) and str(of) == checked_of(english, head, found)
    return (by, on) if is_checked and by and on else None


def _composed(english: Text, head: Mapping[str, Any], found: Mapping[str, str], is_checked: bool) -> str:
    of_first, *_ = english.hashes
    names = [name for name in TRANSLATED if name in head] if of_first in found else []
    fields = {**english.head, **{name: head[name] for name in names}}
    if not is_checked:
        fields = {name: value for name, value in fields.items() if not name.startswith("reviewed_")}
    front_matter = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False, default=str)}\n" for name, value in fields.items()
    )
    sections = [
        _anchored(found[of], anchor)
        if of in found
        else f"{ENGLISH_SECTION} markdown>\n\n{_anchored(text, anchor)}\n\n</div>"
        for of, text, anchor in zip(english.hashes, english.sections, english.anchors, strict=True)
    ]
    return f"---\n{front_matter}---\n" + "\n\n".join(sections) + "\n"


def _anchored(section: str, anchor: str) -> str:
    """Return a section whose heading has the anchor of the English one, so that links lead to both."""
    return _HEADING.sub(rf"## \1 {{: #{anchor} }}", section, count=1) if anchor else section


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    """Return the head of a guide, and its text. Raises LookupError with a sentence if it can't be read."""
    try:
        _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        return dict(yaml.safe_load(front_matter)), body
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        sentence = f"{path.name} has no head between two lines of ---, or one that can't be read"
        raise LookupError(sentence) from error


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
