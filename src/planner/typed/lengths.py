"""Lengths of time as people type them: 3.5, 1:30, 2h, 2h20, 90m."""

from __future__ import annotations

import re

from planner.errors import UsageError
from planner.typed.days import unreadable

DAY = 24 * 60  # minutes


def option_hours(option: str, text: str) -> float:
    """The hours given to an option: 3, 3.5, 1:30, 2h, 2h20, 90m.

    Raises UsageError if they are none, or over a day.
    """
    word = text.strip().lower().replace(" ", "")
    try:
        if ":" in word or re.fullmatch(r"\d+h\d+m?", word):
            whole, _, minutes = word.rstrip("m").replace("h", ":").partition(":")
            hours = int(whole) + int(minutes) / 60
        else:
            hours = float(word.rstrip("hm")) / (60 if word.endswith("m") else 1)
    except ValueError:
        fix = f"{option} 3.5, {option} 1:30 or {option} 90m"
        raise UsageError(unreadable(option, text, "hours"), fix) from None
    if not 0 <= hours <= 24:
        raise UsageError(f"{option} must be between 0 and 24, not {text}", f"{option} 3.5")
    return hours


def option_minutes(option: str, minutes: int | None) -> int | None:
    """The minutes given to an option, None where it was left out.

    Raises UsageError beyond 0 to a whole day.
    """
    if minutes is not None and not 0 <= minutes <= DAY:
        raise UsageError(f"{option} must be between 0 and {DAY}, not {minutes}", f"{option} 30")
    return minutes
