"""Touches made before they are due, where the next days have no room for all of them.

More touches may fall due before a short day, a weekend or days off than the minutes set aside can hold. So every day
looks at the next weeks: as many touches as those cannot hold are made today, the ones with the earliest deadline first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate, islice

from planner.core.cadence.touches import NextTouch
from planner.core.days import WorkingDays
from planner.frozen_class import frozen

HORIZON = 15  # working days
SPARE = 1  # one touch more than there is room for: a record that is due may get a step instead
SOONEST = 0.5  # of the cadence must have passed before an early touch


@frozen
class TouchTime:
    """The time set aside for touches."""

    minutes_today: int  # left today
    share: float  # of any working day, 0..1
    touch: int  # minutes of one touch


def early_touches(touches: Iterable[NextTouch], working: WorkingDays, today: date, time: TouchTime) -> frozenset[str]:
    """Records to touch today although they are not due yet."""
    coming, room_until = _coming(working, today, time)
    dated = [(touch.last_date(), touch) for touch in touches]
    soon = sorted(day for day, _ in dated if day <= coming[-1])
    due = bisect_right(soon, today)
    wanted = max((bisect_right(soon, day) - room for day, room in zip(coming, room_until, strict=True)), default=0)
    wanted = min(wanted, time.minutes_today // time.touch + SPARE)
    if wanted <= due:
        return frozenset()
    early = sorted(
        (day, touch.deadline, touch.record)
        for day, touch in dated
        if today < day <= coming[-1] and not touch.is_on_hold(today) and _is_late_enough(touch, today)
    )
    return frozenset(record for _, _, record in early[: wanted - due])


def _coming(working: WorkingDays, today: date, time: TouchTime) -> tuple[list[date], list[int]]:
    """The next working days, and the number of touches that fit from tomorrow to each of them."""
    days = list(islice(working.after(today), HORIZON))
    return days, list(accumulate(int(time.share * working.minutes(day)) // time.touch for day in days))


def _is_late_enough(touch: NextTouch, today: date) -> bool:
    return today - touch.clock >= timedelta(days=touch.cadence * SOONEST)
