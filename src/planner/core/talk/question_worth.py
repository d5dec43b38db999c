"""The one question of a deal that is worth asking most: the money that its answer saves.

An answer is worth something where it changes what one does: the hours of a deal that it shows to be poor go to other
work, at the price of an hour. With U(x, ν) the value of a deal at log odds x, pursued as long as an hour of it pays at
least ν, knowing the answer is worth Σ chance · U(x after the answer, ν) − U(x, ν), which is never negative (R. A.
Howard, "Information value theory", IEEE Transactions on Systems Science and Cybernetics 2(1), 1966).
"""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.playbook import Playbook, Question
from planner.core.value.belief import log_ratio, questions_at, to_chance
from planner.core.value.deal_value import DayContext, DealValue, deal_value, is_open
from planner.core.value.qualifying import mean_wins
from planner.frozen_class import frozen


@frozen(kw_only=True)
class QuestionNow:
    """A question, the minutes that asking it takes, and the money that its answer saves."""

    question: Question
    minutes: int
    worth: float


def best_question(deal: Deal, context: DayContext, price: float | None) -> QuestionNow | None:
    """The unknown question whose answer is worth most at a price per hour.

    None where none is worth its minutes.
    """
    value = deal_value(deal, context) if is_open(deal) and deal.renews is None else None
    if value is None or price is None or price <= 0:
        return None
    numbers = questions_at(deal.stage, deal.answers, context.playbook)
    unknown = [context.playbook.questions[number] for number in numbers]
    worth = [(question_worth(question, value, context, price), question) for question in unknown]
    most, question = max(worth, key=lambda each: each[0], default=(0.0, None))
    minutes = minutes_of_question(context.playbook)
    if question is None or most <= price * minutes / 60:
        return None
    return QuestionNow(question=question, minutes=minutes, worth=most)


def minutes_of_question(playbook: Playbook) -> int:
    """Minutes of one question: the call that asks all of them, shared out."""
    return max(1, round(playbook.plays["ask"].minutes / max(1, len(playbook.questions))))


def question_worth(question: Question, value: DealValue, context: DayContext, price: float) -> float:
    """Money that knowing the answer of one question saves, at a price per hour."""
    real = to_chance(value.log_odds)
    mean = mean_wins([question], real)
    if value.payout <= 0 or mean <= 0:
        return 0.0
    known = 0.0
    for answer, chance_if_real in question.real.items():
        dead_end = question.dead_end[answer]
        chance = real * chance_if_real + (1 - real) * dead_end
        if chance <= 0:
            continue
        payout = value.payout * question.wins.get(answer, 1.0) / mean
        known += chance * _pursued(value, value.log_odds + log_ratio(chance_if_real, dead_end), payout, context, price)
    return max(0.0, known - _pursued(value, value.log_odds, value.payout, context, price))


def _pursued(value: DealValue, log_odds: float, payout: float, context: DayContext, price: float) -> float:
    """Money of a deal at these log odds, net of its hours at the price."""
    if payout <= 0:
        return 0.0
    return payout * context.table.worth_at(value.stage, log_odds, price * value.size / payout)
