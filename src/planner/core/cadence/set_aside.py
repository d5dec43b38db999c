"""The minutes set aside for touches and prospecting, on the days where an hour costs least.

Both are parts of the free minutes of five working days. A day's price is what the best work left over pays once its
free minutes are full: after today's promises, due work and appointments the best work goes to the first day, so that a
later day is rarely dearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from planner.schedule import SLOT

DAYS = 5  # working days that the parts are counted over, today among them
PIECE = 30  # minutes of prospecting, at least
MOST_OF_A_DAY = 1 / 3  # of its free minutes go to prospecting


class CareDay(NamedTuple):
    """A working day: its free minutes, and the price of a minute (money)."""

    day: date
    free: int
    price: float


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


def care_days(free: Sequence[tuple[date, int]], offers: Iterable[tuple[float, int]], held: int = 0) -> list[CareDay]:
    """The days with their prices.

    `free` are the days from today on with their free minutes, `offers` money per minute and minutes of the work there
    is, `held` the minutes that come first today: promises, due work and appointments.
    """
    work = sorted(((price, minutes) for price, minutes in offers if price > 0 and minutes > 0), reverse=True)
    days, used, at = [], held, 0
    limit = 0
    for day, minutes in free:
        limit += minutes
        while at < len(work) and used + work[at][1] <= limit:
            used += work[at][1]
            at += 1
        days.append(CareDay(day, minutes, work[at][0] if at < len(work) else 0.0))
    return days


def touch_days(touches: Iterable[OpenTouch], days: Sequence[CareDay], budget: int) -> dict[str, date]:
    """The day of each touch, by item: the cheapest between its first and its last.

    Those with the earliest last day choose first; together they take at most `budget` minutes. Overdue ones are for the
    first day; what falls due after the days, or finds no minutes, has no day.
    """
    room = {each.day: each.free for each in days}
    left = budget
    found: dict[str, date] = {}
    for touch in sorted(touches, key=lambda each: (each.last, each.due, each.item)):
        if touch.minutes > left:
            continue
        last = max(touch.last, days[0].day) if days else touch.last
        open_days = [each for each in days if touch.due <= each.day <= last and room[each.day] >= touch.minutes]
        if open_days:
            day = min(open_days, key=lambda each: (each.price, each.day)).day
            found[touch.item] = day
            room[day] -= touch.minutes
            left -= touch.minutes
    return found


def search_minutes(searches: Searches, days: Sequence[CareDay], share: float, taken: Mapping[date, int]) -> int:
    """Minutes of prospecting for the first of `days`.

    Every five working days in a row since it is counted get `share` of their minutes, on the cheapest of the days left,
    in pieces of 30 minutes or more. `taken` are minutes of the days that touches use.
    """
    if not days or share <= 0:
        return 0
    today = days[0].day
    past = [day for day in sorted(searches.minutes) if day < today][-(DAYS - 1) :]
    coming = [each.day for each in days]
    minutes = {**searches.minutes, **{each.day: each.free for each in days}}
    every = [*past, *coming]
    room = {each.day: int(MOST_OF_A_DAY * max(0, each.free - taken.get(each.day, 0))) // SLOT * SLOT for each in days}
    given = dict.fromkeys(coming, 0)
    for start in range(len(past) + 1):
        window = every[start : start + DAYS]
        if len(window) < DAYS or window[0] < searches.since:
            continue
        need = share * sum(minutes[day] for day in window) - sum(searches.done.get(day, 0) for day in window)
        left = [each for each in days if each.day in window]
        _give(need - sum(given[each.day] for each in left), left, room, given)
    return given[today]


def _give(need: float, days: Sequence[CareDay], room: dict[date, int], given: dict[date, int]) -> None:
    """Add minutes to the cheapest days, the earliest of equals; half a piece at least."""
    for each in sorted(days, key=lambda each: (each.price, each.day)):
        if need < PIECE / 2:
            return
        wanted = round(need / SLOT) * SLOT
        minutes = min(wanted if given[each.day] else max(wanted, PIECE), room[each.day] - given[each.day])
        if minutes >= (SLOT if given[each.day] else PIECE):
            given[each.day] += minutes
            need -= minutes
