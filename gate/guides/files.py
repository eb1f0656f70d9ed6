"""Check the files in `docs/`: guides, pictures, and what the pages load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from catalogue.problems import Problem, cut

LARGEST_PICTURE = 300  # kB

_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
_LOADED = _PICTURES | {".css", ".csv", ".js", ".ts", ".txt"}
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf", ".txt"})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")


def strays_in(docs: Path) -> Iterator[Problem]:
    """Yield the files in the folder `docs` that don't belong there, have a bad name or are too large."""
    for path in sorted(docs.rglob("*")):
        place = path.relative_to(docs)
        if path.is_dir() or any(part.startswith(".") for part in place.parts):
            continue
        sentence = _about(path, in_assets=place.parts[0] == "assets")
        if sentence:
            yield Problem(f"{docs.name}/{cut(place.as_posix(), 120)}", 1, sentence)


def is_name(name: str) -> bool:
    """Return whether a guide can have this file name; others are reported by `strays_in`."""
    return bool(_NAME.fullmatch(name))


def _about(path: Path, *, in_assets: bool) -> str:
    kind = path.suffix.lower()
    kilobytes = path.stat().st_size // 1000
    if kind == ".md":
        meant = "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or "a-new-guide"
        return (
            ""
            if is_name(path.name)
            else (
                "the name of a guide is part of its address: lowercase letters, digits and single dashes. "
                f'Rename it to "{meant}.md".'
            )
        )
    if kind in _PICTURES and kilobytes > LARGEST_PICTURE:
        return (
            f"this picture has {kilobytes} kB, and the limit is {LARGEST_PICTURE} kB, for phones. "
            "Save a smaller version."
        )
    if kind in (_LOADED if in_assets else _PICTURES):
        return ""
    if kind in _DOCUMENTS:
        return "a document can't be published from here. Move its text into a guide, and delete the file."
    return "no page needs this type of file. Delete it."
