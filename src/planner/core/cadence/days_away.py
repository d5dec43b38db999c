"""Working days that the calendar takes as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from planner.core.days import ONE_DAY, WorkingDays
from planner.core.diary import Busy

PAST, COMING = 45, 42  # days in which a leave is looked for


def days_away(busy: Iterable[Busy], working: WorkingDays, zone: ZoneInfo) -> frozenset[date]:
    """Working days that all-day events of no customer take as a whole."""
    found: set[date] = set()
    for event in busy:
        if not event.all_day or event.own or event.record is not None:
            continue
        day, last = event.start.astimezone(zone).date(), event.end.astimezone(zone).date()
        while day < last:
            if working.works(day):
                found.add(day)
            day += ONE_DAY
    return frozenset(found)


def without_days_away(working: WorkingDays, busy: Iterable[Busy], zone: ZoneInfo) -> WorkingDays:
    """The working days without those that the calendar takes as a whole."""
    away = days_away(busy, working, zone)
    return replace(working, holidays=working.holidays | away) if away else working
