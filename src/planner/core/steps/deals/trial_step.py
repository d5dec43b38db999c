"""The check-ins of a trial; while it runs nothing else is offered unless it was agreed."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.reasons import Touch
from planner.core.steps.deals.base_step import plain_step
from planner.core.steps.promised import DUE_WORK
from planner.core.steps.step import Step
from planner.core.timing.promise import promise_of
from planner.core.timing.trial import check_due, is_on_trial, known_start, trial_start
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, appointment_of

CHECK_IN = "Check in on the trial"


def only_tries_it(deal: Deal, context: DayContext) -> bool:
    """True while a trial runs and nothing was agreed for a day before its end."""
    if deal.running is None or not is_on_trial(deal, context.today):
        return False
    promise = promise_of(deal, context.today, context.working, context.zone)
    return promise is None or promise.last_day >= deal.running.until


def check_step(deal: Deal, context: DayContext) -> Step | None:
    """The check-in of a trial that is due, unless the deal is on hold or reached today anyway."""
    due, at = check_due(deal, context.today, context.working), appointment_of(deal, context)
    on_hold = deal.not_before is not None and deal.not_before > context.today
    if due is None or on_hold or (at is not None and at.date() == context.today):
        return None
    play = context.playbook.plays["touch"]
    began = trial_start(deal) or due
    spoke = deal.last_touch or known_start(deal)
    if spoke is None:  # nobody knows how long it has run: it is neither silent nor overdue
        due = context.today
    return plain_step(deal, play, "touch")._replace(
        title=CHECK_IN,
        minutes=try_minutes(play),
        due=True,
        claim=(DUE_WORK,),
        windows=deal.windows if play.how != "desk" else (),
        deadline=due.toordinal(),
        why=Touch(
            silent_days=(context.today - spoke).days if spoke else None,
            cadence=(due - began).days,
            days_left=(due - context.today).days,
        ),
    )
