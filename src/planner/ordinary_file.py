"""The bytes of an ordinary file, bounded, and never waited for.

A name in a book may lead to a pipe, to a device, or to a file of the kernel that says it is empty and never ends
(`/proc/kmsg`, `/proc/self/pagemap`).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
READ_NO_LINK = READ | getattr(os, "O_NOFOLLOW", 0)


class NotOrdinaryError(OSError):
    """A name that leads to a folder, a pipe or a device."""

    def __init__(self, *, is_folder: bool) -> None:
        super().__init__(f"this is {'a folder' if is_folder else 'not an ordinary file'}")
        self.is_folder = is_folder


class TooLargeError(OSError):
    """A file with more bytes than were wanted at most."""

    def __init__(self) -> None:
        super().__init__("this is larger than it can be")


def read_ordinary(path: Path, largest: int) -> bytes:
    """The bytes of a file, `largest` at most; links are followed, and nothing is waited for.

    Raises NotOrdinaryError, TooLargeError, or another OSError where it can't be read.
    """
    _refuse_others(path.stat())  # before it is opened: to open a device may already do something
    handle = os.open(path, READ)
    try:
        return read_handle(handle, largest)
    finally:
        os.close(handle)


def read_start(path: Path, count: int) -> bytes:
    """The first `count` bytes of a file, or as many as it has.

    Raises OSError as `read_ordinary`.
    """
    _refuse_others(path.stat())
    handle = os.open(path, READ)
    try:
        _refuse_others(os.fstat(handle))
        return os.read(handle, count)
    finally:
        os.close(handle)


def read_handle(handle: int, largest: int) -> bytes:
    """The bytes of the file that is open as `handle`. Raises OSError as `read_ordinary`."""
    found = os.fstat(handle)
    _refuse_others(found)
    if found.st_size > largest:
        raise TooLargeError
    parts, size = [], 0
    try:
        while part := os.read(handle, max(found.st_size - size, 4096) + 1):  # the size that it says is only said
            parts.append(part)
            size += len(part)
            if size > largest:
                raise TooLargeError
    except BlockingIOError:  # more may come some day, as in a pipe
        raise NotOrdinaryError(is_folder=False) from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _refuse_others(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotOrdinaryError(is_folder=stat.S_ISDIR(found.st_mode))
