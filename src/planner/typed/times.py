"""Times as people type them: 9:20, 0920, "fri 14:00", 2026-11-26T14:00, 14:00-14:45."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.core.days import instant
from planner.core.page.day_changes import Block, block_read, clock, clock_read
from planner.errors import UsageError
from planner.typed.days import option_past_day, read_day, unreadable

LAST_EVENING = timedelta(hours=4)  # back from now; a clock that has run for longer was forgotten
FORMS = '14:00, "fri 14:00" or 2026-11-26T14:00'


def option_clock(option: str, text: str, day: date, zone: ZoneInfo) -> datetime:
    """The time of `day` given to an option: 9:20, 0920, or a whole date with a time.

    Raises UsageError if it is none, or one that a clock change skips.
    """
    try:
        minute = clock_read(text)
    except ValueError:
        return _whole(option, text, zone)
    return _on_the_clock(option, day, minute, zone)


def option_time(option: str, text: str, today: date, zone: ZoneInfo) -> datetime:
    """A day and a time given to an option: "fri 14:00", 2026-11-26T14:00, or 14:00 of today.

    Raises UsageError if it is none, or one that a clock change skips.
    """
    day, _, time = text.strip().replace("@", " ").rpartition(" ")
    try:
        on, minute = read_day(day, today) if day.strip() else today, clock_read(time)
        return _on_the_clock(option, on, minute, zone)
    except (ValueError, OverflowError):
        return _whole(option, text, zone)


def option_past_time(option: str, text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The time at which something started.

    9:20, "yesterday 17:00", "fri 9:00" of the last Friday, or a whole date.

    A time alone is today's; yesterday's where it is still to come today and was a few hours ago. Raises UsageError
    if it is none.
    """
    day, blank, time = text.strip().replace("@", " ").rpartition(" ")
    if blank:
        on = option_past_day(option, day, now.date())
        return option_clock(option, time, on, zone)
    today = option_clock(option, time, now.date(), zone)
    if today > now and is_time_alone(time):
        before = option_clock(option, time, now.date() - timedelta(days=1), zone)
        return before if now - before < LAST_EVENING else today
    return today


def is_time_alone(text: str | None) -> bool:
    """True if a time was typed without its day, or not at all."""
    return text is None or len(text.strip()) <= len("00:00")


def is_evening_before(start: datetime | None, end: datetime | None, now: datetime) -> bool:
    """True if times without a day are those of the evening before.

    They are if they are still to come today, and either run over midnight or are nearer to now as yesterday's.
    """
    first = start or end
    if first is None or first <= now:
        return False
    over_midnight = start is not None and end is not None and end < start
    last = (end if end is not None and not over_midnight else first) - timedelta(days=1)
    return over_midnight or now - last < first - now


def argument_minute(text: str) -> int:
    """The minute of the day of a time given as an argument: 10, 10:00, 1000.

    Raises UsageError if it is none.
    """
    try:
        return clock_read(text)
    except ValueError:
        raise UsageError(unreadable("", text, "a time"), "10:00") from None


def argument_block(text: str, title: str) -> Block:
    """The part of a day given as an argument: 14:00-14:45. Raises UsageError if it is none."""
    try:
        return block_read(f"{text} {title}")
    except ValueError:
        raise UsageError(unreadable("", text, "a part of the day"), "14:00-14:45") from None


def field_time(field: str, text: str, now: datetime) -> datetime:
    """The time given to a field: ISO, "now", or a day and a time, "fri 14:00".

    A time alone is today's.

    Raises UsageError if it is none.
    """
    if text.lower() == "now":
        return now.replace(second=0, microsecond=0)
    day, _, time = text.replace("@", " ").rpartition(" ")
    try:
        if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", time):
            hour, minute = map(int, time.split(":"))
            on = read_day(day, now.date()) if day.strip() else now.date()
            return datetime(on.year, on.month, on.day, hour, minute, tzinfo=now.tzinfo)
        if len(text) <= 10:
            raise ValueError("a day without a time")
        typed = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        fix = f'{field}="fri 14:00" or {field}=2026-11-26T14:00'
        raise UsageError(unreadable("", text, "a day with a time"), fix) from None
    return typed if typed.tzinfo else typed.replace(tzinfo=now.tzinfo)


def _on_the_clock(option: str, day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The time when the clocks of `zone` show that minute of the day.

    Raises UsageError if they skip it.
    """
    at = instant(day, minute, zone)
    shown = at.hour * 60 + at.minute
    if shown != minute % 1440:
        what = f"the clocks skip {clock(minute)} on {day}"
        raise UsageError(f"{option}: {what}" if option else what, f"{option} {clock(shown)}".strip())
    return at


def _whole(option: str, text: str, zone: ZoneInfo) -> datetime:
    text = text.strip()
    try:
        if len(text) <= 10:
            raise ValueError("a day without a time")
        typed = datetime.fromisoformat(text)
        return (typed if typed.tzinfo else typed.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(unreadable(option, text, "a time"), f"{option} {FORMS}".strip()) from None
