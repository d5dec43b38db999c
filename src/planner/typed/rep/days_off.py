"""Days off to come as people type them: "24 Dec - 2 Jan, 15 Mar"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from planner.locales.days import read_coming_days
from planner.locales.locale import Locale
from planner.locales.words import TwoReadingsError
from planner.locales.writing import write_day
from planner.typed.refusal import option_prefix, refusal, two_readings

_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b|\bund\b)\s*(?=\S)")
_LEAD = re.compile(
    r"(?:(?:i'?m |i am |on |out of (?:the )?)?(?:off|out|away|closed|holidays?|vacation|leave|office|ooo)\b)?[:,]?\s*"
    r"(?:on |from )?",
    re.IGNORECASE,
)
_LONGEST = 3  # pieces of one range: "Dec 24, 2026 - Jan 2, 2027"


class DaysOff(NamedTuple):
    """Days off in a row."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def read_days_off(option: str, text: str, today: date, locale: Locale) -> tuple[DaysOff, ...]:
    """The days off given to an option ("" in an answer), in their order.

    Raises UsageError if a part is none, TwoReadings if it may be two.
    """
    pieces, before = _pieces(text), option_prefix(option)
    found: list[DaysOff] = []
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST, len(pieces) - at), 0, -1):
            part = ", ".join(pieces[at : at + length])
            try:
                days = read_coming_days(part, today, locale)
            except TwoReadingsError as two:
                raise two_readings(before, two.text, two) from None
            except ValueError:
                continue
            found.append(DaysOff(days[0], days[-1]))
            at += length
            break
        else:
            raise refusal(option, pieces[at], "days off", f"{before}{days_off_form(locale)}")
    return tuple(sorted(found))


def days_off_form(locale: Locale) -> str:
    """An example of days off, as the locale writes days: 24 Dec - 2 Jan."""
    return days_off_text(DaysOff(date(2026, 12, 24), date(2027, 1, 2)), locale, year=False)


def days_off_text(days: DaysOff, locale: Locale, *, year: bool = True) -> str:
    """Days off as `read_days_off` reads them."""
    return " - ".join(write_day(day, locale, year=year) for day in dict.fromkeys(days))


def _pieces(text: str) -> list[str]:
    found = [_LEAD.sub("", piece.strip(), count=1) for piece in _BETWEEN.split(text.strip()) if piece.strip(" .")]
    return found or [text]
