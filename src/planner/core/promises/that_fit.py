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


def outlook(work: Iterable[PromisedWork], days: Sequence[DayRoom], today: date) -> Outlook:
    """The promises of later days that have to be kept today, the earliest deadline first.

    Every day, from the last one back, takes as many minutes of what may be done on it as it has free. What is left over
    in front of the first day has to be done today. Work that was agreed for its day, and does not fit there, is short.
    Nothing is said of promises after the last of the days.
    """
    end = max((room.day for room in days), default=today)
    later = sorted((each for each in work if today < each.last <= end), key=lambda each: (each.last, each.item))
    left = {each.item: each.minutes for each in later}
    for room in reversed(days):
        minutes = sum(room.free)
        for each in sorted(later, key=lambda each: (each.first, each.last, each.item), reverse=True):
            if each.first <= room.day <= each.last and _fits(each, room):
                taken = min(minutes, left[each.item])
                left[each.item] -= taken
                minutes -= taken
    short = tuple(each.item for each in later if left[each.item] and each.first > today)
    movable = [each for each in later if each.first <= today]
    return Outlook(_early(movable, sum(left[each.item] for each in movable)), short)


def _early(movable: Sequence[PromisedWork], minutes: int) -> tuple[str, ...]:
    early = []
    for each in movable:
        if minutes <= 0:
            break
        early.append(each.item)
        minutes -= each.minutes
    return tuple(early)


def _fits(work: PromisedWork, room: DayRoom) -> bool:
    longest = max(room.free, default=0)
    return longest >= (min(PIECE, work.minutes) if work.splits else work.minutes)


def first_day_with(minutes: int, days: Iterable[DayRoom]) -> date | None:
    """The first day with a free range of so many minutes."""
    return next((room.day for room in days if max(room.free, default=0) >= minutes), None)
