"""The pipeline at a day's first page: its value, its snapshot, the moves since the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from planner.app.pipeline.valuation import last_snapshot, view_of, view_of_snapshot
from planner.app.session import Session
from planner.book.diary.values_file import (
    replaced_by_next,
    values_content,
    values_dates,
    values_name,
    write_values,
)
from planner.book.store.transaction import FileChange
from planner.cache.cache import digest
from planner.core.bridge.bridge import FirstPage, row_moves
from planner.core.bridge.first_page import Valuations, first_page_moves
from planner.core.bridge.moves import Move, table_of_moves
from planner.core.bridge.pipeline_value import pipeline_value, won_cents
from planner.core.bridge.snapshot import (
    DealSnapshot,
    Snapshot,
    record_mark,
    tasks_of_deals,
    values_since,
)
from planner.core.page.inputs import Inputs, day_context
from planner.core.review.period import Period
from planner.core.value.deal_value import DayContext, is_open
from planner.core.value.year_price import steady_price


class PipelineNow(NamedTuple):
    """The pipeline now: a snapshot, and the moves since the last one (None: there is none)."""

    snapshot: Snapshot
    moves: tuple[Move, ...] | None

    def as_first_page(self) -> FirstPage:
        return FirstPage(self.snapshot.date, self.snapshot.total, len(self.snapshot.deals), self.moves)


class FirstPageRecord(NamedTuple):
    """The figures of a first page's `[page]`, and the files of its snapshot."""

    figures: dict[str, object]
    changes: list[FileChange]


def pipeline_now(session: Session, inputs: Inputs) -> PipelineNow:
    """Value every open deal now, and find the moves since the last snapshot and its rows."""
    now = day_context(inputs)
    price = steady_price(now)
    tasks, book = tasks_of_deals(now.book), now.book
    values = {deal.id: pipeline_value(deal, now, price) for deal in book.deals if is_open(deal)}
    snapshot = Snapshot(
        date=session.today,
        made=now.now,
        playbook=digest(book.playbook),
        price=price,
        deals={
            deal.id: DealSnapshot(
                values[deal.id], float(deal.amount), deal.stage, record_mark(deal, tasks.get(deal.id, ()), now)
            )
            for deal in book.deals
            if deal.id in values
        },
        won=won_cents(book),
    )
    before = last_snapshot(session)
    if before is None:
        return PipelineNow(snapshot, None)
    known = values_since(before, _rows_after(session, before.date))
    moves = first_page_moves(known, book, before.date, _valuations(session, before, snapshot, now, values))
    return PipelineNow(snapshot, tuple(moves))


def _valuations(
    session: Session, before: Snapshot, after: Snapshot, now: DayContext, values: dict[str, int]
) -> Valuations:
    tasks = tasks_of_deals(now.book)

    @cache
    def then() -> DayContext:
        """The view of the last snapshot."""
        return view_of_snapshot(session, before)

    @cache
    def is_known() -> bool:
        return digest(then().playbook) == before.playbook

    same = (before.playbook, before.price) == (after.playbook, after.price)
    old_day = _at_old_day(session, before, now)
    return Valuations(
        by_hand=lambda deal: pipeline_value(deal, then(), before.price) if is_known() else None,
        repriced=None if same else lambda deal: pipeline_value(deal, old_day, after.price),
        now=lambda deal: values[deal.id],
        mark=lambda deal: record_mark(deal, tasks.get(deal.id, ()), old_day),
    )


def _at_old_day(session: Session, before: Snapshot, now: DayContext) -> DayContext:
    """The view now, put back to the day and the clock of the last snapshot."""
    view = view_of(session, before.date, before.made, now.playbook)
    return replace(view, pursuits=now.pursuits, qualifying=now.qualifying)


def _rows_after(session: Session, page: date) -> Iterable[Move]:
    """The moves of the work logged after the first page of a day."""
    days, _ = session.diary.days(Period(date.min, session.today), planned=False)
    return row_moves(days).get(page, ())


def record_first_page(session: Session, inputs: Inputs) -> FirstPageRecord:
    """All that a first page keeps of the pipeline, for the page's own transaction."""
    pipeline = pipeline_now(session, inputs)
    snapshot = pipeline.snapshot
    figures: dict[str, object] = {"pipeline": snapshot.total, "pipeline_deals": len(snapshot.deals)}
    if pipeline.moves is not None:
        figures["moved"] = table_of_moves(pipeline.moves)
    folder = session.folder
    earlier = [on for on in values_dates(folder) if on < snapshot.date]
    changes = [_change(session, snapshot.date, write_values(snapshot))]
    old = replaced_by_next(earlier)
    if old is not None:
        changes.append(_change(session, old, None))
    return FirstPageRecord(figures, changes)


def _change(session: Session, on: date, after: bytes | None) -> FileChange:
    before = values_content(session.folder, on)
    return FileChange(values_name(on), before if isinstance(before, bytes) else None, after, session.calendar_paths)
