"""Today's minutes of promises in pieces, where today does not hold all of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planner.core.steps.promised import PROMISE
from planner.core.steps.step import Step
from planner.schedule import PIECE, SLOT

AFTER_WHOLE = 3.0  # turn of promises of which today holds only a part, unless they are long overdue


class _RoomToday:
    """The lengths of the free ranges of today, as promises take them."""

    def __init__(self, free: Iterable[int], between: int) -> None:
        self.free, self.between = list(free), between

    def take_whole(self, minutes: int) -> bool:
        """Take the shortest range that holds it; False where none does."""
        enough = [length for length in self.free if length >= minutes]
        if enough:
            self._take(min(enough), minutes)
        return bool(enough)

    def most(self) -> int:
        return sum(length for length in self.free if length >= PIECE)

    def take_in_pieces(self, minutes: int) -> None:
        for length in sorted((length for length in self.free if length >= PIECE), reverse=True):
            piece = min(length, minutes)
            if piece > 0:
                self._take(length, piece)
            minutes -= piece

    def _take(self, length: int, minutes: int) -> None:
        self.free.remove(length)
        left = length - minutes - self.between
        if left > 0:
            self.free.append(left)


def cut_for_today(steps: Sequence[Step], free: Sequence[int], needed: Mapping[str, int], between: int) -> list[Step]:
    """The steps, with today's minutes (`cut_to`) of each promise that is cut.

    `free` are the lengths of today's free ranges, `needed` the minutes of promises for later days that only today can
    hold. A promise takes its turn; one of which today holds only a part takes what the others leave, unless it is
    overdue for long. The rest of one, as each of its pieces, has half an hour or more.
    """
    claimed = [step for step in steps if step.claim is not None and step.claim[0] == PROMISE and step.at is None]
    room, changed, parts = _RoomToday(free, between), dict[str, Step](), list[Step]()
    for step in sorted(claimed, key=lambda step: (step.claim or (), -step.makes(step.minutes), step.item)):
        wanted = _wanted(step, needed)
        if wanted == step.minutes and room.take_whole(wanted):
            continue
        if not step.splits:
            continue
        if wanted <= room.most() or _is_first(step):
            changed[step.item] = _cut(step, wanted, room)
        else:
            parts.append(step)
    for step in parts:
        cut = _cut(step, _wanted(step, needed), room)
        if cut.cut_to is not None:
            changed[step.item] = cut._replace(claim=(PROMISE, AFTER_WHOLE, *(step.claim or ())[1:]))
    return [changed.get(step.item, step) for step in steps]


def _wanted(step: Step, needed: Mapping[str, int]) -> int:
    """Minutes of a promise that today should hold: all of one that is due."""
    if step.item not in needed or step.due or not step.splits:
        return step.minutes
    return _in_pieces(step.minutes, max(PIECE, -(-needed[step.item] // SLOT) * SLOT))


def _is_first(step: Step) -> bool:
    """True for a promise that goes before those with most at stake."""
    return step.claim is not None and len(step.claim) > 1 and step.claim[1] < 1.0


def _cut(step: Step, wanted: int, room: _RoomToday) -> Step:
    minutes = min(wanted, room.most())
    minutes = minutes if minutes == step.minutes else _in_pieces(step.minutes, minutes // SLOT * SLOT)
    if minutes < PIECE:
        return step
    room.take_in_pieces(minutes)
    return step._replace(cut_to=minutes if minutes < step.minutes else None)


def _in_pieces(whole: int, minutes: int) -> int:
    """The minutes, fewer where they would leave a rest of less than half an hour."""
    if minutes >= whole:
        return whole
    return minutes if whole - minutes >= PIECE else (whole - PIECE) // SLOT * SLOT
