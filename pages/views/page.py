"""The base of every view: a page's address, its title and the records it shows.

A view is built once, and its template can use nothing else. What a page says about itself (its sources, its
review, its next check) is therefore computed from the records in the view's fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_type_hints

from catalogue.records import Record

T = TypeVar("T")

_RELATED = object()

Related = Annotated[T, _RELATED]
"""The type of a field that a page shows but isn't about: links, cards, contacts.

Its records count toward the page's review, but not toward its list of sources.
"""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One generated page.

    `path` is its source path in the docs folder. `sheets` is the most printed pages of its PDF in a build
    with handouts, 0 if it has none. A page `about_emergencies` doesn't show the clinic's number.
    """

    template: ClassVar[str]
    in_search: ClassVar[bool] = True
    in_menu: ClassVar[bool] = True
    sheets: ClassVar[int] = 0
    about_emergencies: ClassVar[bool] = False

    path: str
    title: str
    description: str

    @property
    def url(self) -> str:
        """Return the address relative to the site's root, such as ages/4-6-months/."""
        return url_of(self.path)

    @property
    def handout(self) -> str | None:
        """Return the address of the page's PDF, or None if it has none."""
        return f"handouts/{self.path.removesuffix('.md')}.pdf" if self.sheets else None


def url_of(path: str) -> str:
    """Return the address of a source path: `signs/` for `signs.md`."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.split("/")[-1] == "index" else f"{stem}/"


def records_in(view: object, *, related: bool) -> Iterator[Record]:
    """Yield every record in a view, in the order of its fields; those of `Related` fields only on request."""
    if isinstance(view, Record):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from records_in(part, related=related)
    elif is_dataclass(view) and not isinstance(view, type):
        for name, is_related in _fields_of(type(view)):
            if related or not is_related:
                yield from records_in(getattr(view, name), related=related)


@cache
def _fields_of(view: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return (name, whether it is `Related`) for each field of a dataclass."""
    types = get_type_hints(view, include_extras=True)
    return tuple(
        (each.name, _RELATED in getattr(types[each.name], "__metadata__", ())) for each in fields(view)
    )
