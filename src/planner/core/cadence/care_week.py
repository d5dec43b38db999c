"""The working days to come with their work, and the price of a minute on each.

Promises, due work and appointments take their minutes first. Then the best work goes to the first day that it can be
done. It comes back once the customer has had time; otherwise every day would seem cheaper than the one before it, and
all would be put off to the last. A day's price is what the best work left over pays. Minutes that are set aside leave
that much less for the work, so that each is priced by what it pushes out itself: an hour nobody needs costs nothing,
the next one may.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import accumulate
from typing import NamedTuple


class WorkOffered(NamedTuple):
    """Work that is done for its money.

    Money per minute, minutes, and the first day that it can be done. Once done it comes back after `again` working
    days; 0: it does not.
    """

    pays: float
    minutes: int
    since: date
    again: int = 0


class CareWeek:
    """Working days to come: their free minutes, their work, and the minutes set aside."""

    def __init__(
        self,
        free: Sequence[tuple[date, int]],
        work: Iterable[WorkOffered],
        held: Mapping[date, int] | None = None,
        between: int = 0,
    ) -> None:
        """`free` are the days from today on with their free minutes.

        `held` are minutes of a day that come first: promises, due work and appointments. `between` minutes are kept
        free after every line.
        """
        self.days = [day for day, _ in free]
        self.free = dict(free)
        self.between = between
        self.given = dict.fromkeys(self.days, 0)
        self._held = held or {}
        self._begins: list[list[_Work]] = [[] for _ in free]
        room = [sum(self.free.values())] * len(self.days)  # more work than that never counts
        for offer in sorted([each for each in work if each.pays > 0 and each.minutes > 0], reverse=True):
            place = bisect_left(self.days, offer.since)
            if place < len(self.days) and room[place] >= 0:
                self._begins[place].append(_Work(offer.pays, offer.minutes, offer.again))
                room[place] -= offer.minutes
        self._planned: list[_DayOfWork] = []
        self._fill()

    def room(self, day: date) -> int:
        """Minutes of the day that may still be set aside."""
        return self.free[day] - self.given[day]

    def price(self, day: date, minutes: int) -> float:
        """Money per minute of the best work left over if `day` gives so many minutes more."""
        return self._planned[self.days.index(day)].price(minutes)

    def give(self, day: date, minutes: int) -> None:
        """Set minutes of a day aside; the work that they push out goes to the days after."""
        self.given[day] += minutes
        self._fill(self.days.index(day))

    def _fill(self, first: int = 0) -> None:
        """Give the days from the number `first` on their work."""
        del self._planned[first:]
        left, lacking = (self._planned[-1].left, self._planned[-1].lacking) if self._planned else ([], 0)
        for place in range(first, len(self.days)):
            back = [
                work for start, past in enumerate(self._planned) for work in past.done if start + work.again == place
            ]
            work = list(merge(left, self._begins[place], sorted(back, reverse=True), reverse=True))
            day = _day_of_work(work, self.room(self.days[place]) - self._held.get(self.days[place], 0) + lacking)
            self._planned.append(day)
            left, lacking = day.left, day.lacking


class _Work(NamedTuple):
    pays: float
    minutes: int
    again: int


class _DayOfWork(NamedTuple):
    """A day with its work, best paid first."""

    work: list[_Work]
    ends: list[int]  # sums of its minutes
    room: int  # minutes that there are for it
    done: list[_Work]
    left: list[_Work]  # for the next day
    lacking: int  # minutes that promises lack, 0 or below

    def price(self, minutes: int) -> float:
        """Money per minute of the best work left over if the day has so many minutes less."""
        first = bisect_right(self.ends, self.room - minutes)
        return self.work[first].pays if first < len(self.work) else 0.0


def _day_of_work(work: list[_Work], room: int) -> _DayOfWork:
    ends = list(accumulate(each.minutes for each in work))
    first = bisect_right(ends, max(0, room))
    left = work[first:]
    if left:
        left[0] = left[0]._replace(minutes=ends[first] - max(0, room))
    return _DayOfWork(work, ends, room, work[:first], left, min(0, room))
