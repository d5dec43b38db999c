"""Elimination of blocks that lose too much to be on a better page."""

from __future__ import annotations

from itertools import accumulate

from planner.schedule.bound.prices import SlotPrices
from planner.schedule.day.blocks import Board
from planner.schedule.day.slots import members, runs


def loss(board: Board, prices: SlotPrices, block: int) -> float:
    """The least by which a page with this block stays below the bound.

    The gain of its group's best less its own.
    """
    return prices.best[board.group[block]] - prices.gain[block]


def survivors(board: Board, prices: SlotPrices, value: float) -> list[int]:
    """The blocks that may be on a page worth more than `value`; any other would lose too much."""
    room = prices.bound - value
    return [i for i in range(len(board)) if loss(board, prices, i) <= room]


def drop_starts(board: Board, prices: SlotPrices, value: float) -> None:
    """Remove from the board the starts that no page worth more than `value` uses."""
    upto = [0.0, *accumulate(prices.slot)]
    room = prices.bound - value
    for i in range(len(board)):
        if board.part[i]:
            continue
        need = board.need[i]
        spare = room - loss(board, prices, i)
        if spare < 0:
            board.starts[i], board.spots[i] = 0, []
            continue
        costs = {t: upto[t + need] - upto[t] for t in members(board.starts[i])}
        most = min(costs.values(), default=0.0) + spare
        kept = 0
        for t, cost in costs.items():
            if cost <= most:
                kept |= 1 << t
        if kept != board.starts[i]:
            board.starts[i], board.spots[i] = kept, runs(kept)
