"""The hours of a period that went to meetings and work without a customer."""

from __future__ import annotations

from datetime import timedelta

from planner.app.page.busy_times import taken
from planner.app.session import Session
from planner.core.days import LocalDay, WorkingDays
from planner.core.review.period import Period
from planner.core.review.review import Review

MOST_DAYS = 100  # of a longer period the meetings are not counted: reading a calendar takes its time


def internal_minutes(session: Session, review: Review) -> int:
    """Minutes of meetings and logged work without a customer, in the working hours."""
    work = sum(
        job.worked.slot.minutes
        for job in review.jobs
        if job.worked.what.does == "task" and job.worked.what.record is None and not job.made
    )
    return work + _meeting_minutes(session, Period(review.first, min(review.last, review.today)))


def _meeting_minutes(session: Session, period: Period) -> int:
    """Minutes of the working hours that calendar events without a record took."""
    count = (period.last - period.first).days + 1
    if count > MOST_DAYS or not session.book.calendars.busy:
        return 0
    working, minutes = WorkingDays(session.book.hours, session.holidays(period.last)), 0
    for on in (period.first + timedelta(days=n) for n in range(max(0, count))):
        day = LocalDay(on, session.zone)
        events = [each for each in taken(session, on).busy if each.record is None and not each.all_day]
        spans = [(day.minute(each.start), day.minute(each.end)) for each in events]
        for hours in day.spans(working.ranges(on)):
            busy = {minute for start, end in spans for minute in range(max(start, hours.start), min(end, hours.end))}
            minutes += len(busy)
    return minutes
