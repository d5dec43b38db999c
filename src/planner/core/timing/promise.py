"""Promises: what was agreed with a customer for a day, and the working days overdue."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from planner.core.book import Account, Contact, Deal, Task
from planner.core.days import WorkingDays


class Promise(NamedTuple):
    """A promise of a record: its last day, and working days overdue (0: it is not)."""

    last_day: date
    overdue: int

    def is_due(self, today: date) -> bool:
        return self.last_day <= today


def promise_of(record: Deal | Account | Contact | Task, today: date, working: WorkingDays) -> Promise | None:
    """The earliest promise of a record (`next_on`, `next_by`), or of a task for a record.

    A day on which nobody works means the next working day for `on`, and the working day before for `by`.
    """
    if isinstance(record, Task):
        on, by = (record.on, record.by) if record.record is not None else (None, None)
    else:
        on, by = (None if isinstance(record, Contact) else record.next_on), record.next_by
    days = [working.first_from(on)] if on is not None else []
    days += [working.last_by(by)] if by is not None else []
    if not days:
        return None
    last = min(days)
    return Promise(last, max(0, working.between(last, today)) if last < today else 0)


def is_waiting_lead(deal: Deal, now: datetime) -> bool:
    """True for an inbound lead without an answer: a promise from the day it came."""
    if deal.came is None or deal.came > now:
        return False
    return deal.last_touch is None or deal.last_touch < deal.came.date()


def is_promised_today(record: Deal | Account | Contact | Task, today: date, working: WorkingDays) -> bool:
    """True if a promise of the record is on its last day, or overdue."""
    promise = promise_of(record, today, working)
    return promise is not None and promise.is_due(today)
