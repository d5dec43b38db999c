"""The book of files that changed: read and checked only as far as they did, and cached."""

from __future__ import annotations

import os

from planner.book.cached.base_entry import base_bytes, base_key, base_of
from planner.book.cached.cached_book import restored, stored, stored_change
from planner.book.files import BookFiles
from planner.book.known_book import book_key
from planner.book.read.holidays import wrong_with
from planner.book.read.read_book import read_book
from planner.book.read.read_by_pieces import Base, read_pieces
from planner.book.reading import Reading
from planner.cache.cache import Cache

_FEW = 20  # pieces to parse again and again, before they become part of a new base


def changed_book(files: BookFiles, cache: Cache, machine_zone: str) -> Reading:
    """The book of files that the cache does not know.

    Raises BookErrors with all errors if the book can't be used.
    """
    key = book_key(files, machine_zone)

    def wrong_with_holidays(code: str) -> tuple[str, str] | None:
        return _wrong_with_holidays(code, cache)

    base = _base(files, cache, machine_zone)
    read = read_pieces(files, machine_zone, base, wrong_with_holidays)
    if read is None:
        reading = read_book(files, machine_zone, check_holidays=wrong_with_holidays)
        cache.put("book", key, stored(reading.book, _own_warnings(reading, files)))
        return reading
    reading = read.reading
    few = _FEW + sum(len(of) for of in (reading.book.deals, reading.book.accounts, reading.book.contacts)) // 20
    if base is not None and read.parsed <= few:
        cache.put("book", key, stored_change(reading.book, _own_warnings(reading, files), base.book, base.key))
    else:
        cache.put("book", key, stored(reading.book, _own_warnings(reading, files)))
        new = Base(key, files.contents, reading.book, read.slugs)
        cache.put("book-base", _base_key(files, machine_zone), base_bytes(new))
    return reading


def _own_warnings(reading: Reading, files: BookFiles) -> tuple[str, ...]:
    """The warnings that equal files always have: not those of files whose names are off."""
    return reading.warnings[len(files.warnings) :]


def _base(files: BookFiles, cache: Cache, machine_zone: str) -> Base | None:
    """The earlier reading of this folder that was kept to start from."""
    content = cache.get("book-base", _base_key(files, machine_zone))
    key = base_key(content) if content is not None else None
    whole = cache.get("book", key) if key is not None else None
    found = restored(whole) if whole is not None else None
    return base_of(content, found[0]) if content is not None and found is not None else None


def _base_key(files: BookFiles, machine_zone: str) -> str:
    return f"{os.path.realpath(files.folder)} {machine_zone}"


def _wrong_with_holidays(code: str, cache: Cache) -> tuple[str, str] | None:
    """As `holidays.wrong_with`, without loading that library for a code that was good before."""
    if cache.get("holidays-code", code) is not None:
        return None
    wrong = wrong_with(code)
    if wrong is None:
        cache.put("holidays-code", code, b"")
    return wrong
