"""A sum on the screen comes out when it is redone with the very figures it shows."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from planner.core.why.explanation import StageToCome
from planner.screen.text.sums import hours_by_stage, pursuit_sum, share_sum, step_sum

money = st.floats(min_value=50, max_value=500_000)
chance = st.floats(min_value=0.001, max_value=1)


def figure(text: str) -> float:
    return float(re.sub(r"[^0-9.]", "", text))


def comes_to(result: float, told: str) -> bool:
    """Whether `result`, rounded, is what is `told`."""
    decimals = len(re.sub(r"[^0-9.]", "", told).partition(".")[2])
    return abs(result - figure(told)) <= 0.5 * 10**-decimals + 1e-9 * result + 1e-9


@given(money, chance, st.floats(min_value=0.1, max_value=400))
def test_worth_times_chance_over_hours(worth: float, likely: float, hours: float) -> None:
    assume(worth * likely / hours < 100_000)  # nobody's hour pays more; beyond it cents do not tell the sum
    told = pursuit_sum(worth, likely, hours, "USD")
    assert comes_to(figure(told.worth) * figure(told.chance) / 100, told.won)
    assert comes_to(figure(told.won) / figure(told.hours), told.per_hour)
    assert comes_to(worth * likely / hours, told.per_hour)


@given(money, st.lists(chance, min_size=1, max_size=2))
def test_amount_times_shares(amount: float, shares: list[float]) -> None:
    amount = round(amount)
    told, result = share_sum(amount, shares, "USD")
    product = amount
    for share in told:
        product *= figure(share) / 100
    assert comes_to(product, result)


@given(st.integers(min_value=5, max_value=480), st.floats(min_value=0.5, max_value=90_000))
def test_minutes_times_money_an_hour(minutes: int, rate: float) -> None:
    told, makes = step_sum(minutes, rate, rate * minutes / 60, "USD")
    assert abs(figure(told) * minutes / 60 - figure(makes)) < 0.56


stages = st.builds(
    StageToCome,
    title=st.just("Proposal"),
    reach=st.floats(min_value=0.01, max_value=1),
    tries=st.floats(min_value=1, max_value=9),
    minutes=st.integers(min_value=1, max_value=600).map(float),
)


@given(st.lists(stages, min_size=1, max_size=7))
def test_hours_by_stage_add_up(to_come: list[StageToCome]) -> None:
    rows = hours_by_stage(to_come, at_least=1)
    digits = len(rows[0].hours.removesuffix(" h").partition(".")[2])
    total = round(sum(stage.hours for stage in to_come), digits)
    assert digits == 4 or abs(round(sum(figure(row.hours) for row in rows), digits) - total) < 1e-9
    for row, stage in zip(rows, to_come, strict=True):
        product = figure(row.reach) / 100 * figure(row.tries) * stage.minutes / 60
        assert abs(product - figure(row.hours)) <= max(0.51 * 10**-digits, 0.002 * stage.hours)


def test_what_is_certain_is_a_hundred_percent_whatever_the_digits() -> None:
    stages = [
        StageToCome(title="Demo", reach=1.0, tries=1.0, minutes=120.276),
        StageToCome(title="Proposal", reach=0.38112, tries=1.6575, minutes=165.04),
    ]
    for digits in range(5):
        first, _ = hours_by_stage(stages, digits)
        assert (first.reach, first.tries) == ("100%", "1 try")
