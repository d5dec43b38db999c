"""Who can still be on a better page: blocks that lose less against the bound than there is between bound and page."""

from __future__ import annotations

from itertools import accumulate

from planner.schedule.bound.prices import Prices
from planner.schedule.day.blocks import Board
from planner.schedule.day.slots import members, runs


def loss(board: Board, prices: Prices, block: int) -> float:
    """What a page with this block gives up against the bound, at least: the best of its group gains more."""
    return prices.best[board.group[block]] - prices.gain[block]


def survivors(board: Board, prices: Prices, value: float) -> list[int]:
    """Blocks that may be on a page worth more than `value`. Any other is on none: it would lose too much."""
    room = prices.bound - value
    return [i for i in range(len(board)) if loss(board, prices, i) <= room]


def drop_starts(board: Board, prices: Prices, value: float) -> None:
    """Takes from the board the starts, not only the blocks, that no page worth more than `value` uses."""
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
