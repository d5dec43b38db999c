"""A problem laid out on its grid, with its fixed items and open candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.schedule.day.blocks import PIECE_SLOTS, splittable, within
from planner.schedule.day.fixed import FixedItems, fixed_span, keep_fixed
from planner.schedule.day.grid import SLOT, Grid, Starts, make_grid, to_slots
from planner.schedule.day.slots import LATEST, first_slot, fits
from planner.schedule.day.travel import (
    Anchor,
    TravelTimes,
    anchors_of,
    by_distance,
    is_away,
    spans_with_travel,
    travel_times,
)
from planner.schedule.problem import Candidate, Problem, Range


@dataclass
class Day:
    """A problem laid out.

    Its grid, its fixed items, and the open candidates (those that could be on the page). What the search looks up again
    and again among thousands of them is found once.
    """

    problem: Problem
    fixed_items: FixedItems
    grid: Grid
    starts: Starts
    ways: TravelTimes | None = None  # None: everything is at the base
    open: dict[str, Candidate] = field(default_factory=dict)
    limits: dict[str, Range] = field(default_factory=dict)  # slots within which an id has to lie
    need: dict[str, int] = field(default_factory=dict)  # slots of each in one piece, pad included
    hopeless: set[str] = field(default_factory=set)  # ids without any start on this day

    @property
    def anchors(self) -> list[Anchor]:
        """The day's meetings and the fixed items that are kept, in order of time."""
        return anchors_of(self.problem, list(self.fixed_items.kept.values()))

    @cached_property
    def paying(self) -> list[Candidate]:
        """The open candidates with a value, the best paid slot first."""
        return sorted((c for c in self.open.values() if c.value > 0), key=lambda c: (-c.value / self.need[c.id], c.id))

    @cached_property
    def groups(self) -> dict[str | None, list[str]]:
        """The open ids by their group."""
        found: dict[str | None, list[str]] = {}
        for candidate in self.open.values():
            found.setdefault(candidate.group, []).append(candidate.id)
        return found

    @cached_property
    def successors(self) -> list[str]:
        """The open ids that have to come after another."""
        return [n for n, c in self.open.items() if c.after]

    @cached_property
    def before_fixed(self) -> set[str]:
        """Ids that have to come before a fixed item."""
        return {a for c in self.fixed_items.kept.values() for a in c.after}

    @cached_property
    def may_be_required(self) -> list[Candidate]:
        """The open candidates that are on the page for more than their value."""
        before = self.before_fixed
        return [c for c in self.open.values() if c.is_held or c.urgent or c.care is not None or c.id in before]

    def narrow(self, name: str, low: int, high: int) -> None:
        """Restrict `name` to the slots `low` to `high`, in addition to its limits so far."""
        now = self.limits.get(name, Range(0, LATEST))
        self.limits[name] = Range(max(now.start, low), min(now.end, high))

    def on_a_tour(self, candidate: Candidate) -> bool:
        """True if a candidate is a visit that is possible on a tour."""
        return self.starts.visit(candidate) is not None and self.ways is not None and bool(self.ways.stay.of(candidate))

    def first_start(self, candidate: Candidate) -> int | None:
        """The first slot at which a candidate, or a piece of it, may start."""
        limit = self.limits.get(candidate.id)
        starts = self.starts.of(candidate) & within(limit, self.need[candidate.id] - self.grid.pad)
        if splittable(candidate) and self.starts.visit(candidate) is None:
            for patch in self.starts.patches(candidate):
                starts |= fits(patch, PIECE_SLOTS) & within(limit, PIECE_SLOTS)
        return first_slot(starts) if starts else None


def lay_day(problem: Problem, without: dict[str, str | None]) -> Day:
    """The layout of a problem; `without` says which fixed items can't be kept, and why."""
    fixed_items = keep_fixed(problem, without)
    fixed = anchors_of(problem, list(fixed_items.kept.values()))
    places: list[Anchor | Candidate] = [*fixed, *problem.candidates]
    if not any(is_away(problem.roads, each) for each in places):
        spans = [Range(a.start, a.end) for a in fixed]
        grid = make_grid(problem.ranges, *by_distance(fixed, spans), between=problem.between)
        day = Day(problem, fixed_items, grid, Starts(grid, {}))
    else:
        spans = spans_with_travel(problem, fixed)
        grid = make_grid(problem.ranges, *by_distance(fixed, spans), between=problem.between)
        ways = travel_times(problem, fixed)
        day = Day(problem, fixed_items, grid, Starts(grid, {}, ways), ways)
    groups = fixed_items.groups
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
            _set_first_ends(day, ends, name)
    day.open = {n: c for n, c in day.open.items() if n not in day.hopeless and ends.get(n, 0) is not None}
    return day


def _set_first_ends(day: Day, ends: dict[str, int | None], name: str) -> None:
    """Set the first end of an item and of all that comes before it.

    That is the first slot after it at which another could start, None where it or a predecessor is impossible.
    """
    stack, above = [(name, False)], set[str]()
    while stack:
        name, ready = stack.pop()
        if ready:
            above.remove(name)
            ends[name] = _first_end(day, ends, name)
        elif name in day.open and name not in ends and name not in above and name not in day.fixed_items.kept:
            above.add(name)
            stack.append((name, True))
            stack += [(before, False) for before in reversed(day.open[name].after)]


def _first_end(day: Day, ends: Mapping[str, int | None], name: str) -> int | None:
    """The first end of an item whose predecessors' are known; None of one in a circle."""
    candidate = day.open[name]
    before = [0 if a in day.fixed_items.kept else ends.get(a) for a in candidate.after]
    if None in before or (before and not _one_a_group(day, name)):
        return None
    if before:
        day.narrow(name, max(e for e in before if e is not None), LATEST)
    start = day.first_start(candidate)
    if start is not None:
        return start + (PIECE_SLOTS if candidate.splits else day.need[name])
    if not before:
        day.hopeless.add(name)
    return None


def ids_with_ancestors(day: Day, names: Iterable[str]) -> list[str]:
    """The ids and those of all open predecessors, in order."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found and name in day.open:
            found.add(name)
            todo.extend(day.open[name].after)
    return sorted(found)


def linked_ids(problem: Problem) -> set[str]:
    """Ids that have to come before or after another."""
    found = {n for c in problem.candidates for n in (*c.after, *c.before)}
    return found | {c.id for c in problem.candidates if c.after or c.before}


def _one_a_group(day: Day, name: str) -> bool:
    """True if an item and all its predecessors may be on one page."""
    groups = [day.open[n].group for n in ids_with_ancestors(day, [name])]
    groups = [g for g in groups if g is not None]
    return len(groups) == len(set(groups))


def _limit(day: Day) -> None:
    """Restrict candidates that have to come before or after a fixed item."""
    for fixed in day.fixed_items.kept.values():
        begins, ends = fixed_span(fixed)
        for a in fixed.after:
            day.narrow(a, 0, begins // SLOT)
        for b in fixed.before:
            day.narrow(b, to_slots(ends), LATEST)
    for candidate in day.open.values():
        for a in candidate.after:
            if a in day.fixed_items.kept:
                day.narrow(candidate.id, to_slots(fixed_span(day.fixed_items.kept[a]).end), LATEST)
        for b in candidate.before:
            if b in day.fixed_items.kept:
                day.narrow(candidate.id, 0, fixed_span(day.fixed_items.kept[b]).start // SLOT)
