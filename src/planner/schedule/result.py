"""The plan of the day from a search result, with the reasons for those left out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from planner.schedule.day.blocks import build, within
from planner.schedule.day.fixed import fixed_span
from planner.schedule.day.grid import SLOT
from planner.schedule.day.layout import linked_ids
from planner.schedule.day.slots import first_slot, runs, spread
from planner.schedule.day.travel import place_of, trips
from planner.schedule.place.fill import fill
from planner.schedule.place.tidy import tidy
from planner.schedule.problem import Because, Candidate, DayPlan, PlacedItem, Problem, Trip

if TYPE_CHECKING:
    from planner.schedule.day.layout import Day
    from planner.schedule.search import SearchResult

HOUR = 60  # minutes


def day_plan(day: Day, found: SearchResult, *, move: bool = True, fillers: bool = True) -> DayPlan:
    """The plan of a search result, with the fixed items and the items that fill the gaps.

    `move`: better paid items come earlier; else all stay where the search put them. `fillers`: what has no value of its
    own goes into the gaps.
    """
    board, best = found.board, found.best
    taken = {board.candidates[i].id: slots for i, slots in best.plan.items()}
    taken = _tidy_plan(day, found, taken) if move else taken
    more = fill(day, taken, found.stops, found.driven) if fillers else {}
    if more:
        taken = _tidy_plan(day, found, taken | more) if move else taken | more
    known = {c.id: c for c in day.problem.candidates}
    placed = [PlacedItem(c.id, *fixed_span(c)) for c in day.fixed_items.kept.values()]
    for name, slots in taken.items():
        placed += _placed(day, day.open[name], slots)
    placed += [PlacedItem(n, at * SLOT, at * SLOT + known[n].minutes) for n, at in found.stops.items()]
    placed.sort(key=lambda p: (p.start, p.end, p.id))
    value = sum(_value(known[p.id], p) for p in placed)
    fixed_value = sum(c.value for c in day.fixed_items.kept.values())
    bound = max(value, fixed_value + found.bound)
    on_page = {c.id: c for c in day.fixed_items.kept.values()} | {n: known[n] for n in (*taken, *found.stops)}
    owner = {c.group: c.id for c in on_page.values() if c.group is not None}
    missed = dict(day.fixed_items.missed)
    for candidate in day.problem.candidates:
        if candidate.must and (candidate.id not in on_page or _in_part(placed, candidate)):
            missed.setdefault(candidate.id, _rival(day, taken, owner, candidate))
    left_out = {c.id: reason_left_out(day, on_page, owner, c) for c in day.problem.candidates if c.id not in on_page}
    return DayPlan(
        placed=tuple(placed),
        value=value,
        bound=bound,
        proven=found.proven or bound - value <= 1e-9 * max(1.0, abs(value)),
        price=found.price / SLOT,
        left_out=left_out,
        missed=missed,
        trips=_trips(day, placed),
        one_more_hour=_one_more_hour(day.problem, left_out),
    )


def _one_more_hour(problem: Problem, left_out: Mapping[str, Because]) -> float:
    """Money of what has no room and would fit into an hour more, best paid first.

    The price of a minute is that of the day's last one; a whole call that has no room may pay far more.
    """
    free, money, groups = HOUR, 0.0, set[str]()
    out = [c for c in problem.candidates if left_out.get(c.id) == "no room" and c.windows is None]
    for candidate in sorted(out, key=lambda c: (-c.value / (c.minutes + problem.between), c.id)):
        if candidate.minutes <= free and (candidate.group is None or candidate.group not in groups):
            free -= candidate.minutes + problem.between
            money += candidate.value
            groups |= {candidate.group} if candidate.group is not None else set()
    return money


def _tidy_plan(day: Day, found: SearchResult, taken: dict[str, int]) -> dict[str, int]:
    names = sorted(taken)
    held = dict(found.held)
    if found.stops:  # items linked to a visit must not move without it
        held |= {n: first_slot(taken[n]) for n in linked_ids(day.problem) if n in taken}
    board = build(day.starts, [day.open[n] for n in names], frozenset(), held, day.limits)
    plan = tidy(board, {i: taken[n] for i, n in enumerate(names)}, found.driven)
    return {names[i]: slots for i, slots in plan.items()}


def _value(candidate: Candidate, placed: PlacedItem) -> float:
    if placed.part is None:
        return candidate.value
    return candidate.value * (placed.end - placed.start) / candidate.minutes


def _placed(day: Day, candidate: Candidate, slots: int) -> list[PlacedItem]:
    if day.starts.visit(candidate) is None:
        return pieces(candidate, slots, day.grid.pad)
    start = (first_slot(slots) + day.starts.lead(candidate)) * SLOT
    return [PlacedItem(candidate.id, start, start + candidate.minutes)]


def _trips(day: Day, placed: Iterable[PlacedItem]) -> tuple[Trip, ...]:
    if day.ways is None:
        return ()
    known = {c.id: place_of(day.problem.roads, c.place) for c in day.problem.candidates}
    stops = [(m.start, m.end, place_of(day.problem.roads, m.place)) for m in day.problem.meetings]
    return trips(day.problem, [*stops, *((p.start, p.end, known[p.id]) for p in placed)])


def _in_part(placed: list[PlacedItem], candidate: Candidate) -> bool:
    return sum(p.end - p.start for p in placed if p.id == candidate.id) < candidate.minutes


def pieces(candidate: Candidate, taken: int, pad: int) -> list[PlacedItem]:
    """The pieces of an item with their exact minutes.

    The longest one is short of the grid by the rest.
    """
    found = [(start * SLOT, (end - pad) * SLOT) for start, end in runs(taken)]
    over = sum(end - start for start, end in found) - candidate.minutes
    if over > 0:
        longest = max(range(len(found)), key=lambda k: (found[k][1] - found[k][0], k))
        found[longest] = (found[longest][0], found[longest][1] - over)
    if len(found) == 1 and over >= 0:
        return [PlacedItem(candidate.id, *found[0])]
    return [PlacedItem(candidate.id, start, end, (k, len(found))) for k, (start, end) in enumerate(found, 1)]


def _rival(day: Day, taken: dict[str, int], owner: dict[str, str], candidate: Candidate) -> str | None:
    """The id a must collides with, if known.

    The item of its group, a missing predecessor, or a fixed or must item that lies where it could have been.
    """
    if candidate.id in taken:
        return None
    if candidate.group in owner:
        return owner[candidate.group]
    for a in candidate.after:
        if a not in taken and a not in day.fixed_items.kept:
            return a
    for name, other in day.fixed_items.kept.items():
        if _in_its_time(candidate, fixed_span(other).start, fixed_span(other).end):
            return name
    need = day.starts.need(candidate)
    possible = spread(day.starts.of(candidate) & within(day.limits.get(candidate.id), need - day.grid.pad), need)
    return next((name for name, slots in taken.items() if day.open[name].must and slots & possible), None)


def _in_its_time(candidate: Candidate, start: int, end: int) -> bool:
    windows = candidate.windows
    return windows is not None and any(w.start < end and start < w.end for w in windows)


def reason_left_out(day: Day, on_page: Container[str], owner: Container[str | None], candidate: Candidate) -> Because:
    """The reason why a candidate is not on the page."""
    if candidate.at is not None:
        return "collides"
    if candidate.group in owner:
        return "same deal"
    if candidate.id in day.hopeless:
        if candidate.colleagues_busy and day.starts.without_colleagues(candidate):
            return "needs a colleague"
        return "no time for it"
    if candidate.after and any(a not in on_page for a in candidate.after):
        return "after another"
    if candidate.must:
        return "collides"
    return "no room" if candidate.care is None else "kept minutes used up"
