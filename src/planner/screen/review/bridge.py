"""The bridge in words and rounded amounts, and as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.core.bridge.bridge import Bridge, DealMove
from planner.core.bridge.moves import MoveClass
from planner.frozen_class import frozen
from planner.screen.review import words
from planner.screen.text.layout import Piece, Sheet, TextLine
from planner.screen.text.wording import counted, day, money, weekday

TITLE = "What moved your pipeline (your share × chance to win)"
NOTE = "a deal's chances are counted from the start, so most of your work shows once you win"
NAMED = 4  # deals of a class that are named

WORDS: dict[MoveClass, str] = {
    "new": "new",
    "advanced": "advanced",
    "answers": "answers",
    "no_progress": "no progress",
    "no_answer": "no answer",
    "won": "won",
    "lost": "lost",
    "parked": "parked",
    "by_hand": "changed by hand",
    "price_and_playbook": "price and playbook",
    "time": "time",
}


@frozen
class BridgeRow:
    """A row of the bridge: words, names, and whole units of money; the rows add up."""

    kind: str  # "total", "move", "cash"
    label: str
    names: str
    amount: int
    until: int  # the sum so far, this row included


def bridge_rows(bridge: Bridge, currency: str) -> list[BridgeRow]:
    """The rows from the start to the end; classes that moved nothing are left out."""
    moves: list[tuple[str, Sequence[DealMove] | str, int, str]] = [
        (WORDS[each.what], each.deals, each.cents, "move") for each in bridge.classes if each.cents or each.deals
    ]
    if bridge.not_explained:
        moves.append(("not explained", "a day's values are missing", bridge.not_explained, "move"))
    if bridge.won:
        moves.append(("won, now cash", "", -bridge.won, "cash"))
    start, end = round(bridge.start / 100), round(bridge.end / 100)
    amounts = whole([cents for _, _, cents, _ in moves], end - start)
    rows, until = [BridgeRow("total", _start(bridge), "", start, start)], start
    for (label, deals, _, kind), amount in zip(moves, amounts, strict=True):
        until += amount
        names = deals if isinstance(deals, str) else _names(deals, amount, currency)
        rows.append(BridgeRow(kind, label, names, amount, until))
    return [*rows, BridgeRow("total", _end(bridge), "", end, end)]


def _start(bridge: Bridge) -> str:
    return f"{_morning(bridge.first, bridge)}, {counted(bridge.start_deals, 'deal')}"


def _end(bridge: Bridge) -> str:
    when = _morning(bridge.last, bridge) if bridge.last is not None else "Now"
    return f"{when}, {counted(bridge.end_deals, 'deal')}"


def _morning(when: date, bridge: Bridge) -> str:
    """The day of a first page: Mon 23 Nov."""
    return f"{weekday(when)} {day(when, bridge.first)}"


def whole(cents: Sequence[int], total: int) -> list[int]:
    """Amounts in whole units that add up to `total`, each less than a unit from its cents.

    Those whose cents are furthest from what they are rounded to take the difference, so that an amount that is whole
    already stays as it is wherever the others can. (`total` is less than a unit from the sum of the cents.)
    """
    amounts = [round(each / 100) for each in cents]
    more = total - sum(amounts)
    step = 1 if more > 0 else -1
    order = sorted(range(len(cents)), key=lambda at: step * (100 * amounts[at] - cents[at]))
    for at in order[: abs(more)]:
        amounts[at] += step
    return amounts


def _names(deals: Sequence[DealMove], amount: int, currency: str) -> str:
    """The deals of a class, the largest first; what each moved adds up to `amount`."""
    shown = deals[:NAMED] if len(deals) > NAMED + 1 else deals
    rest = deals[len(shown) :]
    names = [words.short(deal.name) for deal in shown] + ([f"{len(rest)} more"] if rest else [])
    cents = [deal.cents for deal in shown] + ([sum(deal.cents for deal in rest)] if rest else [])
    amounts = whole(cents, amount)
    return " · ".join(f"{name} {money(each, currency)}" for name, each in zip(names, amounts, strict=True))


def counts_from(bridge: Bridge) -> str:
    """A sentence where the first days of the period have no value of the pipeline, else ""."""
    return (
        ""
        if bridge.counts_from is None
        else f"Counted from {day(bridge.counts_from, bridge.first)}: no values were saved before."
    )


def bridge_lines(bridge: Bridge, currency: str, sheet: Sheet, width: int) -> Iterator[TextLine]:
    """The bridge as lines for one sheet."""
    yield [Piece(" " + TITLE, "bold")]
    rows = bridge_rows(bridge, currency)
    figures = [money(row.amount, currency) for row in rows]
    wide = max(map(sheet.cells, figures))
    room = width - wide - 6
    for row, figure in zip(rows, figures, strict=True):
        yield from _row_lines(row, figure.rjust(wide), sheet, room)
    for text in (NOTE, counts_from(bridge)):
        yield from ([Piece("   " + line, "dim")] for line in (sheet.wrap(text, width - 4) if text else ()))


def _row_lines(row: BridgeRow, figure: str, sheet: Sheet, room: int) -> Iterator[TextLine]:
    """A row: words on the left, money at the right of its last line."""
    sign = "" if row.kind == "total" else ("+ " if row.amount > 0 else "– " if row.amount < 0 else "  ")
    text = f"{sign}{row.label}{': ' if row.names else ''}{row.names}"
    lines = sheet.wrap(text, room) or [""]
    for at, line in enumerate(lines):
        shown = line if at == 0 else "  " + line
        if at < len(lines) - 1:
            yield [Piece("   " + shown)]
        else:
            gap = " " * max(1, room + 2 - sheet.cells(shown))
            style = "bold" if row.kind == "total" else ""
            color = "yellow" if row.kind == "move" and row.amount < 0 else style
            yield [Piece("   " + shown, style), Piece(gap), Piece(figure, color)]
