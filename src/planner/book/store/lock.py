"""The lock of a book: one process at a time writes it.

It is the operating system's own, so that a process that dies lets go of it by dying. Two are taken: one on a file in
the platform's cache folder, which also says who holds it, and one on the book's folder itself: so processes with
different cache folders, or with one that is emptied meanwhile, follow one another, too.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from planner.book.store.entry import printable
from planner.cache.cache import cache_folder, folder_for
from planner.cache.user_folders import make_folder
from planner.errors import NOTHING_CHANGED, PlanError

PATIENCE = 5.0  # seconds that a writer waits for another
_held: set[str] = set()  # books that this process is writing


@contextlib.contextmanager
def writing(book: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the book for writing while the `with` block runs; may be nested within one process.

    Waits up to `patience` seconds; then raises PlanError, which names the process that writes. A command that reads
    the book, thinks and writes holds it from before it reads, so that two of them follow one another.
    """
    key = os.path.realpath(book)
    if key in _held:
        yield
        return
    with contextlib.ExitStack() as held:
        for handle, path in _opened(book):
            held.callback(os.close, handle)
            _wait(handle, path, patience)
            held.callback(_unlock, handle)
            if path != book:
                _sign(handle)
        _held.add(key)
        try:
            yield
        finally:
            _held.remove(key)


def lock_path(book: Path) -> Path:
    """The file that says who holds a book, named after its real path.

    In the book if there is no cache folder.
    """
    root = cache_folder(os.environ)
    return folder_for(root, book) / "lock" if root else book / ".plan" / "lock"


def _opened(book: Path) -> Iterator[tuple[int, Path]]:
    """Handles to lock, in this order.

    None where not even the book can be opened: committing will say so.
    """
    if os.name != "posix":
        paths = (lock_path(book), book / ".plan" / "lock")
        yield from itertools.islice(filter(None, map(_open_file, paths)), 1)
        return
    path = lock_path(book)
    if path.parent.name != ".plan" and (opened := _open_file(path)):
        yield opened
    with contextlib.suppress(OSError):
        yield os.open(book, os.O_RDONLY), book


def _open_file(path: Path) -> tuple[int, Path] | None:
    try:
        make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        return None
    if _is_only_ours(handle):
        return handle, path
    os.close(handle)
    return None


def _is_only_ours(handle: int) -> bool:
    """True if signing the open file changes no file but the lock.

    Not for a second name of another file, a device, or a file that belongs to someone else.
    """
    status = os.fstat(handle)
    if os.name != "posix":
        return True
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_uid == os.geteuid()


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    pause = 0.002
    while not _try_lock(handle):
        if time.monotonic() >= end:
            raise PlanError(
                f"{_holder(path)} is writing the book; waited {patience:.0f} s",
                "try again when it has finished",
                NOTHING_CHANGED,
            )
        time.sleep(pause)
        pause = min(0.01, pause * 1.5)


def _sign(handle: int) -> None:
    """Write into the lock who holds it; a full disk must not keep anyone from writing less."""
    command = " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:]])[:200] if sys.argv else "python"
    with contextlib.suppress(OSError):
        os.ftruncate(handle, _PAST)
        os.lseek(handle, _PAST, os.SEEK_SET)
        os.write(handle, f"process {os.getpid()} ({command})".encode(errors="replace"))


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        text = path.read_bytes()[_PAST:].decode(errors="replace").strip()
        if text:
            return printable(text)
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
