"""A thing to work on, as the commands of the lived day have it: the work, whose it is, its line of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.app.session import Session
from planner.core.worklog.work import Running, Work

if TYPE_CHECKING:
    from planner.core.diary import DiaryDay, Does, Planned

USUAL_MINUTES = 15  # of something that nobody planned


class Thing(NamedTuple):
    """Something to work on; `row` is the line of the page it is, `seen` whether the page of the day had it at all."""

    work: Work
    name: str  # whose it is, for a person
    row: Planned | None = None
    seen: bool = True
    unsure: str = ""  # what a person would want to know of how the word was taken

    def __str__(self) -> str:
        return f"{self.work.title}, {self.name}" if self.name else self.work.title


def thing_running(session: Session, running: Running, day: DiaryDay) -> Thing:
    """What the clock runs for."""
    return Thing(running.work, name_of(session, running.work.record), row_of(running.work.item, day))


def thing_of_worked(session: Session, day: DiaryDay, item: str) -> Thing:
    """What a row of the diary was about."""
    row = next(row for row in reversed(day.worked) if row.item == item)
    from typing import cast

    from planner.core.worklog.work import kind_of

    work = Work(
        item=row.item, record=row.record, kind=kind_of(row.record, row.does, session.book),
        does=cast("Does", row.does), play=row.play, title=row.title, minutes=row.minutes,
        per_hour=row.per_hour, index=row.index, stage=row.stage,
    )  # fmt: skip
    return Thing(work, name_of(session, row.record), row_of(item, day))


def row_of(item: str, day: DiaryDay) -> Planned | None:
    """The row of an item that is still on the page, the first where it is in parts that are not done."""
    rows = [row for row in day.planned if row.item == item and row.dropped is None]
    done = max((row.end for row in day.worked if row.item == item), default=None)
    ahead = [row for row in rows if done is None or row.start >= done]
    return next(iter(ahead or rows), None)


def was_on(item: str, day: DiaryDay) -> bool:
    return not day.planned or any(row.item == item for row in day.planned)


def name_of(session: Session, record: str | None) -> str:
    """The name of a record; its id where the book has it no more."""
    if record is None:
        return ""
    from planner.core.records.names import names_of

    return names_of(session.book).get(record, record)
