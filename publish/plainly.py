"""Run a module and report an error in the code as one sentence: `python -m publish.plainly MODULE ARGUMENT…`.

To see the traceback, run the module directly: `python -m mkdocs build --strict`.
"""

from __future__ import annotations

import logging
import runpy
import sys
import traceback
from pathlib import Path

from click import ClickException
from jinja2 import TemplateSyntaxError

PROJECT = Path(__file__).resolve().parent.parent


def main(module: str) -> int:
    """Run a module with the arguments after its name; return 1 after an error in it, 0 otherwise.

    Lets a SystemExit of the module pass: Python returns its code or prints its message.
    """
    # mkdocs-macros logs the traceback of an error in a macro before it exits.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(
        lambda log: "Traceback" not in str(log.msg)
    )
    sys.argv[:1] = []
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        cause = stop.__context__
        if cause and not isinstance(cause, ClickException):  # click reports its own
            print(sentence_about(cause), file=sys.stderr)
        raise
    except Exception as error:
        print(sentence_about(error), file=sys.stderr)
        return 1
    return 0


def sentence_about(error: BaseException) -> str:
    """Return a sentence with the place of an error in the project, and its message."""
    place = next((place for each in _chain(error) if (place := _place_of(each))), "the code")
    message = getattr(error, "msg", None) or str(error) or "no reason is known"
    return (
        f"{place}: {message} ({type(error).__name__}). Undo the last change there, or ask whoever looks "
        "after the code. Nothing was published."
    )


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return an error and its causes, the first cause first."""
    return [*_chain(error.__cause__ or error.__context__), error] if error else []


def _place_of(error: BaseException) -> str:
    """Return the innermost file and line of the project in an error's traceback, or an empty string."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError | TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    for name, line in reversed(places):
        path = PROJECT / name
        if (
            path.is_relative_to(PROJECT)
            and path.is_file()
            and ".venv" not in path.parts
            and path != Path(__file__)
        ):
            return f"{path.relative_to(PROJECT).as_posix()}, line {line}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
