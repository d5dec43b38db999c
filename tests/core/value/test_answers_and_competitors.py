"""Answers that say how often such deals buy from us: what asking is worth, and what is spent after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Colleague, Deal, Quota, Rate
from planner.core.page.plan_day import plan_day
from planner.core.playbook import Question
from planner.core.reasons import Pursuit
from planner.core.steps.step import Start
from planner.core.value.belief import to_log_odds
from planner.core.value.deal_index import Branch, NextState
from planner.core.value.deal_pursuit import chance_to_win
from planner.core.value.lead_value import found_lead, revisited_deal
from planner.core.value.pursuit import states_after_try
from planner.core.value.qualifying import Qualifying, QualifyingState
from tests.core.value.days import book, inputs, table_of, today
from tests.core.value.playbooks import TODAY, V, deal

RIVAL = Question(
    id="rival",
    ask="Who else is in?",
    real={"nobody": 0.6, "a rival": 0.4},
    dead_end={"nobody": 0.5, "a rival": 0.5},
    wins={"a rival": 0.3},
)
WITH_RIVALS = replace(V, questions=(*V.questions, RIVAL), prospecting=replace(V.prospecting, amount=1000.0))
UNKNOWN = (0, 1)


@given(
    share=st.floats(0.05, 1.0),
    first=st.floats(1, 120),
    then=st.sampled_from([0.0, 90.0]),
    log_odds=st.floats(-2, 3),
)
@settings(max_examples=40, deadline=None)
def test_answers_that_leave_a_share_of_the_money_leave_that_share_of_the_index(
    share: float, first: float, then: float, log_odds: float
) -> None:
    """A deal of half the money is worth half an hour's pay, and given up at half the price."""
    table = table_of(V)
    states = states_after_try(V, 1, log_odds) if then else states_after_try(V, 0, log_odds)[:1]
    whole = table.branch_index([Branch(1.0, 1.0, states, then)], first)
    part = table.branch_index([Branch(1.0, share, states, then)], first)
    assert part == pytest.approx(share * whole, rel=0.002, abs=1e-6)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1])
def test_a_colleague_is_paid_for_while_the_answers_leave_the_hour_its_price(share: float) -> None:
    """A twentieth of the money, where one goes on: down to the index of what follows the answers."""
    table = table_of(V)
    states = states_after_try(V, 1, 1.0)
    branch = Branch(0.6, share, states, 90, 0.05)
    stops = share * table.step_index(states, 90, 0.05 / share)
    for price, spent in ((0.5 * stops, 0.03), (0.95 * stops, 0.03), (1.05 * stops, 0.0), (2 * stops, 0.0)):
        if stops > 0:
            assert table.spent([branch], table.level_of(price)) == pytest.approx(spent)


def test_answers_after_which_nobody_buys_from_us_are_worth_nothing() -> None:
    table = table_of(V)
    for then in (0.0, 90.0):
        good = Branch(0.6, 1.0, [NextState(1.0, 0, 0.5)], then)
        hopeless = Branch(0.4, 0.0, [NextState(1.0, 0, 0.5)], then)
        assert table.branch_index([good, hopeless], 20) == table.branch_index([good], 20) > 0


@pytest.mark.parametrize("wins", [1.0, 0.4])
def test_a_deal_that_is_won_from_us_is_one_that_is_won(wins: float) -> None:
    context = today(book())
    start = Start(stage=0, log_odds=0.0, minutes=60, payout=1000.0 * wins, wins=wins)
    index = context.table.at(0, 0.0)
    for per_hour in (None, index * 600 * wins):
        all_, ours = (
            chance_to_win(start._replace(wins=1.0), index, per_hour, context),
            chance_to_win(start, index, per_hour, context),
        )
        assert (ours.chance, ours.hours) == pytest.approx((all_.chance * wins, all_.hours))


@pytest.mark.parametrize("log_odds", [-1.0, 0.0, 1.5])
def test_a_moment_of_work_first_changes_nothing(log_odds: float) -> None:
    asking = Qualifying(WITH_RIVALS, table_of(WITH_RIVALS))
    plain = asking.index(QualifyingState(0, UNKNOWN, log_odds))
    assert asking.index(QualifyingState(0, UNKNOWN, log_odds, work=1e-6)) == pytest.approx(plain, rel=0.005)


def test_asking_first_is_worth_less_the_more_work_comes_after_it_whatever_was_valued_before() -> None:
    asking = Qualifying(V, table_of(V))
    worth = [asking.index(QualifyingState(0, (0,), 0.0, work)) for work in (0.0, 15.0, 120.0, 420.0)]
    assert worth == pytest.approx([0.1171, 0.1100, 0.0779, 0.0438], rel=0.005)
    own = [asking.index(QualifyingState(0, (0,), 0.0, 0.0, chance)) for chance in (0.1, None, 0.8)]
    assert own == pytest.approx([0.0759, 0.1171, 0.1442], rel=0.005)


def test_a_revisit_is_worth_what_a_new_deal_with_its_prior_is() -> None:
    asking = Qualifying(WITH_RIVALS, table_of(WITH_RIVALS))
    new = asking.index(QualifyingState(0, UNKNOWN, to_log_odds(WITH_RIVALS.fresh_look.prior)))
    revisit = revisited_deal(deal(stage="lost"), today(book(WITH_RIVALS)))
    assert revisit.start.questions == UNKNOWN
    assert revisit.index == pytest.approx(new, rel=0.005)


def test_a_lead_that_may_come_too_late_for_the_quota_is_worth_less() -> None:
    """At 8% of $1,000 before the quota's end and nothing after it, a lead is worth between nothing and $80."""
    quota = Quota(ends=TODAY.replace(month=12, day=31), target=1.0, rates=(Rate(0.0, 0.0), Rate(1.0, 0.08)))
    won = deal(id="w", stage="won", amount=10.0, won_on=TODAY)
    worth = []
    for ends in (TODAY, TODAY.replace(day=30), TODAY.replace(month=12, day=31)):
        context = today(book(WITH_RIVALS, deals=(won,), quota=replace(quota, ends=ends)))
        start = found_lead(context).start
        worth.append(start.payout / start.wins)
    assert worth == sorted(worth)
    assert 0 < worth[0] < worth[-1] <= 80


def asked_with_sam(amount: float = 3840.0, **fields: object) -> tuple[Deal, Pursuit, float]:
    """A deal whose next try needs Sam at $90 an hour, after the question that it waits for; its reason and its pay."""
    record = deal(stage="close", amount=amount, needs=("sam",), **fields)
    of = book(deals=(record,), colleagues=(Colleague(id="sam", name="Sam Ito", per_hour=90),))
    (line,) = (line for line in plan_day(inputs(of)).page.items if line.what.record)
    assert isinstance(line.why, Pursuit) and line.worth.per_hour is not None
    return record, line.why, line.worth.per_hour


@pytest.mark.parametrize("answers", [{}, {"need": "yes"}])
def test_the_sum_of_a_reason_comes_out(answers: dict[str, str]) -> None:
    _, why, per_hour = asked_with_sam(answers=answers)
    assert why.worth * why.chance - why.costs == pytest.approx(why.hours * per_hour)
    assert why.hours + 0.05 >= 1.5 and why.hours < 5


def test_a_colleague_is_paid_only_where_the_answers_say_that_the_deal_goes_on() -> None:
    """Sam costs $135 for the close. A deal of $500 goes on only after a yes."""
    assert asked_with_sam(answers={"need": "yes"})[1].costs == pytest.approx(135)
    _, why, _ = asked_with_sam(500.0)
    assert why.costs == pytest.approx(135 * 0.5, rel=0.3)
