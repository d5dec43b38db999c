"""The search of one day: shortlist, price, page, fixing, proof; more effort in each round, until it is proven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.core.schedule.auction import auction
from planner.core.schedule.board import Board, Plan, build
from planner.core.schedule.duties import Duties
from planner.core.schedule.fixing import drop_starts, survivors
from planner.core.schedule.grid import size
from planner.core.schedule.improve import Best, improve, mend, start
from planner.core.schedule.opening import Day, with_ancestors
from planner.core.schedule.overload import sharpen
from planner.core.schedule.prices import Prices, price
from planner.core.schedule.problem import Candidate
from planner.core.schedule.proof import Effort, prove

FIRST_ROUNDS = 60  # of ruin and recreate, before anything is fixed
EFFORTS = (
    (60, Effort(nodes=1_200, steps=300)),
    (300, Effort(nodes=4_000, steps=1_000)),
    (1_000, Effort(nodes=8_000, steps=3_000)),
    (2_500, Effort(nodes=16_000, steps=6_000)),
)
BIDS = 40  # rounds of the auction


@dataclass(slots=True)
class Found:
    """The best page found (without what stands and what only fills), and what no page can exceed."""

    board: Board
    best: Best
    prices: Prices
    bound: float
    proven: bool


def search(day: Day, duties: Duties) -> Found:
    """The most valuable page of a day that keeps its duties."""
    board, floor = shortlist(day, duties)
    horizon = day.grid.free.bit_length()
    prices = price(board, horizon, floor)
    enough = 1e-9 * max(1.0, abs(prices.bound))
    best = start(board, prices, _by_number(board, duties.witness))
    improve(board, prices, best, FIRST_ROUNDS, prices.bound - enough)
    if best.value >= prices.bound - enough:
        return Found(board, best, prices, prices.bound, True)
    names = _still_open(day, duties, board, prices, best)
    laid = {board.candidates[i].id: slots for i, slots in best.plan.items()}
    board = _board(day, duties, names)
    best.plan = _by_number(board, laid)
    prices = sharpen(board, price(board, horizon), best.value)
    bound = max(prices.bound, best.value)
    for turn, (rounds, effort) in enumerate(EFFORTS):
        if turn:
            prices, walks = auction(board, prices, best.value, BIDS, best.value + enough)
            mend(board, prices, best, walks)
            bound = max(best.value, min(bound, prices.bound))
            drop_starts(board, prices, best.value + enough)
        improve(board, prices, best, rounds, bound - enough)
        if best.value >= bound - enough:
            return Found(board, best, prices, best.value, True)
        proof = prove(board, prices, best.plan, best.value, enough, effort)
        best.plan, best.value, bound = proof.plan, proof.value, min(bound, proof.bound)
        if proof.done:
            return Found(board, best, prices, bound, True)
    return Found(board, best, prices, bound, False)


def _by_number(board: Board, taken: dict[str, int]) -> Plan:
    number = {c.id: i for i, c in enumerate(board.candidates)}
    return {number[n]: slots for n, slots in taken.items()}


def _still_open(day: Day, duties: Duties, board: Board, prices: Prices, best: Best) -> set[str]:
    """What may be on a page worth more than the best, and what is on it.

    What was too cheap for the shortlist is looked at again: at the one price of time it may lose little.
    """
    room = prices.bound - best.value
    names = {board.candidates[i].id for i in (*survivors(board, prices, best.value), *best.plan)}
    names.update(duties.kept)
    listed = {c.id for c in board.candidates}
    gains = {c.group: prices.best[board.group[i]] for i, c in enumerate(board.candidates) if c.group is not None}
    pad, rate = day.grid.pad, prices.uniform
    for candidate in _eligible(day, duties).values():
        if candidate.value > 0 and candidate.id not in listed:
            gain = candidate.value - rate * (size(candidate) + pad)
            above = 0.0 if candidate.group is None else gains.get(candidate.group, 0.0)
            if above - gain <= room:
                names.add(candidate.id)
    return names


def _eligible(day: Day, duties: Duties) -> dict[str, Candidate]:
    """Open candidates that no duty rules out: neither their group nor that of anything that must come before them."""
    if not duties.groups:
        return day.open
    kept = set(duties.kept)
    barred = {n for n, c in day.open.items() if c.group in duties.groups and n not in kept}
    linked = [n for n, c in day.open.items() if c.after and n not in kept]
    barred.update([n for n in linked if not barred.isdisjoint(with_ancestors(day, [n]))])
    return {n: c for n, c in day.open.items() if n not in barred}


def shortlist(day: Day, duties: Duties) -> tuple[Board, float]:
    """The board of what could pay, and the price per slot below which there may be others."""
    pad = day.grid.pad
    eligible = _eligible(day, duties)
    paying = [c for c in eligible.values() if c.value > 0]
    paying.sort(key=lambda c: (-c.value / (size(c) + pad), c.id))
    enough = 3 * day.grid.free.bit_count() + 60
    names: list[str] = []
    groups: set[str] = set()
    asked = 0
    floor = 0.0
    for candidate in paying:
        group = candidate.group or f"#{candidate.id}"
        if asked >= enough and len(names) >= 60:
            floor = candidate.value / (size(candidate) + pad)
            break
        if group not in groups:
            groups.add(group)
            asked += size(candidate) + pad
        names.append(candidate.id)
    return _board(day, duties, [*names, *duties.kept]), floor


def _board(day: Day, duties: Duties, names: Iterable[str]) -> Board:
    candidates = [day.open[n] for n in with_ancestors(day, names)]
    return build(day.grid, day.starts, candidates, frozenset(duties.kept), duties.start, day.limits)
