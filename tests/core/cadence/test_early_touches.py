"""Touches are made early where more fall due than the set-aside minutes hold, and only as many as there is room for."""

from datetime import date, timedelta

import pytest

from planner.core.book import ClockRange, Hours
from planner.core.cadence.early_touches import TouchTime, early_touches
from planner.core.cadence.touches import NextTouch
from planner.core.days import WorkingDays

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)
# Five hours from Monday to Thursday, one on Friday; a fifth of it set aside, touches of ten minutes: six
# a day, one on Friday.
LONG, SHORT = (ClockRange(9 * 60, 14 * 60),), (ClockRange(9 * 60, 10 * 60),)
WORKING = WorkingDays(Hours(week=(LONG,) * 4 + (SHORT, (), ())))


def due_on(day: date, count: int, *, clock: date = date(2026, 11, 2), on_hold: date | None = None) -> list[NextTouch]:
    return [
        NextTouch(
            record=f"{day:%a}-{n:02}".lower(),
            name="",
            kind="prospect",
            clock=clock,
            cadence=(day - clock).days,
            deadline=day,
            due=day,
            on_hold_until=on_hold,
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("touches", "early"),
    [
        (due_on(FRIDAY, 19), []),  # Tuesday to Friday hold 6 + 6 + 6 + 1
        (due_on(FRIDAY, 21), ["fri-00", "fri-01"]),
        (due_on(FRIDAY, 40), [f"fri-{n:02}" for n in range(7)]),  # as many as fit today, and a spare one
        (due_on(MONDAY, 5) + due_on(FRIDAY, 21), ["fri-00", "fri-01"]),  # those due go first
        (due_on(FRIDAY, 21, on_hold=MONDAY + timedelta(days=2)), []),  # on hold
        (due_on(FRIDAY, 21, clock=date(2026, 11, 20)), []),  # contacted on Friday
    ],
)
def test_records_touched_today(touches: list[NextTouch], early: list[str]) -> None:
    time = TouchTime(minutes_today=60, share=0.2, touch=10)
    assert sorted(early_touches(touches, WORKING, MONDAY, time)) == early
