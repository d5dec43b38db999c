"""What the values of calendar properties mean: dates and times, lengths of time, offsets, text.

A time is kept as it was written, wall clock and zone, until the very end: a weekly meeting stays at 09:00 when the
clocks change. `UnreadableError` carries what is wrong in words that fit behind "work.ics:41: ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple


class UnreadableError(ValueError):
    """A value that can't be understood; `line` counts from 1 where it is known."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time as written. `wall` is naive, midnight for a date; `zone` None is a floating time."""

    wall: datetime
    day: bool
    zone: tzinfo | None = None

    def instant(self, fallback: tzinfo) -> datetime:
        """The moment in UTC; `fallback` is the zone of a date and of a floating time.

        A time that a clock change skips is read with the offset before the change, one that comes twice is the first
        (RFC 5545, 3.3.5).
        """
        return self.wall.replace(tzinfo=self.zone or fallback).astimezone(UTC)


class Length(NamedTuple):
    """How long something lasts: `days` by the calendar, then an exact `rest`."""

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


def shown(value: str, most: int = 60) -> str:
    """`value` in quotes for a message, with nothing in it that acts on a terminal, shortened."""
    clean = "".join(c if c.isprintable() else "·" for c in value.strip()[: most + 1])
    return f"“{clean}”" if len(clean) <= most else f"“{clean[: most - 1]}…”"


def moment(value: str, zone: tzinfo | None = None, only_date: bool = False) -> Moment:
    """A DATE or DATE-TIME; `zone` is what the property names, a Z or an offset in the value goes before it.

    Raises UnreadableError. Taken as meant: 24:00 (the next midnight), second 60, missing seconds, dashes and colons.
    """
    text = value.strip()
    match = _TIME.fullmatch(text)
    if match is None:
        raise UnreadableError(f"{shown(value)} is no date or time" if text else "a date or time is missing")
    year, month, day, hour, minute, second, suffix = match.groups()
    try:
        midnight = datetime.combine(date(int(year), int(month), int(day)), time())
    except ValueError:
        raise UnreadableError(f"{shown(value)}: there is no such day") from None
    if hour is None or (only_date and int(hour) == 0 == int(minute)):
        return Moment(midnight, day=True)
    hours, minutes, seconds = int(hour), int(minute), min(int(second or 0), 59)
    if minutes > 59 or hours > 24 or (hours == 24 and minutes) or int(second or 0) > 60:
        raise UnreadableError(f"{shown(value)}: there is no such time of day")
    if suffix:
        zone = UTC if suffix in "Zz" else timezone(offset(suffix))
    return Moment(midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds), day=False, zone=zone)


def length(value: str) -> Length:
    """A DURATION such as PT1H30M or P2D; days and weeks go by the calendar. Raises UnreadableError, also below zero."""
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        raise UnreadableError(f"{shown(value)} is no length of time")
    sign, weeks, days, hours, minutes, seconds = match.groups()
    try:
        whole = 7 * int(weeks or 0) + int(days or 0)
        rest = timedelta(hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0))
        total = timedelta(days=whole) + rest
    except (OverflowError, ValueError):
        raise UnreadableError(f"{shown(value)} is too long a time") from None
    if sign == "-" and total:
        raise UnreadableError(f"{shown(value)}: it ends before it starts")
    return Length(whole, rest)


def offset(value: str) -> timedelta:
    """A UTC offset such as +0100 or -033000, less than a day. Raises UnreadableError."""
    match = _OFFSET.fullmatch(value.strip())
    if match is None or int(match[2]) > 23 or int(match[3]) > 59 or int(match[4] or 0) > 59:
        raise UnreadableError(f"{shown(value)} is no offset from UTC")
    span = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -span if match[1] == "-" else span


def text(value: str) -> str:
    """A TEXT value without its escapes; other control characters than a line's end are dropped."""
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    return value if value.isprintable() else "".join(c for c in value if c.isprintable() or c == "\n").strip()
