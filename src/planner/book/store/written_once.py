"""Names of records that the program wrote by itself, once: `.plan/written-once`.

No undo takes a name back. So what the rep undid, or deleted, is not written again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from planner.book.store.plan_folder import plan_folder
from planner.errors import PlanError

FILE = "written-once"
MOST = 10_000  # names that are read


def written_once(book: Path) -> frozenset[str]:
    """The names in the file; none where it is not there, or can't be used."""
    with contextlib.suppress(OSError, PlanError, UnicodeDecodeError), plan_folder(book) as folder:
        return frozenset((folder.read(FILE) or b"").decode().splitlines()[:MOST])
    return frozenset()


def add_written_once(book: Path, names: Iterable[str]) -> None:
    """Add names. Raises OSError, or PlanError where `.plan/` can't be used."""
    known = written_once(book) | {name for name in names if name.isprintable()}
    text = "".join(f"{name}\n" for name in sorted(known))
    with plan_folder(book, make=True) as folder:
        folder.write(FILE, text.encode(), synced=False)
