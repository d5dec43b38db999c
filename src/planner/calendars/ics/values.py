"""The values of calendar properties: dates and times, durations, offsets, text.

A time stays as written, wall clock and zone, until the end: a weekly meeting stays at 09:00 when the clocks change.
`UnreadableError` has a message that fits after "work.ics:41: "; `{}` in it stands for the value.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from planner.frozen_class import frozen


class UnreadableError(ValueError):
    """A value that can't be read; `line` counts from 1 if it is known.

    `what` is the same for all values that are wrong in the same way: `{}` in it stands for `value`.
    """

    def __init__(self, what: str, line: int | None = None, *, value: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.value = value

    def at(self, line: int | None, prefix: str = "") -> UnreadableError:
        """The same error with its line, after `prefix`."""
        return UnreadableError(prefix + self.what, line, value=self.value)


@frozen
class CalendarTime:
    """A date or a time as written.

    `wall` is naive, midnight for a date; without a `zone` it is a floating time.
    """

    wall: datetime
    day: bool
    zone: tzinfo | None = None

    def instant(self, fallback: tzinfo) -> datetime:
        """The time in UTC; `fallback` is the zone of a date and of a floating time.

        A time that a clock change skips is read with the offset before the change; of one that occurs twice the first
        counts (RFC 5545, 3.3.5).
        """
        return self.wall.replace(tzinfo=self.zone or fallback).astimezone(UTC)


class Length(NamedTuple):
    """A duration: `days` by the calendar, then an exact `rest`."""

    days: int
    rest: timedelta


_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_LENGTH = re.compile(
    r"([+-]?)P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII | re.I
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?", re.ASCII)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def quoted(value: str, most: int = 60) -> str:
    """`value` in quotes for a message, shortened, without characters that act on a terminal."""
    clean = "".join(c if c.isprintable() else "·" for c in value.strip()[: most + 1])
    return f'"{clean}"' if len(clean) <= most else f'"{clean[: most - 1]}…"'


def parse_time(value: str, zone: tzinfo | None = None, only_date: bool = False) -> CalendarTime:
    """Parse a DATE or DATE-TIME; a Z or an offset in the value wins over `zone`, the property's.

    Raises UnreadableError. Accepted as well: 24:00 (the next midnight), second 60, missing seconds, dashes and colons.
    """
    stripped = value.strip()
    match = _TIME.fullmatch(stripped)
    if match is None:
        raise UnreadableError(
            "can't read {} as a date or time" if stripped else "a date or time is missing", value=value
        )
    year, month, day, hour, minute, second, suffix = match.groups()
    try:
        midnight = datetime.combine(date(int(year), int(month), int(day)), time())
    except ValueError:
        raise UnreadableError("{} is not a day in the calendar", value=value) from None
    if hour is None or (only_date and int(hour) == 0 == int(minute)):
        return CalendarTime(midnight, day=True)
    hours, minutes, seconds = int(hour), int(minute), min(int(second or 0), 59)
    if minutes > 59 or hours > 24 or (hours == 24 and minutes) or int(second or 0) > 60:
        raise UnreadableError("{} is not a time of day", value=value)
    if suffix:
        zone = UTC if suffix in "Zz" else timezone(parse_offset(suffix))
    return CalendarTime(midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds), day=False, zone=zone)


def parse_length(value: str) -> Length:
    """Parse a DURATION such as PT1H30M or P2D; days and weeks go by the calendar.

    Raises UnreadableError, also for a negative one.
    """
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        raise UnreadableError("can't read {} as a duration", value=value)
    sign, weeks, days, hours, minutes, seconds = match.groups()
    try:
        whole = 7 * int(weeks or 0) + int(days or 0)
        rest = timedelta(hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0))
        total = timedelta(days=whole) + rest
    except (OverflowError, ValueError):
        raise UnreadableError("{} is too long a duration", value=value) from None
    if sign == "-" and total:
        raise UnreadableError("{} ends before it starts", value=value)
    return Length(whole, rest)


def parse_offset(value: str) -> timedelta:
    """Parse a UTC offset such as +0100 or -033000, less than a day. Raises UnreadableError."""
    match = _OFFSET.fullmatch(value.strip())
    if match is None or int(match[2]) > 23 or int(match[3]) > 59 or int(match[4] or 0) > 59:
        raise UnreadableError("can't read {} as an offset from UTC", value=value)
    span = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -span if match[1] == "-" else span


def parse_text(value: str) -> str:
    """A TEXT value without escapes and without control characters except line ends."""
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return value if value.isprintable() else "".join(c for c in value if c.isprintable() or c == "\n").strip()
