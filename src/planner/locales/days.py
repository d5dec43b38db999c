"""Days as people write them: today, next fri, +2w, in 2 weeks, 24 Dec, 12/31, 2026-W50."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from planner.core.days import months_later
from planner.core.fiscal_year import fiscal_year
from planner.locales.dates import Around, read_date, weekday_named
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import NoReadingError, fold, number_named, tokens_of

YEARS = range(1900, 3000)  # of a day of the book
LONGEST = 60  # characters
_NEAR = {"tod": 0, "tom": 1, "tmr": 1, "tmrw": 1, "day after tomorrow": 2, "day before yesterday": -2}
_UNITS = {"d": "day", "day": "day", "days": "day", "w": "week", "wk": "week", "wks": "week", "week": "week",
          "weeks": "week", "mo": "month", "month": "month", "months": "month", "y": "year", "yr": "year",
          "year": "year", "years": "year"}  # fmt: skip
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SHIFTS = {"this": 0, "next": 1, "last": -1}
_ENDS = {"eom": "month", "eoq": "quarter", "eoy": "year"}
_MOST = 9_999  # days, weeks or months from today
_MOST_DAYS = 366  # of a range
_MARKS = (
    "..",
    " to ",
    " until ",
    " till ",
    " through ",
    " thru ",
    " – ",
    " - ",
    "–",
)  # between the first and the last day
_LONGEST_RANGE = 2 * LONGEST + max(map(len, _MARKS))  # characters, with one blank between two words
_NUMBER = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|\.)?(?![0-9a-z])", re.IGNORECASE)  # a day without its month
_WEEK = re.compile(r"(?:(?:this|next) week|(?:kw|w|week) ?[0-9]{1,2}|[0-9]{4}-?w[0-9]{2})", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:in )?(?:(?P<name>[^\W\d_]+)\.?(?:,? (?P<year>[0-9]{4}))?|(?P<iso>[0-9]{4})-(?P<number>[0-9]{2}))"
)
ReadEnd = Callable[[str, date | None], date]  # an end of a range; the last one gets the first day as well


def read_day(text: str, today: date, locale: Locale = PLAIN, *, past: bool = False) -> date:
    """The day of a text; without a year or week the next one, and with `past` the last one.

    "fri" is the next Friday after today, "next fri" that of next week. Raises NoReadingError if it is no day of a
    book, TwoReadingsError if it may be two.
    """
    around = Around(today, locale, past)
    try:
        day = _iso(text.strip()) or (_relative(text, around) if len(text) <= LONGEST else None)
        day = day or (read_date(text, around) if len(text) <= LONGEST else None)
    except OverflowError:
        day = None
    if day is None or day.year not in YEARS:
        raise NoReadingError(text)
    return day


def read_days(text: str, read: ReadEnd, *, day_first: bool = True) -> list[date]:
    """The days of a range: mon-wed, 24 Dec - 2 Jan, 24-26 dec; one day alone is a range of one.

    With `day_first` a text that is a day is no range: Dec 24-26 is a day of 2026 then. Raises NoReadingError if it is
    none, or longer than a year; TwoReadingsError if it may be two.
    """
    if len(text) > _LONGEST_RANGE and len(" ".join(text.split())) > _LONGEST_RANGE:  # it is cut at each of its dashes
        raise NoReadingError(text)
    for mark in _MARKS:
        first, found, last = text.partition(mark)
        if found:
            return _between(text, first, last, read)
    if day_first or _iso(text.strip()):
        try:
            return [read(text, None)]
        except NoReadingError:
            pass
    for at in re.finditer("-", text):
        try:
            return _between(text, text[: at.start()], text[at.end() :], read)
        except NoReadingError:
            continue
    return [read(text, None)]


def read_coming_days(text: str, today: date, locale: Locale = PLAIN) -> list[date]:
    """The days of a range that is to come; a whole week too: next week, W50.

    Raises as `read_days`.
    """

    def read(end: str, start: date | None) -> date:
        day = read_day(end, today, locale)
        return read_day(end, start, locale) if start is not None and day < start else day

    if len(text) > 2 * LONGEST:
        raise NoReadingError(text)
    if _WEEK.fullmatch(" ".join(text.split())):
        monday = read_day(text, today, locale)
        first = locale.first_of_week(monday)
        return [day for day in (first + timedelta(days=n) for n in range(7)) if day >= today]
    return read_days(text, read, day_first=False)


def month_start(text: str, today: date, locale: Locale = PLAIN, *, past: bool = False) -> date | None:
    """The first day of a month: April, April 2026, 2026-04.

    Without a year the next that begins, and with `past` the last that began. None if it is no month.
    """
    match = _MONTH.fullmatch(fold(text)) if len(text) <= LONGEST else None
    if match is None:
        return None
    if match["number"]:
        year, month = int(match["iso"]), int(match["number"])
    else:
        try:
            named = number_named(match["name"], locale.words.months, locale.english.months)
        except NoReadingError:
            return None
        if named is None:
            return None
        month = named
        this = date(today.year, month, 1)
        other = (-1 if this > today else 0) if past else (1 if this < today else 0)
        year = int(match["year"] or today.year + other)
    return date(year, month, 1) if 1 <= month <= 12 and year in YEARS else None


def _between(text: str, first: str, last: str, read: ReadEnd) -> list[date]:
    """All days from the first to the last, each of which may lack the month that the other has."""
    for begin, end in _ends(first.strip(), last.strip()):
        try:
            start = read(begin, None)
            finish = read(end, start)
        except NoReadingError:
            continue
        if start <= finish < start + timedelta(days=_MOST_DAYS):
            return [start + timedelta(days=n) for n in range((finish - start).days + 1)]
    raise NoReadingError(text)


def _ends(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Both ends, with the month or the year that only the other has, and as written."""
    if _NUMBER.fullmatch(first) and not _NUMBER.fullmatch(last):
        yield _NUMBER.sub(first, last, count=1), last
    if (year := re.search(r"[0-9]{4}$", last)) and not re.search(r"[0-9]{4}", first):
        yield f"{first} {year[0]}", last
        yield f"{first} {int(year[0]) - 1}", last
    yield first, last
    if _NUMBER.fullmatch(last) and not _NUMBER.fullmatch(first):
        yield first, _NUMBER.sub(last, first, count=1)


def first_of(unit: str, today: date, count: int, locale: Locale) -> date:
    """The first day of this (0), the next (1) or the last (-1) week, month, quarter or year."""
    if unit == "week":
        return locale.first_of_week(today) + timedelta(days=7 * count)
    if unit == "month":
        return months_later(today.replace(day=1), count)
    here = fiscal_year(locale.year_starts).period(unit, today)
    return months_later(here.first, (3 if unit == "quarter" else 12) * count)


def week_numbered(number: int, today: date, *, past: bool) -> date:
    """The Monday of the next week of a number (ISO 8601), this week's too, or of the last.

    Raises ValueError if no year has it.
    """
    years = range(today.year + 1, today.year - 9, -1) if past else range(today.year - 1, today.year + 9)
    for year in years:
        if number <= date(year, 12, 28).isocalendar().week:
            monday = date.fromisocalendar(year, number, 1)
            if monday <= today if past else monday + timedelta(days=6) >= today:
                return monday
    raise NoReadingError(str(number))


def _iso(text: str) -> date | None:
    """2026-12-24, 20261224, 2026-W50."""
    try:
        return date.fromisoformat(text.upper())
    except ValueError:
        return None


def _relative(text: str, around: Around) -> date | None:
    today, locale = around.today, around.locale
    words = [token for token in tokens_of(fold(text)) if token not in (".", ",", "the", "of")]
    phrase = " ".join(words)
    if phrase in _NEAR:
        return today + timedelta(days=_NEAR[phrase])
    unit, count = locale.words.phrases.get(phrase) or locale.english.phrases.get(phrase) or ("", 0)
    if unit.isdigit():
        return _weekday(int(unit), count, around)
    if unit == "week":
        return _weekday(0, count, around)
    if unit:
        return today + timedelta(days=count) if unit == "day" else first_of(unit, today, count, locale)
    return _counted(words, around) or _named(words, around)


def _named(words: Sequence[str], around: Around) -> date | None:
    """Fri, next fri, fri next week, W50, the end of the month."""
    today = around.today
    match list(words):
        case ["w" | "kw" | "week", number] if number.isdigit() and 1 <= int(number[:4]) <= 53:
            return week_numbered(int(number[:4]), today, past=around.past)
        case ["end", ("month" | "quarter" | "year") as unit]:
            return first_of(unit, today, 1, around.locale) - timedelta(days=1)
        case [word] if word in _ENDS:
            return first_of(_ENDS[word], today, 1, around.locale) - timedelta(days=1)
        case [word]:
            weekday = weekday_named(word, around.locale)
            return None if weekday is None else _nearest(weekday, around)
        case [word, name] | [name, word, "week"] if word in _SHIFTS:
            weekday = weekday_named(name, around.locale)
            return None if weekday is None else _weekday(weekday, _SHIFTS[word], around)
    return None


def _nearest(weekday: int, around: Around) -> date:
    """The next weekday after today; of a past the last one, today's own too."""
    today = around.today
    if around.past:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(number: int, weeks: int, around: Around) -> date:
    """A weekday of this, the next or the last week."""
    first = first_of("week", around.today, weeks, around.locale)
    return first + timedelta(days=(number - first.weekday()) % 7)


def _counted(words: Sequence[str], around: Around) -> date | None:
    """+3, -3, +2w, 2w, in 2 weeks, a week ago, and these in the words of the locale."""
    match list(words):
        case [("+" | "-") as sign, number] if number.isdigit():
            return _later("day", int(sign + number[:9]), around)
        case [("+" | "-") as sign, number, unit] if number.isdigit() and unit in _UNITS:
            return _later(_UNITS[unit], int(sign + number[:9]), around)
        case ["in", number, unit] | [number, unit] if (count := _count(number)) is not None and unit in _UNITS:
            return _later(_UNITS[unit], count, around)
        case [number, unit, "ago"] if (count := _count(number)) is not None and unit in _UNITS:
            return _later(_UNITS[unit], -count, around)
    for before, after, named, step in around.locale.words.counts:
        left = before.split()
        at = len(left)
        if list(words[:at]) == left and list(words[at + 1 :]) == after.split() and len(words) > at:
            count = _count(words[at])
            if count is not None:
                return _later(named, step * count, around)
    return None


def _count(word: str) -> int | None:
    if word in ("a", "an"):
        return 1
    return int(word[:9]) if word.isdigit() else _COUNTS.index(word) + 1 if word in _COUNTS else None


def _later(unit: str, count: int, around: Around) -> date | None:
    if abs(count) > _MOST:
        return None
    if unit in ("day", "week"):
        return around.today + timedelta(days=count * (7 if unit == "week" else 1))
    months = around.today.year * 12 + count * (12 if unit == "year" else 1)
    return months_later(around.today, count * (12 if unit == "year" else 1)) if 12 <= months < 119_988 else None
