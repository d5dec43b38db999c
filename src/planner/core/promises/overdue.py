"""Promises overdue, until they are kept, moved or closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.core.book import Account, Contact, Deal, Kind, Task, record_name
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext, is_open
from planner.frozen_class import frozen


@frozen(kw_only=True)
class OverduePromise:
    """A promise on its last day or past it; the field names are those of the JSON document."""

    record: str
    name: str
    kind: Kind
    what: str  # the agreed step, in the rep's words; "" without any
    last_day: date
    overdue: int  # working days; 0: due today


def overdue_promises(context: DayContext) -> tuple[OverduePromise, ...]:
    """Every promise of the book that is overdue, the longest first."""
    return tuple(each for each in promises_due(context) if each.overdue)


def promises_due(context: DayContext) -> tuple[OverduePromise, ...]:
    """Every promise of the book that is overdue or due today (overdue: 0), the longest first."""
    found = []
    for record, kind in _records(context):
        promise = promise_of(record, context.today, context.working, context.zone)
        if promise is None or not promise.is_due(context.today):
            continue
        task = record if isinstance(record, Task) else None
        name = record_name(task.record, context.book) if task else record_name(record.id, context.book)
        what = task.title if task else (getattr(record, "next", None) or "")
        found.append(
            OverduePromise(
                record=record.id, name=name, kind=kind, what=what, last_day=promise.last_day, overdue=promise.overdue
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.overdue, each.record)))


def _records(context: DayContext) -> Iterator[tuple[Deal | Account | Contact | Task, Kind]]:
    book = context.book
    yield from ((deal, "prospect") for deal in book.deals if is_open(deal))
    yield from ((account, "account") for account in book.accounts)
    yield from ((contact, "contact") for contact in book.contacts)
    yield from ((task, "task") for task in book.tasks if not context.history.has_done(task))
