"""What a guide may call: the blocks of `pages/blocks.py`, by name, with plain arguments, and nothing else."""

from __future__ import annotations

import inspect
import re
from typing import get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

from catalogue.problems import did_you_mean, quote
from catalogue.records import LinksTo
from catalogue.rules.links_lead_somewhere import no_such
from gate.guides.read import Guide, Macro
from gate.guides.rule import GuideRule, Known, Violations
from pages.blocks import INLINE, MACROS, Blocks

_EXAMPLE = '{{ contacts(["doctor"]) }}'
_JINJA = Environment(autoescape=True)  # only to parse, in the way that the build does
_CURLY_QUOTE = re.compile("[\u2018\u2019\u201a-\u201f]")
_CODE = re.compile(r"\{%|%\}|\{#|#\}")
_LONE = re.compile(rf"[{{}}]|\b(?:{'|'.join(MACROS)})\((?=[\"'\[)])")


def lone_brackets(guide: Guide, known: Known) -> Violations:
    """Yield what is left of template code where every whole `{{ … }}` is taken out.

    In comments and in backticks, too: template code runs there as anywhere.
    """
    for number, line in enumerate(guide.beside_macros, start=1):
        if code := _CODE.search(line):
            sign = f'"{code[0]}" is a sign of program code, and a guide holds none. '
            yield number, f"{sign}It calls macros alone, such as {_EXAMPLE}. Take the code away."
        elif lone := _LONE.search(line):
            near = quote(guide.lines[number - 1][max(lone.start() - 20, 0) :].strip(), 50)
            sentence = (
                f"a curly bracket is missing or one too many: {near}. A macro has two before it and two "
            )
            yield number, f"{sentence}behind it, such as {_EXAMPLE}."


def unlike_a_macro(guide: Guide, known: Known) -> Violations:
    """Yield each `{{ … }}` that isn't the call of a macro with what it takes."""
    for macro in guide.macros:
        if sentence := _about(macro, known):
            yield macro.line, sentence


def without_message(guide: Guide, known: Known) -> Violations:
    """Yield the title of a guide that has no main message below it."""
    if not any(macro.text.startswith("message(") for macro in guide.macros):
        title = next((number for number, line in enumerate(guide.lines, start=1) if line.startswith("# ")), 1)
        yield title, f"a page says first what matters most. Write {_example_of('message')} below its title."


def repeated(guide: Guide, known: Known) -> Violations:
    """Yield blocks that are on the page already."""
    first: dict[str, int] = {}
    for macro in guide.macros:
        name, _, given = "".join(macro.text.split()).partition("(")
        call = name if name == "message" else f"{name}({given}"
        if name not in INLINE and first.setdefault(call, macro.line) != macro.line:
            yield macro.line, f"the page has this already, on line {first[call]}. Take one of the two away."


def _about(macro: Macro, known: Known) -> str:
    """Return what is wrong with one macro, or an empty text."""
    if quotes := _CURLY_QUOTE.search(re.sub(r'"[^"]*"', "", macro.text)):
        return f'the quotes in a macro are straight ones ("), and "{quotes[0]}" is here. Type them again.'
    try:
        call = _call_in(macro.text)
    except TemplateSyntaxError:
        return (
            f"{quote('{{ ' + macro.text + ' }}')} isn't whole: look for a lost quote, comma or bracket. "
            f"A macro looks like {_EXAMPLE}."
        )
    name = call.node.name if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) else ""
    if not name and isinstance(call, nodes.Name) and call.name in MACROS:
        return f"the macro {call.name} lost its round brackets. Write {_example_of(call.name)}."
    if not name or not isinstance(call, nodes.Call):
        return (
            f"{quote('{{ ' + macro.text + ' }}')} is program code, and a guide holds none. "
            f"It calls macros alone, such as {_EXAMPLE}."
        )
    if name not in MACROS:
        hint = did_you_mean(name, MACROS) or f" Those that exist: {', '.join(sorted(MACROS))}."
        return f"there is no macro {quote(name)}.{hint}"
    if name not in INLINE and not macro.stands_alone:
        return (
            f"the macro {name} makes a block of its own. Put it on its own line, with an empty line "
            "above and below."
        )
    return _about_arguments(name, call, known)


def _call_in(text: str) -> nodes.Node:
    """Return the one expression between the brackets. Raises TemplateSyntaxError."""
    (output,) = _JINJA.parse(f"{{{{ {text} }}}}").body
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def _about_arguments(name: str, call: nodes.Call, known: Known) -> str:
    """Return what is wrong with what a macro is given, or an empty text."""
    macro = getattr(known.blocks, name)
    write = f"Write {_example_of(name)}."
    try:
        if call.dyn_args or call.dyn_kwargs:
            raise nodes.Impossible
        values = [_plain(each) for each in call.args]
        named = {each.key: _plain(each.value) for each in call.kwargs}
        given = inspect.signature(macro).bind(*values, **named).arguments
    except nodes.Impossible:
        return f"the macro {name} takes words in straight quotes, and no program code. {write}"
    except TypeError:
        return f"the macro {name} gets too much here, or too little. {write}"
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
        return f"{error}. Take it out, or add what is missing."
    return ""


def _section_of(name: str, parameter: str) -> str | None:
    """Return the section whose ids a macro takes in one place, if it takes ids there."""
    hint = get_type_hints(getattr(Blocks, name), include_extras=True)[parameter]
    marks = getattr(hint, "__metadata__", ())
    return next((mark.section for mark in marks if isinstance(mark, LinksTo)), None)


def _plain(node: nodes.Expr) -> str | list[str]:
    """Return a text, or a list of texts, as it is typed. Raises nodes.Impossible for anything else."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    if isinstance(node, nodes.List):
        return [each for part in node.items for each in [_plain(part)] if isinstance(each, str)]
    raise nodes.Impossible


def _example_of(name: str) -> str:
    """Return how a macro is called, with words in place of what it gets."""
    hints = get_type_hints(getattr(Blocks, name))
    given = ", ".join(
        f'["{each.rstrip("s")}", …]' if each == "ids" else f'"{each.replace("_", "-")}"'
        for each in hints
        if each != "return"
    )
    return f"{{{{ {name}({given}) }}}}"


RULES = (
    GuideRule(
        "macros-are-whole",
        "a parent, who would read program code in place of a number to call",
        lone_brackets,
    ),
    GuideRule("the-message-comes-first", "a parent who reads only the first lines", without_message),
    GuideRule("blocks-are-there-once", "a parent, who would read the same again", repeated),
    GuideRule("macros-alone", "the clinic, whose machine would run other code of a guide", unlike_a_macro),
)
