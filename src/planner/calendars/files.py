"""Which files a path means, their bytes, and a key of all that is in them."""

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
    """A calendar file and what warnings call it: its name, within a folder the folder's name too."""

    path: Path
    name: str


def calendar_files(path: Path) -> tuple[list[NamedFile], list[str]]:
    """The files that `path` means, in order of their names, and what is wrong with it.

    A folder means all `.ics` files in it and in folders below, hidden ones left out.
    """
    if path.is_file():
        return [NamedFile(path, path.name)], []
    if not path.is_dir():
        return [], [f"{path.name}: there is no such file or folder ({path})"]
    found: list[NamedFile] = []
    trouble: list[str] = []

    def unreadable(error: OSError) -> None:
        trouble.append(f"{path.name}: {error.strerror or error}")

    for folder, below, names in os.walk(path, onerror=unreadable):
        below[:] = sorted(name for name in below if not name.startswith("."))
        place = Path(folder)
        start = path.name if place == path else f"{path.name}/{place.relative_to(path).as_posix()}"
        for name in sorted(names):
            if name.lower().endswith(".ics") and not name.startswith("."):
                found.append(NamedFile(place / name, f"{start}/{name}"))
    if not found and not trouble:
        trouble.append(f"{path.name}: there is no .ics file in this folder ({path})")
    if len(found) > _MOST_FILES:
        trouble.append(f"{path.name}: {len(found)} files; the first {_MOST_FILES} are read")
    return found[:_MOST_FILES], trouble


def read_bytes(file: NamedFile) -> bytes | str:
    """What is in the file, or in words why it can't be had."""
    try:
        state = os.stat(file.path)  # noqa: PTH116 -- thousands of files: half the time of Path's own
        if not stat.S_ISREG(state.st_mode):
            return "this is no file"
        if state.st_size > MOST_BYTES:
            return f"it is larger than {MOST_BYTES // 1_000_000} MB and is left out"
        with open(file.path, "rb", buffering=0) as stream:  # noqa: PTH123
            return stream.readall()
    except OSError as error:
        return f"it can't be read: {error.strerror or error}"


def calendar_key(paths: Sequence[Path]) -> str:
    """A key of all calendars: it changes when a file's name or content does, comes or goes, or can't be read.

    Contents, not times of change: 3,000 files take some 40 ms, and nothing has to be trusted.
    """
    digest = hashlib.blake2b(digest_size=20)
    for path in paths:
        files, trouble = calendar_files(path)
        for word in (str(path), *trouble):
            _add(digest, os.fsencode(word))
        for file in files:
            data = read_bytes(file)
            _add(digest, os.fsencode(file.name))
            _add(digest, data.encode() if isinstance(data, str) else data)
    return digest.hexdigest()


def _add(digest: hashlib.blake2b, part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)
