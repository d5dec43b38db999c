"""The step of a task today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.core.book import Task, record_name
from planner.core.reasons import OwnFigure
from planner.core.steps.step import Start, Step
from planner.core.steps.visit_steps import visits_now
from planner.core.value.deal_value import DayContext, deal_value, is_open, lowest_per_hour, start_of
from planner.core.value.index import try_minutes
from planner.core.value.visit_response import next_visit

OVERTIME = 30  # minutes, at most, that a task takes once its own are used up


@dataclass(frozen=True, slots=True)
class TaskValue:
    """Money per hour of a task.

    Of a deal's task also the deal's index, start and lowest money per hour.
    """

    per_hour: float
    index: float | None = None
    start: Start | None = None
    lowest: float | None = None


def task_steps(task: Task, context: DayContext) -> Iterator[Step]:
    """The step of a task, on its day or on any day where it has none; none once it is done."""
    at = task.at.astimezone(context.zone) if task.at else None
    day = at.date() if at else task.on
    on_hold = task.not_before is not None and task.not_before > context.today
    is_done = task.done_on is not None or task.id in context.history.tasks_done
    if is_done or on_hold or (day is not None and day != context.today):
        return
    left = task.minutes - context.history.task_minutes.get(task.id, 0)
    if left <= 0:  # it takes longer than estimated
        left = min(task.minutes, OVERTIME) if task.splits else task.minutes
    value = _task_value(task, context)
    own = OwnFigure(makes=task.makes, by_record=task.makes is None and value.per_hour > 0)
    yield Step(
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
        lowest=value.lowest,
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


def _task_value(task: Task, context: DayContext) -> TaskValue:
    """The value of a task: its own figure, else its record's; 0 without either."""
    if task.makes is not None:
        return TaskValue(task.makes * 60 / task.minutes)
    deal = next((each for each in context.book.deals if each.id == task.record and is_open(each)), None)
    value = deal_value(deal, context) if deal is not None else None
    if deal is not None and value is not None:
        lowest = lowest_per_hour(deal, value, context)
        return TaskValue(value.per_hour, value.index, start_of(deal, value, context), lowest)
    account = next((each for each in context.book.accounts if each.id == task.record), None)
    if account is not None:
        gain = next_visit(account, context.playbook.response, context.book.rep.keeps, visits_now(account, context))
        return TaskValue((gain or 0.0) * 60 / try_minutes(context.playbook.plays["visit"]))
    return TaskValue(0.0)
