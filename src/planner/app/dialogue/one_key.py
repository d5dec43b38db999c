"""Answers to questions: one key on a terminal, one line from a pipe."""

from __future__ import annotations

import os
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
    if key in ("\x03", "\x04", "\0", ""):  # "\0": a Ctrl-D that came before the question
        raise KeyboardInterrupt
    return "" if key in ENTER else key


def one_line(stream: TextIO) -> str:
    """The line that is typed, without its end.

    Nothing of the next line is read: after a mode without lines a terminal gives several at once, and a key that is
    asked for then would wait in vain. Raises KeyboardInterrupt on Ctrl-C and Ctrl-D.
    """
    if not stream.isatty() or sys.platform == "win32":
        line = stream.readline()
        if not line:
            raise KeyboardInterrupt
        return line.rstrip("\n")
    typed = bytearray()
    while (byte := os.read(stream.fileno(), 1)) != b"\n":
        if byte in (b"", b"\0", b"\x04"):
            raise KeyboardInterrupt
        typed += byte
    return typed.decode(errors="replace")


if sys.platform == "win32":

    def _pressed(stream: TextIO, ask: Callable[[], None]) -> str | None:
        import msvcrt

        ask()
        return msvcrt.getwch() if stream.isatty() else None

else:

    def _pressed(stream: TextIO, ask: Callable[[], None]) -> str | None:
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
            return _one_of(handle)
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)

    def _one_of(handle: int) -> str:
        """One key, and no byte of the next.

        What is typed before its question is put answers that question.
        """
        first = os.read(handle, 1)
        if first == b"\x1b":
            _swallow_sequence(handle)
            return "\x1b"
        more = next((count for count, least in ((3, 0xF0), (2, 0xE0), (1, 0xC0)) if first and first[0] >= least), 0)
        return (first + os.read(handle, more) if more else first).decode(errors="replace")[:1]

    def _swallow_sequence(handle: int) -> None:
        """Read what an arrow or a function key sends after Escape, at once: up to a letter or "~"."""
        import select

        before = b""
        while select.select([handle], [], [], 0.02)[0]:
            byte = os.read(handle, 1)
            if not byte or byte == b"~" or (byte.isalpha() and (byte, before) != (b"O", b"")):
                return
            before = byte
