"""Which calendar events are appointments: of each record the next one; every other event just takes its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.core.book import Account, Book, Deal
from planner.core.diary import Busy


def next_appointments(busy: Sequence[Busy], book: Book, day: date) -> tuple[Busy, ...]:
    """The busy times (in the rep's zone, in order) with a `record` only on its next appointment from `day` on.

    A second event of the same record, one after an appointment that the record itself tells (`at`), and one of a deal
    whose hard date has passed before `day` stay as times that are taken: nobody can be in two places then either.
    """
    both: list[Deal | Account] = [*book.deals, *book.accounts]
    records = {record.id: record for record in both}
    taken: set[str] = set()
    settled: list[Busy] = []
    for event in busy:
        if event.record is not None:
            record = records[event.record]
            if event.record not in taken and _is_next(event, record, day):
                taken.add(event.record)
            else:
                event = event._replace(record=None, matched_by=None)  # noqa: PLW2901 - the same event, an ordinary one
        settled.append(event)
    return tuple(settled)


def _is_next(event: Busy, record: Deal | Account, day: date) -> bool:
    on = event.start.date()
    if on < day:
        return False
    if isinstance(record, Deal) and record.decide_by is not None and record.decide_by < day:
        return False
    own = record.at.astimezone(event.start.tzinfo).date() if record.at is not None else None
    return own is None or not day <= own < on
