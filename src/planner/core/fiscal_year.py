"""The year that figures are counted in: the calendar's, or one from another day on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.core.days import ONE_DAY, months_later
from planner.core.review.period import Period

if TYPE_CHECKING:
    from planner.core.book import Book

LAST_DAY = 28  # every month has it, so that every quarter starts on the same day of its month
_FORM = re.compile(r"[0-9]{2}-[0-9]{2}")


class FiscalYear(NamedTuple):
    """The month and day on which the year starts."""

    month: int = 1
    day: int = 1

    def year(self, day: date) -> Period:
        """The year that a day is in."""
        first = date(day.year, self.month, self.day)
        first = first if first <= day else months_later(first, -12)
        return Period(first, months_later(first, 12) - ONE_DAY)

    def quarter(self, day: date) -> Period:
        """The quarter that a day is in."""
        first = self.year(day).first
        while months_later(first, 3) <= day:
            first = months_later(first, 3)
        return Period(first, months_later(first, 3) - ONE_DAY)

    def period(self, unit: str, day: date) -> Period:
        """The "quarter" or "year" that a day is in."""
        return self.quarter(day) if unit == "quarter" else self.year(day)

    def first_of(self, number: int) -> date:
        """The first day of the year of a number: the calendar year in which it ends."""
        return date(number - (self != CALENDAR), self.month, self.day)


CALENDAR = FiscalYear()


def fiscal_year(starts: str | None) -> FiscalYear:
    """The year that starts on a month and day, "04-01"; the calendar's without one.

    Raises ValueError if it is none.
    """
    if starts is None:
        return CALENDAR
    if not _FORM.fullmatch(starts):
        raise ValueError(starts)
    day = date.fromisoformat(f"2001-{starts}")
    if day.day > LAST_DAY:
        raise ValueError(starts)
    return FiscalYear(day.month, day.day)


def fiscal_year_of(book: Book) -> FiscalYear:
    """The year that a book counts in."""
    return fiscal_year(book.year.starts if book.year is not None else None)
