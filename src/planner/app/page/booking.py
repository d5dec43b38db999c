"""Warnings about an appointment when it is made: what else is at its time, or a day off."""

from __future__ import annotations

from datetime import datetime

from planner.app.page.busy_times import taken
from planner.app.page.working_days import working_days
from planner.app.session import Session
from planner.core.book import Account, Book, Deal, Task
from planner.core.days import LocalDay
from planner.core.timing.booking import TakenDay, at_same_time, next_free
from planner.core.value.deal_value import is_open
from planner.screen.text.wording import clock, day


def booking_warnings(session: Session, record: str, at: datetime) -> list[str]:
    """The warnings about an appointment: its deal is closed, or its time is taken."""
    closed = next((each for each in session.book.deals if each.id == record and not is_open(each)), None)
    found = [f"{record} is {closed.stage}; to work on it again: `plan reopen {record}`"] if closed else []
    return found + time_warnings(session, record, at)


def time_warnings(session: Session, record: str, at: datetime) -> list[str]:
    """The warnings about the time of an appointment: a day off, or what else is at that time."""
    book, start = session.book, at.astimezone(session.zone)
    when = f"{day(start.date(), session.today)} {clock(start)}"
    found = []
    working = working_days(session, start.date())
    off = not working.works(start.date())
    if off:
        found.append(f"{when} is on a day off")
    busy = tuple(each for each in taken(session, start.date()).busy if not (off and each.all_day))
    clashes = at_same_time(record, start, book, busy)
    for other in clashes:
        begins, ends = other.start.astimezone(session.zone), other.end.astimezone(session.zone)
        found.append(f"{when} is at the same time as {other.title}, {clock(begins)} to {clock(ends)}")
    if clashes and not off:
        local = LocalDay(start.date(), session.zone)
        hours = tuple((local.time_at(a), local.time_at(b)) for a, b in local.spans(working.ranges(start.date())))
        free = next_free(record, max(start, session.now), book, TakenDay(busy, hours))
        if free is not None:
            found[-1] += f'; free next at {clock(free)}: `plan later {record} "{free:%Y-%m-%d %H:%M}"`'
    return found


def new_appointments(before: Book, after: Book) -> list[tuple[str, datetime]]:
    """The records with another appointment than before, and its time."""
    was, now = _appointments(before), _appointments(after)
    return [(record, at) for record, at in now.items() if was.get(record) != at]


def _appointments(book: Book) -> dict[str, datetime]:
    records: list[Deal | Account | Task] = [*book.deals, *book.accounts, *book.tasks]
    return {each.id: each.at for each in records if each.at is not None}
