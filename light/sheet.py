"""Select the style rules that one page uses.

The words of a page are its elements (`h1`, and `h1:not([class])` if one has no class), classes (`.app-card`),
ids (`#__search`), attributes (`[dir]`, `[dir=ltr]`) and the variables it reads (`--app-ink`). A rule is live
if the page has every word that one of its selectors needs. A state such as `:hover` needs nothing, nor does
anything else in `:not()`: when in doubt, a rule is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import tinycss2
from tinycss2.ast import (
    AtRule,
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

# Attributes that no script sets: if the built page doesn't have one, it never will.
STATIC_ATTRIBUTES = (
    "align",
    "dir",
    "role",
    "type",
)

WITHOUT_CLASS = ":not([class])"

# Pseudo-classes that list alternatives, of which one must be live.
_ALTERNATIVES = ("is", "where", "has")

VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Declaration:
    """A declaration such as `color:red`, or with no name the whole content of a rule such as `@page`."""

    name: str
    text: str

    @property
    def reads(self) -> set[str]:
        """The variables it reads."""
        return set(VARIABLE.findall(self.text))


@dataclass(frozen=True)
class StyleRule:
    """Selectors and their declarations, under conditions such as `@media print`, outermost first."""

    conditions: tuple[str, ...]
    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Selector:
    """A selector, the words it needs, and groups of alternatives of which one must be live."""

    text: str
    needs: frozenset[str] = frozenset()
    choices: tuple[tuple[Selector, ...], ...] = ()

    def every_word(self) -> Iterator[str]:
        """Yield all words it mentions."""
        yield from self.needs
        for choice in self.choices:
            for each in choice:
                yield from each.every_word()

    def is_live(self, words: Words) -> bool:
        """Return whether the selector can match something on a page with these words."""
        return self.needs <= words and all(
            any(each.is_live(words) for each in choice) for choice in self.choices
        )


def read_sheet(css: str) -> tuple[StyleRule, ...]:
    """Read a style sheet. Raises ValueError if it isn't valid CSS."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, ()))


def vocabulary_of_sheet(sheet: tuple[StyleRule, ...]) -> Words:
    """Return every word that can affect which rules a page gets."""
    needed = (word for rule in sheet for selector in rule.selectors for word in selector.every_word())
    return frozenset(needed).union(each.name for rule in sheet for each in rule.declarations)


def css_for_page(sheet: Iterable[StyleRule], words: Words) -> str:
    """Return the CSS that a page with these words uses, in the order of the sheet."""
    live = []
    for rule in sheet:
        selectors = tuple(each for each in rule.selectors if each.is_live(words))
        if selectors:
            live.append(replace(rule, selectors=selectors))
    variables = _variables_read((each for rule in live for each in rule.declarations), words)
    css = ""
    for conditions, rules in groupby(live, key=lambda rule: rule.conditions):
        inner = "".join(_rule_css(rule, variables) for rule in rules)
        if inner:
            css += "".join(f"{each}{{" for each in conditions) + inner + "}" * len(conditions)
    return css


def _rule_css(rule: StyleRule, variables: set[str]) -> str:
    body = ";".join(
        each.text for each in rule.declarations if not each.name.startswith("--") or each.name in variables
    )
    return f"{','.join(each.text for each in rule.selectors)}{{{body}}}" if body else ""


def _variables_read(declarations: Iterable[Declaration], words: Words) -> set[str]:
    """Return the variables that something on the page reads, directly or through other variables."""
    reads: dict[str, set[str]] = {}
    found = {word for word in words if word.startswith("--")}
    for each in declarations:
        if each.name.startswith("--"):
            reads.setdefault(each.name, set()).update(each.reads)
        else:
            found |= each.reads
    new = found
    while new:
        new = set().union(*(reads.get(each, set()) for each in new)) - found
        found = found | new
    return found


def _rules(nodes: Iterable[Node], conditions: tuple[str, ...]) -> Iterator[StyleRule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = tuple(_selector(each) for part in _split(node.prelude) for each in _expand_is(part))
            yield StyleRule(conditions, selectors, _declarations(node.content))
        elif isinstance(node, AtRule) and node.content is not None:
            name = f"@{node.at_keyword} {_plain(node.prelude)}"
            if node.lower_at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, (*conditions, name))
            else:
                content = Declaration("", _plain(node.content))
                yield StyleRule(conditions, (Selector(name),), (content,))
        elif isinstance(node, ParseError):
            raise ValueError(f"line {node.source_line} of the style sheet: {node.message}")


def _declarations(content: Sequence[Node]) -> tuple[Declaration, ...]:
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declarations = [node for node in nodes if isinstance(node, tinycss2.ast.Declaration)]
    if len(declarations) < len(nodes):
        return (Declaration("", _plain(content)),)  # nested rules are kept as they are
    return tuple(Declaration(each.name, _declaration_css(each)) for each in declarations)


def _declaration_css(node: tinycss2.ast.Declaration) -> str:
    important = "!important" if node.important else ""
    return f"{node.name}:{_plain(node.value)}{important}"


def _selector(tokens: Sequence[Node]) -> Selector:
    """Read one selector; what follows a colon is a state and needs no word, unless it lists alternatives."""
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


def _expand_is(tokens: list[Node]) -> Iterator[list[Node]]:
    """Yield a selector once for each name in `:is(.a, .b)`, if that doesn't change its specificity.

    A page then gets only the names it uses. And a browser looks up names by index, but tries `:is()` on every
    element.
    """
    for at, token in enumerate(tokens):
        if not (isinstance(token, FunctionBlock) and token.lower_name == "is"):
            continue
        names = [_trimmed(part) for part in _split(token.arguments)]
        before, after = tokens[: at - 1], tokens[at + 1 :]  # without the colon
        alone = not before or isinstance(before[-1], WhitespaceToken)
        if all(map(_is_class, names)) or (alone and all(map(_is_element, names))):
            for name in names:
                yield from _expand_is([*before, *name, *after])
            return
    yield tokens


def _trimmed(tokens: list[Node]) -> list[Node]:
    return [token for token in tokens if not isinstance(token, WhitespaceToken)]


def _is_class(tokens: list[Node]) -> bool:
    return _plain(tokens).startswith(".") and [token.type for token in tokens] == ["literal", "ident"]


def _is_element(tokens: list[Node]) -> bool:
    return [token.type for token in tokens] == ["ident"]


def _attribute_needs(block: SquareBracketsBlock) -> set[str]:
    text = _plain(block.content).replace('"', "")
    return {f"[{text}]"} if text.partition("=")[0] in STATIC_ATTRIBUTES else set()


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
    """Return tokens as CSS on one line."""
    return _SPACE.sub(" ", tinycss2.serialize(tokens)).strip()
