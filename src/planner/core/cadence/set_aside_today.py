"""The touches and the prospecting that today's set-aside minutes are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from planner.core.cadence.care_week import CareWeek, WorkOffered
from planner.core.cadence.set_aside import (
    DAYS,
    OpenTouch,
    Searches,
    search_minutes,
    touch_days,
)
from planner.core.cadence.touches import NextTouch
from planner.core.line import Line
from planner.core.promises.coming_days import promised_work
from planner.core.steps.step import Step
from planner.core.timing.deadline import pace_of
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext

LOOK_BACK = 60  # days, in which the working days before today are looked for


class SetAside(NamedTuple):
    """The steps, those for a later day marked; minutes for touches and for prospecting today."""

    steps: tuple[Step, ...]
    touch_minutes: int
    find_minutes: int


def set_aside_today(
    steps: Sequence[Step],
    touches: Mapping[str, NextTouch],
    free: Sequence[tuple[date, int]],
    context: DayContext,
    before: Sequence[Line] = (),
) -> SetAside:
    """Choose today's touches and prospecting; `free` are minutes of today and coming days.

    What is due goes to the cheapest of the next five working days that is not after its last day. The choice of the
    morning's page (`before`) stays for the day.
    """
    care, today = context.book.care, context.today
    between = context.book.hours.between  # a line takes that, too
    held = {today: sum(step.minutes + between for step in steps if step.claim is not None or step.at is not None)}
    for each in promised_work((), context):
        held[each.last] = held.get(each.last, 0) + each.minutes
    week = CareWeek(free[:DAYS], _offers(steps, context), held, between)
    due = [step for step in steps if step.care == "touch" and not step.joins]
    set_before = {line.what.item for line in before}
    work = [_open_touch(step, context) for step in due]
    if before:
        work = [_as_set(each, each.item in set_before, week.days) for each in work]
    work += _coming(touches, {step.record for step in due}, week.days, context)
    touch = try_minutes(context.playbook.plays["touch"])
    longer = sum(max(0, step.minutes - touch) for step in due) if care.share else 0  # revisits in the place of touches
    chosen = touch_days(work, week, int(care.share * sum(week.free.values())) + longer)
    steps = tuple(_placed(step, chosen, today) for step in steps)
    minutes = sum(step.minutes for step in due if chosen.get(step.item) == today)
    if before:
        found = sum(line.slot.minutes for line in before if line.what.does == "find")
    else:
        found = search_minutes(_searches(context), week, care.find) if _searches_pay(context) else 0
    return SetAside(steps, minutes, found)


def _offers(steps: Sequence[Step], context: DayContext) -> Iterable[WorkOffered]:
    """Work that is on the page for its money only.

    That of a deal comes again once the customer has had time.
    """
    between, today = context.book.hours.between, context.today
    paces = {stage.name: pace_of(stage) for stage in context.playbook.stages}
    for step in steps:
        pays, minutes = step.per_hour / 60, step.minutes + between
        pace = paces.get(step.stage, 0) if step.kind == "prospect" and step.stage else 0
        if _is_optional(step):
            yield WorkOffered(pays, minutes, step.wait.until if step.wait else today, pace)
        elif pace and step.claim is not None and step.is_contact:
            yield WorkOffered(pays, minutes, context.working.later(today, pace), pace)


def _is_optional(step: Step) -> bool:
    """True for work that is on the page for its money only."""
    return step.claim is None and step.care is None and step.does != "find" and step.at is None


def _open_touch(step: Step, context: DayContext) -> OpenTouch:
    """The touch as work to place; one that is early is for today.

    What was overdue before the first page is spread over five working days, as promises are.
    """
    if not step.due or not step.deadline:
        return OpenTouch(step.item, step.minutes, context.today, context.today)
    start, last = context.history.first_day or context.today, date.fromordinal(step.deadline)
    if last < start:
        last = context.working.later(start, DAYS - 1)
    return OpenTouch(step.item, step.minutes, context.today, last)


def _as_set(touch: OpenTouch, is_today: bool, days: Sequence[date]) -> OpenTouch:
    """The touch for today if the page so far has it, else for a later day if it can wait."""
    if is_today or touch.last <= days[0] or len(days) < 2:
        return touch._replace(last=days[0])
    return touch._replace(due=days[1])


def _coming(
    touches: Mapping[str, NextTouch], offered: set[str | None], days: Sequence[date], context: DayContext
) -> Iterable[OpenTouch]:
    """Touches that fall due in the days after today: they need minutes then."""
    minutes, end = try_minutes(context.playbook.plays["touch"]), days[-1] if days else context.today
    for touch in touches.values():
        due = touch.next_date()
        if touch.record not in offered and context.today < due <= end:
            yield OpenTouch(f"later {touch.record}", minutes, due, touch.last_date())


def _placed(step: Step, chosen: Mapping[str, date], today: date) -> Step:
    day = chosen.get(step.item)
    return step if day is None or day == today else step._replace(later=day)


def _searches_pay(context: DayContext) -> bool:
    return context.playbook.prospecting.amount > 0


def _searches(context: DayContext) -> Searches:
    """Prospecting in the last days, and their minutes; a book without pages starts today."""
    history, working, today = context.history, context.working, context.today
    before = filter(working.works, (today - timedelta(days=n) for n in range(1, LOOK_BACK + 1)))
    minutes = {day: working.minutes(day) for day in islice(before, DAYS)}  # those that count, and one more
    return Searches(history.searched, minutes, min(history.first_day or today, today))
