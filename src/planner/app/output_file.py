"""A file that the rep names for an answer.

Never one of the book's own, nor another program's unless `replace` says so.

What is no ordinary file (a pipe, a device) is written to as it is, and never replaced.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from planner.book.files import NAMES
from planner.book.find import PLAN_FILE, is_trusted, typed_path
from planner.book.store.atomic import clear_leftovers, real_file, replace_file, write_all
from planner.book.store.entry import printable
from planner.book.store.readers import Readers
from planner.calendars.files import calendar_path
from planner.errors import PlanError, UsageError
from planner.ordinary_file import read_start

STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")  # the names of standard output
READ = (".toml", ".ics")  # what the program reads of a book
_MOST_LINKS = 40  # one after another; the system itself follows no more
_OTHER_NAME = "choose another name for the answer"
HEAD = 4096  # bytes in which a file says who made it
PATIENCE = 3.0  # seconds that a pipe may take to find its reader

Own = Callable[[bytes], bool]  # whether a file that begins like this was written by this program for this purpose


def write_next_to(path: Path, data: bytes, own: Own, limit: Readers | None, *, replace: bool) -> None:
    """Write `data` to a file whose name the program chose, next to one that the rep named.

    As `write_output`, but never through a link: it may have come with the other file, out of an archive.
    """
    if path.is_symlink():
        raise PlanError(
            f"{path} is a link: nothing was written to it", "take the link away, or copy the file elsewhere"
        )
    write_output(real_file(path.parent) / path.name, data, own, limit, replace=replace)


def write_output(path: Path, data: bytes, own: Own, limit: Readers | None, *, replace: bool) -> None:
    """Write `data` to the file the rep named.

    Into a pipe or device, in place of an older answer, or to a new file.

    PlanError where something else is there, unless `replace` is set, or there is no such folder; OSError, with the
    name that was given, where it can't be written. A file is replaced as a whole or left as it was.
    """
    with named_as(path):
        if not _is_file(path):
            _write_into(path, data)
            return
        head = _head(path)
        if head and not own(head) and not replace:
            raise PlanError(
                f"{path} already exists and wasn't made by this command; it was left alone",
                "choose another name, or replace it with --yes",
            )
    make_or_replace(path, data, limit)


def make_or_replace(path: Path, data: bytes, limit: Readers | None) -> None:
    """Put `data` in the place of an ordinary file, or make it.

    PlanError for a folder that is not there, OSError, with the name that was given, where it can't be written.
    """
    target = real_file(path)
    if not target.parent.is_dir():
        raise PlanError(f"no folder {target.parent}", "make it first")
    with named_as(path):
        clear_leftovers(target.parent, lambda name: name == target.name)
        replace_file(path, data, limit=limit)


def refuse_link_out(path: Path, book: Path) -> None:
    """UsageError for a path in the book from which a link leads out, or to a hidden place.

    The link may have come with the book. The book's own files are refused in any case.
    """
    folder, target = real_file(book), real_file(path)
    if target.is_relative_to(folder):
        below = target.relative_to(folder).parts
        if below and target.suffix.lower() == ".toml":
            raise UsageError(f"{path} belongs to the book: it is never overwritten", _OTHER_NAME)
        typed = Path(os.path.abspath(path)).parts  # noqa: PTH100 - links are kept
        leads, where = any(part.startswith(".") and part not in typed for part in below), "to a hidden place"
    else:
        leads, where = _goes_through(path, folder), "outside the book"
    if leads and not is_trusted(book):
        raise UsageError(
            f"{path} is a link that points {where}, to {printable(str(target))}: nothing was written",
            f"choose another name; or, if you made that link yourself: plan trust {typed_path(folder)}",
        )


def refuse_link_in_books(path: Path) -> None:
    """UsageError for a path that a link leads out of a book above it; as `refuse_link_out`."""
    for above in path.absolute().parents:
        if (above / PLAN_FILE).exists():
            refuse_link_out(path, above)


def _goes_through(path: Path, folder: Path) -> bool:
    """True if the path, or a link that it leads to, lies in the real `folder`."""
    for _ in range(_MOST_LINKS):
        path = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept
        if any(real_file(parent).is_relative_to(folder) for parent in path.parents):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / os.readlink(path)  # noqa: PTH115 - as it is spelled
    return True


def refuse_book_file(path: Path, book: Path, calendars: Iterable[str]) -> None:
    """Raise UsageError for a file that the program reads or keeps for the book.

    Also through a link.

    `calendars` are files and folders as the book names them.
    """
    refuse_link_out(path, book)
    target, folder = real_file(path), real_file(book)
    read = [real_file(calendar_path(folder, name)) for name in (*NAMES, *calendars)]
    diary = folder / "diary"
    with contextlib.suppress(OSError), os.scandir(diary) as entries:
        read += [real_file(Path(entry.path)) for entry in entries if entry.is_symlink()]
    inside = any(each in target.parents for each in (folder, real_file(diary), *read))
    kept = target.is_relative_to(folder) and any(part.startswith(".") for part in target.relative_to(folder).parts)
    if target in read or kept or (inside and target.suffix.lower() in READ):
        raise UsageError(f"{path} belongs to the book: it is never overwritten", _OTHER_NAME)


def pour(data: bytes) -> None:
    """Bytes on stdout as they are: their line ends and their encoding are the answer's own."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is not None:  # there is none where stdout was closed
        stream.write(data)
        stream.flush()


def _is_file(path: Path) -> bool:
    """True for an ordinary file, or none yet.

    The names of open pipes (/dev/fd/63) lead nowhere as a path.
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def _head(path: Path) -> bytes:
    try:
        return read_start(path, HEAD)
    except FileNotFoundError:
        return b""


def _write_into(path: Path, data: bytes) -> None:
    """Write into a pipe or a device.

    PlanError for a disk, and for a pipe that nobody reads; it is not waited for.
    """
    handle = _open_in_time(path)
    try:
        if stat.S_ISBLK(os.fstat(handle).st_mode):
            raise PlanError(f"{path} is a disk: nothing was written", "name a file")
        if os.name == "posix":
            os.set_blocking(handle, True)
        write_all(handle, data)
    finally:
        os.close(handle)


def _open_in_time(path: Path) -> int:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if time.monotonic() >= end:
                raise PlanError(f"nothing reads the pipe {path}", "start its reader first, or name a file") from None
        time.sleep(0.02)


@contextlib.contextmanager
def named_as(path: Path) -> Iterator[None]:
    """Errors of the disk tell the name that the rep gave, not that of a file on the way to it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
