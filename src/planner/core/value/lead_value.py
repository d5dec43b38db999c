"""The value of a deal before it is one: a lead still to be found, and a lost deal revisited."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.steps.step import Start
from planner.core.timing.deadline import pressed_days, share_left
from planner.core.value.belief import to_chance, to_log_odds, unknown_questions
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, quota_share, rep_share
from planner.core.value.pursuit import states_after_try
from planner.core.value.qualifying import QualifyingState, mean_wins
from planner.frozen_class import frozen


@frozen
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
    keeps = context.quota.keeps if context.quota is not None else context.book.rep.keeps
    payout = rule.amount * keeps * _share_in_quota(None, context)
    return _first_stage(context, context.playbook.prior, payout, rule.minutes)


def revisited_deal(deal: Deal, context: DayContext) -> LeadValue:
    """A lost deal as a new one, with the revisit's prior."""
    payout = deal.amount * rep_share(deal, context) * _share_in_quota(deal.keeps, context)
    return _first_stage(context, context.playbook.fresh_look.prior, payout, 0.0)


def _share_in_quota(own_keeps: float | None, context: DayContext) -> float:
    """Share of the worth that the quota's end leaves a deal that is in the first stage today."""
    quota = quota_share(own_keeps, context.today, context)
    if quota is None:
        return 1.0
    needed = sum(pressed_days(stage, context.working.a_week) for stage in context.playbook.stages[1:])
    return share_left([quota], needed)


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
