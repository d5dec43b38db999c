"""Answers to questions: one key on a terminal, one line from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

ENTER = ("\r", "\n")


def _nothing() -> None:
    """Ask nothing: the question is on the screen."""


def one_key(stream: TextIO, ask: Callable[[], None] = _nothing) -> str:
    """The key pressed after `ask` has asked the question; "" for Enter.

    The terminal does not show it.

    If `stream` can't be read key by key, it is the line that is typed, without spaces around it. Raises
    KeyboardInterrupt on Ctrl-C and Ctrl-D.
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
            tty.setcbreak(handle, termios.TCSADRAIN)  # before the question: a quick answer is not shown twice
            ask()
            return os.read(handle, 32).decode(errors="replace")[:1]
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
