"""Write the sources of the whole site to a folder, without MkDocs: `python -m pages.write FOLDER`.

The folder then holds every generated page and every guide as a Markdown file without macros, the open data,
and the assets: what any generator of static sites needs.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import yaml
from jinja2 import Environment, StrictUndefined

from catalogue.problems import DataError
from pages.build import Build
from pages.views.page import url_of

ROOT = Path(__file__).resolve().parent.parent


def write(build: Build, folder: Path) -> None:
    """Write every source of the site below a folder, which is made if there is none."""
    for path in sorted((build.root / "docs").rglob("*")):
        place = folder / path.relative_to(build.root / "docs")
        if path.is_dir() or path.is_relative_to(build.root / "docs/assets/js"):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            place.write_text(_guide(build, path), encoding="utf-8")
        else:
            shutil.copyfile(path, place)
    for name, text in build.files():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_framed(build, name, text), encoding="utf-8")


def _framed(build: Build, name: str, text: str) -> str:
    """Return a generated page with what is above and below it; any other file as it is."""
    if not (page := build.pages.get(name)):
        return text
    _, settings, html = text.split("---\n", 2)
    return f"---\n{settings}---\n{build.framed(name, html, title=page.title)}"


def _guide(build: Build, file: Path) -> str:
    """Return a guide with its macros filled in, and with what is above and below every page."""
    path = file.relative_to(build.root / "docs").as_posix()
    _, settings, text = file.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(settings)
    macros = build.macros_for(url_of(path))
    filled = Environment(undefined=StrictUndefined).from_string(text).render(macros)
    framed = build.framed(path, filled, title=meta["title"], sources=meta.get("sources", ()))
    return f"---\n{settings}---\n{framed}"


def main(folder: Path) -> int:
    """Write the sources, and return an exit code; a problem is said in one sentence."""
    try:
        build = Build(
            ROOT,
            address=os.environ.get("SITE_URL", ""),
            repository=os.environ.get("SITE_REPO", ""),
        )
        write(build, folder)
    except (DataError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("write the folder: python -m pages.write FOLDER")
    sys.exit(main(Path(sys.argv[1])))
