"""The index of building the case: work that may make a dead end real, then the play.

A play with `turns` makes a dead end real with that chance. Nobody sees at once whether it did, so the belief b becomes
b + (1 − b)·turns whatever comes of it, and one goes on from there.
"""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.playbook import Play, Playbook
from planner.core.value.belief import belief_of, to_chance, to_log_odds
from planner.core.value.deal_index import Branch, NextState, try_minutes
from planner.core.value.deal_value import DayContext, DealValue
from planner.core.value.pursuit import states_after_try


class Case(NamedTuple):
    """The best play that builds a deal's case, its index, and the belief (log odds) after it."""

    play: Play
    per_hour: float  # index, per hour and unit of payout, the play and what follows
    log_odds: float


def best_case(deal: Deal, value: DealValue, context: DayContext) -> Case | None:
    """The play that builds the case of an open deal for the most an hour; None where none does.

    Once in a stage. Where something must be found out first, qualifying comes first; a renewal needs none.
    """
    call = context.history.cases.get(deal.id)
    if deal.renews is not None or value.questions is not None or (call is not None and call.stage == deal.stage):
        return None
    cases = (_case(deal, play, value, context) for play in turning_plays(context.playbook))
    return max(cases, key=lambda case: case.per_hour, default=None)


def turning_plays(playbook: Playbook) -> list[Play]:
    """The plays that build a case, those that work a stage left out."""
    of_stages = {stage.play for stage in playbook.stages}
    return [play for play in playbook.plays.values() if play.turns > 0 and play.id not in of_stages]


def after_case(log_odds: float, turns: float) -> float:
    """Log odds that a deal is real once dead ends became real with chance `turns`."""
    real = to_chance(log_odds)
    return max(log_odds, to_log_odds(real + (1 - real) * turns))


def case_factor(deal: Deal, stage_at: int, play: Play, playbook: Playbook, today: date) -> float:
    """Times the odds that a deal is real, by building its case now, with that of earlier times."""
    log_odds = belief_of(deal, playbook, stage_at, today)
    return (deal.case or 1.0) * math.exp(after_case(log_odds, play.turns) - log_odds)


def _case(deal: Deal, play: Play, value: DealValue, context: DayContext) -> Case:
    log_odds = after_case(value.log_odds, play.turns)
    if deal.chance is None:
        states, minutes = [NextState(1.0, value.stage, log_odds)], value.work / value.size
    else:
        states = states_after_try(context.playbook, value.stage, log_odds, deal.chance)
        minutes = (value.minutes + value.work) / value.size
    key, indexes = (play.id, *states, play.turns, minutes), context.qualifying.indexes
    if key not in indexes:
        indexes[key] = context.table.branch_index([Branch(1.0, 1.0, states, minutes)], try_minutes(play))
    return Case(play, indexes[key] / value.size, log_odds)
