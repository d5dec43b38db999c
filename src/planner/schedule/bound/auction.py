"""Prices slot by slot, from an auction between groups.

Every group has a claim (the gain of its best block), and the day is the most valuable walk through the slots, each
step laying a block for its value less its group's claim, or leaving a slot empty. A group that the walk uses more than
once claims more, one it leaves out claims less (the subgradient of the bound, with Polyak's step, as if the bound could
fall to the value of the best page). The walk's remaining earnings fall from slot to slot by valid prices of time that
are never worse than the claims: Held and Karp's idea, on a path instead of a tree.
"""

from __future__ import annotations

from planner.schedule.bound.prices import SlotPrices, at_prices
from planner.schedule.day.blocks import PIECE_SLOTS, Board
from planner.schedule.day.slots import fits, members

PIECES = (6, 8, 10, 12, 15, 18, 24, 30, 36)  # slots of the pieces that a walk may lay
PATIENCE = 5  # rounds without a lower bound before steps get shorter
SHORTER = 0.7
MEMORY = 0.4  # of the direction of the round before

Arc = tuple[int, int]  # a block, and the slot after its pad
Walk = list[tuple[int, int]]  # blocks with the slot they start at; a block may come more than once


def auction(
    board: Board, prices: SlotPrices, value: float, rounds: int, enough: float
) -> tuple[SlotPrices, list[Walk]]:
    """Prices with a bound no higher than that of `prices`, and the walks of all rounds.

    `value` is that of the best page; the auction ends at a bound of `enough`.
    """
    horizon = len(prices.slot)
    arcs, pieces = _arcs(board, horizon)
    values = _shared_values(board, prices)
    best = prices
    claims = list(prices.best)
    walks: list[Walk] = []
    drift = [0.0] * len(claims)
    stride = 1.0
    idle = 0
    for _ in range(rounds):
        if best.bound <= enough or stride < 0.01:
            break
        earnings, walk = _walk(board, arcs, pieces, values, claims)
        walks.append([(i, t) for i, t in walk if i < len(board)])
        tried = at_prices(board, [earnings[t] - earnings[t + 1] for t in range(horizon)], prices.uniform)
        if tried.bound < best.bound:
            idle = idle + 1 if best.bound - tried.bound < 0.01 * (best.bound - value) else 0
            best = tried
        else:
            idle += 1
        if idle >= PATIENCE:
            stride, idle = stride * SHORTER, 0
            claims = list(best.best)
            drift = [0.0] * len(claims)
            values = _shared_values(board, best)
            continue
        used = [0.0] * len(claims)
        for i, _ in walk:
            block, share = (i, 1.0) if i < len(board) else pieces[i - len(board)]
            used[board.group[block]] += share
        drift = [MEMORY * d + n - 1 for d, n in zip(drift, used, strict=True)]
        for g, claim in enumerate(claims):
            if claim <= 0 and drift[g] < 0 and not board.required >> g & 1:
                drift[g] = 0.0
        norm = sum([d * d for d in drift])
        if not norm:
            break
        step = stride * (sum(claims) + earnings[0] - value) / norm
        for g, d in enumerate(drift):
            claims[g] += step * d
            if claims[g] < 0 and not board.required >> g & 1:
                claims[g] = 0.0
    return best, walks


def _arcs(board: Board, horizon: int) -> tuple[list[list[Arc]], list[tuple[int, float]]]:
    """The blocks that may start at each slot, and the pieces of splitting blocks.

    Each piece has its block and its share of it.

    Pieces are numbered after the blocks.
    """
    arcs: list[list[Arc]] = [[] for _ in range(horizon + 1)]
    pieces: list[tuple[int, float]] = []
    for i in range(len(board)):
        for t in members(board.starts[i]):
            arcs[t].append((i, t + board.need[i]))
        if board.part[i]:
            own = board.need[i] - board.grid.pad
            for size in PIECES:
                if size > board.part[i]:
                    break
                starts = 0
                for chip in board.chips[i]:
                    starts |= fits(chip, size - PIECE_SLOTS + 1)
                for t in members(starts):
                    arcs[t].append((len(board) + len(pieces), t + size + board.grid.pad))
                pieces.append((i, size / own))
    return arcs, pieces


def _shared_values(board: Board, prices: SlotPrices) -> list[float]:
    """The values of blocks after children have paid for parents."""
    values = list(board.value)
    for (parent, child), money in prices.share.items():
        values[parent] += money
        values[child] -= money
    return values


def _walk(
    board: Board,
    arcs: list[list[Arc]],
    pieces: list[tuple[int, float]],
    values: list[float],
    claims: list[float],
) -> tuple[list[float], Walk]:
    """The most that can be earned from each slot on, and the most valuable walk."""
    horizon = len(arcs) - 1
    profit = [values[i] - claims[board.group[i]] for i in range(len(board))]
    profit += [profit[i] * share for i, share in pieces]
    earnings = [0.0] * (horizon + 1)
    step: list[Arc | None] = [None] * (horizon + 1)
    for t in range(horizon - 1, -1, -1):
        most = earnings[t + 1]
        for arc in arcs[t]:
            i, end = arc
            x = profit[i]
            if x > 0:
                x += earnings[end]
                if x > most:
                    most = x
                    step[t] = arc
        earnings[t] = most
    walk: Walk = []
    t = 0
    while t < horizon:
        arc_here = step[t]
        if arc_here is None:
            t += 1
        else:
            walk.append((arc_here[0], t))
            t = arc_here[1]
    return earnings, walk
