"""Serve the editing screen on this machine: `python -m editor`."""

from __future__ import annotations

import sys
from pathlib import Path

from editor.server import EditorServer

ROOT = Path(__file__).resolve().parent.parent
PORT = 8010  # fixed, because a browser remembers the chosen folder by address


def main() -> int:
    """Serve until Ctrl+C; print a sentence and return 1 if that's impossible."""
    try:
        server = EditorServer(ROOT / "data", PORT)
    except OSError:
        print(f"Port {PORT} is taken: the editing screen may be open in another window. Stop that one first.")
        return 1
    print(
        f'Open http://127.0.0.1:{PORT}/ in Chrome or Edge, press "Work with Local Repository" and '
        f"choose the folder {ROOT}. Ctrl+C here stops it."
    )
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
