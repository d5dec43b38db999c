"""The book as it was read before, from the cache. Nothing here parses or checks a file."""

from __future__ import annotations

from planner.book.cached.cached_book import restored
from planner.book.files import BookFiles
from planner.book.reading import Reading
from planner.cache.cache import Cache


def book_key(files: BookFiles, machine_zone: str) -> str:
    """The key of these files' book in the cache."""
    return f"{files.key} {machine_zone}"


def known_book(files: BookFiles, cache: Cache, machine_zone: str) -> Reading | None:
    """The book of these files.

    None if they were not read before.
    """
    content = None if files.errors else cache.get("book", book_key(files, machine_zone))
    found = restored(content, lambda base: cache.get("book", base)) if content is not None else None
    if found is None:
        return None
    book, warnings = found
    return Reading(book, (*files.warnings, *warnings))
