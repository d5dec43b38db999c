"""The page as it is told: exact minutes, parts, and of everything that is not on it, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.schedule.bits import runs
from planner.core.schedule.filling import fill
from planner.core.schedule.grid import SLOT
from planner.core.schedule.problem import Because, Candidate, DayPlan, Placed
from planner.core.schedule.standing import span

if TYPE_CHECKING:
    from planner.core.schedule.opening import Day
    from planner.core.schedule.searching import Found


def tell(day: Day, found: Found) -> DayPlan:
    """The page of what was found, with what stands and what fills the gaps."""
    board, best = found.board, found.best
    taken = {board.candidates[i].id: slots for i, slots in best.plan.items()}
    taken |= fill(day, taken)
    placed = [Placed(c.id, *span(c)) for c in day.standing.kept.values()]
    for name, slots in taken.items():
        placed += pieces(day.open[name], slots, day.grid.pad)
    placed.sort(key=lambda p: (p.start, p.end, p.id))
    known = {c.id: c for c in day.problem.candidates}
    value = sum(_worth(known[p.id], p) for p in placed)
    standing = sum(c.value for c in day.standing.kept.values())
    bound = max(value, standing + found.bound)
    missed = dict(day.standing.missed)
    for candidate in day.problem.candidates:
        if candidate.must and candidate.id not in taken and candidate.id not in day.standing.kept:
            missed.setdefault(candidate.id, _instead(day, taken, candidate))
    on_page = set(taken) | set(day.standing.kept)
    left_out = {c.id: because(day, taken, c) for c in day.problem.candidates if c.id not in on_page}
    return DayPlan(
        placed=tuple(placed),
        value=value,
        bound=bound,
        proven=found.proven or bound - value <= 1e-9 * max(1.0, abs(value)),
        price=found.prices.uniform / SLOT,
        left_out=left_out,
        missed=missed,
    )


def _worth(candidate: Candidate, placed: Placed) -> float:
    if placed.part is None:
        return candidate.value
    return candidate.value * (placed.end - placed.start) / candidate.minutes


def pieces(candidate: Candidate, taken: int, pad: int) -> list[Placed]:
    """The pieces of one item with their exact minutes: a minute short of the grid is missing at the longest one."""
    found = [(start * SLOT, (end - pad) * SLOT) for start, end in runs(taken)]
    over = sum(end - start for start, end in found) - candidate.minutes
    if over > 0:
        longest = max(range(len(found)), key=lambda k: (found[k][1] - found[k][0], k))
        found[longest] = (found[longest][0], found[longest][1] - over)
    if len(found) == 1 and over >= 0:
        return [Placed(candidate.id, *found[0])]
    return [Placed(candidate.id, start, end, (k, len(found))) for k, (start, end) in enumerate(found, 1)]


def _group_taken(day: Day, taken: dict[str, int], candidate: Candidate) -> str | None:
    if candidate.group is None:
        return None
    for name in (*day.standing.kept, *taken):
        other = day.standing.kept.get(name) or day.open[name]
        if other.group == candidate.group:
            return name
    return None


def _instead(day: Day, taken: dict[str, int], candidate: Candidate) -> str | None:
    """What a must collides with: the kept item of its group, else a fixed or must one in whose time it could lie."""
    same = _group_taken(day, taken, candidate)
    if same is not None:
        return same
    for a in candidate.after:
        if a not in taken and a not in day.standing.kept:
            return a
    for name, other in day.standing.kept.items():
        if _in_its_time(candidate, span(other).start, span(other).end):
            return name
    starts = day.starts.of(candidate)
    for name, slots in taken.items():
        if day.open[name].must and starts and slots & _covers(starts, candidate):
            return name
    return None


def _covers(starts: int, candidate: Candidate) -> int:
    from planner.core.schedule.bits import spread
    from planner.core.schedule.grid import size

    return spread(starts, size(candidate))


def _in_its_time(candidate: Candidate, start: int, end: int) -> bool:
    windows = candidate.windows
    return windows is not None and any(w.start < end and start < w.end for w in windows)


def because(day: Day, taken: dict[str, int], candidate: Candidate) -> Because:
    """Why a candidate is not on the page."""
    on_page = (*taken, *day.standing.kept)
    if candidate.at is not None:
        return "collides"
    if _group_taken(day, taken, candidate) is not None:
        return "same deal"
    if day.first_start(candidate) is None:
        if candidate.colleagues_busy and day.starts.without_colleagues(candidate):
            return "needs a colleague"
        return "no time for it"
    if any(a not in on_page for a in candidate.after):
        return "after another"
    if candidate.must:
        return "collides"
    if candidate.care is not None:
        return "kept minutes used up"
    return "no room"
