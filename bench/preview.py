"""Measure how soon `mkdocs serve` shows an edited sentence, compared with the stock theme."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.measure import build, in_rounds, row
from bench.projects import MKDOCS, stock_project, this_project
from catalogue.state import build_time

PAGE = "activities/reach-in-tummy-time/"
LONGEST = 120  # seconds
EDITED = "Reach in tummy time"  # the title of that activity


@contextmanager
def preview_of(project: Path) -> Iterator[str]:
    """Serve a project with live preview; yield its address once it answers.

    Raises RuntimeError with the server's output if it never does.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(  # as `make serve` does; the stock theme doesn't know LIGHT
        [MKDOCS, "serve", "--dev-addr", place],
        cwd=project,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": str(build_time()),
            "LIGHT": "false",
        },
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr
            said = []
            for line in server.stderr:
                said.append(line)
                if "Serving on" in line:
                    break
            else:
                raise RuntimeError("".join(said))
            # Drain the server's output: it would block on a full pipe.
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield f"http://{place}/"
        finally:
            server.terminate()


def _wait_for(words: str, address: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{words!r} didn't come within {LONGEST} s")


def seconds_until_shown(file: Path, address: str) -> float:
    """Edit a sentence in a file, and return how long it takes until the page shows it."""
    text = file.read_text(encoding="utf-8")
    new = f"Reach {time.monotonic_ns()} times"
    start = time.monotonic()
    file.write_text(text.replace(EDITED, new, 1), encoding="utf-8")
    _wait_for(new, address)
    taken = time.monotonic() - start
    file.write_text(text, encoding="utf-8")
    _wait_for(EDITED, address)
    return taken


def main() -> None:
    """Edit both in turn, for some rounds, and print the ratio of the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = this_project(folder / "ours")
        build(ours, folder / "built")
        stock = stock_project(folder / "built", folder / "stock")
        with preview_of(ours) as our_site, preview_of(stock) as stock_site:
            taken = in_rounds(
                {
                    "ours": partial(seconds_until_shown, ours / "data/activities.yaml", our_site + PAGE),
                    "stock": partial(
                        seconds_until_shown, stock / f"docs/{PAGE.removesuffix('/')}.md", stock_site + PAGE
                    ),
                },
                rounds=5,
            )
    print("| live preview | ratio | at most | median (least to most) |\n| --- | --- | --- | --- |")
    print(row("an edited sentence, to the stock theme", taken["ours"], taken["stock"], "s", "1.0"))


if __name__ == "__main__":
    main()
