"""The day in slots of five minutes, anchored at midnight: what is free, and where a candidate may start.

`between` is kept by giving every item its own minutes plus those after it (`pad`), and every free stretch as many
more at its end. Then items may touch, and nothing else needs to think of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planner.schedule.day.slots import fits, spread, stretch
from planner.schedule.problem import Candidate, Span

SLOT = 5  # minutes


def up(minutes: int) -> int:
    """Slots that hold so many minutes; also the first slot that starts at or after a minute."""
    return -(-minutes // SLOT)


def size(candidate: Candidate) -> int:
    """A candidate's own slots, one at least."""
    return max(1, up(candidate.minutes))


@dataclass(frozen=True, slots=True)
class Grid:
    """Free time of a day.

    `rooms`: free slots in sets in which no unbroken stretch crosses the edge of a working range.
    `pad`: slots kept free after an item. `free`: all free slots, each stretch with its pad.
    """

    rooms: tuple[int, ...]
    pad: int
    free: int

    def starts(self, length: int, allowed: int | None = None) -> int:
        """Where `length` slots lie in one free range (and within `allowed`)."""
        found = 0
        for room in self.rooms:
            found |= fits(room if allowed is None else room & allowed, length)
        return found


def lay_out(ranges: Iterable[Span], taken: Iterable[Span], between: int) -> Grid:
    """Working ranges less what is taken, with `between` minutes kept next to what is taken."""
    blocked = 0
    for start, end in taken:
        if end > start:
            blocked |= stretch((start - between) // SLOT, up(end + between))
    rooms: list[int] = []
    touching = False
    before = None
    for start, end in _joined(ranges):
        rooms.append(stretch(up(start), end // SLOT) & ~blocked)
        touching = touching or (before is not None and up(start) <= before)
        before = end // SLOT
    if not touching:
        whole = 0
        for room in rooms:
            whole |= room
        rooms = [whole]
    pad = up(max(0, between))
    free = 0
    for room in rooms:
        free |= spread(room, pad + 1)
    return Grid(tuple(rooms), pad, free)


def _joined(ranges: Iterable[Span]) -> list[Span]:
    """Ranges in order, those that overlap made one; those that only touch stay two."""
    joined: list[Span] = []
    for span in sorted(ranges):
        if span.end <= span.start:
            continue
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


class Away(Protocol):
    """Who knows the ways to a customer and back (`ways.Ways`)."""

    @property
    def base(self) -> str: ...

    def tour(self, visits: Sequence[Candidate]) -> tuple[int, int, list[int]]: ...


@dataclass(slots=True)
class Starts:
    """Start slots of candidates on a grid; those with equal windows, colleagues and length are looked up.

    `away`: for those with a place (`visits`, by id) the block is the visit with the way there and back.
    """

    grid: Grid
    known: dict[tuple[object, ...], int]
    away: Away | None = None
    visits: dict[str, tuple[int, int, list[int]]] = field(default_factory=dict)

    def visit(self, candidate: Candidate) -> tuple[int, int, list[int]] | None:
        """Slots, starts and offset of a candidate with the customer; None for what is done at the base."""
        if self.away is None or candidate.place in (None, self.away.base):
            return None
        known = self.visits.get(candidate.id)
        if known is None:
            known = self.visits[candidate.id] = self.away.tour([candidate])
        return known

    def need(self, candidate: Candidate) -> int:
        """The slots a candidate takes in one piece: its own, its pad, its ways."""
        visit = self.visit(candidate)
        return size(candidate) + self.grid.pad if visit is None else visit[0]

    def lead(self, candidate: Candidate) -> int:
        """Slots before it begins: the way there."""
        visit = self.visit(candidate)
        return 0 if visit is None else visit[2][0]

    def of(self, candidate: Candidate) -> int:
        """Where the whole candidate may start: in one free range, one of its windows, its colleagues free."""
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
        """The same as if every colleague were free: shows whose time it is that leaves no start."""
        return self._starts(size(candidate), candidate.windows, ())

    def patches(self, candidate: Candidate) -> list[int]:
        """Free slots it may use, in sets whose unbroken stretches each lie in one range and one window."""
        apart = 0
        for start, end in candidate.colleagues_busy:
            apart |= stretch(start // SLOT, up(end))
        windows = [-1] if candidate.windows is None else [stretch(up(a), b // SLOT) for a, b in candidate.windows]
        return [room & window & ~apart for room in self.grid.rooms for window in windows]

    def _starts(self, length: int, windows: tuple[Span, ...] | None, busy: tuple[Span, ...]) -> int:
        apart = 0
        for start, end in busy:
            apart |= stretch(start // SLOT, up(end))
        if windows is None:
            return self.grid.starts(length, ~apart if apart else None)
        found = 0
        for start, end in windows:
            found |= self.grid.starts(length, stretch(up(start), end // SLOT) & ~apart)
        return found
