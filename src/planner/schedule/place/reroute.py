"""From blocks to a line of stops and back, with the improvement of that line in between."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planner.schedule.day.grid import SLOT, size, up
from planner.schedule.day.layout import Day, linked
from planner.schedule.day.slots import lowest, runs, stretch
from planner.schedule.day.travel import Ways, anchors, place_of
from planner.schedule.place.route import Route, Stop, reroute
from planner.schedule.problem import Candidate

ROUNDS = 500
ROUNDS_AN_ITEM = 20
POOL = 60  # candidates that may be put in, the best paid


def rerouted(
    day: Day,
    known: Mapping[str, Candidate],
    held: Collection[str],
    taken: Mapping[str, int],
    stops: Mapping[str, int],
) -> tuple[dict[str, int], dict[str, int], int]:
    """Slots of what is done at the base, starts of visits, and the slots that are spent away, on a better page.

    `taken` (blocks) and `stops` (visits on tours, by start) are the page so far.
    """
    ways = day.ways
    assert ways is not None
    pad = ways.pad
    starts = {n: lowest(slots) + day.starts.lead(known[n]) for n, slots in taken.items()} | dict(stops)
    bound = linked(day.problem)
    still = {n for n in starts if _stays(known[n]) or n in bound or n in held or _in_part(day, known[n], taken)}
    barred = {known[n].group for n in still} - {None}
    pool = [c for c in known.values() if not (_stays(c) or c.id in bound or c.id in still or c.group in barred)]
    pool.sort(key=lambda c: (c.id not in starts and not c.must, -c.value / (size(c) + pad), c.id))
    pool = pool[: max(POOL, len(starts))]
    number = {c.id: i for i, c in enumerate(pool)}
    line = _standing(day, ways)
    for name, at in starts.items():
        place = place_of(ways.roads, known[name].place)
        spans = [(at, at + size(known[name]))]
        if name in taken and name in still and day.starts.visit(known[name]) is None:
            spans = [(start, end - pad) for start, end in runs(taken[name])]
        line += [Stop(start, end, place, number.get(name), pad) for start, end in spans]
    line.sort(key=lambda s: (s.start, s.end))
    line = reroute(_route(day, ways, pool), line, min(ROUNDS, ROUNDS_AN_ITEM * len(pool)))
    home: dict[str, int] = {n: slots for n, slots in taken.items() if n in still}
    visits: dict[str, int] = {n: at for n, at in starts.items() if n in still and n not in home}
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
    """Whether something stays where it is, or off the page: duties with a rank, and what does not pay."""
    return candidate.urgent or candidate.care is not None or (candidate.value <= 0 and not candidate.must)


def _in_part(day: Day, candidate: Candidate, taken: Mapping[str, int]) -> bool:
    """Whether it is laid in pieces, or only a part of it."""
    if candidate.id not in taken or not candidate.splits:
        return False
    return len(runs(taken[candidate.id])) > 1 or taken[candidate.id].bit_count() < day.need[candidate.id]


def _standing(day: Day, ways: Ways) -> list[Stop]:
    """The ends of the day, at the base, and what stands at its minutes."""
    # A day without hours begins and ends at once: what stands at its minutes stands all the same.
    spans = [(up(r.start), r.end // SLOT) for r in day.problem.ranges] or [(0, 0)]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    line = [Stop(first, first, ways.base), Stop(last, last, ways.base)]
    for anchor in anchors(day.problem, list(day.standing.kept.values())):
        line.append(Stop(anchor.start // SLOT, up(anchor.end), anchor.place, None, ways.pad))
    return line


def _route(day: Day, ways: Ways, pool: list[Candidate]) -> Route:
    places = {ways.base, *(place_of(ways.roads, c.place) for c in day.problem.candidates)}
    places |= {a.place for a in anchors(day.problem, list(day.standing.kept.values()))}
    ordered = sorted(places)
    groups: dict[str, int] = {}
    bits = [1 << groups.setdefault(c.group or f"#{c.id}", len(groups)) for c in pool]
    required = 0
    for c, bit in zip(pool, bits, strict=True):
        if c.must:
            required |= bit
    return Route(
        ways=ways,
        way={a: {b: ways.slots(a, b) for b in ordered} for a in ordered},
        candidates=pool,
        own=[size(c) for c in pool],
        starts=[ways.stay.of(c) for c in pool],
        places=[place_of(ways.roads, c.place) for c in pool],
        bits=bits,
        required=required,
        rate=[c.value / (size(c) + ways.pad) for c in pool],
    )


def _away(ways: Ways, line: list[Stop]) -> int:
    """The slots in which one is not at the base, as blocks count them: a pad of the way there belongs to what is
    before."""
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
