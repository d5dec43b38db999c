"""A change of the book that was cut short.

Finished, or taken back, before a command looks at the book.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from planner.app.settings import Settings
from planner.errors import PlanError

WITHOUT_A_BOOK: Final = frozenset({"init", "demo", "completion"})  # they work where a book can't be written, too


def finish_first(settings: Settings, command: str) -> None:
    """Finish what was cut short in the book that `command` is about to look at, and say so.

    PlanError where it can't be finished now; no word where there is no book, which is the command's own to tell.
    """
    try:
        book = settings.book
    except PlanError:
        return
    try:
        finish(book)
    except PlanError:
        if command not in WITHOUT_A_BOOK:
            raise


def writes() -> int:
    """The number of files that this process has put in place."""
    atomic = sys.modules.get("planner.book.store.atomic")
    return 0 if atomic is None else int(atomic.Disk.writes)


def finish(book: Path) -> None:
    """Finish what was cut short, and say so on stderr, with `--quiet` too.

    It tells what became of data.
    """
    if not os.path.lexists(os.path.join(book, ".plan", "pending.json")):  # noqa: PTH118 - on every start
        return
    from planner.book.store.transaction import recover

    said = recover(book)
    if said:
        from planner.app.messages import prompt

        prompt(f"{said}\n")
