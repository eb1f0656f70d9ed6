"""The result of the check as GitHub shows it: annotations on lines, and one comment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.problems import Problem


def annotation(problem: Problem, level: str) -> str:
    """Return the GitHub workflow command that annotates a line with a problem.

    `level` is error or warning.
    """
    return f"::{level} file={_escape(problem.file, ',:')},line={problem.line}::{_escape(str(problem))}"


def _escape(text: str, more: str = "") -> str:
    """Escape a text for a workflow command; `more` are further characters to escape."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def as_comment(problems: Iterable[Problem], warnings: Iterable[Problem], verdict: str) -> str:
    """Return everything as a Markdown comment, because GitHub shows only ten annotations per step."""
    parts = [f"### {verdict}"]
    parts += [f"- [ ] {_escape_markdown(str(problem))}" for problem in problems]
    warned = [f"- {_escape_markdown(str(warning))}" for warning in warnings]
    if warned:
        parts += ["\n**Please check; this doesn't stop publishing:**\n", *warned]
    return "\n".join(parts) + "\n"


def _escape_markdown(text: str) -> str:
    """Escape a text so that Markdown shows it as it is and an @ mentions nobody."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&])", r"\\\1", one_line).replace("@", "@\u2060")
