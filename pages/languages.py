"""The languages in which the site is built, and where each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE, Language
from translation.files import languages_in


@dataclass(frozen=True)
class Edition:
    """The site in one language: its code, name and folder (es/), and the way from the root of this one."""

    code: str
    title: str
    folder: str
    path: str


def editions_of(catalogue: Catalogue, project: Path, language: str) -> Iterator[Edition]:
    """Yield the site in each language that is built, that of the data first, as seen from that in `language`.

    Pages have the same address in each of them, below its folder.
    """
    back = "../" if language != LANGUAGE else ""
    built = (LANGUAGE, *languages_in(project))
    for each in catalogue.all(Language):
        if each.id in built:
            folder = "" if each.id == LANGUAGE else f"{each.id}/"
            yield Edition(each.id, each.title, folder, back + folder)
