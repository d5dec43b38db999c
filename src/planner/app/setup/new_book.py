"""Lay the files of a new book into a folder.

All of them or none, and over nothing that is there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from planner.errors import NOTHING_CHANGED, PlanError


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name -> content) into `folder`, which is made if need be.

    A PlanError where one of them is there already; an OSError (no room, no permission) leaves nothing behind.
    """
    for name in files:
        if (folder / name).exists():
            raise PlanError(f"{folder / name} is there already", "name another folder", NOTHING_CHANGED)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / name
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except BaseException:
        with contextlib.suppress(OSError):
            for path in written:
                path.unlink()
            for path in made:
                path.rmdir()
        raise
