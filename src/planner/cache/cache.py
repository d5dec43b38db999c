"""Results kept outside the book as bytes, and never trusted when anything is off.

A key is what the content was made from (a hash of the files' bytes and of the options that matter); the program's
own version is added here. Whatever goes wrong, a damaged file, a full disk or a home that can't be written, is a
miss, and the caller works it out again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from planner import __version__
from planner.cache.user_folders import close_to_others, make_folder, only_user_writes, user_cache
from planner.ordinary_file import READ_NO_LINK, read_handle

KEPT = 64  # entries of one kind; the newest stay
KEPT_BYTES = 64_000_000  # of one kind
_LARGEST = 8 * KEPT_BYTES  # bytes of an entry that is read
_DIGEST = 16  # bytes


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """The platform's folder for caches, or `$PLAN_CACHE`; None if there is no home."""
    if named := environ.get("PLAN_CACHE"):
        return Path(named)
    try:
        return user_cache()
    except (OSError, RuntimeError):  # no home
        return None


def folder_for(root: Path, book: Path) -> Path:
    """The folder under `root` for what belongs to one book.

    The same for every way to write the book's path.
    """
    from hashlib import blake2b

    real = os.fsencode(os.path.realpath(book))
    return root / "books" / blake2b(real, digest_size=12).hexdigest()


class Cache:
    """A folder of checked, replaceable entries. `folder` None: everything is a miss.

    `was_used`: something was found in it. With `refill` nothing is, so that all is worked out again and replaced.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.was_used = False
        self.refill = False

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes put under `kind` and `key` by this version of the program, if they are sound."""
        path = self._path(kind, key)
        if path is None or self.refill:
            return None
        stored = _own_bytes(path)
        if stored is None:
            return None
        digest, content = stored[:_DIGEST], stored[_DIGEST:]
        if digest != _checksum(content):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # what is used stays
        self.was_used = True
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; another process sees it whole or not at all."""
        path = self._path(kind, key)
        if path is None:
            return
        from tempfile import mkstemp

        try:
            if not path.parent.is_dir():
                make_folder(path.parent)
                close_to_others(path.parent.parent)  # an earlier version may have left it open
            handle, name = mkstemp(dir=path.parent)  # readable by nobody else: a book is private
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(content))
                file.write(content)
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return
        _prune(path.parent)

    def _path(self, kind: str, key: str) -> Path | None:
        if self.folder is None:
            return None
        from hashlib import blake2b

        name = blake2b(f"{self._program}\0{key}".encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return self.folder / kind / name

    @cached_property
    def _program(self) -> str:
        return f"{__version__} {_newest_source(Path(__file__).parents[1])}"


def digest(*parts: object) -> str:
    """One key from all that a result is made from.

    Bytes count as they are, other values by their repr.
    """
    from hashlib import blake2b

    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(part if isinstance(part, bytes) else repr(part).encode())
        whole.update(b"\0")
    return whole.hexdigest()


def _own_bytes(path: Path) -> bytes | None:
    """The bytes of an entry; None for one that others could have written."""
    try:
        handle = os.open(path, READ_NO_LINK)
    except OSError:
        return None
    try:
        return read_handle(handle, _LARGEST) if only_user_writes(os.fstat(handle)) else None
    except OSError:
        return None
    finally:
        os.close(handle)


def _checksum(content: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(content, digest_size=_DIGEST).digest()


def _newest_source(folder: Path) -> int:
    """The time of the last change of the program's own files (ns).

    A checkout that is worked on keeps its version number.
    """
    newest = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        newest = max(newest, _newest_source(Path(entry.path)))
                elif entry.name.endswith((".py", ".toml")):
                    newest = max(newest, entry.stat().st_mtime_ns)
    except OSError:
        return newest
    return newest


def _prune(folder: Path) -> None:
    try:
        with os.scandir(folder) as entries:
            files = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in entries]
    except OSError:  # another process prunes too
        return
    held = 0
    for place, (_, size, path) in enumerate(sorted(files, reverse=True)):
        held += size
        if place and (place >= KEPT or held > KEPT_BYTES):
            with contextlib.suppress(OSError):
                Path(path).unlink()
