"""Goal, earned, pace, the price of an hour, and the outlook from what is open."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from planner.core.book import Deal, Quota, Rate, Year
from planner.core.page.inputs import Inputs, day_context
from planner.core.records.record_cards import chance_of
from planner.core.review.year_forecast import YearView, money_range, year_view
from planner.core.value.pursuit import Pursuer
from planner.screen.review.year import show_year, year_json
from tests.core.review.one_week import BOOK
from tests.core.value.days import table_of
from tests.core.value.playbooks import V
from tests.screen.paper import on_terminal

FIRST_OF_JULY = date(2026, 7, 1)
TALK = Deal(id="talk", name="Talk", amount=100_000, stage="talk", attempts=0, prior=0.5, answers={"need": "yes"})


def inputs_of(*deals: Deal, today: date = FIRST_OF_JULY, goal: float | None = 50_000, **fields: Any) -> Inputs:
    year = None if goal is None else Year(income_goal=goal, selling_days=220)
    book = replace(BOOK, deals=deals, year=year, **fields)
    now = datetime(today.year, today.month, today.day, 7, tzinfo=UTC)
    return Inputs(book=book, day=today, now=now, table=table_of(V))


def view(*deals: Deal, **options: Any) -> YearView:
    return year_view(day_context(inputs_of(*deals, **options)))


def test_half_a_year_with_ten_thousand_earned() -> None:
    won = Deal(id="won", name="Won", amount=100_000, stage="won", won_on=date(2026, 3, 2))
    year = view(won, replace(won, id="last", won_on=date(2025, 12, 30)))
    assert (year.earned, year.won) == (10_000, 1)
    assert year.days_left == pytest.approx(220 * 132 / 261)  # working days from July on, of the year's
    assert year.hours_left == pytest.approx(year.days_left * 3)
    assert year.price_of_hour == pytest.approx(40_000 / year.hours_left)
    assert year.due_by_now == pytest.approx(50_000 * (1 - 132 / 261))


def test_open_deals_count_by_the_chance_of_every_screen() -> None:
    """Pursued as long as an hour of it pays what the year needs."""
    (deal,) = view(TALK).outlook.deals
    assert deal.worth == 10_000
    price = (view(TALK).price_of_hour or 0) / 10_000
    log_odds = 0.9808  # ln(0.8 ÷ 0.3): the answer
    assert deal.chance == pytest.approx(Pursuer(V, table_of(V), price).from_state(0, log_odds).chance, abs=0.001)
    assert view(TALK).outlook.money == pytest.approx(deal.chance * 10_000, rel=1e-6)
    assert chance_of(TALK, day_context(inputs_of(TALK))) == deal.chance


def test_without_a_goal_it_is_pursued_to_half_of_what_it_pays() -> None:
    (deal,) = view(TALK, goal=None).outlook.deals
    half = table_of(V).at(0, 0.9808) / 2
    assert deal.chance == pytest.approx(Pursuer(V, table_of(V), half).from_state(0, 0.9808).chance, abs=0.001)


def test_a_goal_out_of_reach_is_said_once() -> None:
    finding = replace(V, prospecting=replace(V.prospecting, amount=100_000))
    year = view(TALK, goal=500_000, playbook=finding)
    assert year.out_of_reach > 0
    assert year.prospecting is not None
    assert year.out_of_reach == pytest.approx(500_000 - year.outlook.money - year.prospecting)
    screen = on_terminal(lambda console: show_year(year, console))
    assert screen.count("Out of reach") == 1
    assert "Still to find" not in screen
    assert view(TALK, goal=1_000, playbook=finding).out_of_reach == 0
    assert view(TALK, goal=500_000).out_of_reach == 0  # without prospecting nobody knows what the hours bring


def test_the_quota_is_on_the_screen() -> None:
    quota = Quota(ends=date(2026, 12, 31), target=200_000, rates=(Rate(0.0, 0.1), Rate(1.0, 0.15)))
    won = Deal(id="won", name="Won", amount=100_000, stage="won", won_on=date(2026, 3, 2))
    year = view(won, TALK, quota=quota)
    screen = on_terminal(lambda console: show_year(year, console))
    assert " Quota          $100,000 of $200,000, 50% by 31 Dec\n" in screen
    assert "your share is 10%, and 15% from $200,000 on" in screen
    assert year_json(year)["quota"] == {
        "closed": 100_000,
        "target": 200_000,
        "ends": "2026-12-31",
        "keeps": 0.1,
        "after": 1.0,
        "next_rate": {"closed": 200_000, "keeps": 0.15},
    }
    assert year_json(view(TALK))["quota"] is None


def test_a_date_after_the_year_counts_for_the_next() -> None:
    year = view(replace(TALK, expected=date(2027, 1, 15))).outlook
    assert year.money == 0.0
    assert year.later > 3_000


def test_without_a_date_the_usual_days_of_its_stages_count() -> None:
    (deal,) = view(TALK, today=date(2026, 12, 16)).outlook.deals  # 15 days left, 15 usual ones needed
    assert deal.expected == date(2026, 12, 31)
    assert deal.in_year == pytest.approx(0.5)


def test_an_expected_date_that_is_over_is_counted() -> None:
    year = view(replace(TALK, expected=date(2026, 6, 1)))
    assert year.outlook.dates_passed == 1
    assert year.outlook.deals[0].expected == date(2026, 7, 16)


def test_many_deals_are_surer_than_one() -> None:
    assert money_range([(100.0, 0.5)]) == (0.0, 100.0)
    low, high = money_range([(1.0, 0.5)] * 100)  # heads of a hundred coins
    assert (low, high) == pytest.approx((44, 56), abs=0.5)
    assert money_range([(10.0, 1.0), (5.0, 0.0)]) == pytest.approx((10, 10), abs=0.1)
    assert money_range([]) == (0.0, 0.0)


def test_without_a_goal_it_says_how_to_set_one() -> None:
    screen = on_terminal(lambda console: show_year(view(TALK, goal=None), console))
    assert "income_goal" in screen
    assert year_json(view(TALK, goal=None))["price_of_hour"] is None


def test_the_months_add_up_to_the_year() -> None:
    """A deal of December may slip into January, one of January may close early."""
    year = view(TALK, replace(TALK, id="dated", expected=date(2026, 12, 24)), today=date(2026, 12, 18)).outlook
    assert sum(month.money for month in year.months) == pytest.approx(year.money)
    assert year.money + year.later == pytest.approx(sum(deal.worth * deal.chance for deal in year.deals))
    october = view(TALK, today=date(2026, 10, 25)).outlook  # 15 usual days: to 9 Nov, six days of them in October
    shares = [month.money / october.money for month in october.months]
    assert shares == pytest.approx([0.067, 0.933, 0.0], abs=0.001)  # Φ(−9 ÷ 6), the rest


def test_what_comes_at_all_comes_before_its_hard_date() -> None:
    (deal,) = view(replace(TALK, decide_by=date(2026, 12, 18)), today=date(2026, 12, 16)).outlook.deals
    assert (deal.expected, deal.in_year) == (date(2026, 12, 18), 1.0)
    assert deal.worth == pytest.approx(10_000 * 0.3446, abs=1)  # Φ((2 − 2.381) ÷ 0.952)


def test_deals_left_out_are_named() -> None:
    over = replace(TALK, id="over", name="Tender", decide_by=date(2026, 6, 1))
    free = replace(TALK, id="free", name="Trial", amount=0)
    undated = Deal(id="won", name="Kestrel", amount=50_000, stage="won")
    year = view(TALK, over, free, undated)
    assert [(each.name, each.because) for each in year.outlook.not_counted] == [
        ("Tender", "date passed"),
        ("Trial", "no worth"),
    ]
    assert (year.won, year.earned, year.undated) == (0, 0.0, ("Kestrel",))
    screen = on_terminal(lambda console: show_year(year, console))
    assert "not counted (deadline passed): Tender\n" in screen
    assert "not counted (no money in it for you): Trial\n" in screen
    assert "won, but not counted, because `won_on` is missing: Kestrel\n" in screen


def test_most_likely_no_money_is_said() -> None:
    """A range would be €0 to €0."""
    far = replace(TALK, prior=0.02, answers={"need": "no"})
    out = view(far).outlook
    assert out.high == 0.0 < out.money
    screen = on_terminal(lambda console: show_year(view(far), console), width=120)
    assert f"most likely nothing: one of them closes this year in 1 of {round(1 / out.any)} cases" in screen
    assert "4 times in 5" not in screen


SCREEN = """
 2026, as of 1 Jul

 Earned         $10,000 of $50,000, 20%, from 1 deal won
 Pace           $14,713 behind: an even pace would be at $24,713 by now
 Left           334 h in 111 selling days from today; your goal needs $120/h
 Open           $5,182 expected this year from 1 deal, $0 after this year
                4 times in 5, between $0 and $10,000; nothing 48% of the time
 Still to find  $34,818 that no open deal is expected to bring

"""
TABLE = """
 Largest                                     if won    chance  this year            by  weighted
   Talk                                     $10,000       52%       100%       ~16 Jul    $5,182

   chance: to win it, as long as an hour on it pays the $120/h that your goal needs
"""


def test_the_screen() -> None:
    won = Deal(id="won", name="Won", amount=100_000, stage="won", won_on=date(2026, 3, 2))
    screen = on_terminal(lambda console: show_year(view(won, TALK), console))
    assert screen.startswith(SCREEN)
    assert TABLE in on_terminal(lambda console: show_year(view(won, TALK), console), width=120)
