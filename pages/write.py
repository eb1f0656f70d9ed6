"""Write the sources of the whole site to a folder, without MkDocs: `python -m pages.write FOLDER`.

The folder gets every page as a Markdown file without macros, the open data and the assets: everything that
another static site generator needs.
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
    """Write every source file of the site to a folder, creating it if necessary."""
    for path in sorted((build.docs).rglob("*")):
        place = folder / path.relative_to(build.docs)
        if path.is_dir() or path.is_relative_to(build.docs / "assets/js"):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            place.write_text(_guide(build, path), encoding="utf-8")
        else:
            shutil.copyfile(path, place)
    for name, text in build.files():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_add_frame(build, name, text), encoding="utf-8")


def _add_frame(build: Build, name: str, text: str) -> str:
    """Return a generated page with its frame, or any other file unchanged."""
    if not (page := build.pages.get(name)):
        return text
    _, front_matter, html = text.split("---\n", 2)
    return f"---\n{front_matter}---\n{build.add_frame(name, html, title=page.title)}"


def _guide(build: Build, file: Path) -> str:
    """Return a guide with its macros expanded and its frame added."""
    path = file.relative_to(build.docs).as_posix()
    _, front_matter, text = file.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front_matter)
    macros = build.macros_for(url_of(path))
    expanded = Environment(undefined=StrictUndefined).from_string(text).render(macros)
    framed = build.add_frame(path, expanded, title=meta["title"])
    return f"---\n{front_matter}---\n{framed}"


def main(folder: Path) -> int:
    """Write the sources and return an exit code; print a problem as one sentence."""
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
        sys.exit("usage: python -m pages.write FOLDER")
    sys.exit(main(Path(sys.argv[1])))
