"""The result of reading a book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.core.book import Book


@dataclass(frozen=True, slots=True)
class Reading:
    """A checked book, and what may not be as it was meant.

    The records of each kind are in the file's order.
    """

    book: Book
    warnings: tuple[str, ...]


def missing_calendars(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Those of the calendar files and folders, relative to the book, that are not there."""
    return [name for name in names if not _is_there(folder, name)]


def _is_there(folder: Path, name: str) -> bool:
    try:
        return (folder / name).exists()
    except (OSError, ValueError):  # a folder that may not be looked into, a name that no file can have
        return False
