"""Touches that fall due in a leave, spread over the days before and after it.

A leave is a run of days without work in which three working days or more are lost, whether by days off, holidays or
whole days away in the calendar. Shorter gaps move a touch to the day before, as any day off does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from planner.core.cadence.days_away import COMING, PAST
from planner.core.cadence.early_touches import HORIZON
from planner.core.cadence.touches import NextTouch
from planner.core.days import ONE_DAY, WorkingDays
from planner.core.page.page import LeavePlan
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext

LEAST = 3  # working days lost
SHOWN = 14  # days after a leave in which its plan is shown
SOONEST = 0.25  # of the cadence must have passed before a touch is made because of a leave


class Leave(NamedTuple):
    """Consecutive days without work, and the working day after them."""

    first: date
    last: date
    back: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class SpreadTouches(NamedTuple):
    """The touches with their new days, and the plan of the leave that is near."""

    touches: tuple[NextTouch, ...]
    plan: LeavePlan | None


def leaves_near(working: WorkingDays, today: date) -> tuple[Leave, ...]:
    """The leaves of the last and the next weeks, in order."""
    leaves = []
    first: date | None = None
    lost = 0
    for day in (today + timedelta(days=n) for n in range(-PAST, COMING + 1)):
        if working.works(day):
            if first is not None and lost >= LEAST:
                leaves.append(Leave(first, day - ONE_DAY, day))
            first, lost = None, 0
        else:
            first = first or day
            lost += bool(working.hours.week[day.weekday()])
    if first is not None and lost >= LEAST:
        back = working.next_after(today + timedelta(days=COMING))
        leaves.append(Leave(first, back - ONE_DAY, back))
    return tuple(leaves)


def spread_over_leave(touches: Iterable[NextTouch], context: DayContext) -> SpreadTouches:
    """The touches, those due in a leave with a day before or after it.

    As many as the set-aside minutes of the 15 working days before it hold are made then, the longest waiting first.
    The others come after it, where none is overdue before its new day.
    """
    found, plans = list(touches), []
    for leave in leaves_near(context.working, context.today):
        if context.working.between(context.today, leave.first) > HORIZON:
            continue
        inside = {touch.record for touch in found if _falls_in(touch, leave)}
        others = [touch for touch in found if touch.record not in inside]
        group = sorted((touch for touch in found if touch.record in inside), key=lambda each: (_due(each), each.record))
        room = _Room(context, others)
        before = _made_before(group, leave, room) if context.today < leave.first else {}
        after = _made_after(
            [touch for touch in group if touch.record not in before],
            leave.back,
            room,
            made=sum(1 for touch in others if leave.back <= touch.clock <= context.today),
        )
        moved = before | after
        found = [moved.get(touch.record, touch) for touch in found]
        if moved and leave.last >= context.today - timedelta(days=SHOWN):
            caught_up = max((each.deadline for each in after.values()), default=None)
            plans.append(
                LeavePlan(first=leave.first, last=leave.last, before=len(before), after=len(after), caught_up=caught_up)
            )
    return SpreadTouches(tuple(found), plans[0] if plans else None)


class _Room:
    """The touches that a day's set-aside minutes hold, next to those due on it anyway."""

    def __init__(self, context: DayContext, others: Iterable[NextTouch]) -> None:
        self.context = context
        self.others = list(others)
        self.due = Counter(touch.due for touch in self.others)
        self.touch = try_minutes(context.playbook.plays["touch"])

    def holds(self, day: date) -> int:
        return int(self.context.book.care.share * self.context.working.minutes(day)) // self.touch

    def on(self, day: date) -> int:
        return max(0, self.holds(day) - self.due[day])

    def until(self, days: Sequence[date]) -> int:
        """The touches that fit on these days, next to all that have to be made by the last of them."""
        last = max(days, default=date.min)
        return max(0, sum(map(self.holds, days)) - sum(1 for touch in self.others if touch.last_date() <= last))


def _due(touch: NextTouch) -> date:
    """The day on which its cadence is over, whether or not the rep works then."""
    return touch.clock + timedelta(days=touch.cadence)


def _falls_in(touch: NextTouch, leave: Leave) -> bool:
    """True for a touch whose due and last day are both in the leave.

    One that is on hold until the leave or later has its day from the customer, a revisit from the no.
    """
    late = timedelta(days=touch.cadence + touch.cadence // 20)
    by_the_no = touch.revisit_on is not None and touch.revisit_on <= touch.due
    on_hold = touch.on_hold_until is not None and touch.on_hold_until >= leave.first
    return not by_the_no and not on_hold and leave.holds(_due(touch)) and leave.holds(touch.clock + late)


def _made_before(group: Sequence[NextTouch], leave: Leave, room: _Room) -> dict[str, NextTouch]:
    """Those made on the last days before the leave: the longest waiting, as many as fit."""
    days = list(_days_before(leave.first, room.context))
    places = [day for day in days for _ in range(room.on(day))][: room.until(days)]  # the last day first
    early = [touch for touch in group if days and _is_late_enough(touch, days[0])][: len(places)]
    found = {}
    for touch, day in zip(reversed(early), places, strict=False):
        soonest = touch.clock + timedelta(days=touch.cadence * SOONEST)
        first = min(max(day, room.context.working.first_from(soonest)), days[0])
        found[touch.record] = touch._replace(due=first, deadline=days[0])
    return found


def _is_late_enough(touch: NextTouch, day: date) -> bool:
    return day - touch.clock >= timedelta(days=touch.cadence * SOONEST)


def _days_before(first: date, context: DayContext) -> Iterator[date]:
    """The working days before a leave from today on, the last one first."""
    day, count = first - ONE_DAY, 0
    while day >= context.today and count < HORIZON:
        if context.working.works(day):
            yield day
            count += 1
        day -= ONE_DAY


def _made_after(group: Sequence[NextTouch], back: date, room: _Room, made: int) -> dict[str, NextTouch]:
    """The others, each by the day whose turn it is from `back` on.

    `made` touches are done since.
    """
    found: dict[str, NextTouch] = {}
    days = iter((back, *islice(room.context.working.after(back), len(group) + made)))
    day = next(days)
    left = max(1, room.on(day))
    for turn in range(made + len(group)):
        while left <= 0:
            day = next(days)
            left = max(1, room.on(day))
        left -= 1
        if turn >= made:
            touch = group[turn - made]
            found[touch.record] = touch._replace(due=back, deadline=day)
    return found
