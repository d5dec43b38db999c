"""Everyone with a cadence: their next date, and the minutes it takes to keep up with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.core.cadence.overview import TouchBalance, TouchRow
from planner.core.page.page import LeavePlan
from planner.core.promises.overdue import OverduePromise
from planner.core.records.new_record import noun_of
from planner.screen.text.csv_out import csv_of, plain_row
from planner.screen.text.json_value import json_value
from planner.screen.text.layout import Piece, Sheet, TextLine, sheet_of, write
from planner.screen.text.leave_plan import leave_text
from planner.screen.text.wording import counted, day, figure, full_day, length, money, weekday

if TYPE_CHECKING:
    from planner.screen.text.console import Console

FIELDS = (
    "record",
    "name",
    "kind",
    "state",
    "next_date",
    "clock",
    "cadence",
    "days_late",
    "silent_until",
    "appointment",
)
STYLES = {"overdue": "bold red", "due": "bold", "silent": "dim", "later": ""}
WIDEST_NAME = 40


class TouchView(NamedTuple):
    """The rows in order, and the balance; `share` is the part of the day set aside."""

    rows: Sequence[TouchRow]
    care: TouchBalance
    share: float
    currency: str
    today: date
    leave: LeavePlan | None = None


def show_forgotten(view: TouchView, console: Console) -> None:
    """Print the rows, then the balance."""
    write(console, forgotten_lines(view, sheet_of(console)))


def forgotten_lines(view: TouchView, sheet: Sheet) -> list[TextLine]:
    """The rows and the balance as lines for one sheet."""
    rows = view.rows
    lines = _table(rows, view.today, sheet)
    late, due = (sum(1 for row in rows if row.state == state) for state in ("overdue", "due"))
    summary = f"{late + due} due" + (f", {late} of them overdue" if late else "") if late or due else "no one is due"
    room = (sheet.width or 96) - 1
    leave = [leave_text(view.leave, view.today)] if view.leave else []
    for text in (summary, *leave, *_balance(view.care, view.share, view.currency)):
        lines += [[Piece(f" {row}")] for row in sheet.wrap(text, room - 1)]
    return lines


def promise_texts(promises: Sequence[OverduePromise]) -> list[str]:
    """Promises overdue or due today, one a line, the overdue with the command that moves them."""
    return [
        f" {counted(each.overdue, 'day')} overdue: {_promised(each)}, promised for {full_day(each.last_day)}: "
        f"`plan later {each.record} tomorrow`"
        if each.overdue
        else f" due today: {_promised(each)}"
        for each in promises
    ]


def _promised(promise: OverduePromise) -> str:
    return f"{promise.name}: {promise.what}" if promise.what and promise.name else promise.name or promise.what


def _table(rows: Sequence[TouchRow], today: date, sheet: Sheet) -> list[TextLine]:
    if not rows:
        return []
    cadences = [_when(row) for row in rows]
    wide = max(sheet.cells(text) for text in cadences)
    names = min(max(sheet.cells(row.name) for row in rows), WIDEST_NAME)
    if sheet.width is not None:
        names = max(8, min(names, sheet.width - wide - 30))
    table: list[TextLine] = []
    for row, when in zip(rows, cadences, strict=True):
        table.append(
            [
                Piece(" " + sheet.right(_next(row, today), 15) + "  "),
                Piece(sheet.left(row.name, names), STYLES[row.state]),
                Piece("  " + sheet.left(noun_of(row.kind), 8) + "  ", "dim"),
                Piece(when, STYLES[row.state]),
            ]
        )
    return [*table, []]


def _next(row: TouchRow, today: date) -> str:
    return f"{weekday(row.next_date)} {day(row.next_date, today)}"


def _when(row: TouchRow) -> str:
    every = f"every {counted(row.cadence, 'day')}"
    if row.is_promised and row.state == "due":
        return f"promised for today, {every}"
    if row.state == "overdue":
        return f"{counted(row.days_late, 'day')} overdue, {every}"
    if row.state == "due":
        left = -row.days_late
        return f"due{' today' if left == 0 else ', ' + counted(left, 'day') + ' left'}, {every}"
    if row.appointment == row.next_date:
        return f"appointment, {every}"
    return f"agreed, {every}" if row.silent_until == row.next_date else every


def _balance(care: TouchBalance, share: float, currency: str) -> list[str]:
    """Minutes needed and set aside, and ways out if they are too few."""
    touches = counted(care.needed / care.touch, "touch", "touches")
    line = f"Touches need {_minutes(care.needed)} a day ({touches} of {care.touch}m); "
    line += f"{_minutes(care.set_aside)} is set aside (care.share = {share:g}). "
    if care.is_enough:
        return [f"{line}Enough."]
    lines = [f"{line}{_minutes(care.needed - care.set_aside)} short."]
    ways = []
    if care.share <= 1:
        costs = f" (about {money(care.costs, currency)} a day of other work)" if care.costs else ""
        ways.append(f"set aside more of the day: care.share = {_up(care.share)}{costs}")
    if care.stretch:
        ways.append(f"touch them less often: every cadence × {figure(care.stretch, 1)}")
    ways.append("or touch fewer: park or remove the ones that aren't worth it")
    return [*lines, "To fix it: " + "; ".join(ways)]


def _minutes(minutes: float) -> str:
    return length(minutes) if minutes >= 10 else f"{figure(minutes, 1)}m"


def _up(share: float) -> str:
    """The share rounded up, so that it is enough."""
    return f"{min(1.0, -(-share * 100 // 1) / 100):.2f}"


def forgotten_json(view: TouchView) -> dict[str, Any]:
    """The rows and the balance as one JSON document.

    Minutes a working day, money in `currency`, dates as ISO 8601.
    """
    rows, care = view.rows, view.care
    return {
        "format": 1,
        "date": view.today.isoformat(),
        "currency": view.currency,
        "overdue": sum(1 for row in rows if row.state == "overdue"),
        "due": sum(1 for row in rows if row.state in ("overdue", "due")),
        "touch_minutes": care.touch,
        "minutes_needed_per_day": care.needed,
        "minutes_kept_per_day": care.set_aside,
        "minutes_due_now": care.backlog,
        "share_needed": care.share,
        "costs_per_day": care.costs,
        "leave": json_value(view.leave),
        "records": [plain_row(row, FIELDS) for row in rows],
    }


def forgotten_csv(rows: Sequence[TouchRow]) -> str:
    """The rows as CSV (RFC 4180) under a line of field names."""
    return csv_of(rows, FIELDS)
