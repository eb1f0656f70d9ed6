"""The projects to measure: this one at several sizes, and the same pages under the stock theme."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

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


# What Markdown writes before and after an element.
_BESIDE = {
    **{f"h{level}": (f"\n\n{'#' * level} ", "\n\n") for level in range(1, 7)},
    **dict.fromkeys(("strong", "b"), ("**", "**")),
    **dict.fromkeys(("dt", "summary"), ("\n\n**", "**")),
    **dict.fromkeys(("p", "dd", "tr"), ("\n\n", "")),
    **dict.fromkeys(("div", "ul", "ol"), ("", "\n\n")),
    **dict.fromkeys(("td", "th"), ("", " ")),
    "li": ("\n- ", ""),
    "a": ("[", "]({href})"),
}


def as_markdown(html: str) -> str:
    """Return the article of a page as Markdown: headings, paragraphs, lists, links and stress."""
    start, end = html.index("<article"), html.index("</article>")
    page = LexborHTMLParser(re.sub(r"\s+", " ", html[start:end]))
    page.strip_tags(["script", "style", "svg", "form", "select", "button"])
    for tag, (before, after) in _BESIDE.items():
        for node in page.css(tag):
            node.insert_before(before)
            node.insert_after(after.format(href=node.attributes.get("href") or "#"))
    return re.sub(r"\n{3,}", "\n\n", page.text()).strip() + "\n"
