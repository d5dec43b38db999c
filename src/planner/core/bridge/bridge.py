"""The bridge of a period: the pipeline's value from start to end, class by class.

value at the start + Σ classes + not explained = value at the end + won
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from planner.core.bridge.moves import CLASSES, WORK, Move, MoveClass, moves_of_row, moves_of_table
from planner.core.diary import DiaryDay
from planner.core.review.period import Period
from planner.frozen_class import frozen


class FirstPage(NamedTuple):
    """A day's first page: the pipeline's value in cents, its open deals, the moves it found.

    `moves` is None where no snapshot was there to compare with.
    """

    date: date
    total: int
    deals: int
    moves: tuple[Move, ...] | None


@frozen(kw_only=True)
class DealMove:
    """The moves of one deal in one class, in cents."""

    record: str
    name: str
    cents: int


@frozen(kw_only=True)
class ClassSum:
    """A class of the bridge: cents in all, and by deal, the largest first."""

    what: MoveClass
    cents: int
    deals: tuple[DealMove, ...] = ()  # none of what is kept as one sum


@frozen(kw_only=True)
class Bridge:
    """The bridge of the stretch from the first page of `first` to that of `last`.

    Cents. `last` is None where no first page ends it yet: then it ends now.
    """

    first: date
    last: date | None
    start: int
    start_deals: int
    end: int
    end_deals: int
    classes: tuple[ClassSum, ...]
    won: int
    not_explained: int
    counts_from: date | None  # set where the period has days with a page before `first`

    @property
    def change_by_work(self) -> int:
        """Cents by which work changed the open deals: all its classes but `won`, which is cash."""
        return sum(each.cents for each in self.classes if each.what in WORK and each.what != "won")

    def cents_of(self, what: MoveClass) -> int:
        return next(each.cents for each in self.classes if each.what == what)


def first_pages(days: Iterable[DiaryDay]) -> list[FirstPage]:
    """The first pages with a value of the pipeline, in order of date."""
    found = []
    for day in days:
        total, deals = day.figures.get("pipeline"), day.figures.get("pipeline_deals")
        if type(total) is int:
            moved = day.figures.get("moved")
            moves = tuple(moves_of_table(moved)) if isinstance(moved, Mapping) else None
            found.append(FirstPage(day.date, total, deals if type(deals) is int else 0, moves))
    return sorted(found, key=lambda page: page.date)


def row_moves(days: Iterable[DiaryDay]) -> dict[date, list[Move]]:
    """The moves of all worked rows, by the first page that they follow, in order of their days."""
    found: dict[date, list[Move]] = {}
    for day in days:
        for row in day.worked:
            if row.what.record is not None:
                for page, move in moves_of_row(row, day.date.isoformat()):
                    if (on := _date(page)) is not None:
                        found.setdefault(on, []).append(move)
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Events(NamedTuple):
    """The first pages in order, the moves of rows by first page, and names by id.

    `now` is the first page that would be made now, None where that is not known.
    """

    pages: Sequence[FirstPage]
    rows: Mapping[date, Sequence[Move]]
    now: FirstPage | None
    names: Mapping[str, str]


def bridge(events: Events, period: Period) -> Bridge | None:
    """The bridge of a period, None where none of its days has a first page with a value.

    It begins with the period's first such page and ends with the one that follows the period, until there is one now.
    """
    pages, rows, now, names = events
    within = [page for page in pages if period.first <= page.date <= period.last]
    if not within:
        return None
    start = within[0]
    after = next((page for page in pages if page.date > period.last), now)
    stations = [*within, *([after] if after is not None else [])]
    moves: list[Move] = []
    unexplained = won = 0
    for here, there in pairwise(stations):
        found = [*rows.get(here.date, ()), *(there.moves or ())]
        moves += found
        cash = sum(move.won for move in found)
        won += cash
        unexplained += there.total - here.total + cash - sum(move.cents for move in found)
    end = stations[-1]
    return Bridge(
        first=start.date,
        last=end.date if after is not None and after is not now else None,
        start=start.total,
        start_deals=start.deals,
        end=end.total,
        end_deals=end.deals,
        classes=tuple(_class_sum(what, moves, names) for what in CLASSES),
        won=won,
        not_explained=unexplained,
        counts_from=None,
    )


def _class_sum(what: MoveClass, moves: Iterable[Move], names: Mapping[str, str]) -> ClassSum:
    mine = [move for move in moves if move.what == what]
    by_deal: dict[str, int] = {}
    for move in mine:
        if move.record is not None:
            by_deal[move.record] = by_deal.get(move.record, 0) + move.cents
    ranked = sorted(by_deal.items(), key=lambda each: (-abs(each[1]), each[0]))
    deals = (DealMove(record=id, name=names.get(id, f"{id} (removed)"), cents=cents) for id, cents in ranked if cents)
    return ClassSum(what=what, cents=sum(move.cents for move in mine), deals=tuple(deals))
