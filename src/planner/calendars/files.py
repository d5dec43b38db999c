"""The files that a path stands for, their bytes, and a key of all their contents."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 16_000_000  # of one file
_MOST_FILES = 50_000  # of one folder


class NamedFile(NamedTuple):
    """A calendar file and its name in warnings; within a folder that includes the folder's name."""

    path: Path
    name: str


def calendar_files(path: Path) -> tuple[list[NamedFile], list[str]]:
    """Return the files that `path` stands for, in order of their names, and warnings about it.

    A folder stands for all `.ics` files in it and in folders below, without hidden ones.
    """
    if path.is_file():
        return [NamedFile(path, path.name)], []
    if not path.is_dir():
        return [], [f"{path.name}: no such file or folder ({path})"]
    files: list[NamedFile] = []
    warnings: list[str] = []

    def unreadable(error: OSError) -> None:
        warnings.append(f"{path.name}: {error.strerror or error}")

    for folder, below, names in os.walk(path, onerror=unreadable):
        below[:] = sorted(name for name in below if not name.startswith("."))
        place = Path(folder)
        start = path.name if place == path else f"{path.name}/{place.relative_to(path).as_posix()}"
        for name in sorted(names):
            if name.lower().endswith(".ics") and not name.startswith("."):
                files.append(NamedFile(place / name, f"{start}/{name}"))
    if not files and not warnings:
        warnings.append(f"{path.name}: no .ics file in this folder ({path})")
    if len(files) > _MOST_FILES:
        warnings.append(f"{path.name}: {len(files)} files; the first {_MOST_FILES} are read")
    return files[:_MOST_FILES], warnings


def read_bytes(file: NamedFile) -> bytes | str:
    """The content of the file, or a sentence on why it can't be read."""
    try:
        state = os.stat(file.path)  # noqa: PTH116 -- thousands of files: half the time of Path's own
        if not stat.S_ISREG(state.st_mode):
            return "this is not a file"
        if state.st_size > MOST_BYTES:
            return f"it is larger than {MOST_BYTES // 1_000_000} MB and is left out"
        with open(file.path, "rb", buffering=0) as stream:  # noqa: PTH123
            return stream.readall()
    except OSError as error:
        return f"it can't be read: {error.strerror or error}"


def calendar_key(paths: Sequence[Path]) -> str:
    """A key of all calendars: it changes with the name, content or readability of any file.

    Contents, not modification times: 3,000 files take some 40 ms, and nothing has to be trusted.
    """
    digest = hashlib.blake2b(digest_size=20)
    for path in paths:
        files, warnings = calendar_files(path)
        for word in (str(path), *warnings):
            _add(digest, os.fsencode(word))
        for file in files:
            data = read_bytes(file)
            _add(digest, os.fsencode(file.name))
            _add(digest, data.encode() if isinstance(data, str) else data)
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)
