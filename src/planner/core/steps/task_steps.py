"""The step of a task today."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.book import Task, record_name
from planner.core.history import OVERTIME
from planner.core.reasons import OwnFigure
from planner.core.steps.promised import DUE_WORK, as_promised
from planner.core.steps.step import Start, Step
from planner.core.steps.visit_steps import visit_with_work
from planner.core.timing.promise import promise_of
from planner.core.value.colleagues import cost_of_hours, needed_for
from planner.core.value.deal_value import DayContext, deal_value, is_open, start_of
from planner.frozen_class import frozen


@frozen
class TaskValue:
    """Money per hour of a task; of a deal's task also the deal's index and start."""

    per_hour: float
    index: float | None = None
    start: Start | None = None


def task_steps(task: Task, context: DayContext) -> Iterator[Step]:
    """The step of a task, on its day or on any day where it has none; none once it is done."""
    at = task.at.astimezone(context.zone) if task.at else None
    day = at.date() if at else task.on
    on_hold = task.not_before is not None and task.not_before > context.today
    if context.history.has_done(task) or on_hold or (day is not None and day > context.today):
        return
    if at is not None and at.date() < context.today:  # its time has passed; the work is still to do
        at = None
    left = task.minutes - context.history.task_minutes.get(task.id, 0)
    if left <= 0:  # it takes longer than estimated
        left = min(task.minutes, OVERTIME) if task.splits else task.minutes
    value = _task_value(task, context)
    own = OwnFigure(makes=task.makes, by_record=task.makes is None and value.per_hour > 0)
    step = Step(
        item=task.id,
        record=task.record,
        name=record_name(task.record, context.book),
        kind="task",
        play="task",
        does="task",
        title=task.title,
        objective="",
        minutes=left,
        per_hour=value.per_hour,
        index=value.index,
        must=task.must,
        due=task.by is not None and task.by <= context.today,
        at=at,
        windows=task.windows,
        timezone=task.timezone,
        needs=task.needs,
        place=task.place,
        after=task.after,
        splits=task.splits and at is None,
        start=value.start,
        why=None if value.start is not None else own,
    )
    yield _with_claim(step, task, context)


def _with_claim(step: Step, task: Task, context: DayContext) -> Step:
    """The step with its claim on the day: a promise, or due work; may wait for qualifying."""
    if task.record is not None:
        promised = as_promised(step, task, context)
        if promised.claim is not None or step.must:
            return promised
        if task.every is not None and not promised.promised:
            return _with_due_work(promised, task, context)
        deal = next((each for each in context.book.deals if each.id == task.record), None)
        value = deal_value(deal, context) if deal is not None and is_open(deal) else None
        waits = value is not None and value.questions is not None and task.makes is None and not promised.promised
        return promised._replace(qualify_first=waits)
    return _with_due_work(step, task, context)


def _with_due_work(step: Step, task: Task, context: DayContext) -> Step:
    """The step with the claim of due work, once it is due or if it is a must."""
    last = task.by or task.on
    if last is not None and task.not_before is not None:  # put off: due when it is taken up again
        last = max(last, task.not_before)
    is_due = last is not None and context.working.last_by(last) <= context.today
    overdue = max(0, context.working.between(last, context.today)) if last is not None else 0
    if step.must or is_due:
        return step._replace(due=step.due or is_due, overdue=overdue, claim=(DUE_WORK,))
    return step


def _task_value(task: Task, context: DayContext) -> TaskValue:
    """The value of a task: its own figure, else its record's; 0 without either."""
    if task.makes is not None:
        cost = cost_of_hours(task.minutes, tuple(needed_for(task, context.book.colleagues)))
        return TaskValue(max(0.0, task.makes - cost) * 60 / task.minutes)
    deal = next((each for each in context.book.deals if each.id == task.record and is_open(each)), None)
    value = deal_value(deal, context) if deal is not None else None
    if deal is not None and value is not None:
        promised = promise_of(task, context.today, context.working) is not None
        repeated = task.every is not None and task.on is not None
        plain = promised or repeated or task.must  # such work does not wait for qualifying
        index = value.plain_index if plain else value.index
        start = start_of(deal, value._replace(questions=None) if plain else value, context)
        return TaskValue(index * value.payout, index, start)
    account = next((each for each in context.book.accounts if each.id == task.record), None)
    if account is not None:
        visit = visit_with_work(account, context)
        return TaskValue(visit.per_hour if visit is not None else 0.0)
    return TaskValue(0.0)
