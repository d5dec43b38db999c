"""Tasks that come again: the days of a rule, and the next one once the task is done.

A recurring task is one record whose day moves on when it is done. So one instance is open at a time, and what was
missed during a leave comes once.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from planner.core.book import Book, Task
from planner.core.days import months_later
from planner.core.lifecycle.recurrence import Recurrence, recurrence_of


def days_from(rule: Recurrence, start: date) -> Iterator[date]:
    """The days of a rule from `start` on.

    A rule that counts from a day counts from `start`, the first of them.
    """
    if rule.of_month:
        yield from (day for day in _days_of_months(rule.of_month, start) if day >= start)
    elif not rule.weekdays:
        step = (lambda n: months_later(start, n * rule.months)) if rule.months else _step_days(start, rule.days)
        yield from map(step, count())
    else:
        for day in map(_step_days(start, 1), count()):
            if day.weekday() in rule.weekdays and (not rule.place or _is_place(day, rule.place)):
                yield day


def _days_of_months(number: int, start: date) -> Iterator[date]:
    """That day of each month, from the month of `start` on."""
    for n in count():
        first = months_later(start.replace(day=1), n)
        yield first.replace(day=min(number, calendar.monthrange(first.year, first.month)[1]))


def _step_days(start: date, days: int) -> Any:
    return lambda n: start + timedelta(days=n * days)


def _is_place(day: date, place: int) -> bool:
    """True if it is that one of its weekday in its month."""
    if place > 0:
        return (day.day - 1) // 7 + 1 == place
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]


def next_day(rule: Recurrence, anchor: date, after: date) -> date:
    """The first day of a rule that counts from `anchor` which is later than `after`."""
    return next(day for day in days_from(rule, anchor) if day > after)


def day_of(task: Task) -> date | None:
    """The day that a task has: on or by it, or that of its time."""
    return task.on or task.by or (task.at.date() if task.at is not None else None)


def next_instance(task: Task, done: date) -> dict[str, Any]:
    """The keys of a recurring task once it was done on a day: the day of the next one.

    Counted from its own day, or from the day it was done with `after_done`; never a day that has passed. Empty for a
    task that comes once.
    """
    rule = recurrence_of(task.every) if task.every is not None else None
    if rule is None:
        return {}
    own = day_of(task)
    anchor = done if task.after_done or own is None else own
    day = next_day(rule, anchor, max(done, anchor))
    keys: dict[str, Any] = {"not_before": None} if task.not_before is not None else {}
    if task.at is not None:
        keys["at"] = task.at.replace(year=day.year, month=day.month, day=day.day)
    if task.by is not None:
        keys["by"] = day
    elif task.on is not None or task.at is None:
        keys["on"] = day
    return keys


def first_day(every: str, start: date) -> date | None:
    """The first day of a rule from `start` on; None for a rule that can't be read."""
    rule = recurrence_of(every)
    return next(days_from(rule, start)) if rule is not None else None


def with_first_days(book: Book, first_seen: Mapping[str, date], today: date) -> Book:
    """The book with a day for each recurring task without one.

    That is the first of its days from the day on which it came into the book.
    """
    undated = {task.id for task in book.tasks if is_undated(task)}
    if not undated:
        return book
    tasks = (
        replace(task, on=first_day(task.every or "", first_seen.get(task.id, today))) if task.id in undated else task
        for task in book.tasks
    )
    return replace(book, tasks=tuple(tasks))


def is_undated(task: Task) -> bool:
    """True for a recurring task that says no day of its own."""
    return task.every is not None and day_of(task) is None and task.done_on is None
