"""The day on which a record's next step is agreed or planned, whatever of it comes first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from planner.core.book import Account, Contact, Deal, Task
from planner.core.page.page import DayIs
from planner.core.timing.trial import decision_day, next_check
from planner.core.value.deal_value import DayContext, is_open


class NextDay(NamedTuple):
    """A day of a next step, a working day but for an appointment's, and its time (`at`)."""

    on: date
    how: DayIs
    at: datetime | None = None


def next_day_of(record: Deal | Account | Contact | Task, context: DayContext) -> NextDay | None:
    """The first day of the record's next step; None without one, or where it is closed.

    One that has passed is overdue. What was agreed for a day before the end of a hold waits for that end. The hold of
    an account or a contact alone is no step: it only puts their touch off.
    """
    if isinstance(record, Deal) and not is_open(record):
        return None
    days = list(_days(record, context))
    first = min(days, default=None, key=lambda each: each.on)
    hold = record.not_before
    if hold is None or hold <= context.today or (first is not None and (first.at is not None or first.on >= hold)):
        return first
    if first is None and isinstance(record, Account | Contact):
        return None
    held = context.working.first_from(hold)
    return NextDay(held, "from") if first is None else first._replace(on=held)


def _days(record: Deal | Account | Contact | Task, context: DayContext) -> Iterator[NextDay]:
    working = context.working
    at = _appointment(record, context)
    if at is not None:
        yield NextDay(at.date(), "at", at)
    if isinstance(record, Task):
        on, by = record.on, record.by
    else:
        on, by = (None if isinstance(record, Contact) else record.next_on), record.next_by
    if on is not None:
        yield NextDay(working.first_from(on), "on")
    if by is not None:
        yield NextDay(working.last_by(by), "by")
    if isinstance(record, Deal) and record.running is not None:
        check, ends = next_check(record, context.today, working), decision_day(record)
        if check is not None:
            yield NextDay(max(check, context.today), "check-in")
        if ends is not None:
            yield NextDay(working.first_from(ends), "decision")


def _appointment(record: Deal | Account | Contact | Task, context: DayContext) -> datetime | None:
    """The appointment today or later, its own or the calendar's, in the rep's time zone."""
    if isinstance(record, Contact):
        return None
    event = context.appointments.get(record.id)
    at = event.start if event is not None else record.at
    local = at.astimezone(context.zone) if at is not None else None
    return local if local is not None and local.date() >= context.today else None
