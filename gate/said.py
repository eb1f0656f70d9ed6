"""Find the phrases used by templates, scripts and Python code: `say('months', number=…)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from jinja2 import Environment, nodes

_FILES = ("templates/**/*.html", "overrides/**/*.html", "docs/assets/js/*.js", "pages/**/*.py", "*.py")
_JINJA = Environment(autoescape=True)  # only to parse


@dataclass(frozen=True)
class Use:
    """One place that uses a phrase.

    ids: the ids that it may use; `*` ends an id whose last part is known only at run time.
    fills: the names that it fills in.
    may_fill: further names that only some of its phrases need.
    """

    file: str
    line: int
    ids: tuple[str, ...]
    fills: frozenset[str]
    may_fill: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """Return the place as shown in a message."""
        return f"{self.file} (line {self.line})"


def uses_in(project: Path) -> Iterator[Use]:
    """Yield every place in the code of a project that uses a phrase."""
    for pattern in _FILES:
        for path in sorted(project.glob(pattern)):
            file = path.relative_to(project).as_posix()
            yield from _uses_in_file(path, file, path.stat().st_mtime_ns)


@cache
def _uses_in_file(path: Path, file: str, _changed: int) -> tuple[Use, ...]:
    read = {".html": _in_template, ".js": _in_script, ".py": _in_python}[path.suffix]
    return tuple(read(file, path.read_text(encoding="utf-8")))


def _in_template(file: str, text: str) -> Iterator[Use]:
    return _below(_JINJA.parse(text, filename=file), file, {})


def _below(node: nodes.Node, file: str, loops: dict[str, list[str]]) -> Iterator[Use]:
    """Yield the uses below a node of a template; `loops` has the values of the loop variables around it."""
    if (
        isinstance(node, nodes.For)
        and isinstance(node.target, nodes.Name)
        and isinstance(node.iter, nodes.Tuple)
    ):
        loops = loops | {node.target.name: [each for part in node.iter.items for each in _texts(part, loops)]}
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "say":
        ids = tuple(_texts(node.args[0], loops))
        yield Use(file, node.lineno, ids, frozenset(each.key for each in node.kwargs))
    match node:  # templates of the theme use the phrases directly: `words["search"]`
        case nodes.Getitem(node=nodes.Getattr(attr="words"), arg=nodes.Const(value=str(each))):
            yield Use(file, node.lineno, (each,), frozenset())
    for child in node.iter_child_nodes():
        yield from _below(child, file, loops)


def _texts(node: nodes.Node, loops: dict[str, list[str]]) -> list[str]:
    """Return the possible texts of an expression, with * for unknown parts."""
    match node:
        case nodes.Const():
            return [str(node.value)]
        case nodes.Name() if node.name in loops:
            return loops[node.name]
        case nodes.CondExpr(expr1=one, expr2=other):
            return _texts(one, loops) + (_texts(other, loops) if other else [])
        case nodes.Concat(nodes=parts):
            return ["".join(each) for each in product(*(_texts(part, loops) for part in parts))]
        case _:
            return ["*"]


def _in_python(file: str, text: str) -> Iterator[Use]:
    for node in ast.walk(ast.parse(text, file)):
        match node:
            case ast.Call(func=ast.Name(id="say") | ast.Attribute(attr="say"), args=[first], keywords=given):
                constants = [each.value for each in ast.walk(first) if isinstance(each, ast.Constant)]
                ids = tuple(each for each in constants if isinstance(each, str))
                yield Use(file, node.lineno, ids, frozenset(each.arg for each in given if each.arg))
            case ast.Subscript(
                value=ast.Name(id="say") | ast.Attribute(attr="phrases"), slice=ast.Constant(value=str(each))
            ):
                yield Use(file, node.lineno, (each,), frozenset())


_IN_SCRIPT = re.compile(r'"(js-[a-z-]+)"|`(js-[a-z-]+)\$\{')


def _in_script(file: str, text: str) -> Iterator[Use]:
    for call in re.finditer(r"\bsay\(", text):
        said, *values = _parts(text, call.end())
        ids = tuple(whole or f"{start}*" for whole, start in _IN_SCRIPT.findall(said))
        if ids:
            line = text.count("\n", 0, call.start()) + 1
            fills, may_fill = _names_in_object(values[0], text[: call.start()]) if values else (set(), set())
            yield Use(file, line, ids, frozenset(fills), frozenset(may_fill))


def _names_in_object(typed: str, above: str) -> tuple[set[str], set[str]]:
    """Return the names in an object literal such as `{ count, day: … }`, then those it spreads."""
    if not typed.startswith("{"):
        named = list(re.finditer(rf"\b{re.escape(typed)} = (?=\{{)", above))
        if not named:
            return {typed}, set()
        return set(), set.union(*_names_in_object(above[named[-1].end() :], above[: named[-1].start()]))
    fills: set[str] = set()
    may_fill: set[str] = set()
    for part in filter(None, _parts(typed, 1)):
        if part.startswith("..."):
            may_fill |= _names_in_object(part[3:], above)[1]
        else:
            fills.add(part.split(":")[0].strip())
    return fills, may_fill


def _parts(text: str, start: int) -> list[str]:
    """Return the comma-separated parts inside the bracket that opens just before `start`."""
    parts, depth, quoted = [""], 0, ""
    for letter in text[start:]:
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "\"'`":
            quoted = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth < 0:
                break
        if letter == "," and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]
