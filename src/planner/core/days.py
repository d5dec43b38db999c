"""Working days, and clock times of any zone as minutes since the rep's midnight.

Those minutes are elapsed ones, so that days of 23 and 25 hours have their true length.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.book import ClockRange, Hours

ONE_DAY = timedelta(days=1)


class DaySpan(NamedTuple):
    """Elapsed minutes since the day's midnight, from `start` to before `end`."""

    start: int
    end: int


@lru_cache(maxsize=1024)
def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The time at which the clock of `zone` shows `minute` minutes after midnight of `day`.

    1440: next midnight.

    A time that a clock change skips counts as long after the change as it would have been before it; of one that comes
    twice the first is meant.
    """
    if minute >= 1440:
        day, minute = day + ONE_DAY, minute - 1440
    wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


@frozen
class LocalDay:
    """One day of the rep, which turns times into minutes since its midnight and back."""

    date: date
    zone: ZoneInfo

    @property
    def midnight(self) -> datetime:
        return instant(self.date, 0, self.zone)

    @property
    def length(self) -> int:
        """Minutes of the day: 1440, except where the clock changes."""
        return self.minute(instant(self.date, 1440, self.zone))

    def minute(self, at: datetime) -> int:
        """Whole minutes from midnight to `at`, rounded down; negative before midnight."""
        return math.floor((at.astimezone(UTC) - self.midnight.astimezone(UTC)).total_seconds() / 60)

    def time_at(self, minute: int) -> datetime:
        """The time so many minutes after midnight, in the rep's zone."""
        return (self.midnight.astimezone(UTC) + timedelta(minutes=minute)).astimezone(self.zone)

    def within(self, start: datetime, end: datetime) -> tuple[datetime, datetime]:
        """The part of a span that is on this day, in the rep's zone."""
        first, last = max(0, self.minute(start)), min(self.length, self.minute(end))
        return self.time_at(first) if first == 0 else start, self.time_at(last) if last == self.length else end

    def spans(self, ranges: Iterable[ClockRange], zone: ZoneInfo | None = None) -> tuple[DaySpan, ...]:
        """Clock ranges of `zone` (default: the rep's), as far as they fall on this day, in order."""
        where = zone or self.zone
        days = (self.date,) if where == self.zone else (self.date - ONE_DAY, self.date, self.date + ONE_DAY)
        length = self.length
        found = []
        for day in days:
            for clock in ranges:
                start = self.minute(instant(day, clock.start, where))
                end = self.minute(instant(day, clock.end, where))
                if max(0, start) < min(length, end):
                    found.append(DaySpan(max(0, start), min(length, end)))
        return tuple(sorted(found))


@frozen
class WorkingDays:
    """The days the rep works: those of the week's hours without holidays and days off."""

    hours: Hours
    holidays: frozenset[date] = frozenset()
    _last: dict[date, date] = field(default_factory=dict, init=False, compare=False, repr=False)  # `last_by`, by day

    def works(self, day: date) -> bool:
        return bool(self.hours.week[day.weekday()]) and day not in self.hours.days_off and day not in self.holidays

    def ranges(self, day: date) -> tuple[ClockRange, ...]:
        return self.hours.week[day.weekday()] if self.works(day) else ()

    def minutes(self, day: date) -> int:
        """Minutes of work on `day`."""
        return sum(clock.end - clock.start for clock in self.ranges(day))

    def longest(self, day: date) -> int:
        """Minutes of the longest range of work on `day`; 0 on a day off."""
        return max((clock.end - clock.start for clock in self.ranges(day)), default=0)

    def last_by(self, day: date) -> date:
        """The last working day on or before `day`; `day` itself without one within a year."""
        known = self._last.get(day)
        if known is None:
            back = (day - timedelta(days=n) for n in range(366))
            known = self._last[day] = next((each for each in back if self.works(each)), day)
        return known

    def first_from(self, day: date) -> date:
        """The first working day on or after `day`."""
        return day if self.works(day) else self.next_after(day)

    def next_after(self, day: date) -> date:
        """The first working day after `day`; the next day without one within a year."""
        for days in range(1, 367):
            if self.works(day + timedelta(days=days)):
                return day + timedelta(days=days)
        return day + ONE_DAY

    def after(self, day: date) -> Iterator[date]:
        """The working days after `day`, one by one, without end."""
        while True:
            day = self.next_after(day)
            yield day

    def later(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`; `day` itself for 0."""
        for _ in range(count):
            day = self.next_after(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; negative if `end` is before `start`."""
        if end < start:
            return -self.between(end, start)
        weeks, rest = divmod((end - start).days, 7)
        days = weeks * self.a_week + sum(
            1 for n in range(1, rest + 1) if self.hours.week[(start + timedelta(days=n)).weekday()]
        )
        off = {day for day in (*self.hours.days_off, *self.holidays) if start < day <= end}
        return days - sum(1 for day in off if self.hours.week[day.weekday()])

    @property
    def a_week(self) -> int:
        """Working days in a usual week."""
        return sum(1 for ranges in self.hours.week if ranges)

    @property
    def average_minutes(self) -> float:
        """Minutes of an average working day."""
        minutes = sum(clock.end - clock.start for ranges in self.hours.week for clock in ranges)
        return minutes / self.a_week if self.a_week else 0.0


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later; the month's last day where that is earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def in_time(days_left: float, days_needed: float) -> float:
    """Chance (0..1) to be done in time: Φ((days left − days needed) / (0.4 × days needed))."""
    if 0.4 * days_needed <= 0:  # none, or too little for a float
        return 1.0
    deviations = (days_left - days_needed) / (0.4 * days_needed)
    return 0.5 * (1 + math.erf(deviations / math.sqrt(2)))
