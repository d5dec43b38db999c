"""The next appointment of each record among the calendar events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.core.book import Account, Book, Deal
from planner.core.diary import Busy


def next_appointments(busy: Sequence[Busy], book: Book, day: date) -> tuple[Busy, ...]:
    """The busy times, with a `record` only on its next appointment from `day` on.

    They are in the rep's zone and in order.

    Other events of a record stay as plain busy times: a second one, one after the record's own appointment (`at`), and
    one of a deal whose decision deadline has passed.
    """
    both: list[Deal | Account] = [*book.deals, *book.accounts]
    records = {record.id: record for record in both}
    matched: set[str] = set()
    result: list[Busy] = []
    for event in busy:
        if event.record is not None:
            record = records[event.record]
            if event.record not in matched and _is_next(event, record, day):
                matched.add(event.record)
            else:
                event = event._replace(record=None, matched_by=None)  # noqa: PLW2901 - the same event, without its record
        result.append(event)
    return tuple(result)


def _is_next(event: Busy, record: Deal | Account, day: date) -> bool:
    on = event.start.date()
    if on < day:
        return False
    if isinstance(record, Deal) and record.decide_by is not None and record.decide_by < day:
        return False
    own = record.at.astimezone(event.start.tzinfo).date() if record.at is not None else None
    return own is None or not day <= own < on
