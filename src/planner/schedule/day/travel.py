"""Ways to drive: what time they take from the day, and where a visit may start if one goes there and back.

A visit alone is a block like any other, with the way there in front of it and the way back behind it. The pad of the
item before is part of the way there, as the way back is part of the pad: `between` is kept, not added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.schedule.day.fixed import span
from planner.schedule.day.grid import Starts, lay_out, size, up
from planner.schedule.day.slots import fits
from planner.schedule.problem import Candidate, Meeting, Problem, Roads, Span, Trip

FOREVER = 1 << 30  # a minute behind every day


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stands at its exact minutes, here or elsewhere: a meeting or a fixed item."""

    start: int
    end: int
    place: str


def minutes(roads: Roads, a: str, b: str) -> int:
    """The way from one place to another."""
    if a == b:
        return 0
    return roads.ways.get((a, b), roads.ways.get((b, a), roads.default))


def place_of(roads: Roads, place: str | None) -> str:
    """Where something is done: at the base, unless it says otherwise."""
    return roads.base if place is None else place


def is_away(roads: Roads, what: Candidate | Anchor | Meeting) -> bool:
    return what.place is not None and what.place != roads.base


def anchors(problem: Problem, fixed: Sequence[Candidate]) -> list[Anchor]:
    """Meetings and fixed items by the clock."""
    found = [Anchor(m.start, m.end, place_of(problem.roads, m.place)) for m in problem.meetings if m.end > m.start]
    found += [Anchor(*span(c), place_of(problem.roads, c.place)) for c in fixed]
    return sorted(found, key=lambda a: (a.start, a.end, a.place))


def with_ways(problem: Problem, standing: Sequence[Anchor]) -> list[Span]:
    """The time that anchors take with the ways to them and back; straight from one to the next if that leaves no time
    to go back to the base. `between`, which is kept next to anchors anyhow, is part of the way."""
    roads, base = problem.roads, problem.roads.base
    taken = []
    for i, anchor in enumerate(standing):
        start, end = anchor.start, anchor.end
        before = standing[i - 1] if i else None
        there = minutes(roads, base, anchor.place)
        back = minutes(roads, anchor.place, base)
        start -= max(0, there - problem.between)
        end += max(0, back - problem.between)
        if before is not None and before.place != base and anchor.place != base:
            through = minutes(roads, before.place, base) + there
            if before.end + through > anchor.start:
                start = min(start, before.end)
        taken.append(Span(start, end))
    return taken


@dataclass(frozen=True, slots=True)
class Ways:
    """The day as a traveller sees it: `stay` is the free time (ways of anchors not taken out), `travel` the slots in
    which one may be on the way (working time but for anchors)."""

    roads: Roads
    pad: int
    stay: Starts
    travel: int

    @property
    def base(self) -> str:
        return self.roads.base

    def slots(self, a: str, b: str) -> int:
        return up(minutes(self.roads, a, b))

    def lead(self, place: str) -> int:
        """Slots of a block before its first visit starts."""
        return max(0, self.slots(self.base, place) - self.pad)

    def tail(self, place: str) -> int:
        """Slots of a block after its last visit."""
        return max(self.slots(place, self.base), self.pad)

    def hop(self, a: str, b: str) -> int:
        """Slots between two visits."""
        return max(self.slots(a, b), self.pad)

    def tour(self, visits: Sequence[Candidate]) -> tuple[int, int, list[int]]:
        """(slots of the block, its starts, where in it each visit begins) of visits one right after the other."""
        places = [place_of(self.roads, c.place) for c in visits]
        first = self.slots(self.base, places[0])
        at = self.lead(places[0])
        starts = _shift(fits(self.travel, first), first - at) if first else -1
        offsets = []
        for k, visit in enumerate(visits):
            offsets.append(at)
            starts &= self.stay.of(visit) >> at
            at += size(visit)
            onward = places[k + 1] if k + 1 < len(visits) else self.base
            way = self.slots(places[k], onward)
            if way:
                starts &= fits(self.travel, way) >> at
            at += self.hop(places[k], onward)
        return at, starts, offsets


def _shift(slots: int, by: int) -> int:
    return slots << by if by >= 0 else slots >> -by


def ways_of(problem: Problem, standing: Sequence[Anchor]) -> Ways:
    """How one gets about on this day."""
    exact = [Span(a.start, a.end) for a in standing]
    stay = lay_out(problem.ranges, exact, problem.between)
    travel = lay_out(problem.ranges, exact, 0)
    whole = 0
    for room in travel.rooms:
        whole |= room
    return Ways(problem.roads, stay.pad, Starts(stay, {}), whole)


def trips(problem: Problem, stops: Sequence[tuple[int, int, str]]) -> tuple[Trip, ...]:
    """The ways of a day that stops (start, end, place) at these places: to a customer as late as can be, back to the
    base as early; in working time, unless what stands at its minutes leaves no other way."""
    roads = problem.roads
    found = []
    here, since = roads.base, 0
    for start, end, place in [*sorted(stops), (FOREVER, FOREVER, roads.base)]:
        if here != place:
            way = minutes(roads, here, place)
            open_ = [
                (max(a, since), min(b, start) - way)
                for a, b in _working(problem.ranges)
                if max(a, since) <= min(b, start) - way
            ]
            if place == roads.base:
                leaves = min((first for first, _ in open_), default=since)
            else:
                leaves = max((last for _, last in open_), default=start - way)
            found.append(Trip(here, place, leaves, leaves + way))
        here, since = place, end
    return tuple(found)


def _working(ranges: Iterable[Span]) -> list[Span]:
    """Working time as stretches that don't touch."""
    joined: list[Span] = []
    for span_ in sorted(ranges):
        if joined and span_.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span_.end, joined[-1].end))
        else:
            joined.append(span_)
    return joined
