"""Who can still be on a better page: blocks that lose less against the bound than there is between bound and page."""

from __future__ import annotations

from planner.core.schedule.board import Board
from planner.core.schedule.prices import Prices


def loss(board: Board, prices: Prices, block: int) -> float:
    """What a page with this block gives up against the bound, at least: the best of its group gains more."""
    return prices.best[board.group[block]] - prices.gain[block]


def survivors(board: Board, prices: Prices, value: float) -> list[int]:
    """Blocks that may be on a page worth more than `value`. Any other is on none: it would lose too much."""
    room = prices.bound - value
    return [i for i in range(len(board)) if loss(board, prices, i) <= room]
