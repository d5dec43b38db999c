"""The book, checked once for as long as it stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.book.files import BookFiles, read_files
from planner.book.read.cached_book import restored, stored
from planner.book.reading import Reading, missing_calendars

if TYPE_CHECKING:
    from planner.cache.cache import Cache


def load_book(folder: Path, cache: Cache, machine_zone: str) -> Reading:
    """The book in the folder, from the cache where its files are those of a run before, else read and checked.

    `machine_zone` is the IANA name used where plan.toml has none. BookErrors with all errors where the book can't
    be used.
    """
    return load_files(read_files(folder), cache, machine_zone)


def load_files(files: BookFiles, cache: Cache, machine_zone: str) -> Reading:
    """As `load_book`, of files that have been read already."""
    key = f"{files.key} {machine_zone}"
    if not files.errors and (known := _known(files, cache.get("book", key))):
        return known
    from planner.book.read.read_book import read_book

    reading = read_book(files, machine_zone, check_holidays=lambda code: _wrong_with_holidays(code, cache))
    cache.put("book", key, stored(reading.book, reading.warnings[len(files.warnings) :]))
    return reading


def _known(files: BookFiles, content: bytes | None) -> Reading | None:
    """The book that was stored, if what it needs beside its own files is still there."""
    found = restored(content) if content is not None else None
    if found is None:
        return None
    book, warnings = found
    calendars = (*book.calendars.busy, *(name for colleague in book.colleagues for name in colleague.busy))
    if missing_calendars(files.folder, calendars):
        return None
    return Reading(book, (*files.warnings, *warnings))


def _wrong_with_holidays(code: str, cache: Cache) -> tuple[str, str] | None:
    """As `holidays.wrong_with`, without loading that library for a code that was good before."""
    if cache.get("holidays-code", code) is not None:
        return None
    from planner.book.read.holidays import wrong_with

    wrong = wrong_with(code)
    if wrong is None:
        cache.put("holidays-code", code, b"")
    return wrong
