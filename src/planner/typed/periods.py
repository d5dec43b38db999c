"""Periods as people type them: last-week, mon, 2026-11, W48, Q4, 2026-10-01..2026-11-15."""

from __future__ import annotations

from datetime import date

from planner.core.review.period import Period
from planner.errors import UsageError
from planner.locales.locale import PLAIN, Locale
from planner.locales.periods import read_period
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.typed.refusal import refusal, two_readings

FIX = "week, last-month, 2026-11, W48, Q4 or 2026-10-01..2026-11-15"


def argument_period(text: str, today: date, locale: Locale = PLAIN) -> Period:
    """The period given as an argument. Raises UsageError if it is none."""
    try:
        return read_period(text, today, locale)
    except TwoReadingsError as two:
        raise two_readings("", text, two) from None
    except (NoReadingError, OverflowError):
        raise refusal("", text, "a period", FIX) from None
    except ValueError as error:
        raise UsageError(str(error), FIX) from None
