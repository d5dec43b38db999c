"""Names with a time as people type them: hale@14:00."""

from __future__ import annotations

from planner.errors import UsageError
from planner.typed.days import unreadable


def option_pin(option: str, text: str) -> tuple[str, int]:
    """The name and the minute of the day of hale@14:00.

    Raises UsageError if it has no such time.
    """
    name, at, clock = text.rpartition("@")
    hour, colon, minute = clock.partition(":")
    if not at or not colon or not (hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise UsageError(f"{option} needs a time", f"{option} {text.partition('@')[0] or 'hale'}@14:00")
    if int(hour) > 23 or int(minute) > 59:
        raise UsageError(unreadable(option, clock, "a time"), f"{option} {name}@14:00")
    return name, int(hour) * 60 + int(minute)
