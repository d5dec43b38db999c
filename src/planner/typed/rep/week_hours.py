"""The hours of a week as people type them: "9-12, 1-5", "mon-thu 8:30-17; fri 9am-1pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from planner.core.book import WEEKDAYS, ClockRange
from planner.errors import UsageError

Week = tuple[tuple[ClockRange, ...], ...]  # seven days, Monday first; an empty one is a day off
EXAMPLE = '9-12, 1-5 or "mon-thu 9-12, 1-5; fri 9-1"'
_NOON, _DAY = 12 * 60, 24 * 60
_EARLIEST = 6 * 60  # a first range that starts before it, without am, is in the afternoon: 1-5
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekend": range(5, 7)}
_TIME = r"([0-9]{1,2})(?:[:.h]?([0-9]{2})|h)?\s*(am|pm|a|p)?"
_RANGE = re.compile(rf"{_TIME}\s*(?:-|–|—|to|until|till)\s*{_TIME}(?![0-9a-z])")
_DAYS = re.compile(r"([a-z][a-z ,&–—-]*?)\s*:?\s*(?=[0-9]|off\b|none\b|$)")


def read_week(option: str, text: str, usual_days: Sequence[int] = range(5)) -> Week:
    """The hours of a week given to an option ("" in an answer).

    Parts are parted by ";"; each is some days and their ranges, or ranges alone, which are for `usual_days`
    (0 is Monday). Raises UsageError if it is none.
    """
    week: list[tuple[ClockRange, ...]] = [()] * 7
    parts = [part for part in re.split(r"[;\n]", text.lower()) if part.strip()]
    for part in parts or [""]:
        try:
            days, ranges = _part(part.strip(), usual_days)
        except ValueError:
            what = f'can\'t read "{part.strip()}" as hours'
            raise UsageError(f"{option}: {what}" if option else what, f"{option} {EXAMPLE}".strip()) from None
        for day in days:
            week[day] = ranges
    if not any(week):
        raise UsageError(f"{option}: no day has any hours".removeprefix(": "), f"{option} {EXAMPLE}".strip())
    return tuple(week)


def week_text(week: Week) -> str:
    """The hours of a week as `read_week` reads them: mon-thu 08:30-12:30; fri 09:00-13:00."""
    parts = []
    for ranges, run in groupby(range(7), key=lambda day: week[day]):
        days = list(run)
        if ranges:
            last = f"-{WEEKDAYS[days[-1]]}" if len(days) > 1 else ""
            parts.append(f"{WEEKDAYS[days[0]]}{last} {', '.join(map(range_text, ranges))}")
    return "; ".join(parts)


def range_text(range_: ClockRange) -> str:
    """A range as a book's file has it: 08:30-12:30."""
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in range_)


def _part(text: str, usual_days: Sequence[int]) -> tuple[Sequence[int], tuple[ClockRange, ...]]:
    match = _DAYS.match(text)
    days = _days(match[1]) if match and match[1] else usual_days
    rest = text[match.end() :] if match else text
    if rest.strip() in ("off", "none") and match:
        return days, ()
    return days, _ranges(rest)


def _days(text: str) -> list[int]:
    """The days of "mon-thu", "mon, wed and fri", "weekdays". Raises ValueError if they are none."""
    found: list[int] = []
    for words in re.split(r",|&|\band\b", text):
        if words.strip() in _GROUPS:
            found += _GROUPS[words.strip()]
            continue
        first, *last = (_day(word.strip()) for word in re.split(r"-|–|—|\bto\b", words))
        end = last[0] if last else first
        found += [day % 7 for day in range(first, end + 1 if end >= first else end + 8)]
    return found


def _day(word: str) -> int:
    for number, name in enumerate(_NAMES):
        if len(word) >= 2 and (name.startswith(word) or name.startswith(word.removesuffix("s"))):
            return number
    raise ValueError(word)


def _ranges(text: str) -> tuple[ClockRange, ...]:
    """The ranges of a day. Raises ValueError if anything else is there, or they overlap."""
    rest = _RANGE.sub(" ", text)
    found: list[ClockRange] = []
    if not re.fullmatch(r"(?:\s|,|&|\+|and)*", rest):
        raise ValueError(text)
    for match in _RANGE.finditer(text):
        found.append(_range(match, found[-1].end if found else None))
    if not found:
        raise ValueError(text)
    return tuple(found)


def _range(match: re.Match[str], after: int | None) -> ClockRange:
    """A range; a time without am or pm is the first that fits behind the one before it."""
    start, half = _minute(match[1], match[2], match[3]), match[6] or ""
    end, late = _minute(match[4], match[5], half), start + _NOON
    is_early = start < _EARLIEST and len(match[1]) == 1 and not half
    is_late = start < after if after is not None else is_early
    if not match[3] and start < _NOON and (is_late or (half.startswith("p") and late < end)):
        start = late
    if end <= start and not half and end <= _NOON:
        end += _NOON
    if not (after or 0) <= start < end <= _DAY:
        raise ValueError(match[0])
    return ClockRange(start, end)


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if minutes > 59 or hours > 24 or (half and not 1 <= hours <= 12):
        raise ValueError(f"{hour}:{minute}")
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return hours * 60 + minutes
