"""The period of a review, and the words for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

WORDS = ("day", "week", "month", "quarter", "year")
LONGEST = timedelta(days=3 * 366)


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def read_period(text: str, today: date) -> Period:
    """Return the period that a word means.

    The words are day, week, month, quarter, year (those of today), last-week and so on (the one before), DATE and
    DATE..DATE. Raises ValueError if the text is none of these.
    """
    word = text.strip().lower()
    before, _, unit = word.rpartition("-")
    if unit in WORDS and before in ("", "last"):
        here = _around(unit, today)
        return _around(unit, here.first - timedelta(days=1)) if before else here
    if word in ("today", "yesterday"):
        day = today - timedelta(days=word == "yesterday")
        return Period(day, day)
    start, dots, end = word.partition("..")
    try:
        first = date.fromisoformat(start)
        last = date.fromisoformat(end) if dots else first
    except ValueError:
        raise ValueError(f'can\'t read "{text}" as a period') from None
    if last < first:
        raise ValueError(f"{last} is before {first}")
    if last - first > LONGEST:
        raise ValueError("a review covers at most three years")
    return Period(first, last)


def _around(unit: str, day: date) -> Period:
    if unit == "day":
        return Period(day, day)
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month + months
    following = date(first.year + (after > 12), after - 12 if after > 12 else after, 1)
    return Period(first, following - timedelta(days=1))
