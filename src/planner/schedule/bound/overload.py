"""Extra prices for windows in which more blocks want to lie than fit.

The uniform price treats all slots alike. Where the blocks it would choose overload a stretch that they can't leave,
the stretch gets an extra price, high enough that only what fits still pays it. It is kept if the bound falls.
"""

from __future__ import annotations

from planner.schedule.bound.prices import SlotPrices, at_prices
from planner.schedule.day.blocks import Board

WIDEST = 48  # slots of the longest stretch considered
EVALUATIONS = 30  # bounds computed at most


def sharpen(board: Board, prices: SlotPrices, enough: float) -> SlotPrices:
    """Prices with a lower bound where some are found; stops at a bound of `enough`."""
    horizon = len(prices.slot)
    free = board.grid.free
    left = EVALUATIONS
    moved = True
    while moved and left > 0 and prices.bound > enough:
        moved = False
        for start, end, extra in _overloads(board, prices, free):
            slot = list(prices.slot)
            for t in range(start, min(end, horizon)):
                if free >> t & 1:
                    slot[t] += extra
            tried = at_prices(board, slot, prices.uniform)
            left -= 1
            if tried.bound < prices.bound - 1e-9 * abs(prices.bound):
                prices = tried
                moved = True
                break
            if left <= 0:
                break
    return prices


def _overloads(board: Board, prices: SlotPrices, free: int) -> list[tuple[int, int, float]]:
    """Stretches (start, end, extra price) too short for the blocks that pay, most gain first."""
    gain = prices.gain
    inside = []
    for i in range(len(board)):
        if gain[i] > 0 and gain[i] >= prices.best[board.group[i]] and not board.part[i]:
            inside.append((board.spots[i][0][0], board.spots[i][-1][1] - 1 + board.need[i], i))
    found = []
    for start in sorted({low for low, _, _ in inside}):
        here = sorted(((high, i) for low, high, i in inside if low >= start), key=lambda e: e[0])
        needed = 0
        for position, (end, i) in enumerate(here):
            needed += board.need[i]
            if end - start > WIDEST:
                break
            if position + 1 < len(here) and here[position + 1][0] == end:
                continue
            room = (free >> start & ((1 << (end - start)) - 1)).bit_count()
            if needed > room:
                blocks = [j for _, j in here[: position + 1]]
                extra, less = _relief(board, gain, blocks, room)
                if less > 0:
                    found.append((-less, start, end, extra))
    found.sort()
    return [(start, end, extra) for _, start, end, extra in found]


def _relief(board: Board, gain: list[float], blocks: list[int], room: int) -> tuple[float, float]:
    """The extra price at which these blocks fit the room, and the fall of the bound with it.

    The second number holds where no other blocks are affected.
    """
    extra = 0.0
    needed = 0
    for i in sorted(blocks, key=lambda i: -gain[i] / board.need[i]):
        needed += board.need[i]
        if needed > room:
            extra = gain[i] / board.need[i]
            break
    before = sum([gain[i] for i in blocks])
    after = extra * room + sum([max(0.0, gain[i] - extra * board.need[i]) for i in blocks])
    return extra, before - after
