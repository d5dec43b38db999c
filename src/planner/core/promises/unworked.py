"""Promises given for a day on which the rep does not work, and the day that counts instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.core.book import Account, Book, Contact, Deal, Task, record_name
from planner.core.days import WorkingDays
from planner.core.page.page import PageWarning
from planner.core.timing.trial import decision_day
from planner.core.value.deal_value import DayContext, is_open

ON, BY = ("on", "next_on", "running.until"), ("by", "next_by")


class UnworkedDay(NamedTuple):
    """A promised day on which nobody works, and the working day that counts instead."""

    key: str
    day: date
    counts: date


def unworked_days(values: Mapping[str, object], working: WorkingDays) -> Iterator[UnworkedDay]:
    """The promised days among a record's `values` on which nobody works.

    `on` means the next working day, `by` the one before.
    """
    for key in (*ON, *BY):
        day = values.get(key)
        if isinstance(day, date) and not isinstance(day, datetime) and not working.works(day):
            yield UnworkedDay(key, day, working.first_from(day) if key in ON else working.last_by(day))


def promised_within(book: Book, days: Collection[date]) -> Iterator[tuple[str, date]]:
    """The open records promised for one of these days, appointments too, each with the first."""
    deals = [each for each in book.deals if is_open(each)]
    tasks = [each for each in book.tasks if each.record is not None and each.done_on is None]
    records: list[Deal | Account | Contact | Task] = [*deals, *book.accounts, *book.contacts, *tasks]
    for record in records:
        given = [getattr(record, key, None) for key in ("at", "next_on", "next_by", "on", "by")]
        promised = {day.date() if isinstance(day, datetime) else day for day in given}
        if found := [day for day in promised if day is not None and day in days]:
            yield record.id, min(found)


def before_leave(context: DayContext) -> Iterator[PageWarning]:
    """Warnings on the last working day before the days off that a promise is given for."""
    back = context.working.next_after(context.today)
    if back <= context.today + timedelta(days=1):
        return
    book = context.book
    records = [each for each in book.deals if is_open(each)], book.accounts, book.contacts
    for record in (each for group in records for each in group):
        on = None if isinstance(record, Contact) else record.next_on
        on = on or (decision_day(record) if isinstance(record, Deal) else None)
        if on is not None and context.today < on < back:
            yield PageWarning(code="day off", name=record.name, day=on, counts=back)
    for task in book.tasks:
        if _is_open_promise(task, context) and task.on is not None and context.today < task.on < back:
            name = f"{task.title} ({record_name(task.record, book)})"
            yield PageWarning(code="day off", name=name, day=task.on, counts=back)


def _is_open_promise(task: Task, context: DayContext) -> bool:
    return task.record is not None and not context.history.has_done(task)
