"""The improvement of a day with travel as a line of stops."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planner.schedule.day.grid import SLOT, size, to_slots
from planner.schedule.day.layout import Day, linked_ids
from planner.schedule.day.slots import first_slot, runs, stretch
from planner.schedule.day.travel import TravelTimes, place_of
from planner.schedule.place.route import Route, Stop, reroute
from planner.schedule.problem import Candidate

ROUNDS = 500
ROUNDS_AN_ITEM = 20
POOL = 60  # the best paid candidates, which may be put in


def reroute_day(
    day: Day,
    known: Mapping[str, Candidate],
    held: Collection[str],
    taken: Mapping[str, int],
    stops: Mapping[str, int],
) -> tuple[dict[str, int], dict[str, int], int]:
    """A better plan: the slots of blocks at the base, starts of visits, and slots spent away.

    `taken` (blocks) and `stops` (visits on tours, by start) are the plan so far.
    """
    ways = day.ways
    assert ways is not None
    pad = ways.pad
    starts = {n: first_slot(slots) + day.starts.lead(known[n]) for n, slots in taken.items()} | dict(stops)
    bound = linked_ids(day.problem)
    unmoved = {n for n in starts if _stays(known[n]) or n in bound or n in held or _in_part(day, known[n], taken)}
    barred = {known[n].group for n in unmoved} - {None}
    pool = [c for c in known.values() if not (_stays(c) or c.id in bound or c.id in unmoved or c.group in barred)]
    pool.sort(key=lambda c: (c.id not in starts and not c.is_held, -c.value / (size(c) + pad), c.id))
    pool = pool[: max(POOL, len(starts))]
    number = {c.id: i for i, c in enumerate(pool)}
    line = _fixed_stops(day, ways)
    for name, at in starts.items():
        place = place_of(ways.roads, known[name].place)
        spans = [(at, at + size(known[name]))]
        if name in taken and name in unmoved and day.starts.visit(known[name]) is None:
            spans = [(start, end - pad) for start, end in runs(taken[name])]
        line += [Stop(start, end, place, number.get(name), pad) for start, end in spans]
    line.sort(key=lambda s: (s.start, s.end))
    line = reroute(_route(day, ways, pool), line, min(ROUNDS, ROUNDS_AN_ITEM * len(pool)))
    home: dict[str, int] = {n: slots for n, slots in taken.items() if n in unmoved}
    visits: dict[str, int] = {n: at for n, at in starts.items() if n in unmoved and n not in home}
    for stop in line:
        if stop.visit is not None:
            name = pool[stop.visit].id
            if stop.place == ways.base:
                home[name] = stretch(stop.start, stop.end + pad)
            else:
                visits[name] = stop.start
    for name in [n for n in home if day.starts.visit(known[n]) is not None]:
        visits[name] = starts[name]
        del home[name]
    return home, visits, _away(ways, line)


def _stays(candidate: Candidate) -> bool:
    """True if a candidate is not moved: it is urgent, has minutes set aside, or does not pay."""
    return candidate.urgent or candidate.care is not None or (candidate.value <= 0 and not candidate.is_held)


def _in_part(day: Day, candidate: Candidate, taken: Mapping[str, int]) -> bool:
    """True if a candidate is laid in pieces or in part."""
    if candidate.id not in taken or not candidate.splits:
        return False
    return len(runs(taken[candidate.id])) > 1 or taken[candidate.id].bit_count() < day.need[candidate.id]


def _fixed_stops(day: Day, ways: TravelTimes) -> list[Stop]:
    """The two ends of the day, at the base, and its anchors."""
    # A day without hours begins and ends at once, but keeps its anchors.
    spans = [(to_slots(r.start), r.end // SLOT) for r in day.problem.ranges] or [(0, 0)]
    fixed = [Stop(a.start // SLOT, to_slots(a.end), a.place, None, ways.pad) for a in day.anchors]
    # One that lies within another, and an end of the day that does, would hide the travel to and from the longer one.
    away = [stop for stop in fixed if stop.place != ways.base]
    fixed = [stop for stop in fixed if not any(_holds(other, stop) for other in away)]
    first = min([*(start for start, _ in spans), *(stop.start for stop in fixed)])
    last = max([*(end for _, end in spans), *(stop.end for stop in fixed)])
    return [Stop(first, first, ways.base), Stop(last, last, ways.base), *fixed]


def _holds(longer: Stop, stop: Stop) -> bool:
    """True if a stop lies over all of another, and is longer."""
    inside = longer.start <= stop.start and stop.end <= longer.end
    return inside and (longer.start, longer.end) != (stop.start, stop.end)


def _route(day: Day, ways: TravelTimes, pool: list[Candidate]) -> Route:
    places = {ways.base, *(place_of(ways.roads, c.place) for c in day.problem.candidates)}
    places |= {a.place for a in day.anchors}
    ordered = sorted(places)
    groups: dict[str, int] = {}
    bits = [1 << groups.setdefault(c.group or f"#{c.id}", len(groups)) for c in pool]
    required = 0
    for c, bit in zip(pool, bits, strict=True):
        if c.is_held:
            required |= bit
    return Route(
        ways=ways,
        travel_slots={a: {b: ways.slots(a, b) for b in ordered} for a in ordered},
        candidates=pool,
        own=[size(c) for c in pool],
        starts=[ways.stay.of(c) for c in pool],
        places=[place_of(ways.roads, c.place) for c in pool],
        bits=bits,
        required=required,
        rate=[c.value / (size(c) + ways.pad) for c in pool],
    )


def _away(ways: TravelTimes, line: list[Stop]) -> int:
    """The slots spent away as blocks count them.

    A pad of the trip out belongs to the block before.
    """
    away = 0
    since: Stop | None = None
    before: Stop | None = None
    for stop in line:
        if stop.place != ways.base:
            since = since or stop
        elif since is not None and before is not None:
            begins = since.start - ways.lead(since.place)
            away |= stretch(begins, before.end + ways.tail(before.place))
            since = None
        before = stop
    return away
