"""Promised steps: their claim on the day, their title, and how long they are overdue."""

from __future__ import annotations

from planner.core.book import Account, Contact, Deal, Task
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.timing.trial import decision_day
from planner.core.value.deal_value import DayContext

DECISION = "Decide on the trial"
PROMISE, DUE_WORK, URGENT = 1.0, 2.0, 3.0  # turns on a day, after appointments and what belongs to them


def _agreed_title(record: Deal | Account | Contact | Task, context: DayContext) -> str | None:
    """The agreed next step in the rep's words; on the last day of a trial, its decision."""
    if isinstance(record, Contact | Task):
        return None
    ends = decision_day(record) if isinstance(record, Deal) else None
    if record.next and (record.next_on or record.next_by or ends):
        return record.next
    return DECISION if ends is not None and ends <= context.today else None


def as_promised(step: Step, record: Deal | Account | Contact | Task, context: DayContext) -> Step:
    """The step with its record's promise, if any; with a claim on the day once it is due.

    The order among promises is settled once all of them are known (`settle_promises`).
    """
    promise = promise_of(record, context.today, context.working, context.zone)
    if promise is None:
        return step
    step = step._replace(promised=True, overdue=promise.overdue, last_day=promise.last_day)
    title = _agreed_title(record, context)
    if title:
        play = context.playbook.plays.get(step.play)
        step = step._replace(title=title, objective=play.objective if play else "")
    if not promise.is_due(context.today):
        return step
    return step._replace(due=True, claim=(PROMISE,))
