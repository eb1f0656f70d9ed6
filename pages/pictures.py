"""Icons and drawings, as one SVG sprite per page.

A template writes `picture("icons", "clock")`; the finished page gets a hidden sprite with the pictures it
uses, each once. Inline SVG takes the color of the text around it.
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

_SIZE = re.compile(r'viewBox="\S+ \S+ (\S+ \S+)"')
_SHOWN = re.compile(r'<use href="#(icons|drawings)-([a-z0-9-]+)"')


class Pictures:
    """The SVG files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._symbols: dict[tuple[str, str], str] = {}

    def show(self, kind: str, name: str) -> Markup:
        """Return a reference to one picture, in its proportions.

        Raises LookupError if there is no such file.
        """
        (size,) = _SIZE.findall(self._symbol(kind, name))
        return Markup(f'<svg viewBox="0 0 {size}"><use href="#{kind}-{name}" /></svg>')

    def add_sprite(self, html: str) -> str:
        """Return a page's HTML with the sprite of the pictures it uses."""
        shown = dict.fromkeys(_SHOWN.findall(html))
        if not shown:
            return html
        symbols = "".join(self._symbol(kind, name) for kind, name in shown)
        return f'{html}\n<svg class="app-pictures" aria-hidden="true">{symbols}</svg>'

    def _symbol(self, kind: str, name: str) -> str:
        if (kind, name) not in self._symbols:
            path = self._folder / kind / f"{name}.svg"
            if not path.exists():
                raise LookupError(f'there is no picture "{name}" in templates/{kind}')
            svg = path.read_text(encoding="utf-8").strip().removesuffix("</svg>").removeprefix("<svg")
            svg = svg.replace(' xmlns="http://www.w3.org/2000/svg"', "")
            self._symbols[kind, name] = f'<symbol id="{kind}-{name}"{svg}</symbol>'
        return self._symbols[kind, name]
