"""The price of time, and the bound on a page's value that comes with it.

At any price of a slot, a page is worth at most the price of all free slots plus, of each group, the value of its best
block above the price of the time it takes (0, if that is negative): the Lagrangian relaxation of "no two at the same
time". The price that makes this bound smallest is the price of time, found by one line search. Windows in which too
much wants to lie get an extra price. A block's value above its price decides whether it is in or out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from planner.schedule.day.blocks import Board, reachable_slots
from planner.schedule.day.grid import SLOT
from planner.schedule.day.slots import members, spread

NOWHERE = 1e15  # cost of a block without a start


@dataclass(slots=True)
class SlotPrices:
    """Money per slot of the day, the gain of each block at it, and the bound."""

    uniform: float  # the one price of all slots
    slot: list[float]
    gain: list[float]  # value above the price of its time, after its share of ancestors that don't pay for themselves
    best: list[float]  # highest gain of each group, as it counts in `bound`
    bound: float
    share: dict[tuple[int, int], float]  # paid for a parent (first) by a child (second)


def uniform_price(board: Board, free: int, floor: float = 0.0) -> float:
    """The one price per slot at which demand does not exceed the free slots.

    0: there is room for everything.
    """
    items = [(board.value[i], board.need[i]) for i in range(len(board))]
    high = max((value / need for value, need in items), default=0.0)
    low = floor
    if high <= low or _load(board, low) <= free:
        return max(low, 0.0)
    for _ in range(36):
        middle = (low + high) / 2
        if _load(board, middle) > free:
            low = middle
        else:
            high = middle
    return high


def _load(board: Board, price: float) -> int:
    """The slots in demand at a price."""
    gain, _ = share_out(board, [board.value[i] - price * board.need[i] for i in range(len(board))])
    chosen: dict[int, tuple[float, int]] = {}
    for i, x in enumerate(gain):
        group = board.group[i]
        if x > 0 or board.required >> group & 1:
            known = chosen.get(group)
            if known is None or x > known[0]:
                chosen[group] = (x, board.need[i])
    return sum([slots for _, slots in chosen.values()])


def share_out(board: Board, gain: list[float]) -> tuple[list[float], dict[tuple[int, int], float]]:
    """Let children pay for parents that don't pay for themselves.

    A multiplier on "no child without its parent".

    What a parent lacks is paid by its children together, those that gain most first. Any split is valid.
    """
    share: dict[tuple[int, int], float] = {}
    for parent in parents_in_order(board):
        lacks = -gain[parent]
        if lacks <= 0 or board.required >> board.group[parent] & 1:
            continue
        if lacks > NOWHERE / 2:
            for child in board.children[parent]:
                gain[child] = -NOWHERE
            continue
        payers = sorted(board.children[parent], key=lambda i: (-gain[i], i))
        for position, child in enumerate(payers):
            pays = lacks if position == len(payers) - 1 else min(lacks, max(0.0, gain[child]))
            if pays > 0:
                share[parent, child] = pays
                gain[child] -= pays
                gain[parent] += pays
                lacks -= pays
    return gain, share


def parents_in_order(board: Board) -> list[int]:
    """The blocks with children, each behind its own ancestors."""
    parents = [i for i in range(len(board)) if board.children[i]]
    return sorted(parents, key=lambda i: (len(board.ancestors[i]), i))


def at_prices(board: Board, slot: list[float], uniform: float) -> SlotPrices:
    """The prices with their bound, for any prices per slot (none below 0)."""
    upto = [0.0, *accumulate(slot)]
    cost_from: dict[int, list[float]] = {}  # by length: what it costs to start at each slot
    cheapest: dict[tuple[int, int], float] = {}
    gain = []
    for i in range(len(board)):
        if board.part[i]:
            gain.append(_gain_of_pieces(board, i, slot))
            continue
        need = board.need[i]
        key = (board.starts[i], need)
        cost = cheapest.get(key)
        if cost is None:
            costs = cost_from.get(need)
            if costs is None:
                costs = cost_from[need] = list(map(sub, upto[need:], upto))
            cost = cheapest[key] = min([min(costs[first:last]) for first, last in board.spots[i]], default=NOWHERE)
        gain.append(board.value[i] - cost)
    return _sum_up(board, slot, gain, uniform)


def _gain_of_pieces(board: Board, block: int, slot: list[float]) -> float:
    """The most that any part of a splitting block gains, from the slots it can reach."""
    own = board.need[block] - board.grid.pad
    prices, after = cheapest_slots(board, block, slot)
    if board.required >> board.group[block] & 1:
        return board.value[block] - sum(prices[:own]) - after
    rate = board.value[block] * SLOT / board.candidates[block].minutes
    return sum([max(0.0, rate - p) for p in prices[:own]]) - after


def cheapest_slots(board: Board, block: int, slot: list[float]) -> tuple[list[float], float]:
    """The prices of the slots that pieces of a block can reach, and of one pad.

    The cheapest slots come first.
    """
    pad = board.grid.pad
    slots = reachable_slots(board, block)
    after = pad * min([slot[t] for t in members(spread(slots, pad + 1))], default=0.0)
    return sorted([slot[t] for t in members(slots)]), after


def _sum_up(board: Board, slot: list[float], gain: list[float], uniform: float) -> SlotPrices:
    gain, share = share_out(board, gain)
    least = float("-inf")
    groups = max(board.group, default=-1) + 1
    best = [least if board.required >> g & 1 else 0.0 for g in range(groups)]
    for i, x in enumerate(gain):
        if x > best[board.group[i]]:
            best[board.group[i]] = x
    return SlotPrices(uniform, slot, gain, best, sum(slot) + sum(best), share)


def slot_prices(board: Board, horizon: int, floor: float = 0.0) -> SlotPrices:
    """The prices of the slots before `horizon`.

    Below the price `floor` not all blocks are on the board.
    """
    uniform = uniform_price(board, board.grid.free.bit_count(), floor)
    slot = [uniform if board.grid.free >> t & 1 else 0.0 for t in range(horizon)]
    return at_prices(board, slot, uniform)
