"""The index of getting a second person into a deal that depends on one contact."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.value.deal_index import Branch, NextState, try_minutes
from planner.core.value.deal_value import DayContext, DealValue
from planner.core.value.pursuit import states_after_try

SECOND = "second-person"  # the play


def wants_second_person(deal: Deal, value: DealValue, context: DayContext) -> bool:
    """True for a deal from the rule's stage on with one contact, not yet called about it.

    Where something must be found out first, qualifying comes first.
    """
    from_stage = context.stage_at.get(context.playbook.second.stage)
    if from_stage is None or value.stage < from_stage or len(deal.contacts) != 1 or value.questions is not None:
        return False
    call = context.history.second_person.get(deal.id)
    return SECOND in context.playbook.plays and (call is None or call.stage != deal.stage)


def second_person_index(deal: Deal, value: DealValue, context: DayContext) -> float:
    """Index, per hour and unit of payout, of asking for a second person first, then the play.

    As in qualifying, an end with win factor w is worth w times the pursuit at 1/w of the price: with chance `found` the
    factor is `lifts`, else 1. Minutes are those of the deal's size, its other work included.
    """
    rule, play = context.playbook.second, context.playbook.plays[SECOND]
    if deal.chance is None:
        states, minutes = [NextState(1.0, value.stage, value.log_odds)], value.work / value.size
    else:
        states = states_after_try(context.playbook, value.stage, value.log_odds, deal.chance)
        minutes = (value.minutes + value.work) / value.size
    ends = ((rule.found, rule.lifts), (1 - rule.found, 1.0))
    branches = [Branch(chance, factor, states, minutes) for chance, factor in ends if chance > 0]
    key, indexes = (SECOND, *states, *ends, minutes), context.qualifying.indexes
    if key not in indexes:
        indexes[key] = context.table.branch_index(branches, try_minutes(play))
    return indexes[key] / value.size
