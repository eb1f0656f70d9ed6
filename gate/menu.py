"""Check that `mkdocs.yml` has only known settings, and a menu of exactly the pages that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from catalogue.complaint import plain_complaint
from catalogue.file_text import NotReadable, bytes_of, text_of
from catalogue.problems import Problem, did_you_mean, nearest, quote
from gate.guides.files import is_name

FILE = "mkdocs.yml"


def problems_in_menu(project: Path, pages: frozenset[str]) -> Iterator[Problem]:
    """Yield the problems in the menu; `pages` are the paths of all pages below `docs/`."""
    try:
        settings = _settings(project / FILE)
    except NotReadable as error:
        yield error.problem
        return
    if unknown := list(_unknown(settings)):  # one of them may be the menu
        yield from unknown
        return
    named: dict[str, int] = {}
    for path, line in (leaf for key, value in settings if key.value == "nav" for leaf in _leaves(value)):
        if first := named.get(path):
            sentence = f"{quote(path)} is already in the menu, on line {first}. Remove one of the two."
            yield Problem(FILE, line, sentence)
        named.setdefault(path, line)
    if not named:
        yield Problem(FILE, 1, 'the menu is missing. Put "nav:" back, with the pages below it.')
        return
    missing = {path: line for path, line in named.items() if path not in pages and not path.endswith("/*")}
    for path, line in missing.items():
        hint = did_you_mean(path, pages - named.keys()) or " Create the file, or delete the line."
        yield Problem(FILE, line, f"{quote(path)} is not a page of this site.{hint}")
    renamed = {nearest(path, pages) for path in missing}
    for file in sorted((project / "docs").rglob("*.md")):
        path = file.relative_to(project / "docs").as_posix()
        if path not in named and path not in renamed and is_name(file.name):
            sentence = (
                f'this guide is not in the menu. Add "- {path}" below "nav:" in {FILE}, where it belongs.'
            )
            yield Problem(f"docs/{path}", 1, sentence)


def _settings(path: Path) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the settings, each with its value. Raises NotReadable if the file isn't valid YAML."""
    text = text_of(bytes_of(path, FILE), FILE)
    try:
        whole = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line, sentence = plain_complaint(error, text.split("\n"))
        raise NotReadable(FILE, sentence, line) from None
    return whole.value if isinstance(whole, yaml.MappingNode) else []


def _unknown(settings: list[tuple[yaml.Node, yaml.Node]]) -> Iterator[Problem]:
    known = [*MkDocsConfig()]
    for key, _ in settings:
        if key.value not in known:
            hint = did_you_mean(str(key.value), known) or " Delete it."
            sentence = f"there is no setting {quote(key.value)}.{hint}"
            yield Problem(FILE, key.start_mark.line + 1, sentence)


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
