"""One key for an answer on a terminal; a line where the answers are piped in."""

from __future__ import annotations

import sys
from typing import TextIO

ENTER = ("\r", "\n")


def one_key(stream: TextIO) -> str:
    """The key that is pressed; "" for Enter. KeyboardInterrupt where they leave by Ctrl-C or Ctrl-D.

    Where the terminal can't be read by the key (or `stream` is none), the line that is typed, without blanks around.
    """
    key = _pressed(stream)
    if key is None:
        line = stream.readline()
        if not line:
            raise KeyboardInterrupt
        return line.strip()
    if key in ("\x03", "\x04", ""):
        raise KeyboardInterrupt
    return "" if key in ENTER else key


if sys.platform == "win32":

    def _pressed(stream: TextIO) -> str | None:
        import msvcrt

        return msvcrt.getwch() if stream.isatty() else None

else:

    def _pressed(stream: TextIO) -> str | None:
        import os
        import termios
        import tty

        try:
            handle = stream.fileno()
            before = termios.tcgetattr(handle)
        except (OSError, ValueError, termios.error):
            return None
        try:
            tty.setcbreak(handle)
            return os.read(handle, 32).decode(errors="replace")[:1]
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
