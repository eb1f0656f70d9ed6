"""What the check says at its end: for a terminal, beside the lines of a pull request, and as one comment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.problems import Problem


def annotation(problem: Problem, level: str) -> str:
    """Return the GitHub workflow command that shows a problem beside its line.

    `level` is error or warning.
    """
    text = str(problem).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={problem.file},line={problem.line}::{text}"


def as_comment(problems: Iterable[Problem], warnings: Iterable[Problem], verdict: str) -> str:
    """Return everything as Markdown, ready for a comment: GitHub shows only ten annotations of a step."""
    parts = [f"### {verdict}"]
    parts += [f"- [ ] {_as_typed(str(problem))}" for problem in problems]
    warned = [f"- {_as_typed(str(warning))}" for warning in warnings]
    if warned:
        parts += ["\n**To look at; it stops nothing:**\n", *warned]
    return "\n".join(parts) + "\n"


def _as_typed(text: str) -> str:
    """Return a text so that Markdown shows it as it is, and nobody is called by an @."""
    one_line = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&])", r"\\\1", one_line).replace("@", "@\u2060")
