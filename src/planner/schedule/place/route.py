"""Ruin and recreate on the day as a line of stops, where tours alone are too rigid.

Each stop keeps its place and start; between two lie `between` minutes or the travel, whichever is more. A round takes a
few neighbors off the line and puts in what pays, wherever travel leaves time. Linked candidates and those in pieces
stay where they are.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from planner.schedule.day.slots import first_slot, fits, stretch
from planner.schedule.day.travel import TravelTimes
from planner.schedule.problem import Candidate

LONGEST = 9  # stops that a round takes off at most
BACK = 150  # rounds after which it continues from the best line


class Stop(NamedTuple):
    """Slots `start` to `end` - 1 at a place.

    `visit` is None for anchors and for the two ends of the day.
    """

    start: int
    end: int
    place: str
    visit: int | None = None
    pad: int = 0  # slots kept free on either side, at least


@dataclass(slots=True)
class Route:
    """The candidates that may be put in, as columns by number."""

    ways: TravelTimes
    travel_slots: dict[str, dict[str, int]]  # from place to place
    candidates: list[Candidate]
    own: list[int]
    starts: list[int]
    places: list[str]
    bits: list[int]
    required: int
    rate: list[float]  # money per slot
    travel: dict[int, int] = field(default_factory=dict)  # by length: starts of a trip of so many slots

    def can_drive(self, slots: int, earliest: int, latest: int) -> bool:
        """True if a trip of so many slots fits in working time between two slots."""
        if not slots:
            return True
        open_ = self.travel.get(slots)
        if open_ is None:
            open_ = self.travel[slots] = fits(self.ways.travel, slots)
        return bool(open_ & stretch(earliest, latest - slots + 1))

    def place_between(self, before: Stop, after: Stop, visit: int, late: bool) -> int:
        """The first (or last) slot at which a visit fits between two stops; -1 without one."""
        place = self.places[visit]
        there = self.travel_slots[before.place][place]
        onward = self.travel_slots[place][after.place]
        low = before.end + max(there, before.pad)
        high = after.start - max(onward, after.pad) - self.own[visit]
        if high < low:
            return -1
        open_ = self.starts[visit] & stretch(low, high + 1)
        if not open_:
            return -1
        start = open_.bit_length() - 1 if late else first_slot(open_)
        end = start + self.own[visit]
        if self.can_drive(there, before.end, start) and self.can_drive(onward, end, after.start):
            return start
        return -1


def reroute(route: Route, line: list[Stop], rounds: int) -> list[Stop]:
    """The best line that so many rounds find from this one.

    The day's ends and the anchors included.
    """
    best = page = line
    best_value = value = _value(route, line)
    chance = 12345
    heat = 1.5 * sorted(route.rate, reverse=True)[len(route.rate) // 4] if route.rate else 0.0
    for turn in range(1, rounds + 1):
        chance = (chance * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        tried = _recreate(route, _ruin(page, chance >> 32), chance >> 32)
        if route.required & ~_bits(route, tried):
            continue
        tried_value = _value(route, tried)
        if tried_value >= value - heat * ((chance >> 37) % 1000 / 1000.0) ** 1.5:
            page, value = tried, tried_value
            if tried_value > best_value + 1e-9:
                best, best_value = tried, tried_value
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
    """The line without a few neighbors, and sometimes without one more."""
    visits = [k for k, s in enumerate(line) if s.visit is not None]
    if not visits:
        return list(line)
    at = (chance >> 4) % len(visits)
    gone = set(visits[at : at + 1 + (chance >> 12) % (LONGEST if chance & 3 == 0 else 4)])
    if chance & 12 == 0:
        gone.add(visits[(chance >> 18) % len(visits)])
    return [s for k, s in enumerate(line) if k not in gone]


def _recreate(route: Route, line: list[Stop], chance: int) -> list[Stop]:
    """Insert what pays best, in a randomly shaken order, each with the least extra travel."""
    used = _bits(route, line)
    shaken = []
    shake = chance
    for visit, rate in enumerate(route.rate):
        if not route.bits[visit] & used:
            shake = (shake * 69069 + 1) & 0xFFFFFFFF
            boost = 4.0 if route.bits[visit] & route.required else 1.0
            shaken.append((boost * rate * (0.4 + (shake >> 16) / 65536.0), visit))
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
            way = route.travel_slots
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
    """The gaps between stops: slots, and number of the stop before."""
    return [(b.start - a.end, k) for k, (a, b) in enumerate(pairwise(line)) if b.start > a.end]
