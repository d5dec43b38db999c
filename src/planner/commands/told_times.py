"""Days and times as a person types them after an option."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from planner.commands.morning import day_named
from planner.errors import UsageError


def told_day(option: str, text: str, today: date) -> date:
    """The day that an option names; a UsageError where it names none."""
    try:
        return day_named(text, today)
    except (ValueError, OverflowError):
        raise UsageError(f"{option} names no day: “{text}”", "today, tomorrow, fri, +3 or 2026-11-24") from None


def told_clock(option: str, text: str, day: date, zone: ZoneInfo) -> datetime:
    """The moment of `day` that an option names: 9:20, 0920, or a whole date with a time.

    A time that a clock change skips is the one that the clocks show then. A UsageError where it is none.
    """
    from planner.core.days import instant
    from planner.core.upheaval import clock_read

    try:
        return instant(day, clock_read(text), zone)
    except ValueError:
        return _whole(option, text, zone)


def told_moment(option: str, text: str, today: date, zone: ZoneInfo) -> datetime:
    """A day and a time: "fri 14:00", 2026-11-26T14:00, or 14:00 of today. A UsageError where it is none."""
    from planner.core.days import instant
    from planner.core.upheaval import clock_read

    day, _, time = text.strip().replace("@", " ").rpartition(" ")
    try:
        return instant(day_named(day, today) if day.strip() else today, clock_read(time), zone)
    except (ValueError, OverflowError):
        return _whole(option, text, zone)


def _whole(option: str, text: str, zone: ZoneInfo) -> datetime:
    text = text.strip()
    try:
        if len(text) <= 10:
            raise ValueError("a day without a time")
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option} names no time: “{text}”", 'write it as 14:00, "fri 14:00" or 2026-11-26T14:00'
        ) from None
