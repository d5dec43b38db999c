"""Travel: the time it takes from the day, and the starts of visits there and back.

A single visit is a block that begins with the travel there and ends with the travel back. The pad of the item before
counts as travel there, and the travel back counts as pad: `between` is not added to travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.frozen_class import frozen
from planner.schedule.day.fixed import fixed_span
from planner.schedule.day.grid import Starts, make_grid, size, to_slots
from planner.schedule.day.slots import fits
from planner.schedule.problem import Candidate, Meeting, Problem, Range, Roads, Trip

FOREVER = 1 << 30  # a minute after any day


@frozen
class Anchor:
    """A meeting or a fixed item with its place, at its exact minutes."""

    start: int
    end: int
    place: str
    apart: bool = True  # the `between` minutes next to it are kept free


def travel_minutes(roads: Roads, a: str, b: str) -> int:
    """Minutes from one place to another."""
    if a == b:
        return 0
    return roads.ways.get((a, b), roads.default)


def place_of(roads: Roads, place: str | None) -> str:
    """The place itself, or the base where there is none."""
    return roads.base if place is None else place


def is_away(roads: Roads, what: Candidate | Anchor | Meeting) -> bool:
    return what.place is not None and what.place != roads.base


def anchors_of(problem: Problem, fixed: Sequence[Candidate]) -> list[Anchor]:
    """Meetings and fixed items in order of time."""
    found = [
        Anchor(m.start, m.end, place_of(problem.roads, m.place), m.apart) for m in problem.meetings if m.end > m.start
    ]
    found += [Anchor(*fixed_span(c), place_of(problem.roads, c.place)) for c in fixed]
    return sorted(found, key=lambda a: (a.start, a.end, a.place))


def spans_with_travel(problem: Problem, anchors_by_time: Sequence[Anchor]) -> list[Range]:
    """The time that anchors take with the travel there and back.

    Straight to the next one if there is no time to return.

    The `between` minutes next to anchors count as travel.
    """
    roads, base = problem.roads, problem.roads.base
    taken = []
    for i, anchor in enumerate(anchors_by_time):
        start, end = anchor.start, anchor.end
        before = anchors_by_time[i - 1] if i else None
        there = travel_minutes(roads, base, anchor.place)
        back = travel_minutes(roads, anchor.place, base)
        start -= max(0, there - problem.between)
        end += max(0, back - problem.between)
        if before is not None and before.place != base and anchor.place != base:
            through = travel_minutes(roads, before.place, base) + there
            if before.end + through > anchor.start:
                start = min(start, before.end)
        taken.append(Range(start, end))
    return taken


def by_distance(anchors_by_time: Sequence[Anchor], spans: Sequence[Range]) -> tuple[list[Range], list[Range]]:
    """The spans of anchors with `between` minutes next to them, and of those without."""
    both = list(zip(anchors_by_time, spans, strict=True))
    return [span for a, span in both if a.apart], [span for a, span in both if not a.apart]


@frozen
class TravelTimes:
    """Travel on one day."""

    roads: Roads
    pad: int
    stay: Starts  # on the free time, without taking out the travel of anchors
    travel: int  # slots in which one may travel: working time without anchors

    @property
    def base(self) -> str:
        return self.roads.base

    def slots(self, a: str, b: str) -> int:
        return to_slots(travel_minutes(self.roads, a, b))

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
        """Slots, starts and the offset of each visit in a block of visits one right after the other."""
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


def travel_times(problem: Problem, anchors_by_time: Sequence[Anchor]) -> TravelTimes:
    """The travel of a day with these anchors."""
    exact = [Range(a.start, a.end) for a in anchors_by_time]
    stay = make_grid(problem.ranges, *by_distance(anchors_by_time, exact), between=problem.between)
    travel = make_grid(problem.ranges, exact, between=0)
    return TravelTimes(problem.roads, stay.pad, Starts(stay, {}), travel.free)


def trips(problem: Problem, stops: Sequence[tuple[int, int, str]]) -> tuple[Trip, ...]:
    """The trips of a day with these stops (start, end, place).

    Away as late, back to the base as early as possible.

    Trips lie in working time unless the stops leave no other time.
    """
    roads = problem.roads
    found = []
    here, since = roads.base, 0
    for start, end, place in [*sorted(stops), (FOREVER, FOREVER, roads.base)]:
        if here != place:
            way = travel_minutes(roads, here, place)
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


def _working(ranges: Iterable[Range]) -> list[Range]:
    """Working time as stretches that don't touch."""
    joined: list[Range] = []
    for span_ in sorted(ranges):
        if joined and span_.start <= joined[-1].end:
            joined[-1] = Range(joined[-1].start, max(span_.end, joined[-1].end))
        else:
            joined.append(span_)
    return joined
