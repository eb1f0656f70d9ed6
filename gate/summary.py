"""What the check says at its end: for a terminal, beside the lines of a pull request, and as one comment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.problems import Problem


def annotation(problem: Problem, level: str) -> str:
    """Return the GitHub workflow command that shows a problem beside its line.

    `level` is error or warning.
    """
    return f"::{level} file={_escape(problem.file, ',:')},line={problem.line}::{_escape(str(problem))}"


def _escape(text: str, more: str = "") -> str:
    """Return a text as a workflow command takes it; in a file's name, `more` signs would end it."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def as_comment(problems: Iterable[Problem], warnings: Iterable[Problem], verdict: str) -> str:
    """Return everything as Markdown, ready for a comment: GitHub shows only ten annotations of a step."""
    parts = [f"### {verdict}"]
    parts += [f"- [ ] {_escape_markdown(str(problem))}" for problem in problems]
    warned = [f"- {_escape_markdown(str(warning))}" for warning in warnings]
    if warned:
        parts += ["\n**To look at; it stops nothing:**\n", *warned]
    return "\n".join(parts) + "\n"


def _escape_markdown(text: str) -> str:
    """Return a text so that Markdown shows it as it is, and nobody is called by an @."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&])", r"\\\1", one_line).replace("@", "@\u2060")
