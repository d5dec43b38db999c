"""The cost of following a recurrence rule, counted before a library follows it.

recurring-ical-events walks from DTSTART, by way of python-dateutil, and searches for one hit after the window: a rule
that never hits (30 February) is searched until the year 9999, for seconds, and one that hits every minute since 1970 is
walked for minutes. So a rule that can't hit the requested days is skipped, a walk starts shortly before them, and a
rule that is still too expensive is refused, by counts and not by the clock.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.calendars.ics.values import UnreadableError
from planner.calendars.recurrence.rules import FINER, SECONDS, Rule

_STEP_COST = {
    "YEARLY": 120,
    "MONTHLY": 20,
    "WEEKLY": 6,
    "DAILY": 4,
}  # per period; else 1 (2 microseconds)
_MOST_STEPS = 40_000  # allowed for one rule
_MOST_HITS = 3_000  # of one rule in the requested days
_MOST_DAYS = 20_000  # checked one by one for one rule
_OWN_STEPS = 250
_MOST_STARTED = 30_000  # series with steps of their own
# The most between two hits of a rule that names days of its period only: the 31st, or a 29 February, may be rare.
_LONGEST_PERIOD = {
    "DAILY": timedelta(days=7),
    "WEEKLY": timedelta(days=7),
    "MONTHLY": timedelta(days=31 * 12),
    "YEARLY": timedelta(days=366 * 8),
}


class WallSpan(NamedTuple):
    """[after, before) on the wall clock of a series."""

    after: datetime
    before: datetime


@dataclass(slots=True)
class Budget:
    """Counts the cost of following rules in one reading; rules beyond it are refused.

    `total` are steps of some 2 microseconds, in addition to the millisecond of each of the `series` that reach the
    requested days. A series has `_OWN_STEPS` of its own: ordinary ones need no more, and long walks get a second.
    """

    total: int = 400_000
    series: int = 10_000
    own: int = 0  # steps left of the current series
    started: int = 0
    lines: int = 1_000_000  # of all files; each takes some five microseconds
    times: int = 100_000  # events, busy periods and listed dates of all files; each takes some twenty microseconds

    def take_lines(self, count: int) -> bool:
        """Take lines of a file. False, and none is taken, if there are not so many left."""
        if count > self.lines:
            return False
        self.lines -= count
        return True

    def take_times(self, count: int) -> bool:
        """Take events, periods or dates. False, and none is taken, if there are not so many left."""
        if count > self.times:
            return False
        self.times -= count
        return True

    def start_series(self) -> None:
        """Give the next series its own steps."""
        self.started += 1
        self.own = _OWN_STEPS if self.started <= _MOST_STARTED else 0

    def count_series(self, steps: int) -> None:
        """Count a series that reaches the requested days, and `steps` for its changed instances."""
        self.series -= 1
        if self.series < 0:
            raise UnreadableError("too many repeating events to count")
        self.spend(steps)

    def spend(self, steps: int) -> None:
        """Take steps, the series' own first. Raises UnreadableError if there are no more."""
        from_own = min(self.own, steps)
        self.own -= from_own
        self.total -= steps - from_own
        if self.total < 0:
            raise UnreadableError("it repeats too often to count")


def near_start(rule: Rule, start: datetime, span: WallSpan, budget: Budget, move: bool = True) -> datetime | None:
    """A start with the same hits of the (complete) rule in the span, in few steps.

    None if it has no hit there; `start` itself if it must not `move`. All are walls of the clock. Raises
    UnreadableError if it is too expensive.
    """
    after, before = span
    ends = _last_end(rule, start)
    if before <= start or (ends is not None and ends < after):
        return None
    first, last = max(after, start), before if ends is None else min(before, ends)
    if not _can_hit(rule, start, first.date(), last.date(), budget):
        return None
    hits = _hits_a_day(rule) * ((last - first) / timedelta(days=1) + 1 / 1440 if ends else (last - first).days + 1)
    if hits > _MOST_HITS:
        raise UnreadableError("it repeats too often to count")
    if move and rule.count is None:
        start = _later_start(rule, start, after)
    steps = _periods(rule, start, last) * _STEP_COST.get(rule.freq, 1)
    if rule.freq in ("DAILY", *FINER) and rule.by:
        steps += _steps_to_next_hit(rule, start, before)
    if steps > _MOST_STEPS:
        raise UnreadableError("it repeats too often to count")
    budget.spend(steps)
    return start


def _last_end(rule: Rule, start: datetime) -> datetime | None:
    """A wall by which a (complete) rule is over by UNTIL or COUNT; None if it may never end."""
    if rule.until is not None:
        zoned = rule.until.day or rule.until.zone is not None
        return _shifted(rule.until.wall, timedelta(days=1 if zoned else 0))  # its zone may be another
    each = _LONGEST_PERIOD.get(rule.freq)
    named = {"MONTHLY": {"BYMONTHDAY"}, "YEARLY": {"BYMONTH", "BYMONTHDAY"}}.get(rule.freq, set())
    if rule.count is None or each is None or not set(dict(rule.by)) <= named:
        return None
    return _shifted(start, each * rule.interval * rule.count)


def _shifted(wall: datetime, span: timedelta) -> datetime | None:
    try:
        return wall + span
    except OverflowError:
        return None


def _later_start(rule: Rule, start: datetime, after: datetime) -> datetime:
    """The start of a period a little before `after`, a whole number of intervals after `start`."""
    if rule.freq in SECONDS:
        period = timedelta(seconds=SECONDS[rule.freq]) * rule.interval
        return start + max(0, (after - start) // period - 1) * period
    interval = rule.interval * (12 if rule.freq == "YEARLY" else 1)
    skipped = ((12 * (after.year - start.year) + after.month - start.month) // interval - 1) * interval
    if skipped <= 0:
        return start
    years, month = divmod(start.month - 1 + skipped, 12)
    if rule.freq == "YEARLY":
        return start.replace(year=start.year + skipped // 12, month=1, day=1)
    return start.replace(year=start.year + years, month=month + 1, day=1)


def _steps_to_next_hit(rule: Rule, start: datetime, before: datetime) -> int:
    """The cost of the next hit after the span, which the library searches: 29 February."""
    each = 6 if rule.freq == "DAILY" else int(86_400 / SECONDS[rule.freq] / rule.interval) + 1
    for days in range(_MOST_STEPS // each):
        if before.toordinal() + days > date.max.toordinal():
            return each * days
        day = date.fromordinal(before.toordinal() + days)
        if _in_turn(rule, start.date(), day) and _fits(rule, day):
            return each * days
    return _MOST_STEPS + 1


def _periods(rule: Rule, start: datetime, before: datetime) -> int:
    if rule.freq in SECONDS:
        return (before - start) // (timedelta(seconds=SECONDS[rule.freq]) * rule.interval) + 1
    months = 12 * (before.year - start.year) + before.month - start.month
    return months // (rule.interval * (12 if rule.freq == "YEARLY" else 1)) + 1


def _hits_a_day(rule: Rule) -> float:
    """The most hits of a rule on one day."""
    by = dict(rule.by)
    hours, minutes, seconds = (len(by.get(name, ())) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if rule.freq not in FINER:
        return (hours or 1) * (minutes or 1) * (seconds or 1)
    periods = 86_400 / SECONDS[rule.freq] / rule.interval
    if hours:  # with an hourly or finer rule, only some of the day's periods are in these hours
        periods = min(periods, hours * 3_600 / SECONDS[rule.freq])
    return periods * (minutes or 1) * (seconds or 1)


def _can_hit(rule: Rule, start: datetime, first: date, last: date, budget: Budget) -> bool:
    """Return whether any day from `first` to `last` is in turn and fits the BY parts."""
    if (last - first).days > _MOST_DAYS:
        raise UnreadableError("it lasts too long to count")
    positions = rule.part("BYSETPOS")
    nearest = min((abs(place) for place in positions), default=0)
    enough: dict[date, bool] = {}
    budget.spend((last - first).days // 8 + 1)
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if not (_in_turn(rule, start.date(), day) and _fits(rule, day)):
            continue
        if nearest <= 1:
            return True
        days = [*_period(rule, day)]
        if days[0] not in enough:
            budget.spend(len(days))
            hits = sum(1 for each in days if _fits(rule, each)) * max(1, _hits_a_day(rule))
            enough[days[0]] = hits >= nearest
        if enough[days[0]]:
            return True
    return False


def _in_turn(rule: Rule, start: date, day: date) -> bool:
    """Return whether INTERVAL includes the period of the day."""
    if rule.freq == "YEARLY":
        return (day.year - start.year) % rule.interval == 0
    if rule.freq == "MONTHLY":
        return (12 * (day.year - start.year) + day.month - start.month) % rule.interval == 0
    if rule.freq == "WEEKLY":
        return (_week(day, rule.week_start) - _week(start, rule.week_start)) // 7 % rule.interval == 0
    return rule.freq != "DAILY" or (day - start).days % rule.interval == 0


def _period(rule: Rule, day: date) -> Iterator[date]:
    """The days of the period that holds the day."""
    if rule.freq == "YEARLY":
        first, days = date(day.year, 1, 1).toordinal(), 366 if calendar.isleap(day.year) else 365
    elif rule.freq == "MONTHLY":
        first, days = day.replace(day=1).toordinal(), calendar.monthrange(day.year, day.month)[1]
    elif rule.freq == "WEEKLY":
        first, days = max(1, _week(day, rule.week_start)), 7
    else:
        first, days = day.toordinal(), 1
    return (date.fromordinal(number) for number in range(first, min(first + days, date.max.toordinal() + 1)))


def _fits(rule: Rule, day: date) -> bool:
    """Return whether the BY parts allow the day."""
    by = dict(rule.by)
    if "BYMONTH" in by and day.month not in by["BYMONTH"]:
        return False
    nth, last = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    in_month = calendar.monthrange(day.year, day.month)[1]
    if not _among(by.get("BYMONTHDAY"), day.day, in_month) or not _among(by.get("BYYEARDAY"), nth, last):
        return False
    if "BYWEEKNO" in by and not _among(by["BYWEEKNO"], *_week_number(day, rule.week_start)):
        return False
    if not rule.days or (0, day.weekday()) in rule.days:
        return True
    allowed = [place for place, weekday in rule.days if weekday == day.weekday()]
    if not allowed or rule.freq not in ("MONTHLY", "YEARLY"):
        return bool(allowed)
    place, of = (day.day, in_month) if rule.freq == "MONTHLY" or "BYMONTH" in by else (nth, last)
    return (place + 6) // 7 in allowed or -((of - place) // 7 + 1) in allowed


def _among(allowed: tuple[int, ...] | None, place: int, of: int) -> bool:
    """Return whether a place is allowed; -1, -2 count from the end, None allows all."""
    return allowed is None or place in allowed or place - of - 1 in allowed


def _week(day: date, week_start: int) -> int:
    """The ordinal of the first day of the week of `day`."""
    return day.toordinal() - (day.weekday() - week_start) % 7


def _week_number(day: date, week_start: int) -> tuple[int, int]:
    """The week's number in the year with most of its days, and that year's number of weeks."""
    begins = _week(day, week_start)
    year = date.fromordinal(max(1, min(begins + 3, date.max.toordinal()))).year
    first = _week(date(year, 1, 4), week_start)
    after = _week(date(year + 1, 1, 4), week_start) if year < date.max.year else first + 52 * 7
    return (begins - first) // 7 + 1, (after - first) // 7
