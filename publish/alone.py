"""Run a command while no other one does in this folder: `python publish/alone.py COMMAND ARGUMENT…`.

Two builds at once would write into the same folders. The second one waits; the system releases the lock
when a command ends, however it ends, so nothing is ever left locked. Needs nothing but Python itself: the
environment is set up under the lock, too.
"""

from __future__ import annotations

import fcntl
import os
import sys


def main() -> None:
    """Wait for the lock on the current folder, then become the command, which keeps the lock."""
    folder = os.open(".", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make is at work in this folder. Waiting until it is done.", file=sys.stderr)
        fcntl.flock(folder, fcntl.LOCK_EX)
    os.set_inheritable(folder, True)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
