"""RRULE: which walls of the clock a recurrence rule hits, between two times, without walking there from the start.

Period by period (a day, a week, a month ...), beginning at the first period that can matter: a daily meeting since
1970 costs what one since yesterday does, and a rule that never hits (30 February) ends with the window. What a rule
examines is counted against a `Budget`, so that none can run for minutes.

After RFC 5545, 3.3.10. Where that is silent or programs disagree, as python-dateutil does it: DTSTART counts only if
the rule hits it (whoever asks adds it), an ordinal in BYDAY counts only in months and years.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import count, product

from planner.calendars.rule_text import Rule
from planner.calendars.values import UnreadableError

_SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}


class TooManyError(UnreadableError):
    """The rule asks for more than the budget allows."""


@dataclass(slots=True)
class Budget:
    """Counts what expansion examines: `series` for one event, `total` for one reading; what is over is refused.

    A step takes some 2 microseconds, so that the whole of it is gone in about a second.
    """

    total: int = 400_000
    series: int = 20_000
    _left: int = 20_000

    def next_series(self) -> None:
        self._left = min(self.series, self.total)

    def spend(self, steps: int) -> None:
        self._left -= steps
        self.total -= steps
        if self._left < 0:
            raise TooManyError("it repeats too often to be counted")


def hits(rule: Rule, start: datetime, after: datetime, before: datetime, budget: Budget) -> Iterator[datetime]:
    """The walls that `rule` hits from `start` on, those in [after, before), in order. All three are naive.

    UNTIL is not looked at: it is an instant and needs a zone. Raises TooManyError.
    """
    rule = completed(rule, start)
    left = rule.count
    first = max(0, _period_of(rule, start, after) - 1)
    per_period = _steady(rule)
    if left is not None and first:
        if per_period is None:
            first = 0
        else:
            in_first = sum(1 for wall in _walls(rule, start, 0, budget) if wall >= start)
            left -= in_first + (first - 1) * per_period
    for number in count(first):
        if left is not None and left <= 0:
            return
        begins = _period(rule, start, number)
        if begins is None or begins >= before:
            return
        for wall in _walls(rule, start, number, budget):
            if wall < start:
                continue
            if wall >= before or (left is not None and left <= 0):
                return
            if left is not None:
                left -= 1
            if wall >= after:
                yield wall


def completed(rule: Rule, start: datetime) -> Rule:
    """The rule with what it leaves open taken from `start`."""
    freq = rule.freq
    change: dict[str, tuple[int, ...] | tuple[tuple[int, int], ...]] = {}
    if freq in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"):
        change["hours"] = rule.hours or (start.hour,)
    if freq not in ("MINUTELY", "SECONDLY"):
        change["minutes"] = rule.minutes or (start.minute,)
    if freq != "SECONDLY":
        change["seconds"] = rule.seconds or (start.second,)
    if not (rule.days or rule.month_days or rule.year_days):
        if freq == "WEEKLY" or (freq == "YEARLY" and rule.weeks):
            change["days"] = ((0, start.weekday()),)
        elif freq in ("MONTHLY", "YEARLY"):
            change["month_days"] = (start.day,)
            if freq == "YEARLY" and not rule.months:
                change["months"] = (start.month,)
    return replace(rule, **change)  # type: ignore[arg-type]


def _steady(rule: Rule) -> int | None:
    """How many hits every period has, if all have the same number: then COUNT can be told without counting."""
    if rule.months or rule.month_days or rule.year_days or rule.weeks or rule.positions:
        return None
    if rule.freq == "WEEKLY":
        per_day = len({day for _, day in rule.days})
    elif rule.freq == "DAILY" and not rule.days:
        per_day = 1
    elif rule.freq in _SECONDS and not (rule.days or rule.hours):
        if (rule.freq != "HOURLY" and rule.minutes) or (rule.freq == "SECONDLY" and rule.seconds):
            return None
        per_day = 1
        return (len(rule.minutes) or 1) * (len(rule.seconds) or 1)
    else:
        return None
    return per_day * len(rule.hours) * len(rule.minutes) * len(rule.seconds)


def _period_of(rule: Rule, start: datetime, wall: datetime) -> int:
    """The number of the period that holds `wall`, or of the last one before it."""
    if wall <= start:
        return 0
    if rule.freq == "YEARLY":
        periods = wall.year - start.year
    elif rule.freq == "MONTHLY":
        periods = 12 * (wall.year - start.year) + wall.month - start.month
    elif rule.freq == "WEEKLY":
        periods = (_week(wall.date(), rule.week_start) - _week(start.date(), rule.week_start)).days // 7
    elif rule.freq == "DAILY":
        periods = (wall.date() - start.date()).days
    else:
        periods = int((wall - _floor(start, rule.freq)).total_seconds()) // _SECONDS[rule.freq]
    return periods // rule.interval


def _period(rule: Rule, start: datetime, number: int) -> datetime | None:
    """Where period `number` begins; None beyond the end of the calendar."""
    steps = number * rule.interval
    try:
        if rule.freq == "YEARLY":
            return datetime.combine(date(start.year + steps, 1, 1), time())
        if rule.freq == "MONTHLY":
            year, month = divmod(12 * start.year + start.month - 1 + steps, 12)
            return datetime.combine(date(year, month + 1, 1), time())
        if rule.freq == "WEEKLY":
            week = _week(start.date(), rule.week_start) + timedelta(weeks=steps)
            return datetime.combine(week, time())
        if rule.freq == "DAILY":
            return datetime.combine(start.date() + timedelta(days=steps), time())
        return _floor(start, rule.freq) + timedelta(seconds=steps * _SECONDS[rule.freq])
    except (OverflowError, ValueError):
        return None


def _walls(rule: Rule, start: datetime, number: int, budget: Budget) -> list[datetime]:
    """All hits of one period in order, BYSETPOS applied, those before `start` too."""
    begins = _period(rule, start, number)
    if begins is None:
        return []
    walls: list[datetime] = []
    if rule.freq in _SECONDS:
        budget.spend(1)
        if _fits(rule, begins.date()) and _fits_clock(rule, begins):
            hours = (begins.hour,)
            minutes = rule.minutes if rule.freq == "HOURLY" else (begins.minute,)
            seconds = (begins.second,) if rule.freq == "SECONDLY" else rule.seconds
            walls = _on(begins.date(), hours, minutes, seconds)
    else:
        days = _days(rule, begins.date())
        budget.spend(1 + len(days) // 4)
        for day in days:
            if _fits(rule, day):
                walls += _on(day, rule.hours, rule.minutes, rule.seconds)
    budget.spend(len(walls) // 4)
    if rule.positions:
        places = {p - 1 if p > 0 else len(walls) + p for p in rule.positions}
        return [wall for place, wall in enumerate(walls) if place in places]
    return walls


def _on(day: date, hours: tuple[int, ...], minutes: tuple[int, ...], seconds: tuple[int, ...]) -> list[datetime]:
    return [
        datetime.combine(day, time(hour, minute, min(second, 59)))
        for hour, minute, second in product(hours, minutes, seconds)
    ]


def _days(rule: Rule, first: date) -> list[date]:
    """The days of a period that are worth a look."""
    if rule.freq == "DAILY":
        return [first]
    if rule.freq == "WEEKLY":
        ordinal = first.toordinal()
        return [date.fromordinal(ordinal + n) for n in range(7) if ordinal + n <= date.max.toordinal()]
    months = (first.month,) if rule.freq == "MONTHLY" else (rule.months or range(1, 13))
    return [
        date(first.year, month, day)
        for month in sorted(months)
        for day in range(1, calendar.monthrange(first.year, month)[1] + 1)
    ]


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        last = calendar.monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - last - 1 not in rule.month_days:
            return False
    if rule.days and not _fits_weekday(rule, day):
        return False
    if rule.year_days:
        last = 366 if calendar.isleap(day.year) else 365
        nth = day.timetuple().tm_yday
        if nth not in rule.year_days and nth - last - 1 not in rule.year_days:
            return False
    if rule.weeks:
        week, last = _week_number(day, rule.week_start)
        if week not in rule.weeks and week - last - 1 not in rule.weeks:
            return False
    return True


def _fits_weekday(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.days:
        return True
    ordinals = [nth for nth, wanted in rule.days if wanted == weekday]
    if not ordinals:
        return False
    if rule.freq not in ("MONTHLY", "YEARLY"):
        return True
    if rule.freq == "MONTHLY" or rule.months:
        place, last = day.day, calendar.monthrange(day.year, day.month)[1]
    else:
        place, last = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    return (place + 6) // 7 in ordinals or -((last - place) // 7 + 1) in ordinals


def _fits_clock(rule: Rule, wall: datetime) -> bool:
    """What BYHOUR, BYMINUTE and BYSECOND let through of a period that is an hour, a minute or a second."""
    if rule.hours and wall.hour not in rule.hours:
        return False
    if rule.freq != "HOURLY" and rule.minutes and wall.minute not in rule.minutes:
        return False
    return not (rule.freq == "SECONDLY" and rule.seconds and wall.second not in rule.seconds)


def _week(day: date, week_start: int) -> date:
    """The first day of the week that holds `day`; the calendar's first day where there is no earlier one."""
    return date.fromordinal(max(1, day.toordinal() - (day.weekday() - week_start) % 7))


def _week_number(day: date, week_start: int) -> tuple[int, int]:
    """The week's number in the year it belongs to (the one with most of its days), and that year's last number."""
    begins = _week(day, week_start).toordinal()
    year = date.fromordinal(min(begins + 3, date.max.toordinal())).year
    first = _first_week(year, week_start)
    after = _first_week(year + 1, week_start) if year < MAXYEAR else first + 52 * 7
    return (begins - first) // 7 + 1, (after - first) // 7


def _first_week(year: int, week_start: int) -> int:
    """The ordinal of the day on which the week with 4 January begins."""
    fourth = date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - week_start) % 7


def _floor(wall: datetime, freq: str) -> datetime:
    if freq == "HOURLY":
        return wall.replace(minute=0, second=0)
    return wall.replace(second=0) if freq == "MINUTELY" else wall
