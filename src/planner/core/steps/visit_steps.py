"""The visit steps of an account: the agreed visit, or the next one where it pays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.core.book import Account
from planner.core.history import QUARTER
from planner.core.reasons import NextVisit
from planner.core.steps.appointment_steps import meeting_steps
from planner.core.steps.promised import as_promised
from planner.core.steps.step import Step
from planner.core.timing.promise import is_promised_today
from planner.core.value.colleagues import cost_of_hours, needed_for
from planner.core.value.deal_index import line_minutes, try_minutes
from planner.core.value.deal_value import DayContext, is_on_hold, task_minutes_left
from planner.core.value.visit_response import MOST_VISITS, next_visit


def visits_now(account: Account, context: DayContext) -> float:
    """Visits in the last 91 days.

    The account's usual number while the diary is younger than that.
    """
    if not context.history.covers_a_quarter(context.today):
        return account.visits or 1.0
    return float(context.history.visits.get(account.id, 0))


FIX_IT = "Fix it"
WHAT_IS_WRONG = "Hear what went wrong, say what happens by when, and ask for nothing"


class VisitValue(NamedTuple):
    """An account's next visit: the visits so far, its money before colleagues, and per hour."""

    so_far: float
    gain: float
    cost: float  # of colleagues
    minutes: int  # in all, booking included
    work: int = 0  # minutes of the account's open tasks, which come before the visit and are part of it

    @property
    def makes(self) -> float:
        return max(0.0, self.gain - self.cost)

    @property
    def per_hour(self) -> float:
        """Money per hour of the visit with its work: each of these pieces earns it."""
        return self.makes * 60 / (self.minutes + self.work)


class VisitPlan(NamedTuple):
    """An account's next visit, whether or not it is offered yet: the day from which it is."""

    starts: date
    minutes: int
    makes: float
    per_hour: float


def visit_value(account: Account, context: DayContext, so_far: float, booked: bool = False) -> VisitValue | None:
    """The value of the next visit after `so_far` in the quarter; None where it brings nothing."""
    amount = context.open_amounts.get(account.id, 0.0)
    gain = next_visit(account, context.playbook.response, context.book.rep.keeps, so_far, amount)
    if gain is None or gain <= 0:
        return None
    play = context.playbook.plays["visit"]
    minutes = max(1, try_minutes(play) - (play.book if booked else 0))
    cost = cost_of_hours(line_minutes(play), tuple(needed_for(account, context.book.colleagues)))
    return VisitValue(so_far, gain, cost, minutes)


def visit_with_work(account: Account, context: DayContext) -> VisitValue | None:
    """The value of the account's next visit with its open tasks; None where it brings nothing."""
    at = _appointment(account, context)
    booked = at is not None and at.date() == context.today
    value = visit_value(account, context, visits_now(account, context), booked)
    return value._replace(work=task_minutes_left(account.id, context)) if value is not None else None


def _appointment(account: Account, context: DayContext) -> datetime | None:
    """The account's appointment, its own or the calendar's, in the rep's time zone."""
    event = context.appointments.get(account.id)
    at = event.start if event else account.at
    return at.astimezone(context.zone) if at else None


def planned_visit(account: Account, context: DayContext) -> VisitPlan | None:
    """The next visit, from the day on which it will be offered; None for an account without any.

    After twice the usual visits in a quarter the next one comes once the last is a quarter ago.
    """
    so_far, last = visits_now(account, context), context.history.last_visit.get(account.id)
    value, starts = visit_value(account, context, so_far), _spaced_from(account, context)
    if value is None and last is not None and so_far > 0:
        value = visit_value(account, context, max(0.0, MOST_VISITS * (account.visits or 1.0) - 1))
        starts = max(starts, last + QUARTER)
    if value is None or value.makes <= 0:
        return None
    value = value._replace(work=task_minutes_left(account.id, context))
    makes = value.per_hour * value.minutes / 60  # of the visit itself
    at = _appointment(account, context)
    if at is not None and at.date() >= context.today:
        return VisitPlan(at.date(), value.minutes, makes, value.per_hour)
    holds = [day for day in (account.not_before, account.next_on) if day is not None]
    starts = context.working.first_from(max([context.today, starts, *holds]))
    return VisitPlan(starts, value.minutes, makes, value.per_hour)


def is_unhappy(account: Account) -> bool:
    """True if the next visit is to put something right."""
    return account.mood == "unhappy"


def visit_title(account: Account, context: DayContext) -> str:
    """The title of an account's next visit."""
    return FIX_IT if is_unhappy(account) else context.playbook.plays["visit"].title


def visit_steps(account: Account, context: DayContext) -> Iterator[Step]:
    """The account's next visit if it pays, or the agreed one with preparation and follow-up."""
    if is_on_hold(account, context):
        return
    play = context.playbook.plays["visit"]
    at = _appointment(account, context)
    if at is not None and at.date() > context.today:
        return
    booked = at is not None and at.date() == context.today
    visits = visits_now(account, context)
    value = visit_with_work(account, context)
    promised = is_promised_today(account, context.today, context.working)
    due = value is not None and value.makes > 0 and _spaced_from(account, context) <= context.today
    if not booked and not promised and not due:
        return
    if account.revenue <= 0 and not booked:  # a touch keeps such a promise
        return
    gain, per_hour = (value.gain, value.per_hour) if value is not None else (0.0, 0.0)
    base = Step(
        item=f"{account.id}/{play.id}",
        record=account.id,
        name=account.name,
        kind="account",
        play=play.id,
        does="visit",
        title=visit_title(account, context),
        objective=account.next or (WHAT_IS_WRONG if is_unhappy(account) else account.plan or play.objective),
        minutes=try_minutes(play),
        per_hour=per_hour,
        group=account.id,
        windows=account.windows,
        timezone=account.timezone,
        needs=account.needs,
        place=account.place,
        why=NextVisit(makes=gain, visits_now=visits, visits_usual=account.visits or 1.0),
    )
    if at is None or not booked:
        yield as_promised(base, account, context)
    else:
        yield from meeting_steps(base, play, account, at, context)


def _spaced_from(account: Account, context: DayContext) -> date:
    """The day on which half the usual spacing has passed since the last visit.

    In a young diary, since the last touch.
    """
    last = context.history.last_visit.get(account.id)
    if last is None and not context.history.covers_a_quarter(context.today):
        last = account.last_touch
    if last is None:
        return context.today
    return last + timedelta(days=math.ceil(QUARTER.days / (2 * (account.visits or 1.0))))
