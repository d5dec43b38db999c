"""Practice: the rep's own recurring tasks, and how often they were done lately."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from planner.core.book import Task
from planner.core.lifecycle.recurrence import recurrence_of
from planner.core.lifecycle.recurring import days_from
from planner.core.line import Line

DAYS = 90  # that roll on with every day
DONE = ("done", "sent")


class Practice(NamedTuple):
    """A recurring task: times done and times due in the last ninety days."""

    task: str
    title: str
    done: int
    due: int


def practice_of(task: Task, worked: Iterable[Line], today: date) -> Practice | None:
    """The practice of a recurring task for nobody.

    `worked` are rows of the diary in any order. It counts from the first day on which the task was worked on, at most
    ninety days back. None for any other task, and before it was worked on.
    """
    rule = recurrence_of(task.every) if task.every is not None and task.record is None else None
    if rule is None:
        return None
    rows = [(row.slot.start.date(), row) for row in worked if row.what.item == task.id]
    earliest = today - timedelta(days=DAYS - 1)
    days = {on for on, row in rows if row.result.outcome in DONE and earliest <= on <= today}
    first = max(earliest, min((on for on, _ in rows), default=today))
    if not rows:
        return None
    due = sum(1 for _ in takewhile(lambda day: day <= today, days_from(rule, first)))
    return Practice(task.id, task.title, len(days), max(due, len(days)))


def practices(tasks: Iterable[Task], worked: Iterable[Line], today: date) -> tuple[Practice, ...]:
    """The practice of all recurring tasks, those kept least first."""
    rows = list(worked)
    found = [each for task in tasks if (each := practice_of(task, rows, today)) is not None]
    return tuple(sorted(found, key=lambda each: (each.done / max(1, each.due), each.task)))
