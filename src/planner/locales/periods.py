"""Periods as people write them: mon, last-week, 2026-11, Nov, W48, Q4, 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planner.core.days import months_later
from planner.core.fiscal_year import FiscalYear, fiscal_year
from planner.core.review.period import WORDS, Period
from planner.locales.days import read_day, week_numbered
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import NoReadingError, fold, number_named

LONGEST = timedelta(days=3 * 366)


def read_period(text: str, today: date, locale: Locale = PLAIN) -> Period:
    """The days of a period; where its year is left out, the last one that has begun.

    A quarter and a year are those of the fiscal year. Raises NoReadingError if it is none, TwoReadingsError if it
    has a day that may be two, ValueError with a sentence if it ends before it starts or is too long.
    """
    start, dots, end = text.partition("..")
    if not dots and " to " in text:
        start, dots, end = text.partition(" to ")
    if not dots:
        return _one(text, today, locale)
    first, last = _one(start, today, locale).first, _one(end, today, locale).last
    if last < first:
        raise ValueError(f"{last} is before {first}")
    if last - first > LONGEST:
        raise ValueError("a review covers at most three years")
    return Period(first, last)


def _one(text: str, today: date, locale: Locale) -> Period:
    word = fold(text)
    before, _, unit = word.replace(" ", "-").rpartition("-")
    if unit in WORDS and before in ("", "last", "this"):
        here = around(unit, today, locale)
        return around(unit, here.first - timedelta(days=1), locale) if before == "last" else here
    found = _week(word, today) or _quarter(word, today, fiscal_year(locale.year_starts)) or _month(word, today, locale)
    if found is not None:
        return found
    day = read_day(text, today, locale, past=True)
    return Period(day, day)


def around(unit: str, day: date, locale: Locale) -> Period:
    """The day, week, month, quarter or year that a day is in."""
    if unit == "day":
        return Period(day, day)
    if unit == "week":
        first = locale.first_of_week(day)
        return Period(first, first + timedelta(days=6))
    if unit == "month":
        return _months(day.replace(day=1), 1)
    return fiscal_year(locale.year_starts).period(unit, day)


def _months(first: date, count: int) -> Period:
    return Period(first, months_later(first, count) - timedelta(days=1))


def _week(word: str, today: date) -> Period | None:
    """W48, KW 48, 2026-W48."""
    match = re.fullmatch(r"(?:([0-9]{4})[- ]?)?(?:w|kw |kw|week )([0-9]{1,2})", word)
    if match is None:
        return None
    number = int(match[2])
    try:
        first = date.fromisocalendar(int(match[1]), number, 1) if match[1] else None
    except ValueError:
        raise NoReadingError(word) from None
    if first is None:
        if not 1 <= number <= 53:
            raise NoReadingError(word)
        first = week_numbered(number, today, past=True)
    return Period(first, first + timedelta(days=6))


def _quarter(word: str, today: date, year: FiscalYear) -> Period | None:
    """Q4, 2026-Q4, Q4 2026, and 2026: a fiscal year is that in which it ends."""
    match = re.fullmatch(r"(?:([0-9]{4})[- ]?)?q([1-4])|q([1-4])[- /]?([0-9]{4})|([0-9]{4})", word)
    if match is None:
        return None
    named = match[1] or match[4] or match[5]
    quarter = int(match[2] or match[3] or 1)
    start = year.year(today).first
    if named:
        if not 1901 <= int(named) < 3000:
            raise NoReadingError(word)
        start = year.first_of(int(named))
    if match[5]:
        return _months(start, 12)
    found = _months(months_later(start, 3 * (quarter - 1)), 3)
    if named or found.first <= today:
        return found
    return _months(months_later(found.first, -12), 3)


def _month(word: str, today: date, locale: Locale) -> Period | None:
    """2026-11, 11/2026, Nov, November 2026."""
    if match := re.fullmatch(r"([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})[/.]([0-9]{4})", word):
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
    elif match := re.fullmatch(r"([^\W\d_]{3,})\.?(?:[ -]+([0-9]{4}))?", word):
        found = number_named(match[1], locale.words.months, locale.english.months)
        if found is None:
            return None
        month, year = found, int(match[2] or today.year - (found > today.month))
    else:
        return None
    if not 1 <= month <= 12 or not 1900 <= year < 3000:
        raise NoReadingError(word)
    return _months(date(year, month, 1), 1)
