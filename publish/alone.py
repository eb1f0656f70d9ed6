"""Run a command under a lock on the current folder: `python publish/alone.py COMMAND ARGUMENT…`.

Two builds at once would write to the same folders, so the second one waits. The system releases the lock when
the command ends, even if it is killed. Uses only the standard library, because setting up the environment
takes the lock, too.
"""

from __future__ import annotations

import fcntl
import os
import sys


def main() -> None:
    """Wait for the lock, then replace this process with the command, which holds the lock until it ends."""
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
