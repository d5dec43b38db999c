"""The questions whose answers would change most what the next hours with the open deals pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from planner.core.book import Deal
from planner.core.playbook import Question
from planner.core.value.belief import questions_at, to_chance
from planner.core.value.deal_value import DayContext, DealValue, deal_value, is_open


class QuestionToAsk(NamedTuple):
    """A question of a deal, and the money by which its answer would change the next try."""

    deal: Deal
    question: Question
    worth: float


def questions_to_ask(deals: Iterable[Deal], context: DayContext, most: int) -> list[QuestionToAsk]:
    """The one question of each open deal whose answer is worth most, of at most `most` deals.

    Only those that are still put in the deal's stage.

    Each answer counts with its chance: that of real deals by the chance that this one is real, and of dead ends.
    """
    found = []
    for deal in deals:
        now = deal_value(deal, context) if is_open(deal) and deal.renews is None else None
        if now is None:
            continue
        numbers = questions_at(deal.stage, deal.answers, context.playbook)
        unknown = [context.playbook.questions[number] for number in numbers]
        best = max(
            (QuestionToAsk(deal, each, _worth(deal, each, now, context)) for each in unknown),
            key=_by_worth,
            default=None,
        )
        if best is not None and best.worth > 0:
            found.append(best)
    return sorted(found, key=_by_worth, reverse=True)[:most]


def money_changed(before: DealValue | None, after: DealValue | None) -> float:
    """The money by which an answer changed what the deal's next try pays, up or down."""
    if before is None or after is None:
        return 0.0
    return abs(after.per_hour - before.per_hour) * before.minutes / 60


def _worth(deal: Deal, question: Question, now: DealValue, context: DayContext) -> float:
    real = to_chance(now.log_odds)
    worth = 0.0
    for answer in question.real:
        chance = real * question.real[answer] + (1 - real) * question.dead_end[answer]
        after = deal_value(replace(deal, answers={**deal.answers, question.id: answer}), context)
        worth += chance * money_changed(now, after)
    return worth


def _by_worth(each: QuestionToAsk) -> float:
    return each.worth
