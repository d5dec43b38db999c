"""The best page by trying every order of every set: each item as early as the order lets it start."""

from __future__ import annotations

from planner.schedule import Problem

GRID = 5


def best_page(problem: Problem) -> tuple[int, float]:
    """(how many musts, how much value) of the best page; no care, fixed items or splits. Musts come first."""
    by_id = {c.id: c for c in problem.candidates}
    pad = -(-problem.between // GRID) * GRID
    best = (0, 0.0)

    def first_start(c, earliest):  # type: ignore[no-untyped-def]
        minutes = -(-max(1, c.minutes) // GRID) * GRID
        for start in range(-(-earliest // GRID) * GRID, 1440, GRID):
            end = start + minutes
            free = any(r.start <= start and end <= r.end for r in problem.ranges)
            clear = all(
                m.end <= m.start or end + problem.between <= m.start or m.end + problem.between <= start
                for m in problem.meetings
            )
            opened = c.windows is None or any(w.start <= start and end <= w.end for w in c.windows)
            there = all(end <= b.start or b.end <= start for b in c.colleagues_busy)
            if free and clear and opened and there:
                return start, end
        return None

    def extend(placed, groups, now, musts, value):  # type: ignore[no-untyped-def]
        nonlocal best
        best = max(best, (musts, value))
        for c in problem.candidates:
            if c.id in placed or (c.group is not None and c.group in groups):
                continue
            if any(a not in placed for a in c.after):
                continue
            if any(b in placed for b in c.before):
                continue
            spot = first_start(c, now)
            if spot is None:
                continue
            extend({**placed, c.id: spot}, groups | {c.group}, spot[1] + pad, musts + c.must, value + c.value)

    extend({}, frozenset(), 0, 0, 0.0)
    assert by_id
    return best
