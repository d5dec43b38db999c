"""Promised steps: their claim on the day, their title, and how long they are overdue."""

from __future__ import annotations

from dataclasses import replace

from planner.core.book import Account, Contact, Deal, Task
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext

PROMISE, DUE_WORK, URGENT = 1.0, 2.0, 3.0  # turns on a day, after appointments and what belongs to them
LONG_OVERDUE = 2  # working days: such promises come first, the longest overdue before the others


def as_promised(step: Step, record: Deal | Account | Contact | Task, context: DayContext) -> Step:
    """The step with its record's promise, if any; with a claim on the day once it is due.

    Long overdue promises come first, then those worth most (payout × index); all before due work.
    """
    promise = promise_of(record, context.today, context.working)
    if promise is None:
        return step
    step = replace(step, promised=True, overdue=promise.overdue)
    if not isinstance(record, Contact | Task) and record.next:
        play = context.playbook.plays.get(step.play)
        step = replace(step, title=record.next, objective=play.objective if play else "")
    if not promise.is_due(context.today):
        return step
    longest = context.working.longest(context.today)
    return replace(step, due=True, claim=_turn(step), splits=step.splits or step.minutes > longest > 0)


def _turn(step: Step) -> tuple[float, ...]:
    if step.overdue >= LONG_OVERDUE:
        return (PROMISE, 0.0, -float(step.overdue))
    return (PROMISE, 1.0, -step.per_hour * step.minutes)
