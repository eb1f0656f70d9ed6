"""Build this site with each program that could take MkDocs' place, and compare: `python -m canary FOLDER`.

The folder holds one environment per program, named after its lock in `requirements/`. What a program says of
its own build proves nothing: one says "No issues found" of pages with a dead link and without a policy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from canary.compare import differences, pages_in
from macros import expand_nav
from pages.build import Build
from pages.write import write

ROOT = Path(__file__).resolve().parent.parent

_RELATIVE = re.compile(r'\s(?:href|src)="(?![a-z]+:|[#/])')


class BuildFailedError(Exception):
    """A program doesn't build the site; the message is the end of what it says."""


def build_by_config(python: Path, folder: Path, *, program: str, theme: str = "material") -> None:
    """Build with a program that takes all of mkdocs.yml, hooks too."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # Its paths start where it is.
    with NamedTemporaryFile("w", encoding="utf-8", dir=ROOT, prefix=".canary-", suffix=".yml") as config:
        config.write(settings.replace("  name: material\n", f"  name: {theme}\n"))
        config.flush()
        _run(python, "-m", program, "build", "--strict", "-f", config.name, "-d", folder / "site")


def build_by_zensical(python: Path, folder: Path) -> None:
    """Build with Zensical. It has no hooks: it gets the written sources, and its pages are finished here."""
    build = Build(ROOT, address=os.environ.get("SITE_URL", ""), repository=os.environ.get("SITE_REPO", ""))
    write(build, folder / "docs")
    for source in (folder / "docs").rglob("*.md"):
        text = source.read_text(encoding="utf-8")
        source.write_text(addressed_from_folder(text, source.name), encoding="utf-8")
    # Its sitemap lists pages where that of MkDocs lists files.
    shutil.copytree(ROOT / "overrides", folder / "overrides", ignore=shutil.ignore_patterns("sitemap.xml"))
    settings = yaml.safe_dump(settings_for_zensical(build), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    _run(python, "-m", "zensical", "build", "--strict", "-f", folder / "mkdocs.yml")
    for step in ("light", "policy"):
        _run(sys.executable, "-m", step, folder / "site")


def addressed_from_folder(text: str, name: str) -> str:
    """Return a source with the relative addresses in its HTML as Zensical reads them: from its own folder.

    All others, and browsers, read them from the address of the page, which is one folder below.
    """
    return text if name == "index.md" else _RELATIVE.sub(rf"\g<0>{name.removesuffix('.md')}/", text)


def settings_for_zensical(build: Build) -> dict[str, Any]:
    """Return mkdocs.yml with what the hooks would add to it, and without what only MkDocs knows."""
    settings: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for name in ("hooks", "watch", "exclude_docs"):
        del settings[name]
    in_menu = [page.path for page in build.pages.values() if page.in_menu]
    return settings | {
        "nav": expand_nav(settings["nav"], in_menu),
        "theme": settings["theme"] | {"variant": "classic"},  # whose markup is that of Material
        "plugins": [],
        "markdown_extensions": [*settings["markdown_extensions"], "pages.markdown"],
        "extra": settings["extra"] | build.theme_settings(),
    }


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildFailedError(done.stdout.strip()[-600:])


@dataclass(frozen=True)
class Program:
    """What could take MkDocs' place: the name of its lock, its package, and what builds with it.

    `build` takes the Python of its environment, and an empty folder in which it makes `site`.
    """

    name: str
    package: str
    build: Callable[[Path, Path], None]


PROGRAMS = (
    Program("properdocs", "properdocs", partial(build_by_config, program="properdocs")),
    Program(
        "materialx", "mkdocs-materialx", partial(build_by_config, program="properdocs", theme="materialx")
    ),
    Program("zensical", "zensical", build_by_zensical),
)


def is_equal(program: Program, python: Path, expected: Path) -> bool:
    """Build with one program, and print how its site differs from the expected one, or that it doesn't."""
    start = time.monotonic()
    with TemporaryDirectory() as folder:
        try:
            program.build(python, Path(folder))
            found = list(differences(expected, Path(folder) / "site"))
        except BuildFailedError as error:
            found = [f"the build fails: {error}"]
    ask = f"from importlib.metadata import version; print(version('{program.package}'))"
    version = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    equal = f"all {len(pages_in(expected))} pages are equal ({time.monotonic() - start:.0f} s)"
    for each in found or [equal]:
        print(f"{program.name} {version}: {each}", flush=True)
    return not found


def main(environments: Path) -> int:
    """Compare each program's site with that of MkDocs, and return an exit code."""
    with TemporaryDirectory() as folder:
        build_by_config(Path(sys.executable), Path(folder), program="mkdocs")
        equal = [
            is_equal(program, environments / program.name / "bin/python", Path(folder) / "site")
            for program in PROGRAMS
        ]
    return 0 if all(equal) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
