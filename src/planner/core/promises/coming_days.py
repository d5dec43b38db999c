"""The free ranges of the coming working days, and the work that is promised for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from planner.core.book import Account, Deal, Task
from planner.core.days import LocalDay
from planner.core.diary import Busy
from planner.core.playbook import Play
from planner.core.promises.that_fit import HORIZON, DayRoom, PromisedWork
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.timing.trial import decision_day
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, is_open, size_of


def coming_days(context: DayContext, busy: Sequence[Busy]) -> tuple[DayRoom, ...]:
    """The next 15 working days, with what meetings, days off and appointments leave of them."""
    taken = [(event.start, event.end) for event in busy] + list(_own_appointments(context))
    days = islice(context.working.after(context.today), HORIZON)
    return tuple(DayRoom(day, _free_ranges(LocalDay(day, context.zone), taken, context)) for day in days)


def _free_ranges(day: LocalDay, taken: Iterable[tuple[datetime, datetime]], context: DayContext) -> tuple[int, ...]:
    spans = sorted((day.minute(start), day.minute(end)) for start, end in taken)
    between = context.book.hours.between
    free = []
    for hours in day.spans(context.working.ranges(day.date)):
        start = hours.start
        for busy_from, busy_to in spans:
            if busy_to > start and busy_from < hours.end:
                free.append(busy_from - between - start)
                start = max(start, busy_to + between)
        free.append(hours.end - start)
    return tuple(minutes for minutes in free if minutes > 0)


def _own_appointments(context: DayContext) -> Iterator[tuple[datetime, datetime]]:
    """Appointments that only the book has, with their preparation and follow-up."""
    records: list[Deal | Account] = [deal for deal in context.book.deals if is_open(deal)]
    records += context.book.accounts
    for record in records:
        if record.at is None or record.id in context.appointments:
            continue
        at = record.at.astimezone(context.zone)
        if at.date() > context.today:
            play = _play_of(record, context)
            around = timedelta(minutes=play.prepare), timedelta(minutes=play.minutes + play.follow_up)
            yield at - around[0], at + around[1]
    for task in context.book.tasks:
        if task.at is not None and task.at.astimezone(context.zone).date() > context.today:
            yield task.at, task.at + timedelta(minutes=task.minutes)


def _play_of(record: Deal | Account, context: DayContext) -> Play:
    if isinstance(record, Account):
        return context.playbook.plays["visit"]
    return context.playbook.plays[context.playbook.stages[context.stage_at[record.stage]].play]


def promised_work(steps: Iterable[Step], context: DayContext) -> list[PromisedWork]:
    """Work promised for a later day: what could be done today, and what was agreed for its day."""
    between = context.book.hours.between
    work = [
        PromisedWork(step.item, step.minutes + between, context.today, step.last_day, step.splits)
        for step in steps
        if step.promised and step.last_day is not None and step.last_day > context.today
    ]
    known = {each.item for each in work}
    for item, minutes, day, splits in _agreed_for_a_day(context):
        if item not in known:
            work.append(PromisedWork(item, minutes + between, day, day, splits))
    return work


def _agreed_for_a_day(context: DayContext) -> Iterator[tuple[str, int, date, bool]]:
    """Record or task, minutes, day and pieces of what is not offered before that day."""
    for deal in context.book.deals:
        if not _is_agreed_later(deal, context):
            continue
        promise = promise_of(deal, context.today, context.working, context.zone)
        if promise is not None:
            yield deal.id, context.history.agreed_minutes(deal) or _minutes_of(deal, context), promise.last_day, False
    for account in context.book.accounts:
        if account.next_on is not None and account.next_on > context.today:
            day = context.working.first_from(account.next_on)
            yield account.id, try_minutes(context.playbook.plays["visit" if account.revenue else "touch"]), day, False
    for task in context.book.tasks:
        if _is_later_promise(task, context):
            promise = promise_of(task, context.today, context.working)
            left = task.minutes - context.history.task_minutes.get(task.id, 0)
            if promise is not None and left > 0:
                yield task.id, left, promise.last_day, task.splits


def _is_agreed_later(deal: Deal, context: DayContext) -> bool:
    """True for an open deal with a step agreed for a later day, which is not offered before."""
    if not is_open(deal):
        return False
    if deal.next_on is not None and deal.next_on > context.today:
        return True
    ends = decision_day(deal) if deal.next_by is None and deal.id not in context.appointments else None
    return ends is not None and ends > context.today


def _is_later_promise(task: Task, context: DayContext) -> bool:
    later = task.on is not None and task.on > context.today
    return later and task.record is not None and not context.history.has_done(task)


def _minutes_of(deal: Deal, context: DayContext) -> int:
    play = _play_of(deal, context)
    minutes = play.book if play.how == "meeting" else try_minutes(play)
    return round(minutes * size_of(deal, context))
