"""One process at a time writes a book.

The lock is the operating system's own, so that a process that dies lets go of it by dying, on a file outside the
book (in it only where the platform's cache folder can't be written). What the file says only tells who holds it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from planner.errors import PlanError

PATIENCE = 5.0  # seconds that a writer waits for another
_held: dict[str, int] = {}  # books this process is writing, with how deep


@contextlib.contextmanager
def writing(book: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the book for writing while the `with` block runs; may be nested within one process.

    Waits up to `patience` seconds; then a PlanError names the process that writes. A command that reads the book,
    thinks and writes holds it from before it reads, so that two of them follow one another.
    """
    key = os.path.realpath(book)
    if key in _held:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    opened = _open(lock_path(book)) or _open(book / ".plan" / "lock")
    if opened is None:  # not even the book's journal can be written: committing will say so, reading may go on
        yield
        return
    handle, path = opened
    try:
        _wait(handle, path, patience)
        _held[key] = 1
        try:
            _sign(handle)
            yield
        finally:
            del _held[key]
            _unlock(handle)
    finally:
        os.close(handle)


def lock_path(book: Path) -> Path:
    """The lock of a book, named after its real path; in the book only where there is no cache folder."""
    from planner.cache.cache import cache_folder, folder_for

    root = cache_folder(os.environ)
    return folder_for(root, book) / "lock" if root else book / ".plan" / "lock"


def _open(path: Path) -> tuple[int, Path] | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), path
    except OSError:
        return None


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    pause = 0.002
    while not _try_lock(handle):
        if time.monotonic() >= end:
            raise PlanError(
                f"{_holder(path)} is writing the book; waited {patience:.0f} s",
                "try again when it has finished; nothing was changed",
            )
        time.sleep(pause)
        pause = min(0.01, pause * 1.5)


def _sign(handle: int) -> None:
    """Say in the lock who holds it; a full disk must not keep anyone from writing less."""
    command = " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:]])[:200] if sys.argv else "python"
    with contextlib.suppress(OSError):
        os.ftruncate(handle, _PAST)
        os.lseek(handle, _PAST, os.SEEK_SET)
        os.write(handle, f"process {os.getpid()} ({command})".encode(errors="replace"))


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        text = path.read_bytes()[_PAST:].decode(errors="replace").strip()
        if text:
            return "".join(letter if letter.isprintable() else "?" for letter in text)
    return "another process"


if sys.platform == "win32":
    import msvcrt

    _PAST = 1  # the locked byte can't be read by others there; the signature follows it

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    _PAST = 0

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: better unguarded than not at all
            return True
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
