"""Diary rows that can be read but look wrong, for the warnings of `plan check`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.book.diary.page_files import day_of_page, names_in, page_content, page_name
from planner.book.diary.page_rows import row_from
from planner.book.files import original_of
from planner.book.toml.parse import parse_toml
from planner.book.toml.scan import scan
from planner.core.diary import DiaryDay
from planner.core.line import Line
from planner.core.worklog.row_times import LONGEST

BEYOND = 4 * 60  # minutes beyond a row's start and end from which on they are odd
_LIKE_A_PAGE = re.compile(r"\d{4}[-_.]?\d\d?[-_.]?\d\d?.*\.toml", re.IGNORECASE)


def oddities(folder: Path, days: Iterable[DiaryDay], zone: ZoneInfo) -> list[str]:
    """Warnings of the diary in `folder`, whose pages are `days`.

    Each with its file, and its line where it is a row's.

    Files with the name of a page that are none, rows that are there twice, and very long ones.
    """
    found = [
        f"diary/{name} is not read: a page is called like 2026-11-23.toml"
        for name in sorted(names_in(folder))
        if _LIKE_A_PAGE.fullmatch(name) and day_of_page(name) is None and original_of(name) is None
    ]
    for day in days:
        odd = _odd_rows(day.worked)
        if odd:
            lines = _lines(folder, day, zone)
            found += [f"{page_name(day.date)}:{lines[place]}: {what}" for place, what in odd]
    return found


def _odd_rows(worked: Iterable[Line]) -> list[tuple[int, str]]:
    """Rows, by their place among those that were read, that may not be meant so, and why."""
    odd: list[tuple[int, str]] = []
    seen: set[tuple[str, float]] = set()
    for place, row in enumerate(worked):
        span = math.ceil((row.slot.end.timestamp() - row.slot.start.timestamp()) / 60)
        begins = (row.what.item, row.slot.start.timestamp())
        if begins in seen and row.slot.minutes:
            odd.append((place, f"{row.what.item} at {row.slot.start:%H:%M} is there twice, and both count"))
        elif row.slot.minutes > span + BEYOND:
            odd.append((place, f"{row.what.item} took {row.slot.minutes} minutes, with {span} from start to end"))
        elif max(row.slot.minutes, span) > LONGEST:
            odd.append((place, f"{row.what.item} takes more than a day"))
        if row.slot.minutes:
            seen.add(begins)
    return odd


def _lines(folder: Path, day: DiaryDay, zone: ZoneInfo) -> list[int | str]:
    """The lines of the page at which the rows of what was worked begin that could be read."""
    text = page_content(folder, day.date)
    if not isinstance(text, bytes):  # it was there a moment ago
        return ["?"] * len(day.worked)
    source = scan(text.decode())
    rows = parse_toml(text.decode())["worked"]
    read = [place for place, row in enumerate(rows) if isinstance(row_from("worked", row, day.date, zone), Line)]
    return [source.line_of(("worked", place)) or "?" for place in read]
