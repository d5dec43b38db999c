"""Promises: what was agreed with a customer for a day, and the working days overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.core.book import CLOSED_STAGES, Account, Contact, Deal, Task
from planner.core.days import WorkingDays
from planner.core.timing.pace import LEAD_TRIES
from planner.core.timing.trial import decision_day


class Promise(NamedTuple):
    """A promise of a record: its last day, and working days overdue (0: it is not)."""

    last_day: date
    overdue: int

    def is_due(self, today: date) -> bool:
        return self.last_day <= today


def promise_of(
    record: Deal | Account | Contact | Task, today: date, working: WorkingDays, zone: ZoneInfo | None = None
) -> Promise | None:
    """The earliest promise of a record (also an inbound lead), or of a task for a record.

    A day on which nobody works means the next working day for `on`, and the working day before for `by`. `zone` is the
    rep's, for the day a lead came; a record on hold is promised for the day it is taken up again.
    """
    if isinstance(record, Deal) and not (record.next_on or record.next_by or record.running or record.came):
        return None  # as most deals
    days = list(_last_days(record, working, zone))
    if not days:
        return None
    last = min(days)
    if record.not_before is not None and record.not_before > today:
        last = max(last, working.first_from(record.not_before))
    return Promise(last, max(0, working.between(last, today)) if last < today else 0)


def has_agreed_day(record: Deal | Account) -> bool:
    """True if a day is agreed on which the record is taken up again; an appointment is none."""
    on_trial = isinstance(record, Deal) and record.running is not None
    return on_trial or any(day is not None for day in (record.next_on, record.next_by, record.not_before))


def _last_days(record: Deal | Account | Contact | Task, working: WorkingDays, zone: ZoneInfo | None) -> Iterator[date]:
    if isinstance(record, Task):
        on, by = (record.on, record.by) if record.record is not None else (None, None)
        on = None if record.every is not None else on  # a rhythm of the rep's own, which nobody was promised
        if record.done_on is not None:
            return
    else:
        on, by = (None if isinstance(record, Contact) else record.next_on), record.next_by
    if on is not None:
        yield working.first_from(on)
    if by is not None:
        yield working.last_by(by)
    if isinstance(record, Deal) and (ends := decision_day(record)) is not None:
        yield working.first_from(ends)
    if isinstance(record, Deal) and is_unanswered(record):
        yield _answer_day(record, working, zone)


def is_unanswered(deal: Deal) -> bool:
    """True for an open inbound lead that nobody has reached yet, within its five tries."""
    if deal.came is None or deal.stage in CLOSED_STAGES or deal.unanswered >= LEAD_TRIES:
        return False
    came = deal.came.date()
    if deal.unanswered and deal.last_try is not None and (deal.last_try - came).days >= LEAD_TRIES:
        return False
    return all(day is None or day < came for day in (deal.last_touch, deal.at.date() if deal.at else None))


def _answer_day(deal: Deal, working: WorkingDays, zone: ZoneInfo | None) -> date:
    """The last day to answer a lead: the day it came, after hours the next working day.

    After a try without an answer: the working day after that.
    """
    if deal.came is None:
        raise ValueError(deal.id)
    if deal.last_try is not None and deal.unanswered:
        return working.next_after(deal.last_try)
    came = deal.came.astimezone(zone) if zone is not None else deal.came
    ranges = working.ranges(came.date())
    minute = came.hour * 60 + came.minute
    in_hours = bool(ranges) and minute < max(hours.end for hours in ranges)
    return came.date() if in_hours else working.next_after(came.date())


def is_waiting_lead(deal: Deal, now: datetime) -> bool:
    """True for an inbound lead without an answer: a promise from the day it came."""
    return deal.came is not None and deal.came <= now and is_unanswered(deal)


def is_promised_today(record: Deal | Account | Contact | Task, today: date, working: WorkingDays) -> bool:
    """True if a promise of the record is on its last day, or overdue."""
    promise = promise_of(record, today, working)
    return promise is not None and promise.is_due(today)
