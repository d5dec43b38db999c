"""A problem laid out on its grid: what stands, and which candidates could be on the page at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.schedule.day.blocks import PIECE_SLOTS, splittable, within
from planner.schedule.day.fixed import Standing, span, stand
from planner.schedule.day.grid import SLOT, Grid, Starts, lay_out, up
from planner.schedule.day.slots import fits, lowest
from planner.schedule.day.travel import Anchor, Ways, anchors, is_away, ways_of, with_ways
from planner.schedule.problem import Candidate, Problem, Span

LATEST = 1 << 14  # a slot behind every day


@dataclass(slots=True)
class Day:
    """A problem laid out: its grid, what stands, and which candidates are open (could be on the page at all)."""

    problem: Problem
    standing: Standing
    grid: Grid
    starts: Starts
    ways: Ways | None = None  # None: nothing is done elsewhere
    open: dict[str, Candidate] = field(default_factory=dict)
    limits: dict[str, Span] = field(default_factory=dict)  # slots within which some have to lie
    need: dict[str, int] = field(default_factory=dict)  # slots each takes in one piece, its pad included
    hopeless: set[str] = field(default_factory=set)  # ids without a start of their own on this day

    def narrow(self, name: str, low: int, high: int) -> None:
        """`name` has to lie in the slots `low` to `high`, besides what is known of it."""
        now = self.limits.get(name, Span(0, LATEST))
        self.limits[name] = Span(max(now.start, low), min(now.end, high))

    def on_a_tour(self, candidate: Candidate) -> bool:
        """Whether it is a visit that could be made if one came from another one, if not from the base and back."""
        return self.starts.visit(candidate) is not None and self.ways is not None and bool(self.ways.stay.of(candidate))

    def first_start(self, candidate: Candidate) -> int | None:
        """The first slot at which it, or a piece of it, may start."""
        limit = self.limits.get(candidate.id)
        starts = self.starts.of(candidate) & within(limit, self.need[candidate.id] - self.grid.pad)
        if splittable(candidate) and self.starts.visit(candidate) is None:
            for patch in self.starts.patches(candidate):
                starts |= fits(patch, PIECE_SLOTS) & within(limit, PIECE_SLOTS)
        return lowest(starts) if starts else None


def lay_day(problem: Problem, without: dict[str, str | None]) -> Day:
    """The grid, and which candidates are open."""
    standing = stand(problem, without)
    fixed = anchors(problem, list(standing.kept.values()))
    things: list[Anchor | Candidate] = [*fixed, *problem.candidates]
    if not any(is_away(problem.roads, thing) for thing in things):
        grid = lay_out(problem.ranges, [Span(a.start, a.end) for a in fixed], problem.between)
        day = Day(problem, standing, grid, Starts(grid, {}))
    else:
        grid = lay_out(problem.ranges, with_ways(problem, fixed), problem.between)
        ways = ways_of(problem, fixed)
        day = Day(problem, standing, grid, Starts(grid, {}, ways), ways)
    groups = standing.groups
    for candidate in sorted(problem.candidates, key=lambda c: c.id):
        if candidate.at is None and (candidate.group is None or candidate.group not in groups):
            day.open[candidate.id] = candidate
    day.need = {name: day.starts.need(c) for name, c in day.open.items()}
    _limit(day)
    simple = [c for c in day.open.values() if not (c.after or c.splits or c.id in day.limits)]
    day.hopeless = {c.id for c in simple if not day.starts.of(c) and not day.on_a_tour(c)}
    ends: dict[str, int | None] = {}
    for name, candidate in list(day.open.items()):
        if candidate.after or candidate.splits or name in day.limits:
            _first_end(day, ends, name, ())
    day.open = {n: c for n, c in day.open.items() if n not in day.hopeless and ends.get(n, 0) is not None}
    return day


def _first_end(day: Day, ends: dict[str, int | None], name: str, above: tuple[str, ...]) -> int | None:
    """The first slot after it that another could start at; None where it or what must come before it can't be."""
    if name in day.standing.kept:
        return 0
    if name not in day.open or name in above:
        return None
    if name not in ends:
        candidate = day.open[name]
        before = [_first_end(day, ends, a, (*above, name)) for a in candidate.after]
        ends[name] = None
        if None not in before and (not before or _one_a_group(day, name)):
            if before:
                day.narrow(name, max(e for e in before if e is not None), LATEST)
            start = day.first_start(candidate)
            if start is not None:
                ends[name] = start + (PIECE_SLOTS if candidate.splits else day.need[name])
            elif not before:
                day.hopeless.add(name)
    return ends[name]


def with_ancestors(day: Day, names: Iterable[str]) -> list[str]:
    """These ids and all open ones that must come before them, in order of id."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found and name in day.open:
            found.add(name)
            todo.extend(day.open[name].after)
    return sorted(found)


def linked(problem: Problem) -> set[str]:
    """Ids that have to come before or after another one."""
    found = {n for c in problem.candidates for n in (*c.after, *c.before)}
    return found | {c.id for c in problem.candidates if c.after or c.before}


def _one_a_group(day: Day, name: str) -> bool:
    """Whether an item and all that must come before it may be on one page."""
    groups = [day.open[n].group for n in with_ancestors(day, [name])]
    groups = [g for g in groups if g is not None]
    return len(groups) == len(set(groups))


def _limit(day: Day) -> None:
    """Slots left to what has to come before or after a fixed item."""

    for fixed in day.standing.kept.values():
        begins, ends = span(fixed)
        for a in fixed.after:
            day.narrow(a, 0, begins // SLOT)
        for b in fixed.before:
            day.narrow(b, up(ends), LATEST)
    for candidate in day.open.values():
        for a in candidate.after:
            if a in day.standing.kept:
                day.narrow(candidate.id, up(span(day.standing.kept[a]).end), LATEST)
        for b in candidate.before:
            if b in day.standing.kept:
                day.narrow(candidate.id, 0, span(day.standing.kept[b]).start // SLOT)
