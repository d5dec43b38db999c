"""Snapshots of the pipeline: each open deal's value at a first page, and what was won."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import NamedTuple

from planner.core.book import CLOSED_STAGES, Book, Deal, Task
from planner.core.bridge.moves import Move
from planner.core.earlier_names import EarlierNames, current_id
from planner.core.value.deal_value import DayContext
from planner.core.value.quota import usual_share
from planner.frozen_class import frozen


class DealSnapshot(NamedTuple):
    """An open deal in a snapshot: its value in cents, and a mark that changes with its record."""

    cents: int
    amount: float
    stage: str
    mark: str


@frozen(kw_only=True)
class Snapshot:
    """The open deals by id at a moment, valued at a price of an hour, and cents won by deal."""

    date: date
    made: datetime
    playbook: str  # fingerprint of the playbook, with what was learned
    price: float | None  # money per hour; None: half of each deal's own index
    deals: Mapping[str, DealSnapshot]
    won: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(deal.cents for deal in self.deals.values())


def by_current_names(snapshot: Snapshot, earlier: EarlierNames) -> Snapshot:
    """The snapshot in the names of today; the values of deals that are one now are added up."""
    if not earlier:
        return snapshot
    deals: dict[str, DealSnapshot] = {}
    for id, deal in snapshot.deals.items():
        other = deals.get(current_id(id, earlier.ids))
        named = deal._replace(stage=earlier.stages.get(deal.stage, deal.stage))
        deals[current_id(id, earlier.ids)] = other._replace(cents=other.cents + deal.cents) if other else named
    won: dict[str, int] = {}
    for id, cents in snapshot.won.items():
        won[current_id(id, earlier.ids)] = won.get(current_id(id, earlier.ids), 0) + cents
    return replace(snapshot, deals=deals, won=won)


@dataclass(slots=True)
class LastValue:
    """The last known value of a deal in cents; `mark` is None once work for it was logged.

    `new` is its value when it came in, or was opened again, before work for it was logged; `taken_back` the cents of a
    win that was taken back by hand before another was logged.
    """

    cents: int
    mark: str | None
    is_closed: bool = False
    new: int = 0
    taken_back: int = 0


@frozen
class LastValues:
    """The last known value of each deal, and cents won by deal: a snapshot and the rows since."""

    deals: Mapping[str, LastValue]
    won: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(deal.cents for deal in self.deals.values())


def values_since(snapshot: Snapshot, rows: Iterable[Move]) -> LastValues:
    """The values of a snapshot after the moves of the rows since."""
    deals = {id: LastValue(deal.cents, deal.mark) for id, deal in snapshot.deals.items()}
    won = dict(snapshot.won)
    by_deal: dict[str, list[Move]] = {}
    for move in rows:
        if move.record is not None:
            by_deal.setdefault(move.record, []).append(move)
    for id, moves in by_deal.items():
        deal = deals.setdefault(id, LastValue(0, None, is_closed=True))
        deal.mark = None
        for move in _as_logged(moves, deal.cents):
            _add(deal, move)
            if move.won > 0:
                deal.taken_back += won.get(id, 0)
                won[id] = move.won
            elif move.won:
                won[id] = won.get(id, 0) + move.won
    return LastValues(deals, won)


def _add(deal: LastValue, move: Move) -> None:
    if deal.is_closed and move.before > 0:
        deal.new += move.before
        deal.cents += move.before
        deal.is_closed = False
    deal.cents += move.cents - move.won
    if move.cents or move.won:  # work for a deal that is closed moves nothing
        deal.is_closed = move.what in CLOSED_STAGES


def _as_logged(moves: list[Move], cents: int) -> Iterator[Move]:
    """A deal's moves in the order of logging: each begins where one before it ended.

    Work of an earlier day may have been logged after work of today.
    """
    left = list(moves)
    while left:
        ends = [move.before + move.cents - move.won for move in left]
        follows = [move for move in left if move.before == cents]
        begins = [move for move in left if move.before not in ends]
        move = (follows or begins or left)[0]
        left.remove(move)
        cents = move.before + move.cents - move.won
        yield move


def record_mark(deal: Deal, tasks: Iterable[Task], context: DayContext) -> str:
    """A mark of all that a hand could change in a deal: its keys, tasks, share and appointment."""
    event = context.appointments.get(deal.id)
    content = (
        _given(deal),
        [_given(task) for task in tasks],
        usual_share(deal, context.book),
        event.start.timestamp() if event is not None else None,
    )
    return blake2b(repr(content).encode("utf-8", "replace"), digest_size=5).hexdigest()


def _given(record: Deal | Task) -> list[tuple[str, object]]:
    """The record's keys that are not at their default: a key added later changes no mark."""
    values = ((each, getattr(record, each.name)) for each in fields(record))
    return [
        (each.name, dict(sorted(value.items())) if isinstance(value, Mapping) else value)
        for each, value in values
        if value != (each.default_factory() if each.default_factory is not MISSING else each.default)
    ]


def tasks_of_deals(book: Book) -> Mapping[str, list[Task]]:
    """Every task of the book that belongs to a record, by the record."""
    tasks: dict[str, list[Task]] = {}
    for task in book.tasks:
        if task.record is not None:
            tasks.setdefault(task.record, []).append(task)
    return tasks
