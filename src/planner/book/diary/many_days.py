"""Many pages of the diary at once, through the cache.

A year of them without parsing a year of TOML.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from planner.book.diary.packed import pack, unpack, unpacked_day
from planner.book.diary.page_files import diary_dates, page_content, page_name
from planner.book.diary.pages import read_what_can_be
from planner.core.diary import DiaryDay
from planner.core.review.period import Period
from planner.errors import FileError

_WORKED, _PLANNED = "diary-worked", "diary-planned"  # kinds of what is kept in the cache


class Kept(Protocol):
    """The part of the cache that reading many days needs."""

    def get(self, kind: str, key: str, /) -> bytes | None: ...

    def put(self, kind: str, key: str, data: bytes, /) -> None: ...


def read_days(
    folder: Path, period: Period, zone: ZoneInfo, cache: Kept | None = None, *, planned: bool = True
) -> tuple[list[DiaryDay], list[FileError]]:
    """The pages of a period, oldest first, and what is wrong with them.

    Bad rows are left out, and pages that can't be read at all are empty, or not among them where there are no bytes
    to read.

    With a cache only pages that changed are parsed; it holds two bundles a month, and a page in them is used only for
    exactly the contents that it was made from. Without `planned` the rows of what was planned are not read: for a
    year of them that saves most of the time.
    """
    months: dict[str, dict[date, bytes]] = {}
    days: list[DiaryDay] = []
    errors: list[FileError] = []
    for on, text in _contents(folder, *period).items():
        if isinstance(text, FileError):
            errors.append(text)
        else:
            months.setdefault(on.isoformat()[:7], {})[on] = text
    for month, pages in months.items():
        read, wrong = _month(f"{os.path.realpath(folder)} {month} {zone.key}", pages, zone, cache, planned)
        days += read
        errors += wrong
    return days, sorted(errors, key=lambda error: error.file)


def diary_mark(folder: Path, first: date, last: date) -> str:
    """A fingerprint of all pages from `first` to `last`, to key what is learned from them."""
    whole = blake2b(digest_size=16)
    for on, text in _contents(folder, first, last).items():
        whole.update(f"{on} {text.what if isinstance(text, FileError) else _mark(text)} ".encode())
    return whole.hexdigest()


def _month(
    key: str, pages: Mapping[date, bytes], zone: ZoneInfo, cache: Kept | None, planned: bool
) -> tuple[list[DiaryDay], list[FileError]]:
    marks = {on: _mark(text) for on, text in pages.items()}
    kinds = (_WORKED, _PLANNED) if planned else (_WORKED,)
    known = [unpack(cache.get(kind, key) if cache else None) for kind in kinds]
    days: list[DiaryDay] = []
    errors: list[FileError] = []
    changed = False
    for on, text in pages.items():
        day = _known_day(on, [bundle.get(marks[on]) for bundle in known], zone)
        if day is None:
            day, wrong = read_what_can_be(text, on, zone)
            errors += wrong
            changed = changed or not wrong
        days.append(day)
    if changed and cache is not None:
        bad = {error.file for error in errors}
        good = [(marks[day.date], day) for day in days if page_name(day.date) not in bad]
        if planned:
            cache.put(_PLANNED, key, pack({mark: DiaryDay(date=d.date, planned=d.planned) for mark, d in good}))
        cache.put(_WORKED, key, pack({mark: replace(day, planned=()) for mark, day in good}))
    if not planned:
        days = [replace(day, planned=()) if day.planned else day for day in days]
    return days, errors


def _known_day(on: date, packed: list[Any], zone: ZoneInfo) -> DiaryDay | None:
    """The day as the bundles have it.

    One with the page and what was worked, maybe one with what was planned.
    """
    if None in packed:
        return None
    try:
        day = unpacked_day(on, packed[0], zone)
        return replace(day, planned=unpacked_day(on, packed[1], zone).planned) if len(packed) > 1 else day
    except (ValueError, TypeError, KeyError, OverflowError, OSError):  # not what we put there: the page itself is right
        return None


def _contents(folder: Path, first: date, last: date) -> dict[date, bytes | FileError]:
    """The contents of each page: its bytes, or the error why there are none."""
    found = {on: page_content(folder, on) for on in diary_dates(folder) if first <= on <= last}
    return {on: content for on, content in found.items() if content is not None}


def _mark(text: bytes) -> str:
    return blake2b(text, digest_size=12).hexdigest()
