"""One file replaced as a whole or left as it was, whatever happens in between.

The new contents go to a hidden file next to the real one, are synced to the disk, and take its name in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planner.book.store.readers import Readers, give_rights
from planner.ordinary_file import READ_NO_LINK, NotOrdinaryError, TooLargeError, read_handle

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_WRITE_BITS = 0o222
_LEFTOVER = re.compile(r"\.(.+)\.([0-9]{1,9})\.new", re.DOTALL)


class FilePlace(NamedTuple):
    """The path of a file that is or will be, with an open handle of its folder if needed.

    The handle pins that one folder.
    """

    path: Path
    folder: int | None = None

    @property
    def name(self) -> str:
        """The name that calls of the system get, with `folder` as their `dir_fd`."""
        return str(self.path) if self.folder is None else self.path.name


class Disk:
    """All calls that change the disk, in one place for tests to record and replay."""

    writes = 0  # files that this process has put in place

    def create(self, place: FilePlace) -> int:
        """A handle to a new file that nobody but its owner may read."""
        return os.open(place.name, _CREATE, 0o600, dir_fd=place.folder)

    def write(self, handle: int, data: bytes) -> None:
        write_all(handle, data)

    def sync(self, handle: int) -> None:
        os.fsync(handle)

    def rename(self, place: FilePlace, to: FilePlace) -> None:
        Disk.writes += 1
        os.replace(place.name, to.name, src_dir_fd=place.folder, dst_dir_fd=to.folder)

    def remove(self, place: FilePlace) -> None:
        """Remove a file; one that is not there is gone already."""
        try:
            os.unlink(place.name, dir_fd=place.folder)
        except FileNotFoundError:
            return

    def make_folder(self, place: FilePlace, mode: int = 0o777) -> None:
        os.mkdir(place.name, mode, dir_fd=place.folder)

    def sync_folder(self, place: FilePlace) -> None:
        """Make a folder's new names last, where the system can.

        `place.folder` is a handle of the folder itself.
        """
        if os.name != "posix":
            return
        handle = os.open(place.path, os.O_RDONLY) if place.folder is None else place.folder
        try:
            os.fsync(handle)
        except OSError as error:  # some network and FUSE folders can't be synced; the names are there all the same
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            if place.folder is None:
                os.close(handle)


disk = Disk()


def real_file(path: Path) -> Path:
    """The file that `path` stands for.

    A symbolic link is followed, so that it is its target that is replaced.
    """
    return Path(os.path.realpath(path))


def staged_path(target: Path, mark: str) -> Path:
    """The path where new contents of the real file `target` wait: hidden, on the same disk."""
    return target.with_name(f".{target.name}.{mark}")


def stage(target: Path, data: bytes, mark: str, limit: Readers | None = None) -> Path:
    """Write `data` next to the real file `target`, with its mode and owner, synced.

    Returns where it waits.

    Nobody gains a right: not by what `target` allows, and not beyond `limit`. Raises OSError (no room, no permission)
    with nothing left behind. A file or folder that nobody may write (mode without any `w`) counts as read-only for the
    superuser too: it was set so on purpose.
    """
    refuse_read_only(target)
    old = _status(target)
    staged = staged_path(target, mark)
    disk.remove(FilePlace(staged))
    handle = disk.create(FilePlace(staged))
    try:
        try:
            give_rights(handle, old, target, limit)
            disk.write(handle, data)
            disk.sync(handle)
        finally:
            os.close(handle)
    except BaseException:
        disk.remove(FilePlace(staged))
        raise
    return staged


def replace_file(path: Path, data: bytes, limit: Readers | None = None) -> None:
    """Replace (or make) one file.

    Raises OSError with the old contents in place and nothing left behind.
    """
    target = real_file(path)
    staged = stage(target, data, f"{os.getpid()}.new", limit)
    try:
        disk.rename(FilePlace(staged), FilePlace(target))
    except BaseException:
        disk.remove(FilePlace(staged))
        raise
    sync_folder(target.parent)


def clear_leftovers(folder: Path, is_ours: Callable[[str], bool]) -> None:
    """Remove the files `.NAME.PID.new` that a process left in a folder when it was killed.

    Only where `is_ours` is true of NAME: others may be somebody's own.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _LEFTOVER.fullmatch(entry.name)
            if found and is_ours(found[1]) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if not is_running(int(found[2])):
                        Path(entry.path).unlink()


def is_running(process: int) -> bool:
    """True if a process has this number, or that can't be known."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def write_all(handle: int, data: bytes) -> None:
    """Write all of `data` to an open file; raises OSError when the disk takes only a part."""
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def read_plain(place: FilePlace, largest: int) -> bytes | None:
    """The bytes of an ordinary file, None where there is no such file; links are not followed.

    Raises OSError for a link, a pipe, a device, a folder, or what is larger than `largest` bytes.
    """
    try:
        handle = os.open(place.name, READ_NO_LINK, dir_fd=place.folder)
    except FileNotFoundError:
        return None
    try:
        return read_handle(handle, largest)
    except NotOrdinaryError:
        raise OSError(errno.EINVAL, "not an ordinary file", str(place.path)) from None
    except TooLargeError:
        raise OSError(errno.EFBIG, "larger than it can be", str(place.path)) from None
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a folder's new names last through a power cut, where the system can."""
    disk.sync_folder(FilePlace(folder))


def refuse_read_only(target: Path) -> None:
    """Raise PermissionError if the file `target` or its folder is read-only."""
    for path in (target, target.parent):
        status = _status(path)
        if status is not None and not (status.st_mode & _WRITE_BITS and os.access(path, os.W_OK)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
