"""Answers to questions: one key on a terminal, one line from a pipe."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from collections.abc import Callable, Collection
from functools import cache
from typing import TextIO

from planner.typed.names import names_meant

ENTER = ("\r", "\n")
FIRST_PAUSE, PAUSE = 0.3, 0.6  # seconds after the first letter of a name, and after any other, that end it

_unread = bytearray()  # read from the terminal, and part of no answer yet


def _nothing() -> None:
    """Ask nothing: the question is on the screen."""


def one_key(stream: TextIO, ask: Callable[[], None] = _nothing) -> str:
    """The key pressed after `ask` has asked the question; "" for Enter.

    The terminal does not show it.

    If `stream` can't be read key by key, it is the line that is typed, without spaces around it. Raises
    KeyboardInterrupt on Ctrl-C and Ctrl-D.
    """
    return key_or_name(stream, (), ask)


def key_or_name(stream: TextIO, names: Collection[str], ask: Callable[[], None] = _nothing) -> str:
    """The key pressed, or the start of one of `names`, typed at once, with Enter or not.

    Otherwise as `one_key`. What is typed after the last answer never reaches the shell.
    """
    key = _pressed(stream, names, ask)
    if key is None:
        line = stream.readline()
        if not line:
            raise KeyboardInterrupt
        return line.strip()
    _drain_at_the_end()
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
    while (byte := _read(stream.fileno(), 1)) != b"\n":
        if byte in (b"", b"\0", b"\x04"):
            raise KeyboardInterrupt
        typed += byte
    return typed.decode(errors="replace")


@cache
def _drain_at_the_end() -> None:
    atexit.register(drain, sys.stdin)


def _read(handle: int, count: int) -> bytes:
    if not _unread:
        return os.read(handle, count)
    found = bytes(_unread[:count])
    del _unread[:count]
    return found


if sys.platform == "win32":

    def drain(stream: TextIO) -> None:
        """Throw away what is typed already, and read by nobody; nothing to do without a terminal."""
        import msvcrt

        while stream.isatty() and msvcrt.kbhit():
            msvcrt.getwch()

    def _pressed(stream: TextIO, names: Collection[str], ask: Callable[[], None]) -> str | None:  # noqa: ARG001
        import msvcrt

        ask()
        return msvcrt.getwch() if stream.isatty() else None

else:

    def drain(stream: TextIO) -> None:
        """Throw away what is typed already, and read by nobody; nothing to do without a terminal."""
        import termios

        _unread.clear()
        with contextlib.suppress(OSError, ValueError, termios.error):
            termios.tcflush(stream.fileno(), termios.TCIFLUSH)

    def _pressed(stream: TextIO, names: Collection[str], ask: Callable[[], None]) -> str | None:
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
            key = _one_of(handle)
            return _rest_of_name(handle, key, names) if key.isalpha() else key
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)

    def _one_of(handle: int) -> str:
        """One key, and no byte of the next.

        What is typed before its question is put answers that question.
        """
        first = _read(handle, 1)
        if first == b"\x1b":
            _swallow_sequence(handle)
            return "\x1b"
        more = next((count for count, least in ((3, 0xF0), (2, 0xE0), (1, 0xC0)) if first and first[0] >= least), 0)
        return (first + _read(handle, more) if more else first).decode(errors="replace")[:1]

    def _rest_of_name(handle: int, typed: str, names: Collection[str]) -> str:
        """The first letter and those after it while some name begins so; Enter ends it."""
        while names_meant(typed, names) and _waits(handle, FIRST_PAUSE if len(typed) == 1 else PAUSE):
            byte = _read(handle, 1)
            more = typed + byte.decode("ascii", errors="replace")
            if byte == b"\n" and len(typed) > 1:
                break
            if byte == b"\n" or not names_meant(more, names):
                _unread[:0] = byte
                break
            typed = more
        return typed

    def _waits(handle: int, seconds: float) -> bool:
        import select

        return bool(_unread) or bool(select.select([handle], [], [], seconds)[0])

    def _swallow_sequence(handle: int) -> None:
        """Read what an arrow or a function key sends after Escape, at once: up to a letter or "~"."""
        before = b""
        while _waits(handle, 0.02):
            byte = _read(handle, 1)
            if not byte or byte == b"~" or (byte.isalpha() and (byte, before) != (b"O", b"")):
                return
            before = byte
