"""What falls due faster than the minutes kept allow is called while there is room; else nothing is called early."""

from datetime import date, timedelta

import pytest

from planner.core.book import ClockRange, Hours
from planner.core.cadence.early_touches import called_early
from planner.core.cadence.touches import Promise
from planner.core.days import WorkingDays

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)
# Five hours from Monday to Thursday, one on Friday; a fifth of it kept, touches of ten minutes: six
# a day, one on Friday.
LONG, SHORT = (ClockRange(9 * 60, 14 * 60),), (ClockRange(9 * 60, 10 * 60),)
WORKING = WorkingDays(Hours(week=(LONG,) * 4 + (SHORT, (), ())))


def due_on(day: date, count: int, *, clock: date = date(2026, 11, 2), silent: date | None = None) -> list[Promise]:
    return [
        Promise(
            record=f"{day:%a}-{n:02}".lower(),
            name="",
            kind="prospect",
            clock=clock,
            cadence=(day - clock).days,
            breach=day,
            due=day,
            silent_until=silent,
        )
        for n in range(count)
    ]


def called(promised: list[Promise], kept_today: int = 60) -> list[str]:
    return sorted(called_early(promised, WORKING, MONDAY, kept_today, 0.2, 10))


@pytest.mark.parametrize(
    ("promised", "early"),
    [
        (due_on(FRIDAY, 19), []),  # Tuesday to Friday hold 6 + 6 + 6 + 1
        (due_on(FRIDAY, 21), ["fri-00", "fri-01"]),
        (due_on(FRIDAY, 40), [f"fri-{n:02}" for n in range(7)]),  # what today holds, and a spare one
        (due_on(MONDAY, 5) + due_on(FRIDAY, 21), ["fri-00", "fri-01"]),  # those due come first
        (due_on(FRIDAY, 21, silent=MONDAY + timedelta(days=2)), []),  # they asked to be left alone
        (due_on(FRIDAY, 21, clock=date(2026, 11, 20)), []),  # spoken to on Friday
    ],
)
def test_whom_to_touch_today(promised: list[Promise], early: list[str]) -> None:
    assert called(promised) == early
