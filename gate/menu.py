"""Whether the menu in `mkdocs.yml` names every guide, and no page that isn't there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from catalogue.complaint import plain_complaint
from catalogue.file_text import NotReadable, bytes_of, text_of
from catalogue.problems import Problem, did_you_mean, nearest, quote
from gate.guides.files import is_name

FILE = "mkdocs.yml"


def problems_in_menu(project: Path, pages: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with the menu; `pages` are the paths of all pages below `docs/`."""
    try:
        named = dict(_named(project / FILE))
    except NotReadable as error:
        yield error.problem
        return
    if not named:
        yield Problem(FILE, 1, "", "", 'the menu is missing. Put "nav:" back, with the pages below it.')
        return
    missing = {path: line for path, line in named.items() if path not in pages and not path.endswith("/*")}
    for path, line in missing.items():
        hint = did_you_mean(path, pages - named.keys()) or " Write its file, or take the line away."
        yield Problem(FILE, line, "", "", f"{quote(path)} is no page of this site.{hint}")
    renamed = {nearest(path, pages) for path in missing}
    for file in sorted((project / "docs").rglob("*.md")):
        path = file.relative_to(project / "docs").as_posix()
        if path not in named and path not in renamed and is_name(file.name):
            sentence = (
                f'no menu leads to this guide. Write "- {path}" below "nav:" in {FILE}, where it belongs.'
            )
            yield Problem(f"docs/{path}", 1, "", "", sentence)


def _named(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each page that the menu names, and its line. Raises NotReadable where the file is no YAML."""
    text = text_of(bytes_of(path, FILE), FILE)
    try:
        whole = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line, sentence = plain_complaint(error, text.split("\n"))
        raise NotReadable(FILE, sentence, line) from None
    for key, value in whole.value if isinstance(whole, yaml.MappingNode) else ():
        if key.value == "nav":
            yield from _leaves(value)


def _leaves(node: yaml.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.ScalarNode):
        if node.value.endswith((".md", "/*")):
            yield node.value, node.start_mark.line + 1
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _leaves(value)
    else:
        for part in node.value:
            yield from _leaves(part)
