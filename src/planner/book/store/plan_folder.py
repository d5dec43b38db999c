"""The book's `.plan/`, where the program keeps what it needs to finish and to undo changes.

It may have come with a book from anywhere. So no link in it is followed, and it has to belong to the user. On systems
without `dir_fd` (Windows) it is opened by its path, and neither is checked.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from planner.book.find import is_trusted, typed_path
from planner.book.store.atomic import FilePlace, disk, read_plain
from planner.errors import NOTHING_CHANGED, PlanError

NAME = ".plan"
LARGEST = 160_000_000  # bytes of one file: the largest file of a book before and after a change, and a quarter more
_BY_HANDLE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")


class UnusableError(PlanError):
    """`.plan/` is a link, or someone else's."""


class PlanFolder:
    """`.plan/`, or a folder in it, while it is open."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self._handle = handle

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none. OSError for what is no ordinary file."""
        return read_plain(self._place(name), LARGEST)

    def write(self, name: str, data: bytes, *, synced: bool) -> None:
        """Put a file in place as a whole, readable by its owner only.

        Raises OSError with the old one in place.
        """
        new = self._place(f".{name}.new")
        disk.remove(new)
        handle = disk.create(new)
        try:
            try:
                disk.write(handle, data)
                if synced:
                    disk.sync(handle)
            finally:
                os.close(handle)
            disk.rename(new, self._place(name))
        except BaseException:
            disk.remove(new)
            raise
        if synced:
            self.sync()

    def remove(self, name: str) -> None:
        """Remove a file, where it is there."""
        disk.remove(self._place(name))

    def move(self, name: str, to: PlanFolder, new_name: str) -> None:
        """Move a file to another of these folders, over one that is there."""
        disk.rename(self._place(name), to._place(new_name))

    def names(self) -> list[str]:
        """The names of everything in it."""
        return os.listdir(self.path if self._handle is None else self._handle)  # noqa: PTH208 - of an open folder

    def size(self, name: str) -> int:
        """The bytes of a file. Raises OSError where it is not there."""
        place = self._place(name)
        return os.stat(place.name, dir_fd=place.folder, follow_symlinks=False).st_size

    def sync(self) -> None:
        disk.sync_folder(FilePlace(self.path, self._handle))

    def _place(self, name: str) -> FilePlace:
        return FilePlace(self.path / name, self._handle)


@contextlib.contextmanager
def plan_folder(book: Path, *below: str, make: bool = False) -> Iterator[PlanFolder]:
    """Open `.plan/`, or the folder `below` it; with `make`, what is missing is made.

    Raises FileNotFoundError where it is missing, UnusableError where it is a link or belongs to someone else.
    """
    with contextlib.ExitStack() as opened:
        path, handle = book, None
        for depth, name in enumerate((NAME, *below)):
            path, above = path / name, handle
            place = FilePlace(path, above)
            try:
                handle = _open(opened, place)
            except FileNotFoundError:
                if not make:
                    raise
                with contextlib.suppress(FileExistsError):
                    disk.make_folder(place, 0o700)
                handle = _open(opened, place)
                _after_making(PlanFolder(path, handle), FilePlace(path.parent, above), depth)
            if handle is not None:
                _check(path, handle, make=make)
        yield PlanFolder(path, handle)


def trouble_with(book: Path) -> str:
    """The reason why `.plan/`, or a folder that it keeps, can't be used.

    "" where all is well, or nothing is there.
    """
    for below in ((), ("journal",), ("last",), ("last", "diary"), ("last", "diary", "values")):
        try:
            with plan_folder(book, *below):
                pass
        except UnusableError as error:
            return error.what
        except OSError:
            continue
    return ""


def _open(opened: contextlib.ExitStack, place: FilePlace) -> int | None:
    """A handle of the folder, closed with `opened`; None where this system has none."""
    if not _BY_HANDLE:
        if place.path.is_symlink() or not place.path.is_dir():
            raise _refused(place.path) if os.path.lexists(place.path) else FileNotFoundError(str(place.path))
        return None
    try:
        handle = os.open(place.name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=place.folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):  # EMLINK, EFTYPE: BSD
            raise _refused(place.path) from None
        raise
    opened.callback(os.close, handle)
    return handle


def _refused(path: Path) -> UnusableError:
    return UnusableError(
        f"{path} is a link or a file, not plan's folder: it was ignored",
        "remove it: you lose undo history, nothing else",
        NOTHING_CHANGED,
    )


def _check(path: Path, handle: int, *, make: bool) -> None:
    status = os.fstat(handle)
    if status.st_uid != os.geteuid():
        if not is_trusted(_book_of(path)):
            raise UnusableError(
                f"{path} belongs to someone else: it was ignored",
                f"if you trust the person who wrote this book: plan trust {typed_path(_book_of(path))}",
                NOTHING_CHANGED,
            )
    elif make and status.st_mode & 0o077:  # made by an earlier version, or unpacked
        os.fchmod(handle, 0o700)


def _book_of(path: Path) -> Path:
    return next(folder.parent for folder in (path, *path.parents) if folder.name == NAME)


def _after_making(made: PlanFolder, above: FilePlace, depth: int) -> None:
    """Make a new folder last; `.plan/` itself is left out of Git."""
    if depth == 0:
        made.write(".gitignore", b"*\n", synced=False)
    disk.sync_folder(above)
