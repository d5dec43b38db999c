"""The hours of a week as people type them: "9-12, 1-5", "mon-thu 8:30-17; fri 9am-1pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from planner.core.book import WEEKDAYS, ClockRange
from planner.errors import UsageError
from planner.locales.clock import read_ranges
from planner.locales.dates import weekday_named
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import TwoReadingsError
from planner.locales.writing import DAY, write_clock
from planner.typed.refusal import of_option, option_prefix, refusal, two_readings

Week = tuple[tuple[ClockRange, ...], ...]  # seven days, Monday first; an empty one is a day off
EXAMPLE = '9-12, 1-5 or "mon-thu 9-12, 1-5; fri 9-1"'
_GROUPS = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekend": range(5, 7)}
_DAYS = re.compile(r"([^\W\d_][^\d;]*?)\s*:?\s*(?=[0-9]|off\b|none\b|$)")


def read_week(option: str, text: str, locale: Locale = PLAIN) -> Week:
    """The hours of a week given to an option ("" in an answer).

    Parts are parted by ";"; each is some days and their ranges, or ranges alone, which are for Monday to Friday. The
    last range of a day may end past midnight. Raises UsageError if it is none.
    """
    before = option_prefix(option)
    week: list[tuple[ClockRange, ...]] = [()] * 7
    parts = [part for part in re.split(r"[;\n]", text.lower()) if part.strip()]
    for part in parts or [""]:
        try:
            days, ranges = _part(part.strip(), locale)
        except TwoReadingsError as two:
            raise two_readings(before, two.text, two) from None
        except ValueError:
            raise refusal(option, part.strip(), "hours", f"{before}{EXAMPLE}") from None
        for day in days:
            week[day] = ranges
    if not any(week):
        raise UsageError(f"{of_option(option)}no day has any hours", f"{before}{EXAMPLE}")
    for early, late in zip(range(7), [*range(1, 7), 0], strict=True):
        if week[early] and week[late] and week[early][-1].end - DAY > week[late][0].start:
            what = f"{of_option(option)}the night of {WEEKDAYS[early]} runs into the hours of {WEEKDAYS[late]}"
            raise UsageError(what, f"{before}end it before they start")
    return tuple(week)


def week_text(week: Week, locale: Locale = PLAIN) -> str:
    """The hours of a week as `read_week` reads them: mon-thu 08:30-12:30; fri 09:00-13:00."""
    parts = []
    for ranges, run in groupby(range(7), key=lambda day: week[day]):
        days = list(run)
        if ranges:
            last = f"-{WEEKDAYS[days[-1]]}" if len(days) > 1 else ""
            parts.append(f"{WEEKDAYS[days[0]]}{last} {', '.join(range_text(each, locale) for each in ranges)}")
    return "; ".join(parts)


def range_text(range_: ClockRange, locale: Locale = PLAIN) -> str:
    """A range as a book's file has it, 08:30-12:30 or 22:00-02:00, or as the locale does."""
    end = range_.end - DAY if range_.end > DAY else range_.end
    return f"{write_clock(range_.start, locale)}-{write_clock(end, locale)}"


def _part(text: str, locale: Locale) -> tuple[Sequence[int], tuple[ClockRange, ...]]:
    match = _DAYS.match(text)
    rest = text[match.end() :] if match else text
    days = _days(match[1], locale) if match else range(5)
    if match and rest.strip() in ("off", "none"):
        return days, ()
    return days, tuple(ClockRange(start, end) for start, end in read_ranges(rest, locale))


def _days(text: str, locale: Locale) -> list[int]:
    """The days of "mon-thu", "mon, wed and fri", "weekdays". Raises ValueError if they are none."""
    found: list[int] = []
    for words in re.split(r",|&|\band\b", text):
        if words.strip() in _GROUPS:
            found += _GROUPS[words.strip()]
            continue
        first, *last = (weekday_named(word.strip(), locale) for word in re.split(r"-|–|—|\bto\b", words))
        end = last[0] if last else first
        if first is None or end is None:
            raise ValueError(words)
        found += [day % 7 for day in range(first, end + 1 if end >= first else end + 8)]
    return found
