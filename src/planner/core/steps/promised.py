"""Promised steps: their claim on the day, their title, and how long they are overdue."""

from __future__ import annotations

from dataclasses import replace

from planner.core.book import Account, Contact, Deal, Task
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.value.deal_value import DayContext

PROMISE, DUE_WORK, URGENT = 1.0, 2.0, 3.0  # turns on a day, after appointments and what belongs to them


def as_promised(step: Step, record: Deal | Account | Contact | Task, context: DayContext) -> Step:
    """The step with its record's promise, if any; with a claim on the day once it is due.

    The order among promises is settled once all of them are known (`settle_promises`).
    """
    promise = promise_of(record, context.today, context.working, context.zone)
    if promise is None:
        return step
    step = replace(step, promised=True, overdue=promise.overdue, last_day=promise.last_day)
    if not isinstance(record, Contact | Task) and record.next and (record.next_on or record.next_by):
        play = context.playbook.plays.get(step.play)
        step = replace(step, title=record.next, objective=play.objective if play else "")
    if not promise.is_due(context.today):
        return step
    return replace(step, due=True, claim=(PROMISE,))
