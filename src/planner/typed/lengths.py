"""Lengths of time as people type them: 3.5, 1:30, 2h, 2h20, 90m, 1 h 30."""

from __future__ import annotations

import re

from planner.errors import UsageError
from planner.locales.lengths import read_minutes
from planner.locales.locale import PLAIN, Locale
from planner.locales.writing import DAY
from planner.typed.amounts import field_count
from planner.typed.refusal import option_prefix, refusal


def option_hours(option: str, text: str, locale: Locale = PLAIN) -> float:
    """The hours given to an option: 3, 3.5, 1:30, 2h, 2h20, 90m.

    Raises UsageError if they are none, or over a day.
    """
    try:
        hours = read_minutes(text, locale, unit=60) / 60
    except ValueError:
        if text.strip().startswith("-"):
            raise UsageError(f"{option} must be between 0 and 24, not {text}", f"{option} 3.5") from None
        raise refusal(option, text, "hours", f"{option} 3.5, {option} 1:30 or {option} 90m") from None
    if not 0 <= hours <= 24:
        raise UsageError(f"{option} must be between 0 and 24, not {text}", f"{option} 3.5")
    return hours


def option_minutes(option: str, text: str | None, locale: Locale = PLAIN) -> int | None:
    """The minutes given to an option, None where it was left out: 90, 90m, 1h30.

    Raises UsageError beyond 0 to a whole day.
    """
    if text is None:
        return None
    before = option_prefix(option)
    try:
        minutes = round(read_minutes(text, locale))
    except ValueError:
        if text.strip().startswith("-"):
            raise UsageError(f"{option} must be between 0 and {DAY}, not {text}", f"{before}30") from None
        raise refusal(option, text, "minutes", f"{before}30, {before}90m or {before}1h30") from None
    if minutes > DAY:
        raise UsageError(f"{option} must be between 0 and {DAY}, not {text}", f"{before}30")
    return minutes


def field_minutes(field: str, text: str, locale: Locale = PLAIN) -> int:
    """The minutes given to a field: 90, 90m, 1h30, 15 min.

    Raises UsageError if they are none, or not whole.
    """
    try:
        minutes = read_minutes(text, locale)
    except ValueError:
        raise refusal("", text, "a length of time", f"{field}=30, {field}=90m or {field}=1h30") from None
    if not minutes.is_integer():
        raise UsageError(f"{field}={text} is not a whole number of minutes", f"{field}={round(minutes)}")
    return int(minutes)


def field_days(field: str, text: str, locale: Locale = PLAIN) -> int:
    """The number of days given to a field: 14, 14 days, 2 weeks.

    Raises UsageError if it is none.
    """
    match = re.fullmatch(r"(.*[0-9])\s*(d|days?|w|wks?|weeks?)", text.strip().lower())
    days = field_count(field, match[1] if match else text, locale)
    return days * 7 if match and match[2].startswith("w") else days
