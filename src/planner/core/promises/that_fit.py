"""Promises against the free minutes of the days to come, earliest deadline first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from planner.schedule import PIECE

HORIZON = 15  # working days


class DayRoom(NamedTuple):
    """A coming working day: the lengths of its free ranges, in minutes."""

    day: date
    free: tuple[int, ...]


class PromisedWork(NamedTuple):
    """Minutes of work promised by a day; not before `first`."""

    item: str
    minutes: int
    first: date
    last: date
    splits: bool = False


class Outlook(NamedTuple):
    """The promised items that only today can hold, and those that no day can hold."""

    early: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    needed: tuple[int, ...] = ()  # minutes of each early one that only today can hold


def outlook(work: Iterable[PromisedWork], days: Sequence[DayRoom], today: date, between: int = 0) -> Outlook:
    """The promises of later days that have to be kept today, the earliest deadline first.

    Every day, from the last one back, takes as many minutes of what may be done on it as it has free. What is left over
    in front of the first day has to be done today. Work that was agreed for its day, and does not fit there, is short.
    Nothing is said of promises after the last of the days. `between`: minutes kept free between two lines, which are
    part of the work's minutes; the last line of a range needs none.
    """
    end = max((room.day for room in days), default=today)
    later = sorted((each for each in work if today < each.last <= end), key=lambda each: (each.last, each.item))
    left = {each.item: each.minutes for each in later}
    for room in reversed(days):
        minutes = sum(free + between for free in room.free)
        for each in sorted(later, key=lambda each: (each.first, each.last, each.item), reverse=True):
            if each.first <= room.day <= each.last and _fits(each, room, between):
                taken = min(minutes, left[each.item])
                left[each.item] -= taken
                minutes -= taken
                if left[each.item] and each.splits:  # the piece that is left needs its own minutes next to it
                    left[each.item] += between * sum(1 for free in room.free if free >= PIECE)
    short = tuple(each.item for each in later if left[each.item] and each.first > today)
    movable = [each for each in later if each.first <= today]
    early = _early(movable, sum(left[each.item] for each in movable))
    return Outlook(tuple(early), short, tuple(early.values()))


def _early(movable: Sequence[PromisedWork], minutes: int) -> dict[str, int]:
    early: dict[str, int] = {}
    for each in movable:
        if minutes <= 0:
            break
        early[each.item] = min(minutes, each.minutes)
        minutes -= each.minutes
    return early


def _fits(work: PromisedWork, room: DayRoom, between: int) -> bool:
    longest = max(room.free, default=0) + between
    return longest >= (min(PIECE, work.minutes) if work.splits else work.minutes)


def cut_where_too_long(
    work: PromisedWork, days: Iterable[DayRoom], free_today: Sequence[int], today: date, between: int
) -> PromisedWork:
    """The work, cut into pieces where no free range from its first day to its last holds it."""
    ranges = [] if work.first > today else list(free_today)
    ranges += [free for room in days if work.first <= room.day <= work.last for free in room.free]
    is_too_long = bool(ranges) and work.minutes > max(ranges) + between
    return work._replace(splits=work.splits or (is_too_long and work.minutes - between >= 2 * PIECE))


def first_day_with(minutes: int, days: Iterable[DayRoom]) -> date | None:
    """The first day with a free range of so many minutes."""
    return next((room.day for room in days if max(room.free, default=0) >= minutes), None)


def first_day_to_end(minutes: int, days: Iterable[DayRoom]) -> date | None:
    """The day on which so many minutes are done, in pieces from the first of the days on."""
    for room in days:
        minutes -= sum(free for free in room.free if free >= PIECE)
        if minutes <= 0:
            return room.day
    return None
