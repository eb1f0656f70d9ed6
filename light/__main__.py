"""Make every page of a built site light: `python -m light FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from light.page import Lightener

if __name__ == "__main__":
    site = Path(sys.argv[1])
    lightener = Lightener(lambda path: (site / path).read_text(encoding="utf-8"))
    for page in site.rglob("*.html"):
        page.write_text(lightener.lighten(page.read_text(encoding="utf-8")), encoding="utf-8")
