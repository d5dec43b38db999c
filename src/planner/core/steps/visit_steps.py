"""The visit steps of an account: the agreed visit, or the next one where it pays."""

from __future__ import annotations

from collections.abc import Iterator

from planner.core.book import Account
from planner.core.history import QUARTER
from planner.core.reasons import NextVisit
from planner.core.steps.appointment_steps import meeting_steps
from planner.core.steps.promised import as_promised
from planner.core.steps.step import Step
from planner.core.timing.promise import is_promised_today
from planner.core.value.colleagues import cost_of_hours, needed_for
from planner.core.value.deal_value import DayContext, is_on_hold, open_amount_of
from planner.core.value.index import line_minutes, try_minutes
from planner.core.value.visit_response import next_visit


def visits_now(account: Account, context: DayContext) -> float:
    """Visits in the last 91 days.

    The account's usual number while the diary is younger than that.
    """
    if not context.history.covers_a_quarter(context.today):
        return account.visits or 1.0
    return float(context.history.visits.get(account.id, 0))


def visit_steps(account: Account, context: DayContext) -> Iterator[Step]:
    """The account's next visit if it pays, or the agreed one with preparation and follow-up."""
    if is_on_hold(account, context):
        return
    play = context.playbook.plays["visit"]
    event = context.appointments.get(account.id)
    at = event.start if event else account.at
    at = at.astimezone(context.zone) if at else None
    if at is not None and at.date() > context.today:
        return
    booked = at is not None and at.date() == context.today
    visits = visits_now(account, context)
    gain = next_visit(
        account,
        context.playbook.response,
        context.book.rep.keeps,
        visits,
        open_amount_of(account, context.book),
    )
    promised = is_promised_today(account, context.today, context.working)
    if not booked and not promised and (gain is None or gain <= 0 or not _far_enough(account, context)):
        return
    if account.revenue <= 0 and not booked:  # a touch keeps such a promise
        return
    gain = max(0.0, gain or 0.0)
    whole = try_minutes(play)
    minutes = whole - play.book if booked else whole
    cost = cost_of_hours(line_minutes(play), tuple(needed_for(account, context.book.colleagues)))
    if cost >= gain and cost > 0 and not booked and not promised:
        return
    per_hour = max(0.0, gain - cost) * 60 / max(1, minutes)
    base = Step(
        item=f"{account.id}/{play.id}",
        record=account.id,
        name=account.name,
        kind="account",
        play=play.id,
        does="visit",
        title=play.title,
        objective=account.next or account.plan or play.objective,
        minutes=minutes,
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


def _far_enough(account: Account, context: DayContext) -> bool:
    """True if half the usual spacing has passed since the last visit.

    In a young diary, since the last touch.
    """
    last = context.history.last_visit.get(account.id)
    if last is None and not context.history.covers_a_quarter(context.today):
        last = account.last_touch
    return last is None or (context.today - last).days * 2 >= QUARTER.days / (account.visits or 1.0)
