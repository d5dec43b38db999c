"""The date or time of --now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from planner.errors import UsageError

YEARS = range(1900, 3000)  # of a day of the book; a year before and after can still be looked at
MORNING = time(7)  # of a date alone


def option_now(option: str, text: str, zone: ZoneInfo) -> datetime:
    """The time that the program takes for now.

    A date with a time, in `zone` where it has no offset, or a date alone.

    Raises UsageError if it is none.
    """
    try:
        now = _date_or_time(text.strip())
        if now.year not in YEARS:
            raise ValueError("a year no book is kept in")
        # By way of UTC: a time that the change to summer time skips becomes the one that the clocks show.
        return (now if now.tzinfo else now.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        fix = f"{option} 2026-11-23T07:00 or {option} 2026-11-23"
        raise UsageError(f'{option}: can\'t read "{text}" as a date or a time', fix) from None


def _date_or_time(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), MORNING)
    except ValueError:
        return datetime.fromisoformat(text)
