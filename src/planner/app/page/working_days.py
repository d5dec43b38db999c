"""The days on which the rep works: by the hours, the holidays and the calendar."""

from __future__ import annotations

from datetime import date

from planner.app.page.busy_times import taken
from planner.app.session import Session
from planner.core.cadence.days_away import without_days_away
from planner.core.days import WorkingDays


def working_days(session: Session, day: date) -> WorkingDays:
    """The working days around `day`, without holidays and days away."""
    working = WorkingDays(session.book.hours, session.holidays(day))
    if not session.book.calendars.busy:
        return working
    times = taken(session, day)
    return without_days_away(working, (*times.past, *times.busy), session.zone, day)
