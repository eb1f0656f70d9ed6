"""What every page has: where it is, what it is called, and the records it shows.

A view is built once. Its template draws it and can ask for nothing else, so what a page says about
itself (its sources, its review, its next check) is read off the view by walking its fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_type_hints

from catalogue.catalogue import Place
from catalogue.records import Record

T = TypeVar("T")

_BESIDE = object()

Beside = Annotated[T, _BESIDE]
"""The type of a field that is shown beside what a page is about: links, cards, whom to call.

Its records count for the page's review, and not for its list of sources.
"""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One generated page.

    `path` is its source path as MkDocs knows it; `place` is what staff open to change it: the record
    that it is about, or the first one of a list. A page to hand out has a PDF of `sheets` pages of
    paper in a build that makes handouts.
    """

    template: ClassVar[str]
    search_boost: ClassVar[float] = 1.0
    in_search: ClassVar[bool] = True
    in_menu: ClassVar[bool] = True
    sheets: ClassVar[int] = 0

    path: str
    title: str
    description: str
    place: Place

    @property
    def url(self) -> str:
        """Return the address below the site's root, such as ages/4-6-months/."""
        return url_of(self.path)

    @property
    def handout(self) -> str | None:
        """Return the address of the page's PDF, if it is one to hand out."""
        return f"handouts/{self.path.removesuffix('.md')}.pdf" if self.sheets else None


def url_of(path: str) -> str:
    """Return the address of a source path: the page of `signs.md` is at `signs/`."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def records_in(view: object, *, beside: bool) -> Iterator[Record]:
    """Yield every record in a view, in the order of its fields; what is beside it only if asked for."""
    if isinstance(view, Record):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from records_in(part, beside=beside)
    elif is_dataclass(view) and not isinstance(view, type):
        for name, is_beside in _fields_of(type(view)):
            if beside or not is_beside:
                yield from records_in(getattr(view, name), beside=beside)


@cache
def _fields_of(view: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return (name, whether it is `Beside`) for each field of a dataclass."""
    types = get_type_hints(view, include_extras=True)
    return tuple(
        (each.name, _BESIDE in getattr(types[each.name], "__metadata__", ())) for each in fields(view)
    )
