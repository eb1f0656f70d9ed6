"""The projects to measure: this one at several sizes, and the same pages under the stock theme."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import yaml

from bench.copies import allow, copies_of, split_section

ROOT = Path(__file__).resolve().parent.parent
MKDOCS = ROOT / ".venv/bin/mkdocs"

# As publish.yml builds it: pages with a QR code, a link to edit the record and one to the handout.
PUBLISHED = {
    "SITE_URL": "https://clinic.github.io/infant-ot/",
    "SITE_REPO": "clinic/infant-ot",
    "HANDOUTS": "true",
}


def this_project(folder: Path, activities: int | None = None) -> Path:
    """Copy the project into `folder`, if `activities` is given with that many, copied from the real ones."""
    ignored = shutil.ignore_patterns(
        ".git", ".venv", ".build", "site", "node_modules", ".*_cache", "__pycache__"
    )
    project = Path(shutil.copytree(ROOT, folder, ignore=ignored))
    if activities:
        _multiply(project, activities)
    return project


def _multiply(project: Path, activities: int) -> None:
    path = project / "data/activities.yaml"
    head, records = split_section(path.read_text(encoding="utf-8"))
    copies = copies_of(records, activities - len(records))
    path.write_text(head + "".join([*records, *copies]), encoding="utf-8")
    allow(project / "data")


def stock_project(site: Path, folder: Path) -> Path:
    """Turn a built site into a project with the same pages as Markdown and the stock theme.

    It has no macros, hooks, styles or scripts of ours, so it shows what MkDocs and the theme alone cost.
    """
    pages = sorted(path for path in site.rglob("index.html"))
    for path in pages:
        page = path.relative_to(site).parent
        target = folder / "docs" / (page.with_suffix(".md") if page.name else Path("index.md"))
        if any(other.parent.parent == path.parent for other in pages) and page.name:
            target = folder / "docs" / page / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_markdown(path.read_text(encoding="utf-8")), encoding="utf-8")
    in_menu = [path for path in sorted((folder / "docs").rglob("*.md")) if path.parent.name != "activities"]
    settings = {
        "site_name": "Stock",
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "navigation.footer", "navigation.top"],
        },
        "nav": [path.relative_to(folder / "docs").as_posix() for path in in_menu],
        "not_in_nav": "/activities/*",
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder


def as_markdown(html: str) -> str:
    """Return the article of a page as Markdown."""
    writer = _Writer()
    writer.feed(html[html.index("<article") : html.index("</article>")])
    writer.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.out)).strip() + "\n"


class _Writer(HTMLParser):
    """Writes headings, paragraphs, lists, links and stress; leaves pictures, scripts and forms out."""

    STARTS: ClassVar = {
        "p": "\n\n",
        "li": "\n- ",
        "dt": "\n\n**",
        "dd": "\n\n",
        "summary": "\n\n**",
        "tr": "\n\n",
    }
    ENDS: ClassVar = {
        "dt": "**",
        "summary": "**",
        "td": " ",
        "th": " ",
        "div": "\n\n",
        "ul": "\n\n",
        "ol": "\n\n",
    }
    AWAY: ClassVar = {"script", "style", "svg", "form", "select", "button"}

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._away: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.AWAY:
            self._away.append(tag)
        elif self._away:
            return
        elif re.fullmatch("h[1-6]", tag):
            self.out.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in ("strong", "b"):
            self.out.append("**")
        elif tag == "a":
            self._link = dict(attrs).get("href") or "#"
            self.out.append("[")
        else:
            self.out.append(self.STARTS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if self._away:
            if tag == self._away[-1]:
                self._away.pop()
        elif re.fullmatch("h[1-6]", tag):
            self.out.append("\n\n")
        elif tag in ("strong", "b"):
            self.out.append("**")
        elif tag == "a":
            self.out.append(f"]({self._link})")
        else:
            self.out.append(self.ENDS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._away:
            self.out.append(re.sub(r"\s+", " ", data))
