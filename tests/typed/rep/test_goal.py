"""The goal of a rep's year in their words, with the part that is there, in commission or in orders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UsageError
from planner.locales.locale import locale_of
from planner.typed.rep.goal import GoalSaid, year_goal
from planner.typed.rep.share import read_share

US, IE = locale_of("en-US", "USD"), locale_of("en-IE", "EUR")


@pytest.mark.parametrize(
    ("text", "goal", "part", "in_orders"),
    [
        ("120k", 120_000, None, False),
        ("$120,000 in commission, at $71,500 now", 120_000, 71_500, False),
        ("Target $120,000 in commission for the year, at $71,500 now", 120_000, 71_500, False),
        ("$150,000 commission this year, has earned $118,000 so far", 150_000, 118_000, False),
        ("$90,000 of commission by year end, $61,400 is in", 90_000, 61_400, False),
        ("earned 71.5k so far, target 120k", 120_000, 71_500, False),
        ("71,500 of 120,000", 120_000, 71_500, False),
        ("120k in 2026, 71.5k so far", 120_000, 71_500, False),
        ("2.4M in orders, booked 1.6M", 2_400_000, 1_600_000, True),
        ("Quota is $2.4M in orders this year, booked $1.6M.", 2_400_000, 1_600_000, True),
        ("booked 1.6M, quota 2.4M", 2_400_000, 1_600_000, True),
        ("1.6M booked of 2.4M", 2_400_000, 1_600_000, True),
        ("quota 2.4M", 2_400_000, None, True),
        ("2.4 million in sales", 2_400_000, None, True),
        ("make $150k a year", 150_000, None, False),
        ("want $140K this year, made $88K so far", 140_000, 88_000, False),
        ("$95k commission, $52k in the bag (we're counting from Jan 1)", 95_000, 52_000, False),
        ("$95k commission, $52k in the bag since 1 January", 95_000, 52_000, False),
        ("95k by Dec 31, 2026", 95_000, None, False),
    ],
)
def test_a_goal_in_the_words_of_a_rep(text: str, goal: float, part: float | None, in_orders: bool) -> None:
    assert year_goal("", text, US) == GoalSaid(goal, part, in_orders)


def test_a_goal_in_the_currency_of_the_book() -> None:
    assert year_goal("", "€120,000 in commission, at €71,500 now", IE) == GoalSaid(120_000, 71_500)
    with pytest.raises(UsageError, match="is in GBP"):
        year_goal("", "£120,000", IE)


@pytest.mark.parametrize("text", ["", "lots", "1, 2, 3", "quota", "50% of 2M", "Jan 1"])
def test_what_is_no_goal_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        year_goal("", text, US)


@given(st.text(max_size=40))
def test_any_text_is_a_goal_or_refused(text: str) -> None:
    try:
        said = year_goal("", text, US)
    except UsageError:
        return
    assert said.goal == said.goal


@given(st.integers(1000, 10**7), st.integers(0, 10**7), st.sampled_from(["{g:,}, at {r:,} now", "{r:,} of {g:,}"]))
def test_both_amounts_are_what_was_typed(goal: int, part: int, form: str) -> None:
    amounts = (f"${goal:,}", f"${part:,}")
    text = form.replace("{g:,}", amounts[0]).replace("{r:,}", amounts[1])
    assert year_goal("", text, US) == GoalSaid(goal, part)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("5% of first-year revenue", 0.05),
        ("Keeps 5% of first-year revenue.", 0.05),
        ("4.5% commission on the order", 0.045),
        ("6% of annual contract value", 0.06),
        ("7.5% of an order", 0.075),
        ("8% of bookings", 0.08),
        ("3% of the first years contract value", 0.03),
        ("I get 3% of the first year’s contract value.", 0.03),
        ("commission 2 percent of order value", 0.02),
        ("2% of what they pay in the first year", 0.02),
        ("3% of contract value, first 12 months", 0.03),
    ],
)
def test_a_share_in_the_words_of_a_rep(text: str, share: float) -> None:
    assert read_share("", text, US) == share


def test_a_share_of_the_margin_is_no_share_of_an_amount() -> None:
    with pytest.raises(UsageError):
        read_share("", "20% of margin", US)
    with pytest.raises(UsageError):
        read_share("", "3% of the second year", US)
