"""Promises that come due faster than the kept minutes allow are kept early, while there is room for them.

Before a short day, a weekend or days off, more may fall due than the minutes kept that day can hold. So on every day
the next weeks are looked over: as many promises as they cannot hold are called today, those that break first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from planner.core.cadence.touches import Promise
from planner.core.days import WorkingDays

DAYS_AHEAD = 15  # working days looked over
SPARE = 1  # one more than the minutes hold: who is due may turn out to have a step on the page, and need no touch
SOONEST = 0.5  # of the cadence has to be over before a promise is kept early


def called_early(
    promised: Iterable[Promise], working: WorkingDays, today: date, kept_today: int, share: float, touch: int
) -> frozenset[str]:
    """Records to touch today though they are not due yet, the day being right for it.

    `kept_today` are the minutes kept for touches today, `share` the part of any day that is, `touch` those of one.
    """
    coming, held = _coming(working, today, share, touch)
    known = [(promise.next_date(), promise) for promise in promised]
    soon = sorted(when for when, _ in known if when <= coming[-1])
    due = bisect_right(soon, today)
    wanted = max((bisect_right(soon, day) - room for day, room in zip(coming, held, strict=True)), default=0)
    wanted = min(wanted, kept_today // touch + SPARE)
    if wanted <= due:
        return frozenset()
    early = sorted(
        (when, promise.breach, promise.record)
        for when, promise in known
        if today < when <= coming[-1] and not promise.is_silent(today) and _old_enough(promise, today)
    )
    return frozenset(record for _, _, record in early[: wanted - due])


def _coming(working: WorkingDays, today: date, share: float, touch: int) -> tuple[list[date], list[int]]:
    """The next working days, and how many touches they hold from tomorrow to each of them."""
    days, held, room = [], [], 0
    day = today
    for _ in range(DAYS_AHEAD):
        day = working.next_after(day)
        room += int(share * sum(hours.end - hours.start for hours in working.ranges(day))) // touch
        days.append(day)
        held.append(room)
    return days, held


def _old_enough(promise: Promise, today: date) -> bool:
    return today - promise.clock >= timedelta(days=promise.cadence * SOONEST)
