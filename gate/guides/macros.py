"""Check the macros in guides: only the blocks of `pages/blocks.py`, called with plain arguments."""

from __future__ import annotations

import inspect
import re
from typing import get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from catalogue.field_types import LinksTo
from catalogue.problems import did_you_mean, quote
from catalogue.rules.links_lead_somewhere import no_such
from gate.guides.read import Guide, Macro
from gate.guides.rule import GuideRule, Known, Violations
from pages.blocks import INLINE, MACROS, Blocks

_EXAMPLE = '{{ contacts(["doctor"]) }}'
_JINJA = Environment(autoescape=True)  # only for parsing, as the build does
_CURLY_QUOTE = re.compile("[\u2018\u2019\u201a-\u201f]")
_CODE = re.compile(r"\{%|%\}|\{#|#\}")
_LONE = re.compile(rf"[{{}}]|\b(?:{'|'.join(MACROS)})\((?=[\"'\[)])")


def lone_brackets(guide: Guide, known: Known) -> Violations:
    """Yield template code outside complete `{{ … }}`.

    That includes comments and backticks, where template code runs as well.
    """
    for number, line in enumerate(guide.beside_macros, start=1):
        if code := _CODE.search(line):
            sign = f'"{code[0]}" is program code, and a guide has none. '
            yield number, f"{sign}It can only call macros, such as {_EXAMPLE}. Delete the code."
        elif lone := _LONE.search(line):
            near = quote(guide.lines[number - 1][max(lone.start() - 20, 0) :].strip(), 50)
            sentence = (
                f"there is a curly bracket too few or too many: {near}. A macro has two before it and two "
            )
            yield number, f"{sentence}after it, such as {_EXAMPLE}."


def invalid_macros(guide: Guide, known: Known) -> Violations:
    """Yield each `{{ … }}` that isn't a valid macro call."""
    for macro in guide.macros:
        if sentence := _about(macro, known):
            yield macro.line, sentence


def missing_message(guide: Guide, known: Known) -> Violations:
    """Yield the title of a guide without a main message."""
    if not any(macro.text.startswith(("message(", "welcome(")) for macro in guide.macros):
        title = next((number for number, line in enumerate(guide.lines, start=1) if line.startswith("# ")), 1)
        yield title, f"a page starts with its main message. Write {_example_of('message')} below the title."


def repeated_blocks(guide: Guide, known: Known) -> Violations:
    """Yield blocks that are already on the page."""
    first: dict[str, int] = {}
    for macro in guide.macros:
        name, _, given = "".join(macro.text.split()).partition("(")
        call = name if name == "message" else f"{name}({given}"
        if name not in INLINE and first.setdefault(call, macro.line) != macro.line:
            yield macro.line, f"this is already on the page, on line {first[call]}. Remove one of the two."


def _about(macro: Macro, known: Known) -> str:
    """Return the problem with a macro, or an empty string."""
    if quotes := _CURLY_QUOTE.search(re.sub(r'"[^"]*"', "", macro.text)):
        return f'the quotes in a macro must be straight ("), not "{quotes[0]}". Retype them.'
    try:
        call = _call_in(macro.text)
    except TemplateSyntaxError:
        return (
            f"{quote('{{ ' + macro.text + ' }}')} isn't complete: a quote, comma or bracket is missing. "
            f"A macro looks like {_EXAMPLE}."
        )
    name = call.node.name if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) else ""
    if not name and isinstance(call, nodes.Name) and call.name in MACROS:
        return f"the macro {call.name} needs its round brackets. Write {_example_of(call.name)}."
    if not name or not isinstance(call, nodes.Call):
        return (
            f"{quote('{{ ' + macro.text + ' }}')} is program code, and a guide can't contain any. "
            f"It can only call macros, such as {_EXAMPLE}."
        )
    if name not in MACROS:
        hint = did_you_mean(name, MACROS) or f" Those that exist: {', '.join(sorted(MACROS))}."
        return f"there is no macro {quote(name)}.{hint}"
    if name not in INLINE and not macro.stands_alone:
        return f"the macro {name} makes a block. Put it on its own line, with an empty line above and below."
    return _about_arguments(name, call, known)


def _call_in(text: str) -> nodes.Node:
    """Return the one expression between the brackets. Raises TemplateSyntaxError."""
    (output,) = _JINJA.parse(f"{{{{ {text} }}}}").body
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def _about_arguments(name: str, call: nodes.Call, known: Known) -> str:
    """Return the problem with the arguments of a macro, or an empty string."""
    macro = getattr(known.blocks, name)
    write = f"Write {_example_of(name)}."
    try:
        if call.dyn_args or call.dyn_kwargs:
            raise nodes.Impossible
        values = [_plain(each) for each in call.args]
        named = {each.key: _plain(each.value) for each in call.kwargs}
        given = inspect.signature(macro).bind(*values, **named).arguments
    except nodes.Impossible:
        return f"the macro {name} takes words in straight quotes, not program code. {write}"
    except TypeError:
        return f"the macro {name} has too many or too few values here. {write}"
    for parameter, value in given.items():
        if not value or isinstance(value, list) != (parameter == "ids"):
            wanted = "a list in square brackets" if parameter == "ids" else "one text in quotes"
            return f"the macro {name} takes {wanted}. {write}"
        section = _section_of(name, parameter)
        for target in value if isinstance(value, list) else [value]:
            if section and target not in known.records.known_ids[section]:
                return no_such(known.records, section, target)
    try:
        macro(**given)
    except LookupError as error:
        return f"{error}. Remove it, or add what is missing."
    return ""


def _section_of(name: str, parameter: str) -> str | None:
    """Return the section whose ids a parameter takes; None if it doesn't take ids."""
    hint = get_type_hints(getattr(Blocks, name), include_extras=True)[parameter]
    marks = getattr(hint, "__metadata__", ())
    return next((mark.section for mark in marks if isinstance(mark, LinksTo)), None)


def _plain(node: nodes.Expr) -> str | list[str]:
    """Return the value of a text or list of texts. Raises nodes.Impossible for anything else."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    if isinstance(node, nodes.List):
        return [each for part in node.items for each in [_plain(part)] if isinstance(each, str)]
    raise nodes.Impossible


def _example_of(name: str) -> str:
    """Return an example call of a macro, with placeholders as arguments."""
    hints = get_type_hints(getattr(Blocks, name))
    given = ", ".join(
        f'["{each.rstrip("s")}", …]' if each == "ids" else f'"{each.replace("_", "-")}"'
        for each in hints
        if each != "return"
    )
    return f"{{{{ {name}({given}) }}}}"


RULES = (
    GuideRule("a parent, who would read program code in place of a number to call", lone_brackets),
    GuideRule("a parent who reads only the first lines", missing_message),
    GuideRule("a parent, who would read the same again", repeated_blocks),
    GuideRule("the clinic, whose machine would run other code of a guide", invalid_macros),
)
