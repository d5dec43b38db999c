"""One file replaced as a whole or left as it was, whatever happens in between.

The new contents go to a hidden file beside the real one, are synced to the disk, and take its name in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

_O_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends
_WRITE_BITS = 0o222


def real_file(path: Path) -> Path:
    """The file that `path` stands for: a symbolic link is followed, so that it is its target that is replaced."""
    return Path(os.path.realpath(path))


def staged_path(target: Path, mark: str) -> Path:
    """Where the new contents of the real file `target` wait: hidden, beside it, and so on the same disk."""
    return target.with_name(f".{target.name}.{mark}")


def stage(target: Path, data: bytes, mark: str) -> Path:
    """Write `data` beside the real file `target`, with its mode and owner, synced; returns where it waits.

    Raises OSError (no room, no permission) with nothing left behind. A file or folder that nobody may write
    (mode without any `w`) counts as read-only for the superuser too: it was made so on purpose.
    """
    refuse_read_only(target)
    old = _stat(target)
    staged = staged_path(target, mark)
    staged.unlink(missing_ok=True)
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _O_BINARY, 0o666)
    try:
        try:
            if old is not None and os.name == "posix":
                _take_after(handle, old)
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    return staged


def replace_file(path: Path, data: bytes, mark: str = "") -> None:
    """Replace (or make) one file; raises OSError with the old contents in place and nothing left behind."""
    target = real_file(path)
    staged = stage(target, data, mark or f"{os.getpid()}.new")
    try:
        staged.replace(target)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def write_all(handle: int, data: bytes) -> None:
    """Write all of `data` to an open file; raises OSError when the disk takes only a part."""
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def sync_folder(folder: Path) -> None:
    """Make a folder's new names last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network and FUSE folders can't be synced; the names are there all the same
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def refuse_read_only(target: Path) -> None:
    """Raise PermissionError if the file `target`, or the folder that it is or would be in, is not to be written."""
    for path in (target, target.parent):
        status = _stat(path)
        if status is not None and not (status.st_mode & _WRITE_BITS and os.access(path, os.W_OK)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_after(handle: int, old: os.stat_result) -> None:
    """Give the new file the old one's owner and mode; an owner that may not be given away stays the writer."""
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))
