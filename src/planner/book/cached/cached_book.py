"""A checked book as bytes that load fast: whole, or as the change from an earlier one.

JSON and not pickle, since what comes back from a cache folder must not be able to do anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any
from zoneinfo import ZoneInfo

from planner.book.cached.book_codec import codec_of, codec_of_class, columns_of, decoded, encoded, records_of
from planner.book.record_files import FILES
from planner.core.book import Book

_KINDS = {about.book_key: about.kind for about in FILES.values()}
_ERRORS = (ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError, OverflowError)


def stored(book: Book, warnings: tuple[str, ...]) -> bytes:
    """The bytes of a whole book."""
    return _dumped([codec_of_class(Book).encode(book), warnings])


def stored_change(book: Book, warnings: tuple[str, ...], base: Book, base_key: str) -> bytes:
    """The bytes of a book by what it has and `base` has not; both have their times in one zone."""
    parts, records = {}, {}
    for field in fields(Book):
        new, old = getattr(book, field.name), getattr(base, field.name)
        if field.name in _KINDS:
            if new is not old and new != old:
                records[field.name] = _difference(new, old)
        elif new != old:
            codec = codec_of(str(field.type))
            parts[field.name] = encoded(codec, new)
    return _dumped([{"base": base_key, "parts": parts, "records": records}, warnings])


def restored(
    content: bytes, whole: Callable[[str], bytes | None] = lambda _: None
) -> tuple[Book, tuple[str, ...]] | None:
    """The book and its warnings; None for anything that is not sound.

    `whole` gives the bytes of a base by its key.
    """
    try:
        tables, warnings = json.loads(content)
        if "base" not in tables:
            return _decoded(tables), tuple(warnings)
        base, _ = json.loads(whole(tables["base"]) or b"")
        return _changed(_decoded(base), tables), tuple(warnings)
    except _ERRORS:
        return None


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _decoded(tables: dict[str, Any]) -> Book:
    book: Book = codec_of_class(Book).decode(tables, ZoneInfo(tables["rep"]["timezone"]))
    return book


def _difference(new: Sequence[Any], old: Sequence[Any]) -> dict[str, Any]:
    """Records as ranges of the old ones, [-1, count] for new ones, which follow by column."""
    places = {id(record): place for place, record in enumerate(old)}
    runs: list[list[int]] = []
    added = []
    for record in new:
        place = places.get(id(record), -1)
        if place < 0:
            added.append(record)
        if (runs and runs[-1][0] < 0 and place < 0) or (runs and runs[-1][0] >= 0 and runs[-1][1] == place):
            runs[-1][1] += 1
        else:
            runs.append([place, 1 if place < 0 else place + 1])
    return {"runs": runs, "new": columns_of(added)}


def _changed(base: Book, change: dict[str, Any]) -> Book:
    zone = ZoneInfo(base.rep.timezone)
    hints = {field.name: str(field.type) for field in fields(Book)}
    values: dict[str, Any] = {}
    for name, part in change["parts"].items():
        codec = codec_of(hints[name])
        values[name] = decoded(codec, part, zone)
    for name, records in change["records"].items():
        old, added = getattr(base, name), records_of(_KINDS[name], records["new"], zone)
        joined: list[Any] = []
        taken = 0
        for start, end in records["runs"]:
            joined += old[start:end] if start >= 0 else added[taken : taken + end]
            taken += end if start < 0 else 0
        values[name] = tuple(joined)
    return replace(base, **values)
