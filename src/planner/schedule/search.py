"""The search of one day: shortlist, prices, plan, proof, with more effort in each round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from planner.schedule.bound.auction import auction
from planner.schedule.bound.eliminate import drop_starts, loss, survivors
from planner.schedule.bound.overload import sharpen
from planner.schedule.bound.prices import SlotPrices, slot_prices
from planner.schedule.bound.proof import ProofEffort, prove
from planner.schedule.day.blocks import Board, Plan, build
from planner.schedule.day.layout import Day, ids_with_ancestors
from planner.schedule.day.slots import fits, members
from planner.schedule.place.improve import BestPlan, Rounds, consider_walks, first_plan, improve
from planner.schedule.required import Requirements

FIRST_ROUNDS = 60  # of ruin and recreate in the first search
EFFORTS = (
    (60, ProofEffort(nodes=1_200, steps=300)),
    (300, ProofEffort(nodes=4_000, steps=1_000)),
    (600, ProofEffort(nodes=12_000, steps=4_000)),
    (800, ProofEffort(nodes=25_000, steps=8_000)),
)
SWEEPS = 3  # boards of blocks that may still be better, one after the other
BIDS = 40  # rounds of the auction
MOST = 120  # blocks on a board; of the others the loss is known
MORE_ROUNDS = 60  # of ruin and recreate before the blocks are cut to that number
CLOSE = 1e-9  # relative distance to the bound at which a plan is the best


@dataclass(slots=True)
class SearchResult:
    """The best plan found (without fixed items and items without value), and a bound on any."""

    board: Board
    best: BestPlan
    price: float  # of a slot
    bound: float
    proven: bool
    held: dict[str, int]  # ids that have to start at a slot
    stops: dict[str, int] = field(default_factory=dict)  # visits on tours, with the slot each starts at
    driven: int = 0  # slots that tours take


def quick_search(day: Day, required: Requirements) -> SearchResult:
    """A good plan of a day with all that is required, found in a small part of the time."""
    return _first(day, required)[0]


def search(day: Day, required: Requirements) -> SearchResult:
    """The most valuable plan of a day with all that is required."""
    first, prices = _first(day, required)
    if first.proven:
        return first
    board, best, uniform = first.board, first.best, first.price
    horizon = day.grid.free.bit_length()
    enough = CLOSE * max(1.0, abs(prices.bound))
    open_ = _still_open(day, required, board, prices, best)
    if len(open_) > MOST:
        prices, walks = auction(board, prices, best.value, BIDS, best.value + enough)
        consider_walks(board, prices, best, walks)
        improve(board, prices, best, Rounds(MORE_ROUNDS, prices.bound - enough))
        open_ = _still_open(day, required, board, prices, best)
    best_of_all = prices.bound
    bound = best_of_all
    for turn in range(SWEEPS):
        chosen, others = open_[:MOST], open_[MOST:]
        laid = {board.candidates[i].id: slots for i, slots in best.plan.items()}
        board = board_of(day, required, [*laid, *required.kept, *(name for _, name in chosen)])
        best.plan = _by_number(board, laid)
        proven_bound = _prove(board, horizon, best, enough, EFFORTS if turn == 0 else EFFORTS[:2])
        room = best_of_all - best.value - enough
        open_ = [(loses, name) for loses, name in others if loses <= room]
        bound = min(bound, max(proven_bound, best_of_all - open_[0][0] if open_ else best.value))
        if not open_ or proven_bound > best.value + 2 * enough:
            break
    bound = max(bound, best.value)
    return SearchResult(board, best, uniform, bound, bound <= best.value + 2 * enough, required.start)


def _first(day: Day, required: Requirements) -> tuple[SearchResult, SlotPrices]:
    """A plan after a few rounds of improvement, and the prices with the bound."""
    board, floor = shortlist(day, required)
    prices = slot_prices(board, day.grid.free.bit_length(), floor)
    enough = CLOSE * max(1.0, abs(prices.bound))
    best = first_plan(board, prices, _by_number(board, required.witness))
    improve(board, prices, best, Rounds(FIRST_ROUNDS, prices.bound - enough))
    proven = best.value >= prices.bound - enough
    return SearchResult(board, best, prices.uniform, prices.bound, proven, required.start), prices


def _prove(
    board: Board, horizon: int, best: BestPlan, enough: float, efforts: Sequence[tuple[int, ProofEffort]]
) -> float:
    """Improve `best` with more and more effort until no better plan of this board can exist.

    Returns the bound.
    """
    prices = sharpen(board, slot_prices(board, horizon), best.value)
    bound = max(prices.bound, best.value)
    for turn, (rounds, effort) in enumerate(efforts):
        if turn:
            prices, walks = auction(board, prices, best.value, BIDS, best.value + enough)
            consider_walks(board, prices, best, walks)
            bound = min(bound, max(best.value, prices.bound))
            drop_starts(board, prices, best.value + enough)
        improve(board, prices, best, Rounds(rounds, prices.bound - enough))
        proof = prove(board, prices, best, enough, effort)
        best.plan, best.value, bound = proof.plan, proof.value, min(bound, proof.bound)
        if proof.done:
            break
    return max(bound, best.value)


def _by_number(board: Board, taken: dict[str, int]) -> Plan:
    number = {c.id: i for i, c in enumerate(board.candidates)}
    return {number[n]: slots for n, slots in taken.items()}


def _still_open(
    day: Day, required: Requirements, board: Board, prices: SlotPrices, best: BestPlan
) -> list[tuple[float, str]]:
    """Candidates that may be on a better plan.

    Each has the least that such a plan loses, the least first.

    Those too cheap for the shortlist are included, as if they could lie where time is cheapest.
    """
    room = prices.bound - best.value
    open_ = [(loss(board, prices, i), board.candidates[i].id) for i in survivors(board, prices, best.value)]
    listed = {c.id for c in board.candidates}
    gains = {c.group: prices.best[board.group[i]] for i, c in enumerate(board.candidates) if c.group is not None}
    prices_upto = [0.0, *accumulate(prices.slot)]
    cheapest: dict[int, float] = {}
    out = ruled_out(day, required)
    for candidate in day.paying:
        name = candidate.id
        if name not in listed and name not in out:
            need = day.need[name]
            cost = cheapest.get(need)
            if cost is None:
                starts = members(fits(day.grid.free, need))
                cost = cheapest[need] = min([prices_upto[t + need] - prices_upto[t] for t in starts], default=0.0)
            above = 0.0 if candidate.group is None else gains.get(candidate.group, 0.0)
            loses = above - candidate.value + cost
            if loses <= room:
                open_.append((loses, name))
    return sorted(open_)


def ruled_out(day: Day, required: Requirements) -> set[str]:
    """Open ids that a requirement rules out: by their own group or by that of a predecessor."""
    if not required.groups:
        return set()
    kept = set(required.kept)
    out = {n for group in required.groups for n in day.groups.get(group, ()) if n not in kept}
    successors = [n for n in day.successors if n not in kept]
    out.update([n for n in successors if not out.isdisjoint(ids_with_ancestors(day, [n]))])
    return out


def shortlist(day: Day, required: Requirements, every: bool = False) -> tuple[Board, float]:
    """The board of candidates that could pay, and the price per slot below which others may.

    `every`: none.
    """
    out = ruled_out(day, required)
    enough = 3 * day.grid.free.bit_count() + 60
    names: list[str] = []
    groups: set[str] = set()
    needed = 0
    floor = 0.0
    for candidate in day.paying:
        if candidate.id in out:
            continue
        group = candidate.group or f"#{candidate.id}"
        if needed >= enough and len(names) >= 60 and not every:
            floor = candidate.value / day.need[candidate.id]
            break
        if group not in groups:
            groups.add(group)
            needed += day.need[candidate.id]
        names.append(candidate.id)
    return board_of(day, required, [*names, *required.kept]), floor


def board_of(day: Day, required: Requirements, names: Iterable[str]) -> Board:
    """A board of these open candidates and all their predecessors."""
    candidates = [day.open[n] for n in ids_with_ancestors(day, names)]
    return build(day.starts, candidates, frozenset(required.kept), required.start, day.limits)
