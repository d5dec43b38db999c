"""The readers of a file: a copy is no more readable than the most private source.

What counts are mode bits and, on Linux, POSIX ACLs. On Windows nothing is checked: files take the folder's rights.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from planner.book.names import VALUES, is_kept_in_diary, is_page, is_snapshot

_ACL = "system.posix_acl_access"
_MOST_FOLDERS = 5_000  # below those that are sources; with more it counts as its owner's alone
_HAS_XATTRS = hasattr(os, "listxattr")  # Linux


class Readers(NamedTuple):
    """Rights of the group and of everyone else, and the group they are for.

    Mode bits, 0 to 0o077; the group is None if there are several.
    """

    mode: int = 0o077
    group: int | None = None


def common_readers(sources: Iterable[Path], copy: Path | None = None) -> Readers | None:
    """The rights that every one of these files gives; None where there is no file.

    With an ACL: only the owner's.

    A folder stands for the calendars and TOML files in it and below. For a `copy` elsewhere the folders count, too,
    that keep others from a file but not from the copy: one in a folder that only its owner may enter is as private as
    if its own mode said so, and so is what a link leads to.
    """
    mode, groups = 0o077, set[int]()
    above_copy = set() if copy is None else set(Path(os.path.realpath(copy)).parents)
    closed: set[Path] = set()
    folders = itertools.count(1)
    for path in dict.fromkeys(map(Path, map(os.path.realpath, sources))):
        if copy is not None:
            closed |= {folder for folder in path.parents if folder not in above_copy}
        try:
            files = (path, *_files_in(path, folders))
        except OSError:
            return Readers(0)
        for file in files:
            if copy is not None and file.is_symlink():
                closed |= {folder for folder in Path(os.path.realpath(file)).parents if folder not in above_copy}
            with contextlib.suppress(OSError):
                status = file.stat()
                groups.add(status.st_gid)
                mode &= 0 if _has_acl(file) else _rights_of(status)
            if not mode and groups:
                return Readers(0, min(groups))  # nobody else is left
    for folder in closed:
        with contextlib.suppress(OSError):
            status = folder.stat()
            if status.st_mode & 0o011 != 0o011:
                groups.add(status.st_gid)
                mode &= _rights_of(status)
    if not groups:
        return None
    return Readers(mode, groups.pop()) if len(groups) == 1 else Readers(_for_any_group(mode))


def readers_of_book(book: Path, copy: Path | None = None, more: Iterable[Path] = ()) -> Readers | None:
    """The readers of every file of the book, its calendars and `more`; as `common_readers`."""
    with contextlib.suppress(OSError), os.scandir(book) as entries:
        more = [*more, *(Path(entry.path) for entry in entries if entry.name.endswith((".toml", ".ics")))]
    return common_readers(more, copy)


class NewFile(NamedTuple):
    """A file of the book that is about to be written."""

    name: str  # relative to the book
    is_first: bool  # there was none before
    sources: tuple[Path, ...]  # files and folders, other than the book's own, that it was made from


def most_readers(book: Path, target: Path, new: NewFile) -> Readers | None:
    """The most readers of a file of the book: those who may read every file it was made from.

    A new page is also no more readable than the newest one before it, and any new file than the others of the book. A
    file that was there keeps its rights (None), unless something from outside the book goes into it. `target` is the
    real file.
    """
    if not is_kept_in_diary(new.name):
        return readers_of_book(book, target, new.sources) if new.is_first else common_readers(new.sources, target)
    before = _page_before(book, new.name) if new.is_first and (is_page(new.name) or is_snapshot(new.name)) else ()
    return readers_of_book(book, target, (*new.sources, *before))


def _page_before(book: Path, name: str) -> tuple[Path, ...]:
    """The newest page before this page or snapshot, if there is any."""
    with contextlib.suppress(OSError):
        pages = map("diary/{}".format, os.listdir(book / "diary"))  # noqa: PTH208
        earlier = [each for each in pages if each < name.replace(VALUES, "diary/")]
        return tuple(book / each for each in sorted(earlier, reverse=True) if is_page(each))[:1]
    return ()


def _files_in(folder: Path, folders: Iterator[int]) -> Iterator[Path]:
    """The folders below a folder and the files read of them; nothing of a file.

    `folders` counts them, of all sources. OSError where they are too many.
    """
    for place, below, names in os.walk(folder):
        if next(folders) > _MOST_FOLDERS:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(folder))
        below[:] = [name for name in below if not name.startswith(".")]
        read = (name for name in names if name.lower().endswith((".toml", ".ics")) and not name.startswith("."))
        yield from (Path(place, name) for name in (*below, *read))


def _rights_of(status: os.stat_result) -> int:
    """The rights of group and others on a file; on a folder all or nothing, by entry."""
    if not stat.S_ISDIR(status.st_mode):
        return status.st_mode & 0o077
    return (0o070 if status.st_mode & 0o010 else 0) | (0o007 if status.st_mode & 0o001 else 0)


def give_rights(handle: int, old: os.stat_result | None, path: Path, limit: Readers | None) -> None:
    """Give a new, open file its rights; until now only its owner can read it.

    Those of the file `path` that it replaces (whose status is `old`), with its owner, ACL and extended attributes,
    else the usual ones; never more than `limit`. A group that can't be kept loses its rights to the new group.
    """
    if os.name != "posix":
        return
    if old is None:
        mode = 0o666 & ~_umask()
        if limit is not None:
            mode = _limited(handle, mode, limit)
            if mode & 0o007 == 0:
                _drop_acl(handle)  # inherited from the folder
    else:
        with contextlib.suppress(PermissionError):  # an owner that may not be given away stays the writer
            os.fchown(handle, old.st_uid, old.st_gid)
        _copy_attributes(path, handle)
        mode = stat.S_IMODE(old.st_mode)
        if os.fstat(handle).st_gid != old.st_gid:
            mode = mode & ~0o077 | _for_any_group(mode & 0o077)
        if limit is not None:
            if mode & 0o077 & ~limit.mode:
                _drop_acl(handle)
            mode = _limited(handle, mode, limit)
    os.fchmod(handle, mode)


def _limited(handle: int, mode: int, limit: Readers) -> int:
    if limit.mode & 0o070 and limit.group is not None and os.fstat(handle).st_gid != limit.group:
        with contextlib.suppress(OSError):
            os.fchown(handle, -1, limit.group)
    same_group = os.fstat(handle).st_gid == limit.group
    allowed = limit.mode if same_group else _for_any_group(limit.mode)
    return mode & (0o700 | allowed)


def _for_any_group(mode: int) -> int:
    """The rights that group and others share.

    All that is left if the members of the groups are unknown.
    """
    both = (mode >> 3) & mode & 0o007
    return both << 3 | both


def _has_acl(path: Path) -> bool:
    """True if a file has an ACL, or that can't be known."""
    if not _HAS_XATTRS:
        return False
    try:
        return _ACL in os.listxattr(path)
    except OSError as error:
        return error.errno != errno.ENOTSUP  # a file system without attributes has no ACLs


def _drop_acl(handle: int) -> None:
    if _HAS_XATTRS:
        with contextlib.suppress(OSError):
            os.removexattr(handle, _ACL)


def _copy_attributes(path: Path, handle: int) -> None:
    """Copy ACLs and extended attributes, as far as the file system and the user's rights allow."""
    if not _HAS_XATTRS:
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(path):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(path, name))


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
