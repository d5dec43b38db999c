"""The one thing to do now, in two or three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.records.card_types import NextThing
from planner.core.worklog.work import elapsed
from planner.screen.text.layout import Line, Piece, Sheet, sheet_of, spread, write
from planner.screen.text.reasons import reason, title_of
from planner.screen.text.wording import clock, length, per_hour

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 80


def show_next(thing: NextThing, console: Console) -> None:
    """Prints what to do now, why, and what one has to be free for."""
    write(console, next_lines(thing, sheet_of(console)))


def next_lines(thing: NextThing, sheet: Sheet) -> list[Line]:
    """What to do now as lines for one sheet."""
    width = min(sheet.width or WIDEST, WIDEST)
    item = thing.item
    if item is None:
        return [[Piece(sheet.cut(" " + _nothing(thing), width))]]
    offer = item.offer
    rate = per_hour(offer.per_hour, thing.currency) if offer.per_hour else ""
    start = [
        Piece(" " + ("▸ " if thing.running else "")),
        Piece(title_of(offer, item.part), "bold"),
        Piece(f" · {offer.name}" if offer.name else ""),
    ]
    end = [Piece(length(offer.minutes)), Piece(f"  {rate}" if rate else "", "bold green"), Piece(" ")]
    lines = [spread(sheet, start, end, width)]
    if offer.objective:
        lines.append([Piece(sheet.cut(" " + offer.objective, width - 1))])
    why = reason(offer.why, thing.currency)
    if thing.running and item.start.date() != thing.now.date():
        why = f"since {item.start:%a} {clock(item.start)}, {length(elapsed(item.start, thing.now))}: plan stop"
    elif not thing.running and item.start <= thing.now:
        why += f" · on the page till {clock(item.end)}"
    if thing.fixed:
        why += f" · {thing.fixed.title} at {clock(thing.fixed.start)}"
    return [*lines, [Piece(sheet.cut(" " + why, width - 1), "dim")]]


def _nothing(thing: NextThing) -> str:
    if thing.fixed is None:
        return "Nothing is left for today."
    left = (thing.fixed.start - thing.now).total_seconds() / 60
    return f"Nothing fits into the {length(left)} before {thing.fixed.title} at {clock(thing.fixed.start)}."
