"""The time a customer gets after a try, in working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.days import WorkingDays
from planner.core.playbook import Playbook, Stage
from planner.core.timing.deadline import pace_of


class Wait(NamedTuple):
    """The time a customer gets: since the last try, until the day of the next.

    Without a try, the main contact is away, by that name; with one, the name is that of whoever was tried about another
    deal.
    """

    tried: date | None
    until: date
    away: str = ""


NO_ANSWER_DAYS = (1, 2, 3)  # after the first, the second and every further try without an answer
LEAD_TRIES = 5  # an inbound lead is tried as often, on as many days


def next_try_on(
    deal: Deal, last_try: date | None, qualified_on: date | None, playbook: Playbook, working: WorkingDays
) -> date | None:
    """The day from which the next try is offered; None where no wait applies.

    A day that was agreed since the try (`at`, `next_on`, `next_by`, `not_before`, the end of a trial) applies instead
    of the wait. A try without an answer on the agreed day itself was not followed by another agreement.
    """
    if last_try is None or _advanced_since(deal, last_try):
        return None
    trial = deal.running.until if deal.running else None
    agreed = (deal.at.date() if deal.at else None, deal.next_on, deal.next_by, deal.not_before, trial)
    if any(day is not None and (day > last_try or (day == last_try and not deal.unanswered)) for day in agreed):
        return None
    stage = next((number for number, each in enumerate(playbook.stages) if each.name == deal.stage), None)
    if stage is None:
        return None
    if qualified_on == last_try and not deal.unanswered:
        return working.next_after(last_try)
    days = wait_days(deal, playbook.stages[stage:], last_try, working)
    return working.later(last_try, days)


def paced(playbook: Playbook, days: int) -> Playbook:
    """The playbook with a pace of so many working days in its last stage."""
    return replace(playbook, stages=(*playbook.stages[:-1], replace(playbook.stages[-1], pace=days)))


def _advanced_since(deal: Deal, last_try: date) -> bool:
    """True if the last try, or something after it, brought the deal to its stage."""
    return deal.since is not None and deal.since >= last_try and not deal.attempts and not deal.unanswered


def wait_days(deal: Deal, stages_left: tuple[Stage, ...], last_try: date, working: WorkingDays) -> int:
    """Working days to wait after a try: the pace; after no answer 1, 2, 3, at most the pace.

    Under a deadline at most half of each remaining step's share of the days left, at least 1.
    """
    pace = pace_of(stages_left[0])
    if deal.decide_by is not None and deal.decide_by >= last_try:
        left = working.between(last_try, deal.decide_by)
        pace = min(pace, max(1, left // (2 * len(stages_left))))
    if deal.unanswered:
        return min(pace, days_without_answer(deal.unanswered))
    return pace


def days_without_answer(unanswered: int) -> int:
    """Working days to wait after so many tries in a row without an answer, 1 or more."""
    return NO_ANSWER_DAYS[min(unanswered, len(NO_ANSWER_DAYS)) - 1]


def is_lead_to_try_again(deal: Deal, today: date) -> bool:
    """True for an inbound lead without an answer, within its five tries in five days."""
    if deal.came is None or not deal.unanswered or deal.attempts:
        return False
    return deal.unanswered < LEAD_TRIES and today - deal.came.date() < timedelta(days=LEAD_TRIES)
