"""Working days that the calendar takes as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from planner.core.days import ONE_DAY, WorkingDays
from planner.core.diary import Busy

PAST, COMING = 45, 42  # days in which a leave is looked for
NEAR = 2 * 366  # days before and after today in which a day away counts


def days_away(busy: Iterable[Busy], working: WorkingDays, zone: ZoneInfo, today: date) -> frozenset[date]:
    """Working days that all-day events of no customer take as a whole.

    Those within `NEAR` days of today.
    """
    earliest = date.fromordinal(max(today.toordinal() - NEAR, date.min.toordinal()))
    latest = date.fromordinal(min(today.toordinal() + NEAR, date.max.toordinal()))
    spans = {
        (max(event.start.astimezone(zone).date(), earliest), min(event.end.astimezone(zone).date(), latest))
        for event in busy
        if event.all_day and not event.own and event.record is None
    }
    found: set[date] = set()
    day = earliest  # all before it are looked at: events may overlap
    for first, last in sorted(spans):
        day = max(day, first)
        while day < last:
            if working.works(day):
                found.add(day)
            day += ONE_DAY
    return frozenset(found)


def without_days_away(working: WorkingDays, busy: Iterable[Busy], zone: ZoneInfo, today: date) -> WorkingDays:
    """The working days without those that the calendar takes as a whole."""
    away = days_away(busy, working, zone, today)
    return replace(working, holidays=working.holidays | away) if away else working
