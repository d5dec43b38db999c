"""An RRULE as written, checked and taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.calendars.values import Moment, UnreadableError, moment, shown

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Empty tuples are parts that the rule leaves open; weekdays count from Monday = 0."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[tuple[int, int], ...] = ()  # which one of the month or year (0: each), weekday
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()  # BYSETPOS
    week_start: int = 0


def read_rule(value: str) -> Rule:
    """The rule that an RRULE's value states. Raises UnreadableError for what RFC 5545 does not know."""
    parts: dict[str, str] = {}
    for part in value.strip().rstrip(";").split(";"):
        name, equals, given = part.partition("=")
        name, given = name.strip().upper(), given.strip().upper()
        if not equals or (name in parts and parts[name] != given):
            raise UnreadableError(f"the rule {shown(value)} can't be read at {shown(part)}")
        if given and not name.startswith("X-"):
            parts[name] = given
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise UnreadableError(f"the rule {shown(value)} does not say how often (FREQ)")
    if parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.pop("SKIP", "OMIT") != "OMIT":
        raise UnreadableError(f"the rule {shown(value)} counts by another calendar than ours")
    try:
        rule = Rule(
            freq=freq,
            interval=_numbers(parts.pop("INTERVAL", "1"), 1, 999_999)[0],
            count=_count(parts.pop("COUNT", "")),
            until=_until(parts.pop("UNTIL", "")),
            months=_numbers(parts.pop("BYMONTH", ""), 1, 12),
            weeks=_numbers(parts.pop("BYWEEKNO", ""), 1, 53, negative=True),
            year_days=_numbers(parts.pop("BYYEARDAY", ""), 1, 366, negative=True),
            month_days=_numbers(parts.pop("BYMONTHDAY", ""), 1, 31, negative=True),
            days=_days(parts.pop("BYDAY", "")),
            hours=_numbers(parts.pop("BYHOUR", ""), 0, 23),
            minutes=_numbers(parts.pop("BYMINUTE", ""), 0, 59),
            seconds=_numbers(parts.pop("BYSECOND", ""), 0, 60),
            positions=_numbers(parts.pop("BYSETPOS", ""), 1, 366, negative=True),
            week_start=_WEEKDAYS.index(parts.pop("WKST", "MO")),
        )
    except ValueError as error:
        detail = f": {error.what}" if isinstance(error, UnreadableError) else ""
        raise UnreadableError(f"the rule {shown(value)} can't be read{detail}") from None
    if parts:
        raise UnreadableError(f"the rule {shown(value)} has a part that is not known: {', '.join(sorted(parts))}")
    return rule


def _numbers(value: str, low: int, high: int, negative: bool = False) -> tuple[int, ...]:
    numbers: set[int] = set()
    for word in value.split(",") if value else ():
        number = int(word) if _NUMBER.fullmatch(word.strip()) else high + 1
        if not low <= (abs(number) if negative else number) <= high:
            raise UnreadableError(f"{shown(word)} is out of range")
        numbers.add(number)
    return tuple(sorted(numbers))


def _count(value: str) -> int | None:
    """COUNT; a negative one is how some programs write "for ever"."""
    if not value:
        return None
    if not re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
        raise UnreadableError(f"{shown(value)} is no number")
    return None if int(value) < 0 else int(value)


def _until(value: str) -> Moment | None:
    return moment(value) if value else None


def _days(value: str) -> tuple[tuple[int, int], ...]:
    days: set[tuple[int, int]] = set()
    for word in value.split(",") if value else ():
        match = _DAY.fullmatch(word.strip())
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise UnreadableError(f"{shown(word)} is no weekday")
        days.add((int(match[1] or 0), _WEEKDAYS.index(match[2])))
    return tuple(sorted(days))
