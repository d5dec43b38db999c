"""Lay the files of a new book into a folder.

All of them or none, and over nothing that is there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.app.output_file import refuse_link_in_books
from planner.errors import NOTHING_CHANGED, PlanError

_FOLDER, _FILE = 0o755, 0o644  # less what the umask takes; a book that others may write is nobody's


def refuse_taken(folder: Path, names: Iterable[str]) -> None:
    """Raise PlanError if one of these files is in the folder, or it can't be made or written.

    UsageError where a link that lies in another book leads there.
    """
    refuse_link_in_books(folder)
    for name in names:
        if (folder / name).exists():
            raise PlanError(f"{folder / name} already exists", "name another folder", NOTHING_CHANGED)
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise PlanError(f"{folder}: Not a directory", "name another folder", NOTHING_CHANGED)
    if not os.access(nearest, os.W_OK):
        raise PlanError(f"{folder}: {nearest} can't be written", "name another folder", NOTHING_CHANGED)


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name -> content) into `folder`, which is made if need be.

    A PlanError where one of them is there already; an OSError (no room, no permission) leaves nothing behind.
    """
    refuse_taken(folder, files)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    written: list[Path] = []
    try:
        for path in reversed(made):
            path.mkdir(mode=_FOLDER)
        for name, content in files.items():
            path = folder / name
            with open(path, "xb", opener=_own) as file:
                written.append(path)
                file.write(content)
    except BaseException:
        with contextlib.suppress(OSError):
            for path in written:
                path.unlink()
            for path in made:
                path.rmdir()
        raise


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, _FILE)
