"""Who may read a file: a copy is at most as readable as the most private file it was made from.

What counts are mode bits and, on Linux, POSIX ACLs. On Windows nothing is checked: files take the folder's rights.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_ACL = "system.posix_acl_access"
_HAS_XATTRS = hasattr(os, "listxattr")  # Linux


class Readers(NamedTuple):
    """Rights of the group and of everyone else (mode bits, 0 to 0o077), and the group they are for (None: several)."""

    mode: int = 0o077
    group: int | None = None


def common_readers(paths: Iterable[Path]) -> Readers | None:
    """The rights that every one of these files gives; None where there is no file. With an ACL: only the owner's."""
    mode, groups = 0o077, set[int]()
    for path in paths:
        try:
            status = path.stat()
            mode &= 0 if _has_acl(path) else status.st_mode
        except OSError:
            continue
        groups.add(status.st_gid)
    if not groups:
        return None
    return Readers(mode, groups.pop()) if len(groups) == 1 else Readers(_for_any_group(mode))


def give_rights(handle: int, old: os.stat_result | None, path: Path, limit: Readers | None) -> None:
    """Give a new, open file, which nobody but its owner can read yet, the rights that it should have.

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
    """What group and others both may: all that is left where it is not known who is in which."""
    both = (mode >> 3) & mode & 0o007
    return both << 3 | both


def _has_acl(path: Path) -> bool:
    return _HAS_XATTRS and _ACL in os.listxattr(path)


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
