"""The one question on a prep card: the money that knowing its answer saves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.records.questions_to_ask import questions_to_ask
from planner.core.talk.question_worth import best_question, minutes_of_question, question_worth
from planner.core.value.belief import log_ratio, questions_at, to_chance
from planner.core.value.deal_value import DayContext, DealValue, deal_value
from planner.core.value.pursuit import Pursuer
from tests.core.value.conftest import playbook
from tests.core.value.days import book, today
from tests.core.value.playbooks import deal

__all__ = ["playbook"]
STAGES = ("discovery", "demo", "proposal", "negotiation", "close")


@pytest.fixture(scope="module")
def context(playbook) -> DayContext:
    return today(book(playbook, keeps=0.1))


def valued(record, context: DayContext) -> DealValue:
    value = deal_value(record, context)
    assert value is not None
    return value


def pursued(value: DealValue, log_odds: float, payout: float, context: DayContext, price: float) -> float:
    """The same by following every path: what is won less the hours at their price."""
    unit = price * value.size / payout
    end = Pursuer(context.playbook, context.table, unit).from_state(value.stage, log_odds)
    return payout * (end.chance - unit * end.hours)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("price", [40.0, 300.0, 900.0])
def test_its_worth_is_what_following_every_answer_says(context: DayContext, stage: str, price: float) -> None:
    record = deal(stage=stage, answers={"why_change": "yes"}, amount=60_000)
    value = valued(record, context)
    real = to_chance(value.log_odds)
    for question in context.playbook.questions:
        if question.id in record.answers:
            continue
        chances = {a: real * p + (1 - real) * question.dead_end[a] for a, p in question.real.items()}
        mean = sum(chances[a] * question.wins.get(a, 1.0) for a in chances)
        known = sum(
            chances[a]
            * pursued(
                value,
                value.log_odds + log_ratio(question.real[a], question.dead_end[a]),
                value.payout * question.wins.get(a, 1.0) / mean,
                context,
                price,
            )
            for a in chances
        )
        expected = max(0.0, known - pursued(value, value.log_odds, value.payout, context, price))
        assert question_worth(question, value, context, price) == pytest.approx(expected, abs=0.004 * value.payout)


@given(st.sampled_from(STAGES), st.floats(1_000, 500_000), st.floats(1, 2_000))
@settings(max_examples=60, deadline=None)
def test_knowing_is_never_worth_less_than_nothing(context: DayContext, stage: str, amount: float, price: float) -> None:
    value = valued(deal(stage=stage, amount=amount), context)
    for question in context.playbook.questions:
        assert 0 <= question_worth(question, value, context, price) <= value.payout


def test_no_question_where_none_is_worth_its_minutes(context: DayContext) -> None:
    record = deal(stage="proposal", amount=60_000)
    best = best_question(record, context, 86.0)
    assert best is not None
    assert best.worth > 86.0 * best.minutes / 60
    assert best_question(record, context, None) is None
    assert best_question(record, context, 1e9) is None  # an hour is worth so much that no answer saves the deal
    everything = {question.id: next(iter(question.real)) for question in context.playbook.questions}
    assert best_question(deal(stage="proposal", amount=60_000, answers=everything), context, 86.0) is None


def test_two_minutes_of_a_call_of_twenty(context: DayContext) -> None:
    assert minutes_of_question(context.playbook) == 2


def test_what_a_stage_has_answered_is_not_put(context: DayContext) -> None:
    for stage in context.playbook.stages:
        record = deal(stage=stage.name, answers={}, amount=60_000)
        put = {context.playbook.questions[n].id for n in questions_at(stage.name, {}, context.playbook)}
        assert ("why_change" in put) == (stage.name not in ("negotiation", "close"))
        assert ("incumbent_price" in put) == (stage.name != "close")
        assert {"power", "why_now", "incumbent_exit"} <= put
        value = valued(record, context)
        assert value.questions is None or {context.playbook.questions[n].id for n in value.questions} <= put
        best = best_question(record, context, 40.0)
        assert best is None or best.question.id in put
        assert all(each.question.id in put for each in questions_to_ask([record], context, 1))
