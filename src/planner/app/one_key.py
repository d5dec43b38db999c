"""One key for an answer on a terminal; a line where the answers are piped in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

ENTER = ("\r", "\n")


def _asked() -> None:
    """The question was put before."""


def one_key(stream: TextIO, ask: Callable[[], None] = _asked) -> str:
    """The key that is pressed when `ask` has put the question; "" for Enter. The terminal does not show it.

    Where the terminal can't be read by the key (or `stream` is none), the line that is typed, without blanks around.
    KeyboardInterrupt where they leave by Ctrl-C or Ctrl-D.
    """
    key = _pressed(stream, ask)
    if key is None:
        line = stream.readline()
        if not line:
            raise KeyboardInterrupt
        return line.strip()
    if key in ("\x03", "\x04", ""):
        raise KeyboardInterrupt
    return "" if key in ENTER else key


if sys.platform == "win32":

    def _pressed(stream: TextIO, ask: Callable[[], None]) -> str | None:
        import msvcrt

        ask()
        return msvcrt.getwch() if stream.isatty() else None

else:

    def _pressed(stream: TextIO, ask: Callable[[], None]) -> str | None:
        import os
        import termios
        import tty

        try:
            handle = stream.fileno()
            before = termios.tcgetattr(handle)
        except (OSError, ValueError, termios.error):
            ask()
            return None
        try:
            tty.setcbreak(handle, termios.TCSADRAIN)  # before it is asked: a quick answer is not shown twice
            ask()
            return os.read(handle, 32).decode(errors="replace")[:1]
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
