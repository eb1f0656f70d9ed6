"""Serve the editing screen locally: its page, its script and its configuration."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from catalogue.problems import DataError
from editor.forms import screen

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"

FILES = {
    "/": (HERE / "page.html", "text/html"),
    "/page.css": (HERE / "page.css", "text/css"),
    "/icons.woff2": (
        PACKAGES / "@fontsource-variable/material-symbols-outlined/files"
        "/material-symbols-outlined-latin-wght-normal.woff2",
        "font/woff2",
    ),
    "/sveltia-cms.js": (PACKAGES / "@sveltia/cms/dist/sveltia-cms.js", "text/javascript"),
}
"""The files to serve, by address; no other file on the machine is accessible."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Allows requests only to this server: what staff type can't leave the machine."""


class EditorServer(ThreadingHTTPServer):
    """Serves the editing screen for one folder of data on 127.0.0.1. Raises OSError if the port is taken."""

    daemon_threads = True

    def __init__(self, data: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.data = data
        # Rejecting other hosts prevents DNS rebinding, by which another site could read the data.
        self.hosts = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}


class _Handler(BaseHTTPRequestHandler):
    server: EditorServer

    def do_GET(self) -> None:
        if self.headers["Host"] not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        asked = urlsplit(self.path).path  # Sveltia adds the time to the configuration's address
        try:
            # Generated for each request, so that a new record can be chosen after a reload.
            config = json.dumps(screen(self.server.data)).encode()
        except DataError as error:
            self._send(
                f"The data can't be read yet. Fix this, then reload:\n\n{error}".encode(), "text/plain"
            )
            return
        if asked == "/config.json":
            self._send(config, "application/json")
        elif asked in FILES:
            path, kind = FILES[asked]
            self._send(path.read_bytes(), kind)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
