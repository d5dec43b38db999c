"""Dates as an export writes them.

All of the file's dates decide whether 3/4 is in March or in April.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from planner.crm.cells.months import month_named

Order = Literal["dmy", "mdy"]

_CLOCK = r"(?:[T,\s]+[0-9]{1,2}[:.][0-9]{2}.*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_CLOCK}")
_FIGURES = re.compile(rf"([0-9]{{1,2}})([-/.])\s?([0-9]{{1,2}})\2\s?([0-9]{{4}}|[0-9]{{2}}){_CLOCK}")
_WORD = r"[^\W\d_]{3,12}"
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}})(?:\.|st|nd|rd|th|er|º)?[-/\s]*(?:de\s+)?({_WORD})\.?[-/,\s]+(?:de\s+)?([0-9]{{4}}|[0-9]{{2}}){_CLOCK}"
)
_MONTH_DAY = re.compile(rf"({_WORD})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}}){_CLOCK}")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일].*")
_MONTH = re.compile(rf"({_WORD})\.?[-/,\s]*([0-9]{{4}}|(?<=[-\s])[0-9]{{2}})")
_MONTH_FIGURES = re.compile(r"(?:([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4}))")
_QUARTER = re.compile(r"(?:q([1-4])[-/\s]*([0-9]{4})|([0-9]{4})[-/\s]*q([1-4]))", re.IGNORECASE)
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:[.,][0-9]+)?")  # a spreadsheet's days since 1899-12-30: 1954 to 2119
_SERIAL_START = date(1899, 12, 30)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)


class NoDateError(ValueError):
    """A cell that is not a date; the message says why."""


class EitherOrderError(NoDateError):
    """A cell that may be one of two days, with no evidence in the file."""


def order_in(cells: Iterable[str]) -> Order | None:
    """Find whether the day or the month comes first, by the dates with a part above 12.

    None if no date shows it.

    If they contradict each other, the majority counts.
    """
    day_first = month_first = 0
    for cell in cells:
        match = _FIGURES.fullmatch(cell.strip())
        if match and match[2] != ".":
            day_first += int(match[1]) > 12
            month_first += int(match[3]) > 12
    if day_first == month_first:
        return None
    return "dmy" if day_first > month_first else "mdy"


def date_in(cell: str, order: Order | None, zone: ZoneInfo, *, at_end: bool = True) -> date:
    """Read a cell that is not blank; a time with an offset is the day it has in `zone`.

    A month or quarter without a day is its last day, or its first unless `at_end`.

    Raises NoDateError for an invalid day, EitherOrderError if `order` is needed and unknown.
    """
    text = _WEEKDAY.sub("", cell.strip(), count=1)
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            return _day_in_zone(text, zone) or date(int(match[1]), int(match[2]), int(match[3]))
        if match := _YEAR_MONTH_DAY.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _FIGURES.fullmatch(text):
            return _by_order(match, order)
        if match := _DAY_MONTH.fullmatch(text):
            return date(_year(match[3]), _month(match[2]), int(match[1]))
        if match := _MONTH_DAY.fullmatch(text):
            return date(_year(match[3]), _month(match[1]), int(match[2]))
        if match := _SERIAL.fullmatch(text):
            return _SERIAL_START + timedelta(days=int(match[1]))
        if (months := _months(text)) is not None:
            year, first, last = months
            return date(year, last, monthrange(year, last)[1]) if at_end else date(year, first, 1)
    except NoDateError:
        raise
    except (ValueError, OverflowError):
        raise NoDateError("no such day") from None
    raise NoDateError("not a date")


def _day_in_zone(text: str, zone: ZoneInfo) -> date | None:
    """The day in `zone` of a time with an offset; None without one."""
    packed = re.sub(r"\s*(UTC|GMT)$", "Z", text.replace("/", "-"))
    if not re.search(r"[0-9](Z|[+-][0-9]{2}:?[0-9]{2})$", packed[10:]):
        return None
    try:
        return datetime.fromisoformat(packed).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _by_order(match: re.Match[str], order: Order | None) -> date:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    if match[2] == ".":
        order = "dmy"
    if order is None and first != second:
        if first <= 12 and second <= 12:
            raise EitherOrderError("this could be two days")
        order = "dmy" if first > 12 else "mdy"
    return date(year, first, second) if order == "mdy" else date(year, second, first)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    month = month_named(name)
    if month is None:
        raise NoDateError("not a date")
    return month


def _months(text: str) -> tuple[int, int, int] | None:
    """The year, first and last month of a month or quarter; None for anything else."""
    if match := _QUARTER.fullmatch(text):
        quarter = int(match[1] or match[4])
        return int(match[2] or match[3]), quarter * 3 - 2, quarter * 3
    if match := _MONTH_FIGURES.fullmatch(text):
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        return (year, month, month) if 1 <= month <= 12 else None
    if (match := _MONTH.fullmatch(text)) and (month_ := month_named(match[1])) is not None:
        return _year(match[2]), month_, month_
    return None
