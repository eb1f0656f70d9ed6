"""A stand-in for GitHub Pages on this machine: a project's site, with the answers that Pages gives."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT = "/infant-ot/"


class PagesHandler(SimpleHTTPRequestHandler):
    """Answers below the project's path alone, to be kept for ten minutes; with a page for what is absent."""

    max_age = 600

    def translate_path(self, path: str) -> str:
        below = urlsplit(path).path
        inside = below.startswith(PROJECT)
        return super().translate_path(below.removeprefix(PROJECT[:-1]) if inside else "/absent")

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={self.max_age}")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND, f"no page in {path}")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def published(site: Path) -> Iterator[str]:
    """Serve a folder as GitHub Pages would; yield the address of the project's site."""
    handler = functools.partial(PagesHandler, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # A server notices that it should stop only at its next poll.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PROJECT}"
        server.shutdown()
