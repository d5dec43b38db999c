"""The minutes set aside for touches and prospecting, on the days where an hour costs least.

Both are parts of the free minutes of five working days, and each of them goes to the day on which it pushes out the
worst paid work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from planner.core.cadence.care_week import CareWeek
from planner.schedule import SLOT

DAYS = 5  # working days that the parts are counted over, today among them
PIECE = 30  # minutes of prospecting, at least
TIMES_ITS_SHARE = 2  # of a day for prospecting; what goes beyond counts double, so that no day is spent on a week's
MOST_OF_A_DAY = 1 / 3  # of its free minutes, at most


class OpenTouch(NamedTuple):
    """A touch to place from `due` until its `last` day, which is over for an overdue one."""

    item: str
    minutes: int
    due: date
    last: date


class Searches(NamedTuple):
    """Minutes of prospecting done, minutes of the days before, and the first day that counts."""

    done: Mapping[date, int]
    minutes: Mapping[date, int]  # of the working days before today
    since: date


def touch_days(touches: Iterable[OpenTouch], week: CareWeek, budget: int) -> dict[str, date]:
    """The day of each touch, by item: the cheapest between its first and its last.

    Those with the earliest last day choose first; together they take at most `budget` minutes. Overdue ones are for the
    first day; what falls due after the days, or finds no minutes, has no day.
    """
    left = budget
    found: dict[str, date] = {}
    for touch in sorted(touches, key=lambda each: (each.last, each.due, each.item)):
        if touch.minutes > left:
            continue
        last = max(touch.last, week.days[0]) if week.days else touch.last
        minutes = touch.minutes + week.between
        open_days = [day for day in week.days if touch.due <= day <= last and week.room(day) >= touch.minutes]
        if open_days:
            day = min(open_days, key=lambda each: (week.price(each, minutes), each))
            found[touch.item] = day
            week.give(day, minutes)
            left -= touch.minutes
    return found


def search_minutes(searches: Searches, week: CareWeek, share: float) -> int:
    """Minutes of prospecting for the first day of the week.

    Every five working days in a row since it is counted get `share` of their minutes, on the cheapest of the days left,
    in pieces of 30 minutes or more. The minutes are set aside in the week.
    """
    if not week.days or share <= 0:
        return 0
    today = week.days[0]
    past = [day for day in sorted(searches.minutes) if day < today][-(DAYS - 1) :]
    minutes = {**searches.minutes, **week.free}
    every = [*past, *week.days]
    most = {day: _most(week.room(day), MOST_OF_A_DAY) for day in week.days}
    usual = {day: _most(week.room(day), TIMES_ITS_SHARE * share) for day in week.days}
    found = dict.fromkeys(week.days, 0)
    for start in range(len(past) + 1):
        window = every[start : start + DAYS]
        if len(window) < DAYS or window[0] < searches.since:
            continue
        need = share * sum(minutes[day] for day in window) - sum(searches.done.get(day, 0) for day in window)
        left = [day for day in week.days if day in window]
        limits = {day: (usual[day], most[day]) for day in left}
        _search(need - sum(found[day] for day in left), week, limits, found)
    return found[today]


def _most(room: int, part: float) -> int:
    """Minutes of prospecting that a day may have: a part of its room, or one piece."""
    return min(room, max(PIECE, int(part * room))) // SLOT * SLOT


def _search(need: float, week: CareWeek, limits: Mapping[date, tuple[int, int]], found: dict[date, int]) -> None:
    """Add prospecting where it costs least, the earliest of equals; half a piece at least.

    `limits` are a day's usual minutes, beyond which its price counts double, and the most it may have.
    """
    while True:
        more = {day: SLOT if found[day] else PIECE for day in limits}
        open_days = [day for day in limits if need >= more[day] / 2 and found[day] + more[day] <= limits[day][1]]
        if not open_days:
            return
        minutes = {each: more[each] if found[each] else more[each] + week.between for each in open_days}
        beyond = {each: found[each] + more[each] > limits[each][0] for each in open_days}
        prices = {each: week.price(each, minutes[each]) * (2 if beyond[each] else 1) for each in open_days}
        day = min(open_days, key=lambda each: (prices[each], beyond[each], each))
        found[day] += more[day]
        week.give(day, minutes[day])
        need -= more[day]
