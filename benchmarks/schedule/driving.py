"""The best travelling day that PyVRP finds: visits are clients with prizes, windows groups of which one is chosen."""

from __future__ import annotations

from tests.schedule.oracle import GRID, spots_of

from planner.schedule import Problem

SCALE = 100  # prizes are whole numbers


def best_by_pyvrp(problem: Problem, seconds: float) -> float:
    """Value of the best page it finds (no order, splits or fixed items; one working range)."""
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    (day,) = problem.ranges
    roads, pad = problem.roads, problem.between
    model = Model()
    names = sorted({roads.base} | {c.place or roads.base for c in problem.candidates})
    names = sorted({*names, *(m.place or roads.base for m in problem.meetings)})
    home = model.add_location(0, 0)
    spots = {name: model.add_location(0, 0) for name in names}

    def way(a: str, b: str) -> int:
        return 0 if a == b else roads.ways.get((a, b), roads.default)

    for a in names:
        model.add_edge(home, spots[a], 0, way(roads.base, a))
        model.add_edge(spots[a], home, 0, way(a, roads.base))
        for b in names:
            if a != b:
                model.add_edge(spots[a], spots[b], 0, max(pad, way(a, b)) - pad)
    depot = model.add_depot(home)
    model.add_vehicle_type(
        1, start_depot=depot, end_depot=depot, tw_early=day.start, tw_late=day.end + pad, unit_distance_cost=0
    )
    for m in problem.meetings:
        at = spots[m.place or roads.base]
        model.add_client(at, service_duration=m.end - m.start + pad, tw_early=m.start, tw_late=m.start)
    musts = {c.group for c in problem.candidates if c.must}
    groups = {}
    for c in problem.candidates:
        if c.group in musts and not c.must:
            continue
        slots = -(-c.minutes // GRID)
        starts = spots_of(problem, c, slots)
        key = c.group or c.id
        if starts and key not in groups:
            groups[key] = model.add_client_group(required=c.must)
        for first, last in _stretches(starts):
            model.add_client(
                spots[c.place or roads.base],
                service_duration=slots * GRID + pad,
                tw_early=first * GRID,
                tw_late=last * GRID,
                prize=round(c.value * SCALE),
                required=False,
                group=groups[key],
            )
    result = model.solve(MaxRuntime(seconds), seed=1, display=False)
    if not result.is_feasible():
        return 0.0
    return result.best.prizes() / SCALE


def _stretches(starts: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for t in starts:
        if found and found[-1][1] == t - 1:
            found[-1] = (found[-1][0], t)
        else:
            found.append((t, t))
    return found
