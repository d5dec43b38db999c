"""A trial that runs at a customer: its check-ins, and the decision on its last day."""

from __future__ import annotations

from datetime import date, timedelta

from planner.core.book import Deal
from planner.core.days import WorkingDays

USUAL_DAYS = 28  # of a trial whose start nobody knows


def decision_day(deal: Deal) -> date | None:
    """The day on which a trial is to be decided; None without one.

    A later appointment takes the place of that day.
    """
    if deal.running is None or (deal.at is not None and deal.at.date() > deal.running.until):
        return None
    return deal.running.until


def is_on_trial(deal: Deal, today: date) -> bool:
    """True while they try it: nothing is offered but check-ins and what else was agreed."""
    return deal.running is not None and deal.running.until > today


def trial_start(deal: Deal) -> date | None:
    """The day from which a trial runs: the last try, or when the stage or the deal began.

    Without such a day four weeks before its end; None without a trial.
    """
    if deal.running is None:
        return None
    return known_start(deal) or deal.running.until - timedelta(days=USUAL_DAYS)


def known_start(deal: Deal) -> date | None:
    """The day from which a trial runs, as far as the book says it."""
    known = (deal.last_try, deal.since, deal.created)
    return next((day for day in known if day and deal.running and day < deal.running.until), None)


def check_days(deal: Deal, working: WorkingDays) -> tuple[date, ...]:
    """The working days of a trial's check-ins before its end: as agreed, else one half-way."""
    trial, start = deal.running, trial_start(deal)
    if trial is None or start is None:
        return ()
    days = trial.checks or (start + (trial.until - start) / 2,)
    return tuple(sorted(day for day in map(working.first_from, days) if start < day < trial.until))


def check_due(deal: Deal, today: date, working: WorkingDays) -> date | None:
    """The last check-in that is due and was not followed by a real contact; None without one."""
    if not is_on_trial(deal, today):
        return None
    due = [day for day in check_days(deal, working) if day <= today]
    return due[-1] if due and (deal.last_touch is None or deal.last_touch < due[-1]) else None


def next_check(deal: Deal, today: date, working: WorkingDays) -> date | None:
    """The day of the next check-in, an overdue one included; None without one to come."""
    days = [day for day in check_days(deal, working) if day > today]
    return check_due(deal, today, working) or (days[0] if days and is_on_trial(deal, today) else None)
