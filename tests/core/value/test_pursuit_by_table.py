"""A pursuit read off the index table against the same one followed along every path."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.steps.step import Start
from planner.core.value.deal_index import PRICE_RATIO
from planner.core.value.deal_pursuit import follow, hour_pursuit, pursuit_result, state_of, table_pursuit
from planner.core.value.deal_value import DayContext
from planner.core.value.pursuit import PursuitResult, states_after_try
from tests.core.value.days import book, today
from tests.core.value.playbooks import V

CONTEXT = today(book())
LOWEST, HIGHEST = 0.01, 1.0  # prices, of the start's own index


def start_with(**fields: Any) -> Start:
    """A start with these fields; the others have their defaults."""
    return Start(**fields)


starts = st.builds(
    start_with,
    stage=st.integers(0, len(V.stages) - 1),
    log_odds=st.floats(-4, 4),
    minutes=st.floats(5, 120),
    payout=st.just(1.0),
    questions=st.sampled_from((None, (), (0,))),
    chance=st.sampled_from((None, 0.5)),
    work=st.sampled_from((0.0, 90.0)),
    size=st.sampled_from((0.5, 1.0, 2.0)),
)


def followed(start: Start, price: float, context: DayContext = CONTEXT) -> PursuitResult:
    result = follow(start, price, context)
    return PursuitResult(result.chance, result.minutes(start, context) / 60)


@given(starts, st.floats(LOWEST, HIGHEST))
@settings(max_examples=200)
def test_it_is_worth_what_following_every_path_is_worth(start: Start, share: float) -> None:
    """Near its stopping price a state may be counted as pursued or not: that is worth nothing either way."""
    price = share * CONTEXT.table.at(start.stage, start.log_odds) / start.size
    exact, read = followed(start, price), table_pursuit(start, state_of(start), price, CONTEXT)
    assert read.chance - price * read.hours == pytest.approx(exact.chance - price * exact.hours, abs=0.002)
    assert 0 <= read.chance <= 1.000001
    assert read.hours >= start.minutes / 60 - 1e-9


@given(starts, st.floats(LOWEST, HIGHEST), st.sampled_from((0.0, 0.05, 0.3)))
@settings(max_examples=300)
def test_it_lies_between_slightly_lower_and_slightly_higher_prices(start: Start, share: float, cost: float) -> None:
    """The chance does; the hours may be off near a stopping price, where a state is worth nothing either way.

    By up to a twentieth and two minutes in 6,000 drawn cases.
    """
    start = start._replace(cost=cost)  # of colleagues, who come only where the answers say so
    price = share * CONTEXT.table.at(start.stage, start.log_odds) / start.size
    read = table_pursuit(start, state_of(start), price, CONTEXT)
    more, less = (followed(start, price * PRICE_RATIO**by) for by in (-3, 3))
    assert less.chance - 0.01 <= read.chance <= more.chance + 0.01
    assert less.hours * 0.94 - 0.04 <= read.hours <= more.hours * 1.06 + 0.04


def test_at_no_price_at_all_it_is_pursued_to_the_end() -> None:
    start = Start(stage=0, log_odds=-1.0, minutes=30.0, payout=1.0)
    exact, read = followed(start, 0.0), table_pursuit(start, state_of(start), 0.0, CONTEXT)
    assert read.chance == pytest.approx(exact.chance, abs=1e-4)
    assert read.hours == pytest.approx(exact.hours, rel=0.05)


def test_a_limit_of_tries_is_followed() -> None:
    limited = Start(stage=len(V.stages) - 1, log_odds=0.0, minutes=30.0, payout=1.0, tries_in_time=1)
    without = limited._replace(tries_in_time=None)
    assert pursuit_result(limited, 0.001, CONTEXT) == followed(limited, 0.001)
    assert pursuit_result(limited, 0.001, CONTEXT).hours < pursuit_result(without, 0.001, CONTEXT).hours


@given(starts)
@settings(max_examples=200)
def test_at_its_own_index_its_ratio_is_that_index(start: Start) -> None:
    """Where an hour pays the same whether one stops or not, one stops: the sum is of one rule, not of two mixed."""
    questions, size = start.questions or None, start.size
    start = start._replace(questions=questions, tries_in_time=1)
    if questions is None:
        states = states_after_try(V, start.stage, start.log_odds, start.chance)
        index = CONTEXT.table.step_index(states, (start.minutes + start.work) / size) / size
    else:
        start = start._replace(minutes=CONTEXT.qualifying.minutes * size)
        state = state_of(start)
        index = CONTEXT.table.branch_index(CONTEXT.qualifying.branches(state), CONTEXT.qualifying.minutes) / size
        index /= CONTEXT.qualifying.mean_wins(questions, start.log_odds)
    result = hour_pursuit(start, index, CONTEXT)
    assert result == followed(start._replace(tries_in_time=None), index)
    assert result.chance / result.hours == pytest.approx(index, rel=0.03, abs=1e-4)
