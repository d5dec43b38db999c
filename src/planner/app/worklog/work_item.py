"""A thing to work on, as the commands of the lived day have it: the work, whose it is, its line of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.app.session import Session
from planner.core.worklog.work import Running, Work

if TYPE_CHECKING:
    from planner.core.diary import DiaryDay
    from planner.core.line import Line

USUAL_MINUTES = 15  # of something that nobody planned


class Thing(NamedTuple):
    """Something to work on; `row` is the line of the page it is, `seen` whether the page of the day had it at all."""

    work: Work
    name: str  # whose it is, for a person
    row: Line | None = None
    seen: bool = True
    unsure: str = ""  # what a person would want to know of how the word was taken

    def __str__(self) -> str:
        return f"{self.work.title}, {self.name}" if self.name else self.work.title


def thing_running(session: Session, running: Running, day: DiaryDay) -> Thing:
    """What the clock runs for."""
    return Thing(running.work, name_of(session, running.work.record), row_of(running.work.item, day))


def thing_of_worked(session: Session, day: DiaryDay, item: str) -> Thing:
    """What a row of the diary was about."""
    row = next(row for row in reversed(day.worked) if row.what.item == item)
    from planner.core.worklog.work import kind_of

    work = Work(
        item=row.what.item, record=row.what.record, kind=kind_of(row.what.record, row.what.does, session.book),
        does=row.what.does, play=row.what.play, title=row.what.title, minutes=row.slot.minutes,
        per_hour=row.worth.per_hour, index=row.worth.index, stage=row.what.stage,
    )  # fmt: skip
    return Thing(work, name_of(session, row.what.record), row_of(item, day))


def row_of(item: str, day: DiaryDay) -> Line | None:
    """The row of an item that is still on the page, the first where it is in parts that are not done."""
    rows = [row for row in day.planned if row.what.item == item and row.status.dropped is None]
    done = max((row.slot.end for row in day.worked if row.what.item == item), default=None)
    ahead = [row for row in rows if done is None or row.slot.start >= done]
    return next(iter(ahead or rows), None)


def was_on(item: str, day: DiaryDay) -> bool:
    return not day.planned or any(row.what.item == item for row in day.planned)


def name_of(session: Session, record: str | None) -> str:
    """The name of a record; its id where the book has it no more."""
    if record is None:
        return ""
    from planner.core.records.names import names_of

    return names_of(session.book).get(record, record)
