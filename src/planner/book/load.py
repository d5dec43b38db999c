"""The book, read and checked only as far as its files changed."""

from __future__ import annotations

from pathlib import Path

from planner.book.files import BookFiles, read_files
from planner.book.known_book import known_book
from planner.book.reading import Reading
from planner.cache.cache import Cache


def load_book(folder: Path, cache: Cache, machine_zone: str) -> Reading:
    """The book in the folder. `machine_zone` is the IANA name used where plan.toml has none.

    Raises BookErrors with all errors if the book can't be used.
    """
    return load_files(read_files(folder), cache, machine_zone)


def load_files(files: BookFiles, cache: Cache, machine_zone: str) -> Reading:
    """As `load_book`, of files that have been read already."""
    known = known_book(files, cache, machine_zone)
    if known is not None:
        return known
    from planner.book.cached.changed_book import changed_book

    return changed_book(files, cache, machine_zone)
