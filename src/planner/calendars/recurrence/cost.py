"""What following a recurrence rule would cost, counted before a library is asked to.

recurring-ical-events walks from DTSTART, by way of python-dateutil, and looks for one hit after the window: a rule that
hits no day at all (30 February) is looked for until the year 9999, for seconds, and one every minute since 1970 is
walked for minutes. So a rule that can't hit the days asked about is not asked for, a walk begins shortly before them,
and what costs too much all the same is refused, by counts and not by the clock.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.calendars.ics.values import UnreadableError
from planner.calendars.recurrence.rules import FINER, SECONDS, Rule

_STEP_COST = {"YEARLY": 120, "MONTHLY": 20, "WEEKLY": 6, "DAILY": 4}  # of one period; else 1, 2 microseconds
_MOST_STEPS = 40_000  # that one rule may cost
_MOST_HITS = 3_000  # of one rule in the days asked about
_MOST_DAYS = 20_000  # that are looked at, one by one, for one rule


@dataclass(slots=True)
class Budget:
    """Counts what following rules costs, for one reading; what is over is refused.

    `total` are steps of some 2 microseconds beside the millisecond that every one of the `series` takes: what is
    ordinary, however much of it there is, has its time, and what walks far has a second.
    """

    total: int = 400_000
    series: int = 3_000

    def next_series(self, steps: int) -> None:
        self.series -= 1
        if self.series < 0:
            raise UnreadableError("there are too many repeating events to be counted")
        self.spend(steps)

    def spend(self, steps: int) -> None:
        self.total -= steps
        if self.total < 0:
            raise UnreadableError("it repeats too often to be counted")


def nearer(
    rule: Rule, start: datetime, after: datetime, before: datetime, budget: Budget, move: bool = True
) -> datetime | None:
    """A start from which the (completed) rule hits the same times in [after, before), for as few steps as can be.

    None where it hits none of them; `start` itself where it must not `move`. All three are walls of the clock. Raises
    UnreadableError where it costs too much.
    """
    first, last = max(after, start).date(), before.date()
    if before <= start or not _can_hit(rule, start, first, last, budget):
        return None
    if _hits_a_day(rule) * ((last - first).days + 1) > _MOST_HITS:
        raise UnreadableError("it repeats too often to be counted")
    if move and rule.count is None:
        start = _moved(rule, start, after)
    steps = _periods(rule, start, before) * _STEP_COST.get(rule.freq, 1)
    if rule.freq in ("DAILY", *FINER) and rule.by:
        steps += _steps_to_the_next_hit(rule, start, before)
    if steps > _MOST_STEPS:
        raise UnreadableError("it repeats too often to be counted")
    budget.spend(steps)
    return start


def _moved(rule: Rule, start: datetime, after: datetime) -> datetime:
    """The start of a period a little before `after`, a whole number of intervals behind `start`."""
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


def _steps_to_the_next_hit(rule: Rule, start: datetime, before: datetime) -> int:
    """What finding the next hit after the days asked about costs, which the library does not leave: 29 February."""
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
    """How often a rule hits a day at most."""
    by = dict(rule.by)
    hours, minutes, seconds = (len(by.get(name, ())) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if rule.freq not in FINER:
        return (hours or 1) * (minutes or 1) * (seconds or 1)
    periods = 86_400 / SECONDS[rule.freq] / rule.interval
    if hours:  # of an hourly rule, or a finer one, these let only some of the day's periods through
        periods = min(periods, hours * 3_600 / SECONDS[rule.freq])
    return periods * (minutes or 1) * (seconds or 1)


def _can_hit(rule: Rule, start: datetime, first: date, last: date, budget: Budget) -> bool:
    """Whether the rule lets any day through from `first` to `last`: in one of its periods, and fitting its BY parts."""
    if (last - first).days > _MOST_DAYS:
        raise UnreadableError("it lasts too long to be counted")
    positions = rule.part("BYSETPOS")
    nearest = min((abs(place) for place in positions), default=0)
    counted: dict[date, bool] = {}
    budget.spend((last - first).days // 8 + 1)
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if not (_in_turn(rule, start.date(), day) and _fits(rule, day)):
            continue
        if nearest <= 1:
            return True
        days = [*_period(rule, day)]
        if days[0] not in counted:
            budget.spend(len(days))
            hits = sum(1 for each in days if _fits(rule, each)) * max(1, _hits_a_day(rule))
            counted[days[0]] = hits >= nearest
        if counted[days[0]]:
            return True
    return False


def _in_turn(rule: Rule, start: date, day: date) -> bool:
    """Whether INTERVAL does not skip the period that holds the day."""
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
    """Whether the BY parts let the day through."""
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
    wanted = [place for place, weekday in rule.days if weekday == day.weekday()]
    if not wanted or rule.freq not in ("MONTHLY", "YEARLY"):
        return bool(wanted)
    place, of = (day.day, in_month) if rule.freq == "MONTHLY" or "BYMONTH" in by else (nth, last)
    return (place + 6) // 7 in wanted or -((of - place) // 7 + 1) in wanted


def _among(wanted: tuple[int, ...] | None, place: int, of: int) -> bool:
    """Whether a place counted from the start, or from the end as -1, -2, is wanted; all are where none is told."""
    return wanted is None or place in wanted or place - of - 1 in wanted


def _week(day: date, week_start: int) -> int:
    """The ordinal of the first day of the week that holds `day`."""
    return day.toordinal() - (day.weekday() - week_start) % 7


def _week_number(day: date, week_start: int) -> tuple[int, int]:
    """The week's number in the year that has most of its days, and how many weeks that year has."""
    begins = _week(day, week_start)
    year = date.fromordinal(max(1, min(begins + 3, date.max.toordinal()))).year
    first = _week(date(year, 1, 4), week_start)
    after = _week(date(year + 1, 1, 4), week_start) if year < date.max.year else first + 52 * 7
    return (begins - first) // 7 + 1, (after - first) // 7
