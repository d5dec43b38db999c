"""Moves: changes of the pipeline's value or of what was won, by class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from planner.core.line import Line
from planner.frozen_class import frozen

MoveClass = Literal[
    "new", "advanced", "answers", "no_progress", "no_answer", "won", "lost", "parked",
    "by_hand", "price_and_playbook", "time",
]  # fmt: skip
CLASSES: tuple[MoveClass, ...] = get_args(MoveClass)
WORK: tuple[MoveClass, ...] = ("advanced", "answers", "no_progress", "no_answer", "won", "lost", "parked")
OF_ALL: tuple[MoveClass, ...] = ("price_and_playbook", "time")  # kept as one sum, of all deals

_BY_OUTCOME: dict[str | None, MoveClass] = {
    "advanced": "advanced",
    "booked": "advanced",
    "stayed": "no_progress",
    "waiting": "no_progress",
    "sent": "no_progress",
    "moved": "no_progress",
    None: "no_progress",  # a piece of work that is not finished
    "no-contact": "no_answer",
    "no-show": "no_answer",
    "won": "won",
    "lost": "lost",
    "parked": "parked",
}


@frozen
class Move:
    """A change of pipeline value + money won, in cents, of one record (None: of all).

    `won` is the part of it that is money won: it leaves the pipeline at once. `before` is the deal's value before the
    work, in cents, of a worked row.
    """

    what: MoveClass
    record: str | None
    cents: int
    won: int = 0
    before: int = 0


def class_of(outcome: str | None, does: str, answers: Mapping[str, str], won: int) -> MoveClass:
    """The class of a logged piece of work: its outcome's; `won` is what it won, in cents."""
    if won > 0:
        return "won"
    if outcome == "done":
        return "answers" if answers or does == "ask" else "advanced"
    return _BY_OUTCOME.get(outcome, "no_progress")


def moves_of_row(row: Line, page: str) -> Iterator[tuple[str, Move]]:
    """The moves of a worked row, each with the first page (ISO date) that it follows.

    `page` is the date of the row's own page. Corrected on a later day, a row has one for each.
    """
    values, what = row.pipeline, row.what
    for on, was in values.v_was.items():
        if (known := _amounts(was)) is not None:
            before, after, won = known
            outcome = was.get("outcome") if isinstance(was, Mapping) else None
            yield on, Move(class_of(outcome, what.does, {}, won), what.record, after + won - before, won, before)
    if values.v_before is not None and values.v_after is not None:
        won = values.v_won or 0
        move = class_of(row.result.outcome, what.does, row.result.answers, won)
        yield values.v_on or page, Move(move, what.record, values.v_after + won - values.v_before, won, values.v_before)


class WorkSum(NamedTuple):
    """Cents that work won, and by which it changed the value of the open deals."""

    won: int
    change: int


def work_sum(rows: Iterable[Line], page: str) -> WorkSum | None:
    """The sum of the moves of worked rows of a `page` (ISO date); None where no row has one."""
    moves = [move for row in rows for _, move in moves_of_row(row, page)]
    if not moves:
        return None
    return WorkSum(sum(move.won for move in moves), sum(move.cents for move in moves if move.what != "won"))


def _amounts(table: Any) -> tuple[int, int, int] | None:
    if not isinstance(table, Mapping):
        return None
    before, after, won = (table.get(key, 0) for key in ("before", "after", "won"))
    return (before, after, won) if all(type(each) is int for each in (before, after, won)) else None


def table_of_moves(moves: Iterable[Move]) -> dict[str, Any]:
    """The moves of a first page as its `[page]` keeps them: cents by deal, or of all deals."""
    table: dict[str, Any] = {}
    sums: dict[tuple[MoveClass, str], tuple[int, int]] = {}
    for move in moves:
        if move.record is None:
            table[move.what] = table.get(move.what, 0) + move.cents
        else:
            cents, won = sums.get((move.what, move.record), (0, 0))
            sums[move.what, move.record] = (cents + move.cents, won + move.won)
    for (what, record), (cents, won) in sums.items():
        table.setdefault(what, {})[record] = [cents, won] if won else cents
    return {what: held for what, held in table.items() if held}


def moves_of_table(table: Any) -> list[Move]:
    """The moves that a page's `moved` stands for; what a hand made unreadable is left out."""
    moves: list[Move] = []
    for what in CLASSES if isinstance(table, Mapping) else ():
        held = table.get(what)
        if type(held) is int:
            moves.append(Move(what, None, held))
        for record, cents in held.items() if isinstance(held, Mapping) else ():
            both = cents if isinstance(cents, list | tuple) and len(cents) == 2 else (cents, 0)
            if all(type(each) is int for each in both):
                moves.append(Move(what, record, both[0], both[1]))
    return moves
