"""Prices slot by slot, where one price and a few windows don't tell enough.

The other way round: every group has a claim (what its best block gains), and the day is the most valuable walk through
the slots, each step laying a block for its worth less its group's claim, or leaving a slot empty. A group that the walk
uses more than once claims more, one it leaves out claims less (the subgradient of the bound; Polyak's step, as if the
bound could fall to what the best page is worth). What the walk can still earn falls from slot to slot by prices that
are valid prices of time, and never worse than the claims. Held and Karp's idea, on a path instead of a tree.
"""

from __future__ import annotations

from planner.schedule.bound.prices import Prices, at_prices
from planner.schedule.day.blocks import PIECE_SLOTS, Board
from planner.schedule.day.slots import fits, members

PIECES = (6, 8, 10, 12, 15, 18, 24, 30, 36)  # slots of the pieces that a walk may lay
PATIENCE = 5  # rounds without a lower bound before steps get shorter
SHORTER = 0.7
MEMORY = 0.4  # of the direction of the round before

Arc = tuple[int, int]  # a block, and the slot after its pad
Walk = list[tuple[int, int]]  # blocks with the slot they start at; a block may come more than once


def auction(board: Board, prices: Prices, value: float, rounds: int, enough: float) -> tuple[Prices, list[Walk]]:
    """Prices with a bound at most that of `prices`; `value` is that of the best page, `enough` what ends it.

    With the walks of all rounds: fixed, each is a page.
    """
    horizon = len(prices.slot)
    arcs, pieces = _arcs(board, horizon)
    worth = _shared_worth(board, prices)
    best = prices
    claims = list(prices.best)
    walks: list[Walk] = []
    drift = [0.0] * len(claims)
    stride = 1.0
    idle = 0
    for _ in range(rounds):
        if best.bound <= enough or stride < 0.01:
            break
        ahead, walk = _walk(board, arcs, pieces, worth, claims, horizon)
        walks.append([(i, t) for i, t in walk if i < len(board)])
        tried = at_prices(board, [ahead[t] - ahead[t + 1] for t in range(horizon)], prices.uniform)
        if tried.bound < best.bound:
            idle = idle + 1 if best.bound - tried.bound < 0.01 * (best.bound - value) else 0
            best = tried
        else:
            idle += 1
        if idle >= PATIENCE:
            stride, idle = stride * SHORTER, 0
            claims = list(best.best)
            drift = [0.0] * len(claims)
            worth = _shared_worth(board, best)
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
        step = stride * (sum(claims) + ahead[0] - value) / norm
        for g, d in enumerate(drift):
            claims[g] += step * d
            if claims[g] < 0 and not board.required >> g & 1:
                claims[g] = 0.0
    return best, walks


def _arcs(board: Board, horizon: int) -> tuple[list[list[Arc]], list[tuple[int, float]]]:
    """By slot: the blocks that may start there. Pieces of splitting blocks are numbered after the blocks, each with
    its block and its share of it."""
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


def _shared_worth(board: Board, prices: Prices) -> list[float]:
    """What blocks are worth after children have paid for parents."""
    worth = list(board.value)
    for (parent, child), money in prices.share.items():
        worth[parent] += money
        worth[child] -= money
    return worth


def _walk(
    board: Board,
    arcs: list[list[Arc]],
    pieces: list[tuple[int, float]],
    worth: list[float],
    claims: list[float],
    horizon: int,
) -> tuple[list[float], Walk]:
    """What can still be earned from each slot on, and the blocks of the most valuable walk."""
    profit = [worth[i] - claims[board.group[i]] for i in range(len(board))]
    profit += [profit[i] * share for i, share in pieces]
    ahead = [0.0] * (horizon + 1)
    step: list[Arc | None] = [None] * (horizon + 1)
    for t in range(horizon - 1, -1, -1):
        most = ahead[t + 1]
        for arc in arcs[t]:
            i, end = arc
            x = profit[i]
            if x > 0:
                x += ahead[end]
                if x > most:
                    most = x
                    step[t] = arc
        ahead[t] = most
    walk: Walk = []
    t = 0
    while t < horizon:
        arc_here = step[t]
        if arc_here is None:
            t += 1
        else:
            walk.append((arc_here[0], t))
            t = arc_here[1]
    return ahead, walk
