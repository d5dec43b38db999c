"""Rows of the log: their numbers, a row taken out, and the pipeline's sums without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from planner.core.bridge.moves import Move, moves_of_row, moves_of_table, table_of_moves
from planner.core.diary import DiaryDay
from planner.core.line import NOTHING_YET, Line
from planner.core.playbook import Playbook
from planner.core.worklog.last_contact import OtherChanges, Past, other_changes
from planner.core.worklog.log import Changes, LogEvent, record_changes
from planner.core.worklog.outcomes import Record, Report


def numbered_rows(day: DiaryDay) -> dict[int, Line]:
    """The rows of a page's log by the number that names them: their id, else their place."""
    return {row.status.row or place: row for place, row in enumerate(day.worked, start=1)}


def without_row(day: DiaryDay, row: Line) -> DiaryDay:
    """The page without a row of its log."""
    return replace(day, worked=tuple(each for each in day.worked if each is not row))


def changes_without(record: Record | None, row: Line, on: date, playbook: Playbook, past: Past) -> Changes:
    """The keys of the record once a row of a day is taken out: what it changed is put back.

    What was changed since stays as it is, and is among `changed_since`.
    """
    if record is None or row.result.outcome is None:
        return Changes({}, {}, {})
    return record_changes(record, LogEvent(row.what.does, Report(), on), playbook, row, past)


def other_changes_without(row: Line, on: date, past: Past) -> OtherChanges:
    """The days of the last contact that go back in the customer's other records."""
    return other_changes(replace(row, result=NOTHING_YET), on, row, past)


def pages_without(row: Line, on: date, pages: Iterable[DiaryDay]) -> list[DiaryDay]:
    """The later first pages with the row's part of the pipeline's sums as a change by hand.

    Their values counted the row; without it the sums between two first pages would not add up.
    """
    firsts = sorted((page for page in pages if "pipeline" in page.figures), key=lambda page: page.date)
    changed: dict[date, DiaryDay] = {}
    for follows, move in moves_of_row(row, on.isoformat()):
        page = next((each for each in firsts if each.date.isoformat() > follows), None)
        if page is not None and (move.cents or move.won):
            changed[page.date] = _with_move(changed.get(page.date, page), replace(move, what="by_hand", before=0))
    return list(changed.values())


def _with_move(page: DiaryDay, move: Move) -> DiaryDay:
    moved = page.figures.get("moved")
    moves = [*moves_of_table(moved if isinstance(moved, Mapping) else {}), move]
    return replace(page, figures={**page.figures, "moved": table_of_moves(moves)})
