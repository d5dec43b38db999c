"""A sum on the screen comes out when it is redone with the very figures it shows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from planner.core.reasons import Pursuit
from planner.core.why.explanation import StageToCome
from planner.screen.page.stage_hours import hours_by_stage
from planner.screen.text.sums import hour_decimals, pursuit_sum, share_sum, step_sum, two_digits

money = st.floats(min_value=50, max_value=500_000)
chance = st.floats(min_value=0.001, max_value=1)


def figure(text: str) -> float:
    return float(re.sub(r"[^0-9.]", "", text))


def comes_to(result: float, said: str) -> bool:
    """Whether `result`, rounded, is what is `said`."""
    decimals = len(re.sub(r"[^0-9.]", "", said).partition(".")[2])
    return abs(result - figure(said)) <= 0.5 * 10**-decimals + 1e-9 * result + 1e-9


def same_digits(result: float, said: str) -> bool:
    """Whether `result` is `said` to two digits."""
    return abs(two_digits(result) - figure(said)) <= 1e-9 * abs(result) + 0.006


@given(money, chance, st.floats(min_value=0.1, max_value=400))
def test_worth_times_chance_over_hours(worth: float, likely: float, hours: float) -> None:
    said = pursuit_sum(Pursuit(worth=worth, chance=likely, hours=hours), "USD")
    assert comes_to(figure(said.worth) * figure(said.chance) / 100, said.won)
    assert same_digits(figure(said.won) / figure(said.hours), said.per_hour)
    assert abs(figure(said.per_hour) - worth * likely / hours) <= max(0.13 * worth * likely / hours, 0.02)


@given(st.floats(min_value=200, max_value=500_000), st.floats(min_value=0.1, max_value=1), st.floats(0.3, 400))
def test_as_many_digits_as_one_would_say(worth: float, likely: float, hours: float) -> None:
    said = pursuit_sum(Pursuit(worth=worth, chance=likely, hours=hours), "USD")
    assert re.fullmatch(r"\d+(\.\d)?%", said.chance)
    assert re.fullmatch(r"\d+\.\d\d?", said.hours)


@given(money, st.lists(chance, min_size=1, max_size=2))
def test_amount_times_shares(amount: float, shares: list[float]) -> None:
    amount = round(amount)
    said, result = share_sum(amount, shares, "USD")
    product = amount
    for share in said:
        product *= figure(share) / 100
    assert comes_to(product, result)


@given(st.integers(min_value=5, max_value=480), st.floats(min_value=0.5, max_value=90_000))
def test_minutes_times_money_an_hour(minutes: int, rate: float) -> None:
    said, makes = step_sum(minutes, rate, rate * minutes / 60, "USD")
    assert comes_to(rate, said)
    if makes.startswith("="):
        assert abs(figure(said) * minutes / 60 - figure(makes)) < 1.01
    assert comes_to(rate * minutes / 60, makes)


stages = st.builds(
    StageToCome,
    title=st.just("Proposal"),
    reach=st.floats(min_value=0.01, max_value=1),
    tries=st.floats(min_value=1, max_value=9),
    minutes=st.integers(min_value=1, max_value=600).map(float),
)


@given(st.lists(stages, min_size=1, max_size=7))
def test_hours_by_stage_add_up(to_come: list[StageToCome]) -> None:
    total = sum(stage.hours for stage in to_come)
    decimals = hour_decimals(total, [stage.hours for stage in to_come])
    rows = hours_by_stage(to_come, decimals)
    assert abs(sum(figure(row.hours) for row in rows) - round(total, decimals)) < 1e-9
    for row, stage in zip(rows, to_come, strict=True):
        assert abs(figure(row.hours) - stage.hours) <= 1.01 * 10**-decimals
        assert re.fullmatch(r"\d+%|\d\.\d%", row.reach)
        assert re.fullmatch(r"1 try|\d\.\d tries", row.tries)


def test_what_is_certain_is_a_hundred_percent() -> None:
    stages = [
        StageToCome(title="Demo", reach=1.0, tries=1.0, minutes=120.276),
        StageToCome(title="Proposal", reach=0.38112, tries=1.6575, minutes=165.04),
    ]
    assert hours_by_stage(stages, 2) == [
        ("Demo", "100%", "1 try", "2h", "2.00 h"),
        ("Proposal", "38%", "1.7 tries", "2h45", "1.74 h"),
    ]
