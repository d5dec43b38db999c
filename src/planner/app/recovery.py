"""Finish or undo a change of the book that was cut short, before a command reads the book."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planner.app.messages import prompt
from planner.book.store.transaction import recover
from planner.errors import PlanError

WITHOUT_A_BOOK: Final = frozenset({"init", "demo", "completion"})  # they work where a book can't be written, too


def finish_for(book: Path, command: str) -> None:
    """Finish what was cut short in the book that `command` is about to read, and say so.

    Raises PlanError if it can't be finished now and the command needs the book.
    """
    try:
        finish(book)
    except PlanError:
        if command not in WITHOUT_A_BOOK:
            raise


def finish(book: Path) -> None:
    """Finish what was cut short, and say so on stderr, with `--quiet` too."""
    message = recover(book)
    if message:
        prompt(f"{message}\n")
