"""Days with travel: several visits in one tour, and a bound that holds for any route.

A single visit is a block with its travel. Tours of two to four visits, one right after the other, and visits on the way
to or from an anchor elsewhere, are further blocks, each of all its groups at once; ruin and recreate chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from planner.frozen_class import frozen
from planner.schedule.bound.prices import at_prices, uniform_price
from planner.schedule.day.blocks import Board, laid_value
from planner.schedule.day.grid import SLOT, size, to_slots
from planner.schedule.day.layout import Day, linked_ids
from planner.schedule.day.slots import first_slot, fits, runs
from planner.schedule.day.travel import Anchor, TravelTimes, is_away, place_of, travel_minutes
from planner.schedule.place.improve import BestPlan, Rounds, improve
from planner.schedule.place.reroute import reroute_day
from planner.schedule.problem import Candidate
from planner.schedule.required import Requirements
from planner.schedule.search import SearchResult, board_of, ruled_out, shortlist

VISITS = 36  # the best paid visits, which are joined in tours
KEPT = (0, 0, 150, 150, 80)  # number of tours kept, by their number of visits
ROUNDS = 1_800  # of ruin and recreate
ROUNDS_A_BLOCK = 30
BLOCKS = 260  # considered in a round


@frozen
class Tour:
    """Visits in order, as a block."""

    visits: tuple[Candidate, ...]
    need: int  # slots
    starts: int
    offsets: tuple[int, ...]  # slots from the start of the block to each visit

    @property
    def value(self) -> float:
        return sum([c.value for c in self.visits])


def add_tours(day: Day, required: Requirements, found: SearchResult) -> SearchResult:
    """A plan at least as good as `found`, in which visits may follow one another."""
    assert day.ways is not None
    bound = travel_bound(day, required)
    laid = {found.board.candidates[i].id: slots for i, slots in found.best.plan.items()}
    names = [c.id for c in shortlist(day, required)[0].candidates]
    out = ruled_out(day, required)
    visits = [c for c in _joinable(day) if c.id in day.open and c.id not in out]
    board = board_of(day, required, [*names, *laid, *(c.id for c in visits)])
    number = {c.id: i for i, c in enumerate(board.candidates)}
    tours = _tours(day, day.ways, visits, found.price)
    for tour in tours:
        _append(board, tour, [number[c.id] for c in tour.visits])
    horizon = day.grid.free.bit_length()
    slot = [found.price if day.grid.free >> t & 1 else 0.0 for t in range(horizon)]
    prices = at_prices(board, slot, found.price)
    best = BestPlan({number[n]: slots for n, slots in laid.items()}, found.best.value)
    improve(board, prices, best, Rounds(min(ROUNDS, ROUNDS_A_BLOCK * len(board)), bound, BLOCKS))
    first = len(board) - len(tours)
    driven = [(best.plan.pop(i), tours[i - first]) for i in sorted(best.plan) if i >= first]
    stops = {c.id: first_slot(slots) + at for slots, t in driven for c, at in zip(t.visits, t.offsets, strict=True)}
    taken = {board.candidates[i].id: slots for i, slots in best.plan.items()}
    taken, stops, road = reroute_day(day, {c.id: c for c in board.candidates}, found.held, taken, stops)
    best.plan = {number[n]: slots for n, slots in taken.items()}
    best.value = sum([laid_value(board, i, slots) for i, slots in best.plan.items()])
    best.value += sum([board.value[number[n]] for n in stops])
    bound = max(bound, best.value)
    proven = bound - best.value <= 1e-9 * max(1.0, abs(bound))
    return SearchResult(board, best, found.price, bound, proven, found.held, stops, road)


def travel_bound(day: Day, required: Requirements) -> float:
    """A bound on the value of any plan, for any route.

    Between two items lie `between` minutes or the travel, whichever is more. Half of the shortest travel from a visit
    belongs to it on either side. So a visit takes its slots, a pad, and the excess of two such halves over two pads,
    and everything fits into the day's free time as one heap.
    """
    ways = day.ways
    assert ways is not None
    board, floor = shortlist(day, required, every=True)
    places = {place_of(ways.roads, c.place) for c in board.candidates} | {ways.base}
    places |= {a.place for a in day.anchors}
    pad = ways.pad
    asks: dict[str, int] = {}
    for place in places:
        alone = sum(place_of(ways.roads, c.place) == place for c in board.candidates) <= 1
        fixed = any(a.place == place for a in day.anchors)
        near = min((travel_minutes(ways.roads, place, other) for other in places if other != place), default=0)
        asks[place] = near // SLOT if alone and not fixed else 0
    for i, candidate in enumerate(board.candidates):
        if is_away(ways.roads, candidate):
            extra = max(0, asks[place_of(ways.roads, candidate.place)] - 2 * pad)
            board.need[i] = size(candidate) + pad + extra
    free = ways.stay.grid.free
    price = uniform_price(board, free.bit_count(), floor)
    gain = [board.value[i] - price * board.need[i] for i in range(len(board))]
    best: dict[int, float] = {}
    for i, x in enumerate(gain):
        best[board.group[i]] = max(best.get(board.group[i], 0.0), x)
    return price * free.bit_count() + sum(best.values())


def _joinable(day: Day) -> list[Candidate]:
    """Visits that may be part of a tour, the best paid first.

    Nothing has to come before or after them.
    """
    roads = day.problem.roads
    bound = linked_ids(day.problem)
    visits = [
        c
        for c in day.problem.candidates
        if c.at is None and is_away(roads, c) and not (c.urgent or c.care) and c.id not in bound
    ]
    taken = day.fixed_items.groups
    visits = [c for c in visits if c.group is None or c.group not in taken]
    return sorted(visits, key=lambda c: (not c.is_held, -c.value / size(c), c.id))[:VISITS]


def _tours(day: Day, ways: TravelTimes, visits: list[Candidate], price: float) -> list[Tour]:
    """Feasible tours of two or more visits.

    Of each length, those worth most above the price of their time.
    """
    free = day.grid.free
    kept: list[Tour] = []
    longer: list[tuple[Candidate, ...]] = [(c,) for c in visits]
    for count in range(2, len(KEPT)):
        found: dict[frozenset[str], list[Tour]] = {}
        for tour in longer:
            for visit in visits:
                if visit in tour or any(visit.group is not None and visit.group == c.group for c in tour):
                    continue
                need, starts, offsets = ways.tour([*tour, visit])
                starts &= fits(free, need)
                if starts:
                    joined = Tour((*tour, visit), need, starts, tuple(offsets))
                    found.setdefault(frozenset(c.id for c in joined.visits), []).append(joined)
        best = [t for same in found.values() for t in sorted(same, key=_shortest)[:2]]
        best.sort(key=lambda t: (-(t.value - price * t.need), [c.id for c in t.visits]))
        best = best[: KEPT[count]]
        longer = [t.visits for t in best]
        kept += best
    return [*kept, *_on_the_way(day, ways, visits)]


def _shortest(tour: Tour) -> tuple[int, int, list[str]]:
    return tour.need, -tour.starts.bit_count(), [c.id for c in tour.visits]


def _on_the_way(day: Day, ways: TravelTimes, visits: list[Candidate]) -> Iterator[Tour]:
    """Visits right before or right after an anchor elsewhere, on the way there or back."""
    away = day.anchors
    gaps = runs(day.grid.free)
    for anchor, visit in product(away, visits):
        if anchor.place == ways.base:
            continue
        yield from _before(day, ways, gaps, anchor, visit)
        yield from _after(day, ways, gaps, anchor, visit)


def _before(
    day: Day, ways: TravelTimes, gaps: list[tuple[int, int]], anchor: Anchor, visit: Candidate
) -> Iterator[Tour]:
    place = place_of(ways.roads, visit.place)
    between = max(travel_minutes(ways.roads, place, anchor.place), day.problem.between)
    begins = (anchor.start - between) // SLOT - size(visit)
    starts = begins - ways.lead(place)
    ends = next((end for start, end in gaps if start <= starts < end), 0)
    nearest = (
        to_slots(anchor.start - max(travel_minutes(ways.roads, ways.base, anchor.place), day.problem.between))
        + ways.pad
    )
    out = ways.slots(ways.base, place)
    drives = begins >= out and fits(ways.travel, max(out, 1)) >> (begins - out) & 1
    if starts > 0 and ends and abs(ends - nearest) <= 1 and drives and ways.stay.of(visit) >> begins & 1:
        yield Tour((visit,), ends - starts, 1 << starts, (begins - starts,))


def _after(
    day: Day, ways: TravelTimes, gaps: list[tuple[int, int]], anchor: Anchor, visit: Candidate
) -> Iterator[Tour]:
    place = place_of(ways.roads, visit.place)
    between = max(travel_minutes(ways.roads, place, anchor.place), day.problem.between)
    begins = to_slots(anchor.end + between)
    ends = begins + size(visit) + ways.tail(place)
    starts = next((start for start, end in gaps if start < ends <= end), -1)
    nearest = to_slots(anchor.end + max(travel_minutes(ways.roads, ways.base, anchor.place), day.problem.between))
    back = ways.slots(place, ways.base)
    drives = fits(ways.travel, max(back, 1)) >> (begins + size(visit)) & 1
    if starts >= 0 and abs(starts - nearest) <= 1 and drives and ways.stay.of(visit) >> begins & 1:
        yield Tour((visit,), ends - starts, 1 << starts, (begins - starts,))


def _append(board: Board, tour: Tour, members: list[int]) -> None:
    """Add a tour of the blocks `members` to the board, as one more block."""
    bits = 0
    for i in members:
        bits |= board.bit[i]
    board.candidates.append(tour.visits[0])
    board.need.append(tour.need)
    board.starts.append(tour.starts)
    board.spots.append(runs(tour.starts))
    board.value.append(tour.value)
    board.group.append(max(board.group) + 1)
    board.bit.append(bits)
    board.part.append(0)
    board.chips.append(())
    for column in (board.parents, board.ancestors, board.children, board.earlier, board.later):
        column.append(())
