"""The best use of the time now, in two or three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.line import Line
from planner.core.reasons import OwnFigure, Pursuit
from planner.core.records.card_values import NextLine
from planner.core.worklog.work import elapsed
from planner.screen.page.status import still_running
from planner.screen.text.layout import Piece, Sheet, TextLine, sheet_of, spread, write
from planner.screen.text.reasons import called_line, reason_of, unpaid_note
from planner.screen.text.wording import clock, length, money, per_hour, spoken_chance

if TYPE_CHECKING:
    from planner.screen.text.console import Console

WIDEST = 80
GAP = 2  # cells, at least, between what is done and how long it takes


def show_next(best_line: NextLine, console: Console) -> None:
    """Prints what to do now, why, and what one has to be free for."""
    write(console, next_lines(best_line, sheet_of(console)))


def next_lines(best_line: NextLine, sheet: Sheet) -> list[TextLine]:
    """The best work now, as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    item = best_line.item
    if item is None:
        return [[Piece(sheet.cut(" " + _nothing(best_line), width))]]
    what, rate = item.what, per_hour(item.worth.hourly, best_line.currency) if item.worth.per_hour else ""
    mark = " " + ("▸ " if best_line.running else "")
    end = [Piece(length(item.slot.minutes)), Piece(f"  {rate}" if rate else "", "bold green"), Piece(" ")]
    room = width - sheet.cells(mark) - sum(sheet.cells(piece.text) for piece in end) - GAP
    title, name = called_line(item, room, sheet)
    start = [Piece(mark), Piece(title, "bold"), Piece(name)]
    lines = [spread(sheet, start, end, width)]
    if what.objective:
        lines.append([Piece(sheet.cut(" " + what.objective, width - 1))])
    why = _pays(item, best_line.currency)
    if best_line.running and item.slot.start.date() != best_line.now.date():
        why = still_running(item.slot.start, best_line.now)
    is_its_time = not best_line.running and item.slot.start <= best_line.now
    if is_its_time:
        why += f" · until {clock(item.slot.end)}"
    if best_line.fixed:
        then = ", then" if is_its_time else " ·"
        why += f"{then} {best_line.fixed.title} at {clock(best_line.fixed.start)}"
    return [*lines, [Piece(sheet.cut(" " + why, width - 1), "dim")]]


def _pays(line: Line, currency: str) -> str:
    """The pay of a line: of a deal, the two chances and the money of its columns on the page."""
    if isinstance(line.why, OwnFigure) and not line.worth.per_hour:
        return unpaid_note(line)
    if not isinstance(line.why, Pursuit):
        return reason_of(line, currency)
    chances = ((line.worth.moves, "to advance"), (line.worth.chance, "to win"))
    words = [f"{spoken_chance(chance)} {what}" for chance, what in chances if chance is not None]
    return " · ".join([*words, f"{money(line.worth.makes, currency, short=True)} to you"])


def _nothing(best_line: NextLine) -> str:
    if best_line.fixed is None:
        return "You're done for today."
    left = elapsed(best_line.now, best_line.fixed.start)
    return f"Nothing fits in the {length(left)} before {best_line.fixed.title} at {clock(best_line.fixed.start)}."
