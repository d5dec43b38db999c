"""Where the day stands, in one line for a prompt or a status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.card_types import DayStatus
from planner.core.page import Item
from planner.screen.layout import Piece, Sheet, sheet_of, write
from planner.screen.reasons import title_of
from planner.screen.wording import clock, length, money

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 60


def show_status(status: DayStatus, console: Console) -> None:
    """Prints one line of at most 60 cells."""
    write(console, [[Piece(status_line(status, sheet_of(console)))]])


def status_line(status: DayStatus, sheet: Sheet) -> str:
    """What runs and for how long yet; else what comes and when; else what the day has made."""
    width = min(sheet.width or WIDEST, WIDEST)
    if status.running:
        return _what(sheet, width, "▸ ", status.running, f" {_left(status)}")
    if status.coming:
        start = status.coming.start
        when = f" in {length((start - status.now).total_seconds() / 60)}" if start > status.now else " now"
        return _what(sheet, width, f"{clock(start)} ", status.coming, when)
    if status.planned:
        made = money(status.made, status.currency, short=True)
        return sheet.cut(f"{status.done} of {status.planned} done, made {made}", width)
    return "nothing planned"


def _left(status: DayStatus) -> str:
    assert status.running is not None
    since = status.since or status.running.start
    left = status.running.offer.minutes - (status.now - since).total_seconds() / 60
    return f"{length(left)} left" if left >= 0 else f"{length(-left)} over"


def _what(sheet: Sheet, width: int, start: str, item: Item, end: str) -> str:
    name = f" · {item.offer.name}" if item.offer.name else ""
    room = width - sheet.cells(start) - sheet.cells(end)
    return sheet.say(start) + sheet.cut(title_of(item.offer, item.part) + name, room) + sheet.say(end)
