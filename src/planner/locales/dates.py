"""Dates as people write them: 24 Dec, Thu Dec 24, 2026, 12/31, 31.12., the 24th."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from planner.locales.locale import Locale
from planner.locales.words import Meaning, NoReadingError, TwoReadingsError, fold, number_named
from planner.locales.writing import write_day

JUST_PASSED = 90  # days; of a date without a year that passed so lately, last year's may be meant
_SEARCHED = 9  # years for 29 February


class Around(NamedTuple):
    """The day from which dates without a year are sought, later or earlier ones, and the locale."""

    today: date
    locale: Locale
    past: bool = False


def read_date(text: str, around: Around) -> date | None:
    """The date of a text; without a year the next one, or the last. None if it is none.

    Raises NoReadingError for a date that there is not, or with another weekday; TwoReadingsError where it may be two.
    """
    words = fold(text)
    named = _weekday(words, around.locale)
    if named is not None:
        weekday, words = named
        day = read_date(words, around)
        if day is None or day.weekday() != weekday:
            raise NoReadingError(text)
        return day
    try:
        return _in_figures(text, words, around) or _in_words(text, words, around)
    except (NoReadingError, TwoReadingsError):
        raise
    except ValueError:
        raise NoReadingError(text) from None


def weekday_named(word: str, locale: Locale) -> int | None:
    """The weekday of a name, 0 for Monday."""
    return number_named(word, locale.words.weekdays, locale.english.weekdays)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    year = r"(?:(?:, ?| )(?:de )?(?P<year>[0-9]{4})|[ -]?['-](?P<short>[0-9]{2}))?"
    word, number = r"(?P<month>[^\W\d_]+)\.?", r"(?P<day>[0-9]{1,2})"
    return (
        re.compile(rf"(?:the )?{number}(?:\.|st|nd|rd|th)?[ -]?(?:de |of )?{word}{year}"),
        re.compile(rf"{word}[ -]?(?:the )?{number}(?:st|nd|rd|th)?{year}"),
        re.compile(r"(?:(?P<year>[0-9]{4})年 ?)?(?P<month>[0-9]{1,2})月 ?(?P<day>[0-9]{1,2})日"),
    )


def _in_words(text: str, words: str, around: Around) -> date | None:
    for pattern in _forms():
        if match := pattern.fullmatch(words):
            name, parts = match["month"], match.groupdict()
            locale = around.locale
            month = int(name) if name.isdigit() else number_named(name, locale.words.months, locale.english.months)
            year = parts["year"] or (f"20{parts['short']}" if parts.get("short") else None)
            if month is not None:
                return _of_year(text, (int(match["day"]), month), int(year) if year else None, around)
    if match := re.fullmatch(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)", words):
        return _of_month(int(match[1]), around)
    return None


def _in_figures(text: str, words: str, around: Around) -> date | None:
    """12/31, 31.12., 31/12/2026 and 2026/12/31."""
    match = re.fullmatch(r"([0-9]{1,4})([-/.]) ?([0-9]{1,2})(?:(\.)|\2 ?([0-9]{4}|[0-9]{2})\.?)?", words)
    if match is None or (match[4] and match[2] != "."):
        return None
    first, mark, second, dot, third = match.groups()
    if len(first) == 4:
        return date(int(first), int(second), int(third)) if third else None
    if len(first) == 3 or (mark == "-" and not third):
        return None
    if mark == "." and not third and not dot and not around.locale.dots:
        return None  # 1.5 is a day only where days have points
    year = int(third if len(third) == 4 else f"20{third}") if third else None
    pairs = [(int(first), int(second)), (int(second), int(first))]  # day and month, and the other way round
    order = "dmy" if mark == "." else around.locale.figures
    if order:
        day, month = pairs[0] if order == "dmy" else pairs[1]
        if month > 12 and mark != ".":
            day, month = month, day  # 31/12 has one reading only, whatever the order
        return _of_year(text, (day, month), year, around)
    days = [_of_year(text, pair, year, around, is_sure=True) for pair in dict.fromkeys(pairs) if pair[1] <= 12]
    if len(days) == 2:
        raise TwoReadingsError(text, *(_meaning(day, around.locale) for day in days))
    return days[0] if days else None


def _weekday(words: str, locale: Locale) -> tuple[int, str] | None:
    """The weekday before a date, and the date.

    None if no date follows: "mar 24" is a day of March.
    """
    match = re.fullmatch(r"([^\W\d_]+)\.?,? (.*[0-9].*[^\W\d_]{2}.*|[^\W\d_].*[0-9].*|[0-9]+[/.-][0-9].*)", words)
    number = weekday_named(match[1], locale) if match else None
    return (number, match[2]) if match and number is not None else None


def _of_year(text: str, day_month: tuple[int, int], year: int | None, around: Around, *, is_sure: bool = False) -> date:
    """A day and month of a year; without one the next, or of a past the last.

    Raises TwoReadingsError for a date that passed lately, unless it is sure that another was meant.
    """
    day, month = day_month
    if year is not None:
        return date(year, month, day)
    today, past = around.today, around.past
    years = range(today.year, today.year - _SEARCHED, -1) if past else range(today.year, today.year + _SEARCHED)
    days = [date(each, month, day) for each in years if _exists(day, month, each)]
    fits = next((each for each in days if (each <= today if past else each >= today)), None)
    if fits is None:
        raise NoReadingError(text)
    if not past and not is_sure and 0 < (today - days[0]).days <= JUST_PASSED:
        raise TwoReadingsError(text, *(_meaning(each, around.locale) for each in (days[0], fits)))
    return fits


def _of_month(day: int, around: Around) -> date | None:
    """A day of this month or the next one that has it; of a past, of this or the last one."""
    today, past = around.today, around.past
    for year, month in _months(today, past):
        if _exists(day, month, year):
            found = date(year, month, day)
            if found <= today if past else found >= today:
                return found
    return None


def _months(today: date, past: bool) -> Iterator[tuple[int, int]]:
    for n in range(4):
        year, month = divmod(today.year * 12 + today.month - 1 + (-n if past else n), 12)
        yield year, month + 1


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


def _meaning(day: date, locale: Locale) -> Meaning:
    return Meaning(day.isoformat(), write_day(day, locale))
