"""The day in slots of five minutes: the free ones, and the starts of candidates.

The minutes kept free `between` items are added to the end of every item and of every free stretch (`pad`). Then items
may touch, and no other module needs to consider those minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner.frozen_class import frozen
from planner.schedule.day.slots import fits, spread, stretch
from planner.schedule.problem import Candidate, Range

SLOT = 5  # minutes


def to_slots(minutes: int) -> int:
    """The slots that so many minutes need; also the first slot that starts at or after a minute."""
    return -(-minutes // SLOT)


def size(candidate: Candidate) -> int:
    """The slots of a candidate itself, at least one."""
    return max(1, to_slots(candidate.minutes))


@frozen
class Grid:
    """Free time of a day.

    `rooms`: free slots in sets in which no unbroken stretch crosses the edge of a working range.
    `pad`: slots kept free after an item. `free`: all free slots, each stretch with its pad.
    """

    rooms: tuple[int, ...]
    pad: int
    free: int

    def starts(self, length: int, allowed: int | None = None) -> int:
        """The slots at which `length` slots of one free range (and of `allowed`) begin."""
        found = 0
        for room in self.rooms:
            found |= fits(room if allowed is None else room & allowed, length)
        return found


def make_grid(ranges: Iterable[Range], taken: Iterable[Range], close: Iterable[Range] = (), *, between: int) -> Grid:
    """The working ranges without the taken spans and the `between` minutes next to those.

    Nothing is kept free next to `close` spans.
    """
    blocked = 0
    for start, end in close:
        blocked |= stretch(start // SLOT, to_slots(end))
    for start, end in taken:
        if end > start:
            blocked |= stretch((start - between) // SLOT, to_slots(end + between))
    rooms: list[int] = []
    touching = False
    before = None
    for start, end in _merge(ranges):
        rooms.append(stretch(to_slots(start), end // SLOT) & ~blocked)
        touching = touching or (before is not None and to_slots(start) <= before)
        before = end // SLOT
    if not touching:
        whole = 0
        for room in rooms:
            whole |= room
        rooms = [whole]
    pad = to_slots(max(0, between))
    free = 0
    for room in rooms:
        free |= spread(room, pad + 1)
    return Grid(tuple(rooms), pad, free)


def _merge(ranges: Iterable[Range]) -> list[Range]:
    """The ranges in order, overlapping ones merged; those that only touch stay two."""
    merged: list[Range] = []
    for span in sorted(ranges):
        if span.end <= span.start:
            continue
        if merged and span.start < merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


class TravelLookup(Protocol):
    """The part of `travel.TravelTimes` that start slots depend on."""

    @property
    def base(self) -> str: ...

    def tour(self, visits: Sequence[Candidate]) -> tuple[int, int, list[int]]: ...


@dataclass(slots=True)
class Starts:
    """The start slots of candidates on a grid.

    Computed once for equal windows, colleagues and lengths.

    The block of a candidate with a place (`visits`, by id) includes the travel there and back.
    """

    grid: Grid
    known: dict[tuple[object, ...], int]
    away: TravelLookup | None = None
    visits: dict[str, tuple[int, int, list[int]]] = field(default_factory=dict)

    def visit(self, candidate: Candidate) -> tuple[int, int, list[int]] | None:
        """Slots, starts and offset of a candidate away from the base; None for one at the base."""
        if self.away is None or candidate.place in (None, self.away.base):
            return None
        known = self.visits.get(candidate.id)
        if known is None:
            known = self.visits[candidate.id] = self.away.tour([candidate])
        return known

    def need(self, candidate: Candidate) -> int:
        """The slots that a candidate takes in one piece: its own, its pad and its travel."""
        visit = self.visit(candidate)
        return size(candidate) + self.grid.pad if visit is None else visit[0]

    def lead(self, candidate: Candidate) -> int:
        """The slots of travel before a candidate begins."""
        visit = self.visit(candidate)
        return 0 if visit is None else visit[2][0]

    def of(self, candidate: Candidate) -> int:
        """The slots at which the whole candidate may start.

        One free range, one window, its colleagues free.
        """
        visit = self.visit(candidate)
        if visit is not None:
            need, starts, _ = visit
            return starts & fits(self.grid.free, need)
        length = -(-candidate.minutes // SLOT) or 1
        key = (length, candidate.windows, candidate.colleagues_busy)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._starts(length, candidate.windows, candidate.colleagues_busy)
        return found

    def without_colleagues(self, candidate: Candidate) -> int:
        """The same if every colleague were free."""
        return self._starts(size(candidate), candidate.windows, ())

    def patches(self, candidate: Candidate) -> list[int]:
        """The free slots that pieces may use, in sets of one range and one window each."""
        blocked = 0
        for start, end in candidate.colleagues_busy:
            blocked |= stretch(start // SLOT, to_slots(end))
        windows = [-1] if candidate.windows is None else [stretch(to_slots(a), b // SLOT) for a, b in candidate.windows]
        return [room & window & ~blocked for room in self.grid.rooms for window in windows]

    def _starts(self, length: int, windows: tuple[Range, ...] | None, busy: tuple[Range, ...]) -> int:
        blocked = 0
        for start, end in busy:
            blocked |= stretch(start // SLOT, to_slots(end))
        if windows is None:
            return self.grid.starts(length, ~blocked if blocked else None)
        found = 0
        for start, end in windows:
            found |= self.grid.starts(length, stretch(to_slots(start), end // SLOT) & ~blocked)
        return found
