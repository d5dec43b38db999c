"""Names with a time as people type them: hale@14:00, hale@2pm."""

from __future__ import annotations

from collections.abc import Collection

from planner.errors import UsageError
from planner.locales.clock import read_clock
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import TwoReadingsError
from planner.locales.writing import DAY
from planner.typed.refusal import refusal, two_readings


def option_pin(option: str, text: str, locale: Locale = PLAIN) -> tuple[str, int]:
    """The name and the minute of the day of hale@14:00.

    Raises UsageError if it has no such time.
    """
    name, at, time = text.rpartition("@")
    if not at or not time.strip():
        raise UsageError(f"{option} needs a time", f"{option} {text.partition('@')[0] or 'hale'}@14:00")
    try:
        minute = read_clock(time, locale)
    except TwoReadingsError as two:
        raise two_readings(f"{option} {name}@", time, two) from None
    except ValueError:
        minute = DAY
    if minute >= DAY:
        raise refusal(option, time, "a time", f"{option} {name}@14:00")
    return name, minute


def hyphened(typed: str) -> str:
    """The words typed as a name: in small letters, a hyphen for each space."""
    return "-".join(typed.lower().split())


def names_meant(typed: str, names: Collection[str]) -> list[str]:
    """The name that is the same as typed, else those that begin so; a space is a hyphen."""
    wanted = hyphened(typed)
    return [each for each in names if each == wanted] or [each for each in names if wanted and each.startswith(wanted)]
