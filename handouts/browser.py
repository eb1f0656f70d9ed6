"""Serve a built site locally, and launch Chromium to open it; the browser tests use both, too."""

from __future__ import annotations

import contextlib
import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian's Chromium without windows: the same engine, which opens a page in half the time.
SHELL = "chromium-headless-shell"
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Block all requests to other hosts.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # Otherwise each window loads two pages for the suggestions of its address bar, half of the work of a
    # test, and starts a spare process after each page. This overrides Playwright's own list.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # A browser that leaves a page closes its connections, which is no error.
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextlib.contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a built site on this machine; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def launch_chromium(playwright: Playwright) -> Iterator[Browser]:
    """Launch the Chromium of this machine, headless."""
    found = next((path for name in (SHELL, *CHROMES) if (path := shutil.which(name))), None)
    browser = playwright.chromium.launch(executable_path=found or MAC_CHROME, args=FLAGS)
    yield browser
    browser.close()
