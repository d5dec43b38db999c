"""Deals far past their stage without any date: whether to close the file, asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from planner.core.book import Deal, Task
from planner.core.line import CLOSE_FILE
from planner.core.timing.pace import Wait
from planner.core.timing.promise import promise_of
from planner.core.timing.silence import stage_start
from planner.core.value.deal_value import DayContext, appointment_of, is_on_hold, is_open
from planner.core.value.must_know import deal_breaker
from planner.frozen_class import frozen

A_DAY = 3  # deals asked on one day, the furthest past their stage's days first
MANY = 2  # times the usual days of its stage after which a deal is far past it
NEAR = 20  # working days in which a promise or a date of the deal speaks against the question
SILENCE = 5  # working days without an answer to it


@frozen(kw_only=True)
class SilentFile:
    """A deal that did not answer whether to close its file; the names are those of the JSON."""

    record: str
    name: str
    since: date
    silent: int  # working days since


class FilesToClose(NamedTuple):
    """Deals to be asked today, and how many are left for a later day."""

    today: frozenset[str]
    later: int


def files_to_close(due: Iterable[str], context: DayContext) -> FilesToClose:
    """Choose the deals to be asked today: three a day, the furthest past their stage first.

    `due` are the records whose touch is due.
    """
    due, with_tasks = frozenset(due), records_with_tasks(context)
    found = [deal for deal in context.book.deals if deal.id in due and wants_closing(deal, with_tasks, context)]
    found.sort(key=lambda deal: (-_times_its_days(deal, context), deal.id))
    room = max(0, A_DAY - sum(day == context.today for day in context.history.close_file.values()))
    return FilesToClose(frozenset(deal.id for deal in found[:room]), len(found[room:]))


def silent_files(context: DayContext) -> tuple[SilentFile, ...]:
    """Deals silent for five working days since they were asked, the longest first.

    Parking one is then a matter of one key. None has a promise or a date ahead.
    """
    with_tasks = records_with_tasks(context)
    found = [each for deal in context.book.deals if (each := _silent_file(deal, with_tasks, context)) is not None]
    return tuple(sorted(found, key=lambda each: (each.since, each.record)))


def wants_closing(deal: Deal, with_tasks: frozenset[str], context: DayContext) -> bool:
    """True if the deal is to be asked, once in its stage, whether to close its file.

    It is past twice its stage's usual days, those of the rep's absence not counted, and no promise or date of it lies
    in the next 20 working days. `with_tasks` are the records that work is promised to within these.
    """
    if CLOSE_FILE not in context.playbook.plays or not is_open(deal) or deal.id in with_tasks:
        return False
    if _times_its_days(deal, context) <= MANY:
        return False
    if _question_day(deal, context) is not None or is_on_hold(deal, context):
        return False
    stopped = deal_breaker(deal, context.playbook, context.stage_at) is not None
    return not stopped and not _has_near_date(deal, context)


def _times_its_days(deal: Deal, context: DayContext) -> float:
    """Days in its stage as a multiple of the usual ones, absences out; 0 if nobody knows."""
    days, start = context.playbook.stages[context.stage_at[deal.stage]].days, stage_start(deal)
    if start is None or days <= 0:
        return 0.0
    return ((context.today - start).days - context.history.days_absent(start, context.today)) / days


def wait_for_answer(deal: Deal, context: DayContext) -> Wait | None:
    """The five working days after the question in which no touch is offered; None outside them."""
    since = _question_day(deal, context)
    if since is None or (deal.last_touch is not None and deal.last_touch > since):
        return None
    until = context.working.later(since, SILENCE)
    return Wait(since, until) if until > context.today else None


def records_with_tasks(context: DayContext) -> frozenset[str]:
    """Records that an open task is promised to within the next 20 working days."""
    last = context.working.later(context.today, NEAR)
    open_tasks = (task for task in context.book.tasks if not context.history.has_done(task))
    return frozenset(
        task.record for task in open_tasks if task.record is not None and any(day <= last for day in _days(task))
    )


def _days(task: Task) -> Iterator[date]:
    yield from (day for day in (task.on, task.by, task.at.date() if task.at else None) if day is not None)


def _question_day(deal: Deal, context: DayContext) -> date | None:
    """The day on which the deal was last asked in this stage; None if it was not."""
    day = context.history.close_file.get(deal.id)
    return day if day is not None and (deal.since is None or day >= deal.since) else None


def _has_near_date(deal: Deal, context: DayContext) -> bool:
    """True for a promise that is due or overdue, and for any date of the deal that is near."""
    if promise_of(deal, context.today, context.working, context.zone) is not None:
        return True
    at = appointment_of(deal, context)
    days = (deal.decide_by, deal.expected, deal.not_before, at.date() if at else None)
    last = context.working.later(context.today, NEAR)
    return any(day is not None and context.today <= day <= last for day in days)


def _silent_file(deal: Deal, with_tasks: frozenset[str], context: DayContext) -> SilentFile | None:
    since = _question_day(deal, context) if is_open(deal) and deal.id not in with_tasks else None
    if since is None or (deal.last_touch is not None and deal.last_touch > since):
        return None
    silent = context.working.between(since, context.today)
    if silent < SILENCE or is_on_hold(deal, context) or _has_near_date(deal, context):
        return None
    return SilentFile(record=deal.id, name=deal.name, since=since, silent=silent)
