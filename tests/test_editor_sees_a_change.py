"""For the editor: a preview in the browser shows a changed record by itself, at the same place."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage

ROOT = Path(__file__).resolve().parent.parent
AGE = "ages/4-6-months/"
PATIENCE = 120_000  # milliseconds


@contextmanager
def preview_of(project: Path) -> Iterator[str]:
    """Serve a project as `make serve` does; yield its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(
        [ROOT / ".venv/bin/mkdocs", "serve", "--dev-addr", place],
        cwd=project,
        env={**os.environ, "LEAN": "false", "SOURCE_DATE_EPOCH": "1795510800", "NO_MKDOCS_2_WARNING": "1"},
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
                pytest.fail("".join(said))
            yield f"http://{place}/"
        finally:
            server.terminate()


def test_a_preview_shows_a_change_at_the_same_place(browser: Browser, project: Path) -> None:
    file = project / "data/activities.yaml"
    text = file.read_text(encoding="utf-8")
    refused: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            refused.append(message.text)

    with preview_of(project) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        page.on("console", listen)
        page.goto(address + AGE)
        page.evaluate("() => scrollTo(0, 3000)")
        file.write_text(
            text.replace("title: Reach in tummy time", "title: Reach while on the tummy"), "utf-8"
        )
        page.get_by_text("Reach while on the tummy").first.wait_for(state="attached", timeout=PATIENCE)
        page.wait_for_function("() => scrollY === 3000")
        assert not refused
        page.close()
