"""Inbound leads without an answer: due the day they came, tried again three hours later."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.core.book import Deal
from planner.core.days import LocalDay
from planner.core.line import SILENT
from planner.core.steps.promised import PROMISE
from planner.core.steps.step import Step
from planner.core.timing.promise import is_unanswered, is_waiting_lead
from planner.core.value.deal_value import DayContext

AGAIN_AFTER = timedelta(hours=3)  # an inbound lead that did not answer is tried again the same day


def is_unanswered_lead(deal: Deal, context: DayContext) -> bool:
    """True if an inbound lead waits for its first answer.

    It waits until the end of the next working day at most.

    A lead not answered within the playbook's time is answered as soon as there is time: a day later it is worth much
    less. After the next working day it is a deal like any other.
    """
    if deal.came is None or not is_waiting_lead(deal, context.now):
        return False
    came = deal.came.astimezone(context.zone).date()
    return context.today <= context.working.next_after(came)


def answer_due(deal: Deal, context: DayContext) -> datetime | None:
    """The time by which a waiting inbound lead should be answered, in the rep's zone.

    None for any other deal.
    """
    if deal.came is None or not is_unanswered_lead(deal, context):
        return None
    return deal.came.astimezone(context.zone) + timedelta(minutes=context.playbook.answer_within)


def second_try(step: Step, deal: Deal, context: DayContext) -> Step:
    """The step; of an inbound lead that did not answer today the second try, three hours later."""
    if not step.promised or not is_unanswered(deal):
        return step
    tries = [row for row in context.history.worked_today if row.what.record == deal.id and row.result.outcome in SILENT]
    if len(tries) != 1:
        return step
    earliest = tries[0].slot.end + AGAIN_AFTER
    day = LocalDay(context.today, context.zone)
    end = max((span.end for span in day.spans(context.working.ranges(context.today))), default=0)
    if day.minute(earliest) + step.minutes > end:
        return step
    return step._replace(due=True, claim=(PROMISE,), earliest=earliest, urgent=False)
