"""The search of one day: shortlist, price, page, fixing, proof; more effort in each round, until it is proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from planner.schedule.bound.auction import auction
from planner.schedule.bound.eliminate import drop_starts, loss, survivors
from planner.schedule.bound.overload import sharpen
from planner.schedule.bound.prices import Prices, price
from planner.schedule.bound.proof import Effort, prove
from planner.schedule.day.blocks import Board, Plan, build
from planner.schedule.day.layout import Day, with_ancestors
from planner.schedule.day.slots import fits, members
from planner.schedule.place.improve import Best, fix, improve, start
from planner.schedule.problem import Candidate
from planner.schedule.required import Duties

FIRST_ROUNDS = 60  # of ruin and recreate, before anything is fixed
EFFORTS = (
    (60, Effort(nodes=1_200, steps=300)),
    (300, Effort(nodes=4_000, steps=1_000)),
    (600, Effort(nodes=12_000, steps=4_000)),
    (800, Effort(nodes=25_000, steps=8_000)),
)
SWEEPS = 3  # boards of what may still be better, one after the other
BIDS = 40  # rounds of the auction
MOST = 120  # blocks that are searched; of the others it is known what they could bring at most
MORE_ROUNDS = 60  # of ruin and recreate, before blocks are cut to that number
CLOSE = 1e-9  # a page this near the bound, relatively, is the best


@dataclass(slots=True)
class Found:
    """The best page found (without what stands and what only fills), and what no page can exceed."""

    board: Board
    best: Best
    price: float  # of a slot
    bound: float
    proven: bool
    held: dict[str, int]  # ids that have to start at a slot
    stops: dict[str, int] = field(default_factory=dict)  # visits on tours, with the slot each starts at
    driven: int = 0  # slots that tours take


def glance(day: Day, duties: Duties) -> Found:
    """A good page of a day that keeps its duties, in a small part of the time; proven only where that is at once."""
    return _first(day, duties)[0]


def search(day: Day, duties: Duties) -> Found:
    """The most valuable page of a day that keeps its duties."""
    first, prices = _first(day, duties)
    if first.proven:
        return first
    board, best, uniform = first.board, first.best, first.price
    horizon = day.grid.free.bit_length()
    enough = CLOSE * max(1.0, abs(prices.bound))
    open_ = _still_open(day, duties, board, prices, best)
    if len(open_) > MOST:
        prices, walks = auction(board, prices, best.value, BIDS, best.value + enough)
        fix(board, prices, best, walks)
        improve(board, prices, best, MORE_ROUNDS, prices.bound - enough)
        open_ = _still_open(day, duties, board, prices, best)
    best_of_all = prices.bound
    bound = best_of_all
    for turn in range(SWEEPS):
        chosen, others = open_[:MOST], open_[MOST:]
        laid = {board.candidates[i].id: slots for i, slots in best.plan.items()}
        board = board_of(day, duties, [*laid, *duties.kept, *(name for _, name in chosen)])
        best.plan = _by_number(board, laid)
        reached = _prove(board, horizon, best, enough, EFFORTS if turn == 0 else EFFORTS[:2])
        room = best_of_all - best.value - enough
        open_ = [(loses, name) for loses, name in others if loses <= room]
        bound = min(bound, max(reached, best_of_all - open_[0][0] if open_ else best.value))
        if not open_ or reached > best.value + 2 * enough:
            break
    bound = max(bound, best.value)
    return Found(board, best, uniform, bound, bound <= best.value + 2 * enough, duties.start)


def _first(day: Day, duties: Duties) -> tuple[Found, Prices]:
    """A page that is improved for a while, and the prices that say how much better one could be."""
    board, floor = shortlist(day, duties)
    prices = price(board, day.grid.free.bit_length(), floor)
    enough = CLOSE * max(1.0, abs(prices.bound))
    best = start(board, prices, _by_number(board, duties.witness))
    improve(board, prices, best, FIRST_ROUNDS, prices.bound - enough)
    proven = best.value >= prices.bound - enough
    return Found(board, best, prices.uniform, prices.bound, proven, duties.start), prices


def _prove(board: Board, horizon: int, best: Best, enough: float, efforts: Sequence[tuple[int, Effort]]) -> float:
    """More and more effort until no better page of this board can exist; changes `best`, returns the bound."""
    prices = sharpen(board, price(board, horizon), best.value)
    bound = max(prices.bound, best.value)
    for turn, (rounds, effort) in enumerate(efforts):
        if turn:
            prices, walks = auction(board, prices, best.value, BIDS, best.value + enough)
            fix(board, prices, best, walks)
            bound = min(bound, max(best.value, prices.bound))
            drop_starts(board, prices, best.value + enough)
        improve(board, prices, best, rounds, prices.bound - enough)
        proof = prove(board, prices, best.plan, best.value, enough, effort)
        best.plan, best.value, bound = proof.plan, proof.value, min(bound, proof.bound)
        if proof.done:
            break
    return max(bound, best.value)


def _by_number(board: Board, taken: dict[str, int]) -> Plan:
    number = {c.id: i for i, c in enumerate(board.candidates)}
    return {number[n]: slots for n, slots in taken.items()}


def _still_open(day: Day, duties: Duties, board: Board, prices: Prices, best: Best) -> list[tuple[float, str]]:
    """What may be on a page worth more than the best, with what such a page gives up at least, the least first.

    What was too cheap for the shortlist is looked at again, as if it could lie where time is cheapest.
    """
    room = prices.bound - best.value
    open_ = [(loss(board, prices, i), board.candidates[i].id) for i in survivors(board, prices, best.value)]
    listed = {c.id for c in board.candidates}
    gains = {c.group: prices.best[board.group[i]] for i, c in enumerate(board.candidates) if c.group is not None}
    upto = [0.0, *accumulate(prices.slot)]
    cheapest: dict[int, float] = {}
    for name, candidate in eligible(day, duties).items():
        if candidate.value > 0 and name not in listed:
            need = day.need[name]
            cost = cheapest.get(need)
            if cost is None:
                starts = members(fits(day.grid.free, need))
                cost = cheapest[need] = min([upto[t + need] - upto[t] for t in starts], default=0.0)
            above = 0.0 if candidate.group is None else gains.get(candidate.group, 0.0)
            loses = above - candidate.value + cost
            if loses <= room:
                open_.append((loses, name))
    return sorted(open_)


def eligible(day: Day, duties: Duties) -> dict[str, Candidate]:
    """Open candidates that no duty rules out: neither their group nor that of anything that must come before them."""
    if not duties.groups:
        return day.open
    kept = set(duties.kept)
    barred = {n for n, c in day.open.items() if c.group in duties.groups and n not in kept}
    linked = [n for n, c in day.open.items() if c.after and n not in kept]
    barred.update([n for n in linked if not barred.isdisjoint(with_ancestors(day, [n]))])
    return {n: c for n, c in day.open.items() if n not in barred}


def shortlist(day: Day, duties: Duties, every: bool = False) -> tuple[Board, float]:
    """The board of what could pay, and the price per slot below which there may be others (`every`: of all)."""
    paying = [c for c in eligible(day, duties).values() if c.value > 0]
    paying.sort(key=lambda c: (-c.value / day.need[c.id], c.id))
    enough = 3 * day.grid.free.bit_count() + 60
    names: list[str] = []
    groups: set[str] = set()
    asked = 0
    floor = 0.0
    for candidate in paying:
        group = candidate.group or f"#{candidate.id}"
        if asked >= enough and len(names) >= 60 and not every:
            floor = candidate.value / day.need[candidate.id]
            break
        if group not in groups:
            groups.add(group)
            asked += day.need[candidate.id]
        names.append(candidate.id)
    return board_of(day, duties, [*names, *duties.kept]), floor


def board_of(day: Day, duties: Duties, names: Iterable[str]) -> Board:
    """A board of these open candidates and all that must come before them."""
    candidates = [day.open[n] for n in with_ancestors(day, names)]
    return build(day.grid, day.starts, candidates, frozenset(duties.kept), duties.start, day.limits)
