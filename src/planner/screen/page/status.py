"""The state of the day, in one line for a prompt or a status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.line import Line
from planner.core.records.card_values import DayStatus
from planner.core.worklog.work import elapsed
from planner.screen.text.layout import Piece, Sheet, sheet_of, write
from planner.screen.text.reasons import called_line
from planner.screen.text.wording import clock, length, money, signed_money, weekday

if TYPE_CHECKING:
    from datetime import datetime

    from planner.screen.text.console import Console

WIDEST = 60


def show_status(status: DayStatus, console: Console) -> None:
    """Prints one line of at most 60 cells."""
    write(console, [[Piece(status_line(status, sheet_of(console)))]])


def status_line(status: DayStatus, sheet: Sheet) -> str:
    """The running clock; else the page's line or meeting now; else the next one; else the total.

    Only a clock that runs has the ▸.
    """
    width = min(sheet.width or WIDEST, WIDEST)
    if status.running:
        return _line(sheet, width, "▸ ", status.running, f" {_runs(status)}")
    if status.on:
        return _line(sheet, width, "now: ", status.on, f" until {clock(status.on.slot.end)}")
    meeting = status.meeting
    if meeting and meeting.start <= status.now:
        ends = clock(meeting.end) if meeting.end.date() == status.now.date() else "24:00"
        return _what(sheet, width, "now: ", meeting.title, f" until {ends}")
    if meeting and (status.coming is None or meeting.start < status.coming.slot.start):
        return _what(sheet, width, f"{clock(meeting.start)} ", meeting.title, _when(meeting.start, status.now))
    if status.coming:
        start = status.coming.slot.start
        return _line(sheet, width, f"{clock(start)} ", status.coming, _when(start, status.now))
    if status.planned:
        return sheet.cut(
            f"{status.done} of {status.planned} done{money_of_work(status.won, status.moved, status.currency)}", width
        )
    return "nothing planned"


def money_of_work(won: float | None, moved: float | None, currency: str) -> str:
    """Money that a day's work won and moved in the pipeline, each only if there is some."""
    cash = f" · won {money(won, currency, short=True)}" if won else ""
    return cash + (f" · pipeline {signed_money(moved, currency)}" if moved else "")


def _when(start: datetime, now: datetime) -> str:
    return f" in {length(elapsed(now, start))}" if start > now else " now"


def _runs(status: DayStatus) -> str:
    """The time on the clock so far.

    A clock that ran into another day says how to stop it.
    """
    assert status.running is not None
    since = status.since or status.running.slot.start
    ran = elapsed(since, status.now)
    if since.date() != status.now.date():
        return still_running(since, status.now)
    left = status.running.slot.minutes - ran
    return f"{length(left)} left" if left >= 0 else f"{length(-left)} over"


def still_running(since: datetime, now: datetime) -> str:
    """The start and the time of a clock that ran into another day, and how to stop it."""
    return f"since {weekday(since)} {clock(since)}, {length(elapsed(since, now))}: plan stop"


def _line(sheet: Sheet, width: int, start: str, line: Line, end: str) -> str:
    room = width - sheet.cells(start) - sheet.cells(end)
    return sheet.say(start) + "".join(called_line(line, room, sheet)) + sheet.say(end)


def _what(sheet: Sheet, width: int, start: str, what: str, end: str) -> str:
    room = width - sheet.cells(start) - sheet.cells(end)
    return sheet.say(start) + sheet.cut(what, room) + sheet.say(end)
