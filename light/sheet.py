"""The style rules that one page uses, out of all there are.

A page has words: its elements (`h1`; `h1:not([class])` where one has no class), classes (`.md-nav`), ids
(`#__search`), attributes (`[dir]`, `[dir=ltr]`) and the variables that stand in it (`--app-ink`).
A rule is live if the page has every word that one of its selectors needs. What else stands in `:not()`
needs nothing, nor does a state such as `:hover`: when in doubt a rule stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    ParseError,
    QualifiedRule,
    SquareBracketsBlock,
    WhitespaceToken,
)

Words = frozenset[str]

# The attributes that no script sets: what a page doesn't have it will not get.
STEADY = ("align", "dir", "role", "type", "data-md-color-primary", "data-md-color-accent", "data-md-level")

WITHOUT_CLASS = ":not([class])"

# The pseudo-classes of which one alternative must be live.
_ALTERNATIVES = ("is", "where", "has")

_PAPER = "@media print"

# What could stand before and after each element.
_EVERY = {":before", ":after"}

VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """What stands in a rule: a declaration such as `color:red`, or the whole of an `@page`."""

    name: str
    text: str

    @property
    def reads(self) -> set[str]:
        """The variables that it reads."""
        return set(VARIABLE.findall(self.text))


@dataclass(frozen=True)
class Rule:
    """Selectors and what they share, under conditions such as `@media print`, the outermost first."""

    conditions: tuple[str, ...]
    selectors: tuple[Selector, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Selector:
    """A selector, the words it needs, and choices among words of which one is enough."""

    text: str
    needs: frozenset[str] = frozenset()
    choices: tuple[tuple[Selector, ...], ...] = ()

    def every_word(self) -> Iterator[str]:
        """Yield all words that it can need."""
        yield from self.needs
        for choice in self.choices:
            for each in choice:
                yield from each.every_word()

    def is_live(self, words: Words) -> bool:
        """Tell whether a page with these words can hold what is selected."""
        return self.needs <= words and all(
            any(each.is_live(words) for each in choice) for choice in self.choices
        )


def sheet_of(css: str) -> tuple[Rule, ...]:
    """Read a whole sheet; ValueError where it is no CSS."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_said_where_drawn(tuple(_rules(nodes, ()))))


def vocabulary_of_sheet(sheet: Iterable[Rule]) -> Words:
    """Return every word that can make a difference to which rules a page gets."""
    rules = tuple(sheet)
    needed = (word for rule in rules for selector in rule.selectors for word in selector.every_word())
    return frozenset(needed).union(line.name for rule in rules for line in rule.lines)


def texts_for_page(sheet: Iterable[Rule], words: Words) -> tuple[str, str]:
    """Write the rules that a page with these words uses, in the order of the sheet.

    The last of them, which count on paper only, are the second text.
    """
    live = []
    for rule in sheet:
        selectors = tuple(each for each in rule.selectors if each.is_live(words))
        if selectors:
            live.append(replace(rule, selectors=selectors))
    read = _variables_read((line for rule in live for line in rule.lines), words)
    on_screen = max((at for at, rule in enumerate(live, 1) if _PAPER not in rule.conditions), default=0)
    return _texts(live[:on_screen], read), _texts(live[on_screen:], read)


def _texts(live: Iterable[Rule], read: set[str]) -> str:
    text = ""
    for conditions, rules in groupby(live, key=lambda rule: rule.conditions):
        inner = "".join(_text(rule, read) for rule in rules)
        if inner:
            text += "".join(f"{each}{{" for each in conditions) + inner + "}" * len(conditions)
    return text


def _text(rule: Rule, read: set[str]) -> str:
    lines = ";".join(line.text for line in rule.lines if not line.name.startswith("--") or line.name in read)
    return f"{','.join(each.text for each in rule.selectors)}{{{lines}}}" if lines else ""


def _variables_read(lines: Iterable[Line], words: Words) -> set[str]:
    """Return the variables that something on the page reads, directly or through other variables."""
    behind: dict[str, set[str]] = {}
    read = {word for word in words if word.startswith("--")}
    for line in lines:
        if line.name.startswith("--"):
            behind.setdefault(line.name, set()).update(line.reads)
        else:
            read |= line.reads
    new = read
    while new:
        new = set().union(*(behind.get(each, set()) for each in new)) - read
        read = read | new
    return read


def _rules(nodes: Iterable[Node], conditions: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = tuple(_selector(each) for part in _split(node.prelude) for each in _written_out(part))
            yield Rule(conditions, selectors, _lines(node.content))
        elif isinstance(node, AtRule) and node.content is not None:
            name = f"@{node.at_keyword} {_plain(node.prelude)}"
            if node.lower_at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, (*conditions, name))
            else:
                yield Rule(conditions, (Selector(name),), (Line("", _plain(node.content)),))
        elif isinstance(node, ParseError):
            raise ValueError(f"line {node.source_line} of the style sheet: {node.message}")


def _said_where_drawn(rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """Let the rules that draw a `::before` or `::after` say what the sheet says of every one there could be.

    A browser would work that out twice for each element of a page, and few have one.
    """
    of_every: tuple[Line, ...] = ()
    narrowed = []
    for rule in rules:
        selectors = tuple(each for each in rule.selectors if rule.conditions or each.text not in _EVERY)
        if len(selectors) < len(rule.selectors):
            of_every += rule.lines
        narrowed.append(replace(rule, selectors=selectors))
    for rule in narrowed:
        draws = any(line.name == "content" for line in rule.lines)
        yield replace(rule, lines=(*of_every, *rule.lines)) if draws else rule


def _lines(content: Sequence[Node]) -> tuple[Line, ...]:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declared = [node for node in nodes if isinstance(node, Declaration)]
    if len(declared) < len(nodes):
        return (Line("", _plain(content)),)  # rules within a rule stay as they are
    # What moves only on a touch comes with the sheets.
    still = (each for each in declared if not each.lower_name.startswith("transition"))
    return tuple(Line(each.name, _declaration(each)) for each in still)


def _declaration(declaration: Declaration) -> str:
    important = "!important" if declaration.important else ""
    return f"{declaration.name}:{_plain(declaration.value)}{important}"


def _selector(tokens: Sequence[Node]) -> Selector:
    """Read one selector; what follows a colon is a state, unless it lists alternatives."""
    needs: set[str] = set()
    choices: list[tuple[Selector, ...]] = []
    before = element = ""
    for token in tokens:
        if isinstance(token, IdentToken) and before != ":":
            needs.add(f".{token.value}" if before == "." else token.lower_value)
        elif isinstance(token, HashToken):
            needs.add(f"#{token.value}")
        elif isinstance(token, SquareBracketsBlock):
            needs |= _attribute_needs(token)
        elif isinstance(token, FunctionBlock) and token.lower_name in _ALTERNATIVES:
            choices.append(tuple(_selector(part) for part in _split(token.arguments)))
        elif element and f":{_plain([token])}" == WITHOUT_CLASS:
            needs.add(f"{element}{WITHOUT_CLASS}")
        if not (isinstance(token, LiteralToken) and token.value == ":"):
            element = token.lower_value if isinstance(token, IdentToken) and not before else ""
        before = token.value if isinstance(token, LiteralToken) else ""
    return Selector(_plain(tokens), frozenset(needs), tuple(choices))


def _written_out(tokens: list[Node]) -> Iterator[list[Node]]:
    """Yield a selector with one of the names in `:is(.a, .b)` each time, where they weigh the same.

    A page then carries only those it has. And a browser finds them by name; it tries a list of them on
    every element.
    """
    for at, token in enumerate(tokens):
        if not (isinstance(token, FunctionBlock) and token.lower_name == "is"):
            continue
        names = [_trimmed(part) for part in _split(token.arguments)]
        before, after = tokens[: at - 1], tokens[at + 1 :]  # without the colon
        alone = not before or isinstance(before[-1], WhitespaceToken)
        if all(map(_is_class, names)) or (alone and all(map(_is_element, names))):
            for name in names:
                yield from _written_out([*before, *name, *after])
            return
    yield tokens


def _trimmed(tokens: list[Node]) -> list[Node]:
    return [token for token in tokens if not isinstance(token, WhitespaceToken)]


def _is_class(tokens: list[Node]) -> bool:
    return _plain(tokens).startswith(".") and [token.type for token in tokens] == ["literal", "ident"]


def _is_element(tokens: list[Node]) -> bool:
    return [token.type for token in tokens] == ["ident"]


def _attribute_needs(block: SquareBracketsBlock) -> set[str]:
    """Only an attribute that no script sets is needed."""
    text = _plain(block.content).replace('"', "")
    return {f"[{text}]"} if text.partition("=")[0] in STEADY else set()


def _split(tokens: Iterable[Node]) -> Iterator[list[Node]]:
    part: list[Node] = []
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _plain(tokens: Iterable[Node]) -> str:
    """Write tokens on one line."""
    return _SPACE.sub(" ", tinycss2.serialize(tokens)).strip()
