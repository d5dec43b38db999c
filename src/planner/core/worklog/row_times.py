"""The possible times of a diary row, for those who write rows and those who read them."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

LONGEST = 24 * 60  # minutes of one row that its start and end do not hold
SQUEEZED = 10 * 60  # minutes that a row may have beyond its start and end: it may be logged in too short a gap


def held_by(start: datetime, end: datetime, minutes: int) -> bool:
    """True if the minutes can be those of the row: within its times, or not far beyond."""
    span = math.ceil((end.timestamp() - start.timestamp()) / 60)
    return minutes <= max(span, min(LONGEST, span + SQUEEZED))


def is_of_day(start: datetime, end: datetime, on: date) -> bool:
    """True if a row belongs on the page of the day `on`.

    It starts on it, or the evening before and runs into it.
    """
    return start.date() == on or (start.date() == on - timedelta(days=1) and on <= end.date())
