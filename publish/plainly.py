"""Run a module, and say an error in the code in one sentence: `python -m publish.plainly MODULE ARGUMENT…`.

Without it, the same command shows the whole traceback: `python -m mkdocs build --strict`.
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
    """Run a module with the arguments behind its name; return 1 after an error in it, 0 otherwise.

    A SystemExit of the module goes on: Python knows its code, or prints its text.
    """
    # mkdocs-macros logs the traceback of an error in a block, and exits.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(
        lambda log: "Traceback" not in str(log.msg)
    )
    sys.argv[:1] = []
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        cause = stop.__context__
        if cause and not isinstance(cause, ClickException):  # which has been said
            print(sentence_about(cause), file=sys.stderr)
        raise
    except Exception as error:
        print(sentence_about(error), file=sys.stderr)
        return 1
    return 0


def sentence_about(error: BaseException) -> str:
    """Return where in the project an error came up, and what it says."""
    place = next((place for each in _chain(error) if (place := _place_of(each))), "the code")
    message = getattr(error, "msg", None) or str(error) or "no reason is known"
    return (
        f"{place}: {message} ({type(error).__name__}). Undo the last change there, or ask whoever looks "
        "after the code. Nothing was published."
    )


def _chain(error: BaseException | None) -> list[BaseException]:
    """Return the error that came first, then those that followed from it."""
    return [*_chain(error.__cause__ or error.__context__), error] if error else []


def _place_of(error: BaseException) -> str:
    """Return the file and the line of the project that are nearest to an error, or an empty text."""
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
