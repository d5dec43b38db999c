"""The index table where two beliefs are next to each other, and above its highest price."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.playbook import Playbook, Try
from planner.core.value.belief import LIMIT
from planner.core.value.deal_index import CELLS, PRICE_RATIO, STEP, NextState, StepValue, cell_of, try_minutes
from planner.core.value.pursuit import MANY, Pursuer, states_after_try
from tests.core.value.days import table_of
from tests.core.value.playbooks import V

# As V, but one more try of the close without progress says next to nothing: it leads to the neighboring belief.
HARDLY_NEWS = replace(
    V,
    stages=(V.stages[0], replace(V.stages[1], real=Try(advance=0.3, lost=0.1), dead_end=Try(advance=0.05, lost=0.32))),
)
HARDLY_GOOD_NEWS = replace(
    HARDLY_NEWS, stages=(V.stages[0], replace(HARDLY_NEWS.stages[1], dead_end=Try(advance=0.05, lost=0.37)))
)
NO_NEWS = replace(
    V,
    stages=(V.stages[0], replace(V.stages[1], real=Try(advance=0.3, lost=0.1), dead_end=Try(advance=0.05, lost=0.35))),
)
LAST = 1  # the number of the last stage


def worth(playbook: Playbook, log_odds: float, price: float, tries: int = 25) -> float:
    """C of the definition in the last stage, beliefs exact: so many tries are more than anyone makes."""
    (advanced, _, _), (stayed, _, then) = states_after_try(playbook, LAST, log_odds)
    after = max(0.0, worth(playbook, then, price, tries - 1)) if tries else 0.0
    return advanced + stayed * after - price * try_minutes(playbook.play_at(LAST)) / 60


@pytest.mark.parametrize("playbook", [V, HARDLY_NEWS, HARDLY_GOOD_NEWS, NO_NEWS])
@pytest.mark.parametrize("log_odds", [-2.0, -1.23, 0.0, 0.86, 2.5])
def test_what_going_on_is_worth_at_any_price(playbook: Playbook, log_odds: float) -> None:
    """A deal that pays goes on after a try, one that doesn't stops; where it breaks even is the index."""
    table = table_of(playbook)
    index = table.at(LAST, log_odds)
    assert worth(playbook, log_odds, index) == pytest.approx(0.0, abs=0.002)
    assert worth(playbook, log_odds, index * 0.99) > 0 > worth(playbook, log_odds, index * 1.01)
    for share in (0.1, 0.4, 0.7, 0.9, 0.98):
        exact = worth(playbook, log_odds, share * index)
        assert table.worth_at(LAST, log_odds, share * index) == pytest.approx(exact, abs=0.002)


@pytest.mark.parametrize("playbook", [V, HARDLY_NEWS, HARDLY_GOOD_NEWS, NO_NEWS])
@pytest.mark.parametrize("stage", [0, LAST])
def test_going_on_is_worth_one_more_try_and_going_on_after_it(playbook: Playbook, stage: int) -> None:
    """The equation that defines the table, in every cell and at every price."""
    table, minutes = table_of(playbook), try_minutes(playbook.play_at(stage))
    width = len(table.prices)
    for cell in range(CELLS):
        try_ = StepValue(table, states_after_try(playbook, stage, cell * STEP - LIMIT), minutes)
        values = table.continuation[stage][cell * width : (cell + 1) * width]
        assert max(abs(value - try_.at(level)) for level, value in enumerate(values)) < 2e-6


@given(log_odds=st.floats(-3, 3), minutes=st.floats(1, 200), stage=st.sampled_from((0, 1)))
def test_the_dearer_an_hour_the_less_a_step_is_worth(log_odds: float, minutes: float, stage: int) -> None:
    """Above the table's highest price nothing after the step pays: the step costs its minutes."""
    table = table_of(V)
    step, width = StepValue(table, [NextState(1.0, stage, log_odds)], minutes), len(table.prices)
    values = [step.at(level) for level in range(width - 5, width + 5)]
    assert values == sorted(values, reverse=True)
    assert step.at(width) == pytest.approx(-table.price(width) * minutes / 60)


def test_each_price_is_two_percent_above_the_one_below_it_in_the_table_and_above_it() -> None:
    table, last = table_of(V), len(table_of(V).prices) - 1
    for level in (0, 1, last // 2, last - 1, last, last + 1, last + 100):
        assert table.price(level + 1) / table.price(level) == pytest.approx(PRICE_RATIO)
    assert all(table.level_of(table.price(level)) == level for level in (0, 1, last, last + 7))


def test_a_deal_at_its_own_index_goes_on_among_many_too() -> None:
    """More beliefs than are followed one by one, of which the least pays just the price."""
    table = table_of(V)
    first, _ = cell_of(0.0)
    beliefs = [0.0 + STEP * n for n in range(MANY + 1)]
    price = table.index[LAST][first]
    assert Pursuer(V, table, price).continues(LAST, beliefs[0])
    _, visits = Pursuer(V, table, price).follow([NextState(1 / len(beliefs), LAST, each) for each in beliefs])
    assert visits[LAST].reach == pytest.approx(1.0)
