"""Steps that are not on a page since their own day is coming: the rep looks for them there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from heapq import nsmallest
from typing import NamedTuple

from planner.core.book import Account, Contact, Deal, Task
from planner.core.page.page import ComingStep, Page
from planner.core.promises.next_day import NextDay, next_day_of
from planner.core.value.deal_value import DayContext

NEAR = 10  # working days; what is further away nobody looks for on today's page
FIRST_COMING = 12  # of those the page keeps so many; the rest on demand


class FirstComing(NamedTuple):
    """The steps whose day comes first, and how many more there are."""

    first: tuple[ComingStep, ...] = ()
    more: int = 0


def has_its_day(page: Page, context: DayContext, most: int | None = FIRST_COMING) -> FirstComing:
    """The steps agreed or planned for a day within the next ten working days, soonest first.

    The first `most`, or all. Nothing that the page names is among them. Only fields are looked at, nothing is valued;
    a page of the past has none, since the book no longer says what was agreed then.
    """
    if context.now.astimezone(context.zone).date() > context.today:
        return FirstComing()
    last = context.working.later(context.today, NEAR)
    named = _named(page)
    found = [
        (record, day)
        for record in _with_a_day(context)
        if record.id not in named
        and (day := next_day_of(record, context)) is not None
        and context.today < day.on <= last
    ]
    first = nsmallest(len(found) if most is None else most, found, key=lambda each: _order(*each))
    return FirstComing(tuple(_coming(*each, context) for each in first), len(found) - len(first))


def _named(page: Page) -> frozenset[str | None]:
    """The records, and the tasks, that the page names: in a line, a question or a warning."""
    lines = (name for line in page.items for name in (line.what.item, line.what.record, *line.what.also))
    questions = [each.record for each in page.asks] + [each.record for each in page.reminders]
    parked = (each.record for each in page.park)
    short = (each.item if each.record is None else each.record for each in page.promises.short)
    return frozenset((*lines, *questions, *parked, *short))


def _with_a_day(context: DayContext) -> Iterator[Deal | Account | Contact | Task]:
    """The records with any day at all; most of a large book have none."""
    book, appointments = context.book, context.appointments
    for deal in book.deals:
        if deal.at or deal.next_on or deal.next_by or deal.not_before or deal.running or deal.id in appointments:
            yield deal
    for account in book.accounts:
        if account.at or account.next_on or account.next_by or account.id in appointments:
            yield account
    yield from (contact for contact in book.contacts if contact.next_by)
    for task in book.tasks:
        if (task.at or task.on or task.by or task.not_before) and not context.history.has_done(task):
            yield task


def _order(record: Deal | Account | Contact | Task, day: NextDay) -> tuple[date, bool, datetime | None, str]:
    """By day; within one appointments by the clock, then the others."""
    return (day.on, day.at is None, day.at, record.id)


def _coming(record: Deal | Account | Contact | Task, day: NextDay, context: DayContext) -> ComingStep:
    if isinstance(record, Task):
        left = max(0, record.minutes - context.history.task_minutes.get(record.id, 0))
        return ComingStep(
            item=record.id, record=record.record, name=record.title, on=day.on, how=day.how, at=day.at, minutes=left
        )
    waits = record.waiting_on if isinstance(record, Deal) and day.how == "on" else None
    return ComingStep(
        item=record.id,
        record=record.id,
        name=record.name,
        on=day.on,
        how=day.how,
        at=day.at,
        next=(None if isinstance(record, Contact) else record.next) or "",
        minutes=context.history.agreed_minutes(record) if isinstance(record, Deal) else None,
        waiting_on=waits or "",
    )
