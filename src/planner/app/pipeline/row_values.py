"""The pipeline value of a deal before and after a piece of work, for the row of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from planner.app.pipeline.valuation import last_snapshot, view_of_snapshot
from planner.app.session import Session
from planner.core.book import Book, Deal, Task
from planner.core.bridge.pipeline_value import pipeline_value, with_book, won_cents
from planner.core.bridge.row_values import Values, pipeline_move
from planner.core.diary import DiaryDay
from planner.core.history import History, read_history
from planner.core.line import Line, PipelineMove
from planner.core.review.period import Period
from planner.core.worklog.outcomes import Record
from planner.core.worklog.reversal import with_changes


class LogOfRow(NamedTuple):
    """A row to log, on the page before and after, and the keys of its record that change."""

    row: Line
    instead_of: Line | None
    page: DiaryDay  # with the row
    record: Record | None
    changes: dict[str, object]


def row_values(session: Session, logged: LogOfRow) -> PipelineMove:
    """The values of the row's deal at the clock and the price of the last first page.

    Without a deal or a first page nothing is known.
    """
    deal = _deal(logged.row.what.record, session.book)
    snapshot = last_snapshot(session) if deal is not None else None
    earlier = logged.instead_of.pipeline if logged.instead_of is not None else PipelineMove()
    if deal is None or snapshot is None:
        return earlier
    view = view_of_snapshot(session, snapshot)
    book = _with_record(view.book, logged.record, logged.changes)
    after = with_book(replace(view, history=_history_with(session, logged.page)), book)
    changed = _deal(deal.id, book)
    values = Values(
        before=pipeline_value(deal, view, snapshot.price),
        after=pipeline_value(changed, after, snapshot.price) if changed is not None else 0,
        won=won_cents(book).get(deal.id, 0) - won_cents(view.book).get(deal.id, 0),
    )
    return pipeline_move(values, logged.instead_of, logged.page.date, snapshot.date)


def _deal(id: str | None, book: Book) -> Deal | None:
    return next((deal for deal in book.deals if deal.id == id), None) if id is not None else None


def _with_record(book: Book, record: Record | None, changes: dict[str, object]) -> Book:
    """The book with a deal or task changed; other records change no deal's value."""
    if record is None or not changes:
        return book
    changed = with_changes(record, changes)
    if isinstance(changed, Deal):
        return replace(book, deals=tuple(changed if each.id == changed.id else each for each in book.deals))
    if isinstance(changed, Task):
        return replace(book, tasks=tuple(changed if each.id == changed.id else each for each in book.tasks))
    return book


def _history_with(session: Session, page: DiaryDay) -> History:
    """The history by today, with the row on its page."""
    today = session.today
    if page.date == today:
        return read_history([page], today, session.history_before(today))
    before = session.history_before(page.date)
    days, _ = session.diary.days(Period(page.date + timedelta(days=1), today), planned=False)
    rest: Sequence[DiaryDay] = [day for day in days if day.date <= today]
    return read_history([page, *rest], today, before)
