"""The price of a minute on the days of a week that work fills, best paid first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.core.cadence.care_week import CareWeek, WorkOffered

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]
HOURS = [(day, 60) for day in WEEK]


def work(*offers: tuple[float, int], since: date = MONDAY, again: int = 0) -> list[WorkOffered]:
    return [WorkOffered(pays, minutes, since, again) for pays, minutes in offers]


OFFERS = work((30.0, 60), (20.0, 60), (10.0, 120), (5.0, 60))


def prices(week: CareWeek, minutes: int = 0) -> list[float]:
    return [week.price(day, minutes) for day in week.days]


def test_the_price_of_a_day_is_what_the_best_work_left_over_pays() -> None:
    assert prices(CareWeek(HOURS, OFFERS)) == [20.0, 10.0, 10.0, 5.0, 0.0]


def test_promises_and_appointments_take_their_minutes_of_the_day_first() -> None:
    assert prices(CareWeek(HOURS, OFFERS, {MONDAY: 40})) == [30.0, 20.0, 10.0, 10.0, 5.0]
    assert prices(CareWeek(HOURS, OFFERS, {WEEK[1]: 40})) == [20.0, 20.0, 10.0, 10.0, 5.0]


def test_what_does_not_fit_into_a_day_takes_the_next_ones_minutes() -> None:
    assert prices(CareWeek(HOURS, OFFERS, {MONDAY: 120})) == [30.0, 30.0, 20.0, 10.0, 10.0]


def test_minutes_are_priced_by_the_work_that_they_push_out() -> None:
    week = CareWeek([(MONDAY, 100), (WEEK[1], 100)], work((30.0, 60), (10.0, 20), (5.0, 60)))
    assert [week.price(MONDAY, minutes) for minutes in (0, 20, 21, 40, 41)] == [5.0, 5.0, 10.0, 10.0, 30.0]
    assert [week.price(WEEK[1], minutes) for minutes in (0, 60, 61)] == [0.0, 0.0, 5.0]
    week.give(MONDAY, 60)  # work moves on to Tuesday
    assert [week.price(WEEK[1], minutes) for minutes in (0, 1, 60, 61)] == [0.0, 5.0, 5.0, 10.0]


def test_work_that_waits_fills_no_day_before_its_own() -> None:
    waits = work((90.0, 60), since=WEEK[2])
    assert prices(CareWeek(HOURS, work((10.0, 30)) + waits), 30) == [0.0, 0.0, 90.0, 0.0, 0.0]
    assert prices(CareWeek(HOURS, work((90.0, 60), since=WEEK[4] + timedelta(days=3))), 30) == [0.0] * 5


def test_work_for_a_day_that_is_not_worked_is_for_the_next_one() -> None:
    days = [(WEEK[0], 60), (WEEK[3], 60)]
    assert prices(CareWeek(days, work((90.0, 60), since=WEEK[1])), 1) == [0.0, 90.0]


def test_a_deal_comes_back_once_its_customer_has_had_time() -> None:
    """Without that, every day would seem cheaper than the one before it."""
    assert prices(CareWeek(HOURS, work((10.0, 60), again=2)), 1) == [10.0, 0.0, 10.0, 0.0, 10.0]
    week = CareWeek(HOURS, work((10.0, 60), again=2))
    week.give(MONDAY, 30)  # done half an hour later, on Tuesday, it is back on Thursday
    assert prices(week, 60) == [10.0, 10.0, 0.0, 10.0, 0.0]


@given(
    st.lists(st.tuples(st.floats(0, 100), st.integers(-5, 200), st.integers(0, 6), st.integers(0, 4)), max_size=12),
    st.lists(st.integers(0, 480), min_size=5, max_size=5),
    st.integers(0, 4),
    st.integers(0, 300),
)
def test_more_minutes_never_cost_less(
    offers: list[tuple[float, int, int, int]], free: list[int], place: int, given_first: int
) -> None:
    days = list(zip(WEEK, free, strict=True))
    week = CareWeek(days, [WorkOffered(p, m, MONDAY + timedelta(days=d), a) for p, m, d, a in offers])
    week.give(WEEK[place], given_first)
    for day in WEEK:
        costs = [week.price(day, minutes) for minutes in range(0, 480, 30)]
        assert costs == sorted(costs)
        assert all(cost in {0.0, *(pays for pays, *_ in offers)} for cost in costs)
