"""The book and the log of a day as they will be if what its page still has goes as planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Line, Outcome
from planner.core.worklog.log import record_of
from planner.core.worklog.outcomes import Record, Report, effects
from planner.core.worklog.reversal import with_changes
from planner.core.worklog.work import Span, done_line, work_of

CONTACTS = ("touch", "visit", "ask", "agreed")  # steps that are done when someone was reached


def as_if_done(day: DiaryDay, lines: Iterable[Line], book: Book) -> tuple[Book, DiaryDay]:
    """The book after the lines of a page, and a day with these as its log.

    A try is taken to bring no progress: the deal stays, and the customer gets time.
    """
    worked = []
    for line in lines:
        outcome = _outcome(line)
        work = work_of(line, "")
        record = record_of(work, book)
        if record is not None:
            book = _with_record(book, with_changes(record, _changes(record, line, outcome, day, book)))
        worked.append(
            done_line(work, Span(line.slot.start, line.slot.end), line.slot.minutes, Outcome(outcome=outcome))
        )
    return book, DiaryDay(date=day.date, worked=tuple(worked))


def _outcome(line: Line) -> str:
    does = line.what.does
    if does == "book":
        return "booked"
    return "done" if does in (*WITHOUT_CUSTOMER, *CONTACTS) else "stayed"


def _changes(record: Record, line: Line, outcome: str, day: DiaryDay, book: Book) -> dict[str, Any]:
    if outcome == "booked":  # for a time that nobody knows yet
        return {"last_touch": day.date, "last_try": day.date} if isinstance(record, Deal) else {"last_touch": day.date}
    report = Report(result=Outcome(outcome=outcome))
    return effects(record, line.what.does, report, day.date, book.playbook)


def _with_record(book: Book, record: Record) -> Book:
    match record:
        case Deal():
            return replace(book, deals=tuple(record if each.id == record.id else each for each in book.deals))
        case Account():
            return replace(book, accounts=tuple(record if each.id == record.id else each for each in book.accounts))
        case Contact():
            return replace(book, contacts=tuple(record if each.id == record.id else each for each in book.contacts))
        case Task():
            return replace(book, tasks=tuple(record if each.id == record.id else each for each in book.tasks))
