"""An appointment that is about to be made, against what is at its time already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from planner.core.book import Account, Book, Deal, Task
from planner.core.diary import Busy
from planner.frozen_class import frozen


@frozen
class SameTime:
    """A meeting, or another appointment, at the time of an appointment."""

    title: str
    start: datetime
    end: datetime


class TakenDay(NamedTuple):
    """The events of a day, and the ranges of the rep's hours on it."""

    busy: tuple[Busy, ...]
    hours: tuple[tuple[datetime, datetime], ...]


def at_same_time(record: str, at: datetime, book: Book, busy: Iterable[Busy]) -> list[SameTime]:
    """The events and other appointments at the time of an appointment of `record`."""
    ends = at + timedelta(minutes=_minutes(record, book))
    events = [SameTime(each.title, each.start, each.end) for each in busy if each.record != record]
    known = {(each.start, each.end) for each in events}
    found = [*events, *(each for each in _booked(record, book) if (each.start, each.end) not in known)]
    return sorted((each for each in found if each.start < ends and at < each.end), key=lambda each: each.start)


def next_free(record: str, at: datetime, book: Book, taken: TakenDay) -> datetime | None:
    """The next time after `at` on its day at which an appointment of `record` has room.

    It lies within one range of the rep's hours. None if the day has no such time.
    """
    length = timedelta(minutes=_minutes(record, book))
    ends = [each.end.astimezone(at.tzinfo) for each in taken.busy]
    ends += [each.end.astimezone(at.tzinfo) for each in _booked(record, book)]
    starts = {when for when in (*ends, *(first for first, _ in taken.hours)) if when > at and when.date() == at.date()}
    for start in sorted(starts):
        fits = any(first <= start and start + length <= last for first, last in taken.hours)
        if fits and not at_same_time(record, start, book, taken.busy):
            return start
    return None


def _booked(record: str, book: Book) -> Iterator[SameTime]:
    """The appointments of the other records."""
    for other in _with_appointment(book):
        if other.id != record and other.at is not None and not (isinstance(other, Task) and other.done_on):
            name = other.title if isinstance(other, Task) else other.name
            yield SameTime(name, other.at, other.at + timedelta(minutes=_minutes(other.id, book)))


def _with_appointment(book: Book) -> list[Deal | Account | Task]:
    return [*book.deals, *book.accounts, *book.tasks]


def _minutes(record: str, book: Book) -> int:
    """The length of a record's appointment: its play's, or the task's."""
    plays = book.playbook.plays
    found = next((each for each in _with_appointment(book) if each.id == record), None)
    if isinstance(found, Task):
        return found.minutes
    if isinstance(found, Deal):
        stage = next((stage for stage in book.playbook.stages if stage.name == found.stage), None)
        return plays[stage.play if stage is not None else "visit"].minutes
    return plays["visit"].minutes
