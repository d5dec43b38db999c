"""The value of a deal before it is one: a lead still to be found, and a lost deal revisited."""

from __future__ import annotations

from dataclasses import dataclass

from planner.core.steps.step import Start
from planner.core.value.belief import to_chance, to_log_odds, unknown_questions
from planner.core.value.deal_value import DayContext
from planner.core.value.index import try_minutes
from planner.core.value.pursuit import states_after_try
from planner.core.value.qualifying import QualifyingState, mean_wins


@dataclass(frozen=True, slots=True)
class LeadValue:
    """Index, per hour and unit of payout, of a deal that starts at the first stage."""

    index: float
    start: Start

    @property
    def per_hour(self) -> float:
        return self.index * self.start.payout


def found_lead(context: DayContext) -> LeadValue:
    """A typical lead: searched for, then qualified or tried, whichever pays more."""
    rule = context.playbook.prospecting
    payout = rule.amount * context.book.rep.keeps
    return _first_stage(context, context.playbook.prior, payout, rule.minutes)


def revisited_deal(payout: float, context: DayContext) -> LeadValue:
    """A lost deal as a new one, with the revisit's prior; `payout` is amount × rep's share."""
    return _first_stage(context, context.playbook.fresh_look.prior, payout, 0.0)


def _first_stage(context: DayContext, prior: float, payout: float, search: float) -> LeadValue:
    known = context.lead_values.get((prior, search))
    if known is None:
        known = context.lead_values[prior, search] = _best_first_step(context, to_log_odds(prior), search)
    index, minutes, questions = known
    log_odds = to_log_odds(prior)
    mean = mean_wins(context.playbook.questions, to_chance(log_odds))
    start = Start(
        stage=0,
        log_odds=log_odds,
        minutes=minutes,
        payout=payout * mean,
        questions=questions,
        wins=mean,
        prospecting=search > 0,
    )
    return LeadValue(index, start)


def _best_first_step(
    context: DayContext, log_odds: float, search: float
) -> tuple[float, float, tuple[int, ...] | None]:
    """Index, minutes and questions (None: a try) of the better first step of a new deal."""
    unknown = unknown_questions({}, context.playbook)
    minutes = search + try_minutes(context.playbook.play_at(0))
    index = context.table.step_index(states_after_try(context.playbook, 0, log_odds), minutes)
    mean = mean_wins(context.playbook.questions, to_chance(log_odds))
    if unknown and mean > 0:
        with_questions = search + context.qualifying.minutes
        branches = context.qualifying.branches(QualifyingState(0, unknown, log_odds))
        qualifying = context.table.branch_index(branches, with_questions, index) / mean
        if qualifying > index:
            return qualifying, with_questions, unknown
    return index, minutes, None
