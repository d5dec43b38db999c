"""The day on which each record without dates of its own came into the book.

A file that the program keeps.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.book.files import content_of
from planner.book.toml.parse import parse_toml
from planner.errors import BookErrors, FileError

FIRST_SEEN = "diary/first-seen.toml"


class FirstSeen(NamedTuple):
    """The day by record, and the file's content; None if there is no file yet."""

    days: dict[str, date]
    content: bytes | None


def read_first_seen(folder: Path) -> FirstSeen:
    """The file of the book in `folder`. Raises BookErrors if it can't be read or is no TOML."""
    content = content_of(folder, FIRST_SEEN)
    try:
        table = parse_toml(content.decode()) if content is not None else {}
    except (ValueError, RecursionError) as error:
        fix = "fix the line, or take the file away: its records then count from today"
        raise BookErrors([FileError(FIRST_SEEN, getattr(error, "lineno", None), str(error), fix)]) from error
    return FirstSeen({name: day for name, day in table.items() if type(day) is date}, content)


def with_new_records(known: FirstSeen, records: list[str], today: date) -> bytes:
    """The file's content with these records as first seen today."""
    head = b"# the day each record without a date of its own came into the book; kept by plan\n"
    before = known.content if known.content is not None else head
    gap = b"" if before.endswith(b"\n") else b"\n"
    return before + gap + "".join(f'"{name}" = {today.isoformat()}\n' for name in records).encode()
