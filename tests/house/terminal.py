"""`plan` on a terminal of so many columns, as a person sees it, without colour."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path


def on_terminal(words: Sequence[str], columns: int, home: Path, book: Path, **environ: str) -> str:
    """What `plan WORDS` prints on a terminal that is `columns` wide and has no colour, its line ends plain."""
    known = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    said = {"PLAN_BOOK": str(book), "PLAN_NOW": "2026-11-23T07:00", **environ}
    child, screen = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "planner", *words], known | said)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    text = b""
    while True:
        ready, _, _ = select.select([screen], [], [], 60)
        try:
            read = os.read(screen, 65536) if ready else b""
        except OSError:  # the other end is closed
            read = b""
        if not read:
            break
        text += read
    os.close(screen)
    os.waitpid(child, 0)
    return text.decode().replace("\r\n", "\n")
