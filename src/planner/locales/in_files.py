"""Values in files as people write them: "$42,000", "24 Dec 2026", never "next fri".

A file is read on many days, so a day in it has its year.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.core.days import instant
from planner.locales.dates import Around
from planner.locales.day_time import read_day_and_minute
from planner.locales.days import read_day, read_days
from planner.locales.figures import read_figure
from planner.locales.locale import Locale
from planner.locales.words import NoReadingError

_ANY_DAYS = (date(1999, 5, 4), date(2042, 9, 17))  # what is read alike on both is meant on any day
_Value = TypeVar("_Value")


def day_in_file(text: str, locale: Locale) -> date:
    """A day with its year.

    Raises NoReadingError if it is none, TwoReadingsError if it may be two.
    """
    return _on_any_day(text, lambda today: read_day(text, today, locale))


def time_in_file(text: str, locale: Locale, zone: ZoneInfo) -> datetime:
    """A day with its year and a time.

    Raises NoReadingError if it is none, TwoReadingsError if it may be two.
    """
    day, minute = _on_any_day(text, lambda today: read_day_and_minute(text.strip(), Around(today, locale)))
    if day is None:
        raise NoReadingError(text)
    return instant(day, minute, zone)


def days_in_file(text: str, locale: Locale) -> list[date]:
    """The days of a range with its year: 2026-12-24..2027-01-01, 24-26 Dec 2026.

    One day alone is a range of one. Raises NoReadingError if it is none, or longer than a year; TwoReadingsError if
    it may be two.
    """
    return read_days(text, lambda end, _: day_in_file(end, locale))


def number_in_file(text: str, locale: Locale, read: Callable[[str, Locale], float] = read_figure) -> float:
    """A number, whole where it has no fraction. Raises as `read`."""
    value = read(text, locale)
    return int(value) if float(value).is_integer() else value


def _on_any_day(text: str, read: Callable[[date], _Value]) -> _Value:
    first, second = (read(today) for today in _ANY_DAYS)
    if first != second:
        raise NoReadingError(text)
    return first
