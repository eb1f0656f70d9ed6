"""Show what a change does, before and after, as a parent sees it: `python -m report.changes COMMIT FILE`.

Builds the site as it was at a commit and as it is now, compares the words of their pages, and writes one HTML
file that needs nothing else. A change that several pages show is there once, with the names of all and with
the records or the guide that it is from. A record that no page shows before its review is shown as
it would look.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from catalogue.catalogue import load_catalogue
from catalogue.problems import DataError
from catalogue.records import Record
from catalogue.state import build_day, build_time
from pages.build import style_sheet
from report.changed_texts import ChangedText, Version, changed_texts
from review.shown import Reader

ROOT = Path(__file__).resolve().parent.parent
# The pages whose changes nobody should overlook.
FIRST = ("urgent", "signs", "safety")
HEADINGS = {"h1", "h2", "h3", "h4"}
# What a frame needs none of, and what says the same on every page.
LEFT_OUT = "script, link, meta, header, nav, .app-urgent-line, .app-preview, .app-foot"
SHOWN = "data-shown"
ONLY_SHOWN = f"""<style>
  body *:not(:has([{SHOWN}]), [{SHOWN}], [{SHOWN}] *, .app-pictures *) {{ display: none !important }}
  [popover] {{ display: block; position: static }}
</style>"""


@dataclass
class Part:
    """An element with an id, or a heading with an id and what follows it. `lines` are its own texts, without
    those of the parts inside it."""

    nodes: list[LexborNode]
    lines: list[str] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """Return the text of the heading, nothing if the part has none."""
        return _text(self.nodes[0]) if self.nodes[0].tag in HEADINGS else ""


class BuiltPage:
    """A page of a built site, in parts. One that isn't there has none."""

    def __init__(self, path: Path) -> None:
        page = LexborHTMLParser(path.read_text(encoding="utf-8") if path.is_file() else "")
        for node in page.css(LEFT_OUT):
            node.decompose()
        for node in page.css("details"):
            node.attrs["open"] = ""
        self._page = page
        article = page.css_first("article")
        self.title = _text(article and article.css_first("h1"))
        self.parts: dict[str, Part] = {}
        if article:
            self._read(article, Part([article]))

    def _read(self, node: LexborNode, part: Part) -> None:
        """Read what is in a node of a part."""
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                part.lines += filter(None, [" ".join(child.text().split())])
                continue
            name = child.attributes.get("id") if child.text(strip=True) else None
            inner = part
            if name and child.tag in HEADINGS:
                inner = part = self.parts[name] = Part([child, *_until_heading(child)])
            elif name:
                inner = self.parts[name] = Part([child])
            self._read(child, inner)

    def frame(self, name: str) -> str:
        """Return the page with nothing but one part of it, nothing if the page hasn't got it."""
        nodes = self.parts[name].nodes if name in self.parts else []
        for node in nodes:
            node.attrs[SHOWN] = ""
        html = f"{self._page.html}{ONLY_SHOWN}" if nodes else ""
        for node in nodes:
            del node.attrs[SHOWN]
        return html

    def lines(self, name: str) -> list[str]:
        """Return the texts of a part, none if the page hasn't got it."""
        return self.parts[name].lines if name in self.parts else []


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _until_heading(heading: LexborNode) -> Iterator[LexborNode]:
    node = heading.next
    while node and node.tag not in HEADINGS and not node.css_first(", ".join(HEADINGS)):
        if node.tag != "-text":
            yield node
        node = node.next


@dataclass
class Change:
    """One change of words: where it is, the records or the guide it is from, and both versions as HTML.

    `pages` are the titles of the pages that show it, and none for a record that waits for its review.
    """

    pages: list[str]
    heading: str
    texts: list[ChangedText]
    words: Markup
    before: str
    after: str


def changes_between(earlier: Path, site: Path, texts: Sequence[ChangedText]) -> list[Change]:
    """Return what differs in the words of two built sites, the most serious pages first.

    `texts` are the records and guides that changed.
    """
    found: dict[tuple[str, str], Change] = {}
    paths = {each.relative_to(folder) for folder in (earlier, site) for each in folder.rglob("index.html")}
    for path in sorted(paths, key=lambda each: (each.parts[0] not in FIRST, each)):
        before, after = BuiltPage(earlier / path), BuiltPage(site / path)
        for name in {**before.parts, **after.parts}:
            old, new = before.lines(name), after.lines(name)
            if old == new:
                continue
            went, came = edited(old, new)
            gone, come = " ".join(went), " ".join(came)
            title = after.title or before.title
            if (change := found.get((gone, come))) is None:
                words = marked(gone, come) if gone != come else Markup("In another order: {}").format(gone)
                part = after.parts.get(name) or before.parts[name]
                frames = before.frame(name), after.frame(name)
                own = _texts_of([*went, *came], path, texts)
                found[gone, come] = Change([title], part.heading, own, words, *frames)
            elif title not in change.pages:
                change.pages.append(title)
    return list(found.values())


def _texts_of(lines: list[str], path: Path, texts: Sequence[ChangedText]) -> list[ChangedText]:
    """Return the records that say these lines of a page, or else the guide that the page is."""
    records = [text for text in texts if not text.page and text.says(lines)]
    address = path.as_posix().removesuffix("index.html")
    return records or [text for text in texts if text.page and text.page == address]


def held_changes(earlier: Version, now: Version, texts: Sequence[ChangedText]) -> Iterator[Change]:
    """Yield each changed record that no page shows before its review, as it would look."""
    held = [text for text in texts if text.is_held]
    readers = [
        Reader(version.catalogue, ROOT / "templates", version.docs) for version in (earlier, now) if held
    ]
    for text in held:
        shown = [
            reader.show(record).html if isinstance(record, Record) else Markup()
            for reader, record in zip(readers, (text.before, text.after), strict=True)
        ]
        said = [_lines_of(html) for html in shown]
        if said[0] != said[1]:
            went, came = edited(*said)
            frames = (
                _framed(reader.add_pictures(html)) if html else ""
                for reader, html in zip(readers, shown, strict=True)
            )
            yield Change([], text.title, [text], marked(" ".join(went), " ".join(came)), *frames)


def _lines_of(html: str) -> list[str]:
    body = LexborHTMLParser(html).body
    return (
        [" ".join(line.split()) for line in body.text(separator="\n").split("\n") if line.strip()]
        if body
        else []
    )


def _framed(html: str) -> str:
    """Return the HTML of a record as a page of its own, in the look of the site."""
    return f"<style>{style_sheet(ROOT)}</style><body><article class='md-typeset'>{html}</article>"


def edited(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [(old[i:j], new[k:m]) for kind, i, j, k, m in steps if kind != "equal"]
    gone, come = zip(*changed, strict=True)
    return list(chain.from_iterable(gone)), list(chain.from_iterable(come))


def marked(before: str, after: str) -> Markup:
    """Return two texts as one, with the words that went and came marked."""
    old, new = before.split(), after.split()
    parts: list[Markup] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape(" ".join(old[i:j])), escape(" ".join(new[k:m]))
        if kind == "equal":
            parts.append(gone)
            continue
        parts += [Markup("<del>{}</del>").format(gone)] if gone else []
        parts += [Markup("<ins>{}</ins>").format(come)] if come else []
    return Markup(" ").join(parts)


def build(project: Path, site: Path) -> Path:
    """Build the site of a project, on the same day for both. Raises subprocess.CalledProcessError."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    day = {"SOURCE_DATE_EPOCH": str(build_time()), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project, env=os.environ | day, check=True)
    return site


def unpack(commit: str, folder: Path) -> Path:
    """Write the project as it was at a commit into a folder. Raises subprocess.CalledProcessError."""
    packed = folder / "project.tar"
    subprocess.run(["git", "archive", f"--output={packed}", commit], cwd=ROOT, check=True)
    with tarfile.open(packed) as tar:
        tar.extractall(folder / "project", filter="data")
    return folder / "project"


def render(changes: list[Change], unread: str = "") -> str:
    """Return all changes as one HTML file; `unread` says why the earlier records weren't compared, if so."""
    loader = FileSystemLoader(Path(__file__).parent)
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return env.get_template("changes.html").render(changes=changes, unread=unread)


def main() -> int:
    """Write what changed since a commit and return an exit code."""
    commit, target = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        try:
            project = unpack(commit, folder)
            sites = build(project, folder / "earlier"), build(ROOT, folder / "now")
        except subprocess.CalledProcessError as error:
            print(f"Nothing was compared with {commit}, because this failed: {shlex.join(error.cmd)}")
            return 1
        unread = ""
        try:
            before, after = (
                Version(load_catalogue(each / "data", build_day()), each / "docs") for each in (project, ROOT)
            )
            texts = list(changed_texts(before, after))
            changes = [*changes_between(*sites, texts), *held_changes(before, after, texts)]
        except (DataError, LookupError) as error:
            unread = f"The records of {commit} can't be read by this version: {error}"
            changes = changes_between(*sites, [])
    target.write_text(render(changes, unread), encoding="utf-8")
    print(f"{len(changes)} changes since {commit}: {target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
