"""Ruin and recreate on the day as a line of stops, where tours alone are too stiff.

Each stop keeps its place and start; between two lie `between` minutes or the way, whichever is more. A round takes a
few neighbours off the line and puts in what pays, wherever ways leave time. What depends on something else, and what
is in pieces, stays where it is.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from planner.schedule.day.slots import fits, lowest, stretch
from planner.schedule.day.travel import Ways
from planner.schedule.problem import Candidate

LONGEST = 9  # stops that a round takes off at most
BACK = 150  # rounds after which it goes on from the best line


class Stop(NamedTuple):
    """Slots `start` to `end` - 1 at a place; `visit` is None for what stands, and for the day's two ends."""

    start: int
    end: int
    place: str
    visit: int | None = None
    pad: int = 0  # slots kept free on either side, at least


@dataclass(slots=True)
class Route:
    """What may be put in, by number: candidates with their slots, starts and places; groups as bits."""

    ways: Ways
    way: dict[str, dict[str, int]]  # slots from place to place
    candidates: list[Candidate]
    own: list[int]
    starts: list[int]
    places: list[str]
    bits: list[int]
    required: int
    rate: list[float]  # what a slot of each pays
    travel: dict[int, int] = field(default_factory=dict)  # by length: where a way of so many slots may begin

    def can_drive(self, slots: int, earliest: int, latest: int) -> bool:
        """Whether a way of so many slots fits in working time between two slots."""
        if not slots:
            return True
        open_ = self.travel.get(slots)
        if open_ is None:
            open_ = self.travel[slots] = fits(self.ways.travel, slots)
        return bool(open_ & stretch(earliest, latest - slots + 1))

    def place_between(self, before: Stop, after: Stop, visit: int, late: bool) -> int:
        """The first (or last) slot at which a visit fits between two stops; -1 if there is none."""
        place = self.places[visit]
        there = self.way[before.place][place]
        onward = self.way[place][after.place]
        low = before.end + max(there, before.pad)
        high = after.start - max(onward, after.pad) - self.own[visit]
        if high < low:
            return -1
        open_ = self.starts[visit] & stretch(low, high + 1)
        if not open_:
            return -1
        start = open_.bit_length() - 1 if late else lowest(open_)
        end = start + self.own[visit]
        if self.can_drive(there, before.end, start) and self.can_drive(onward, end, after.start):
            return start
        return -1


def reroute(route: Route, line: list[Stop], rounds: int) -> list[Stop]:
    """The best line that so many rounds find from this one (its ends and what stands included)."""
    best = page = line
    best_value = value = _value(route, line)
    chance = 12345
    heat = 1.5 * sorted(route.rate, reverse=True)[len(route.rate) // 4] if route.rate else 0.0
    for turn in range(1, rounds + 1):
        chance = (chance * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        tried = _recreate(route, _ruin(page, chance >> 32), chance >> 32)
        if route.required & ~_bits(route, tried):
            continue
        worth = _value(route, tried)
        if worth >= value - heat * ((chance >> 37) % 1000 / 1000.0) ** 1.5:
            page, value = tried, worth
            if worth > best_value + 1e-9:
                best, best_value = tried, worth
        if turn % BACK == 0:
            page, value = best, best_value
    return best


def _value(route: Route, line: list[Stop]) -> float:
    return sum([route.candidates[s.visit].value for s in line if s.visit is not None])


def _bits(route: Route, line: list[Stop]) -> int:
    used = 0
    for s in line:
        if s.visit is not None:
            used |= route.bits[s.visit]
    return used


def _ruin(line: list[Stop], chance: int) -> list[Stop]:
    """The line without a few neighbours, and sometimes without one more."""
    visits = [k for k, s in enumerate(line) if s.visit is not None]
    if not visits:
        return list(line)
    at = (chance >> 4) % len(visits)
    gone = set(visits[at : at + 1 + (chance >> 12) % (LONGEST if chance & 3 == 0 else 4)])
    if chance & 12 == 0:
        gone.add(visits[(chance >> 18) % len(visits)])
    return [s for k, s in enumerate(line) if k not in gone]


def _recreate(route: Route, line: list[Stop], chance: int) -> list[Stop]:
    """Puts in what pays best, in an order that chance shakes, each where it needs the least extra way."""
    used = _bits(route, line)
    shaken = []
    shake = chance
    for visit, rate in enumerate(route.rate):
        if not route.bits[visit] & used:
            shake = (shake * 69069 + 1) & 0xFFFFFFFF
            duty = 4.0 if route.bits[visit] & route.required else 1.0
            shaken.append((duty * rate * (0.4 + (shake >> 16) / 65536.0), visit))
    shaken.sort(reverse=True)
    gaps = _gaps(line)
    for _, visit in shaken:
        if route.bits[visit] & used:
            continue
        own = route.own[visit]
        cheapest: tuple[int, int, int] | None = None
        for room, k in gaps:
            if room < own:
                continue
            before, after = line[k], line[k + 1]
            start = route.place_between(before, after, visit, late=bool(chance >> (k & 15) & 1))
            if start < 0:
                continue
            place = route.places[visit]
            way = route.way
            extra = way[before.place][place] + way[place][after.place] - way[before.place][after.place]
            if cheapest is None or (extra, start) < cheapest[:2]:
                cheapest = (extra, start, k)
        if cheapest is not None:
            start = cheapest[1]
            insort(line, Stop(start, start + own, route.places[visit], visit, route.ways.pad))
            used |= route.bits[visit]
            gaps = _gaps(line)
            if not gaps:
                break
    return line


def _gaps(line: list[Stop]) -> list[tuple[int, int]]:
    """(slots, number of the stop before) of the gaps between stops."""
    return [(b.start - a.end, k) for k, (a, b) in enumerate(pairwise(line)) if b.start > a.end]
