"""Years and quarters that start on another day than January 1."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Year
from planner.core.days import WorkingDays
from planner.core.fiscal_year import CALENDAR, FiscalYear, fiscal_year
from planner.core.value.year_price import earned, price_of_hour, selling_hours_left
from planner.locales.days import read_day
from planner.locales.locale import PLAIN
from planner.locales.periods import read_period
from tests.core.value.days import book
from tests.core.value.playbooks import deal

APRIL = fiscal_year("04-01")
TODAY = date(2026, 11, 23)
YEARS = st.builds(FiscalYear, st.integers(1, 12), st.integers(1, 28))
DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@given(YEARS, DAYS)
def test_every_day_is_in_one_year_and_in_one_of_its_quarters(fiscal: FiscalYear, day: date) -> None:
    year, quarter = fiscal.year(day), fiscal.quarter(day)
    assert year.first <= quarter.first <= day <= quarter.last <= year.last
    assert (year.first.month, year.first.day) == fiscal
    assert year.last - year.first in (timedelta(days=364), timedelta(days=365))
    assert fiscal.year(year.last + timedelta(days=1)).first == year.last + timedelta(days=1)
    assert quarter.first.day == fiscal.day
    assert (quarter.first.month - fiscal.month) % 3 == 0
    assert fiscal.first_of(year.last.year) == year.first


@given(DAYS)
def test_the_calendar_year_is_the_usual_one(day: date) -> None:
    assert CALENDAR.year(day) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert CALENDAR.quarter(day).first == date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("year", date(2026, 4, 1), date(2027, 3, 31)),
        ("last-year", date(2025, 4, 1), date(2026, 3, 31)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("last-quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("Q4", date(2026, 1, 1), date(2026, 3, 31)),  # the last one that has begun
        ("2027-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("Q2 2026", date(2025, 7, 1), date(2025, 9, 30)),
        ("2026", date(2025, 4, 1), date(2026, 3, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_periods_of_a_year_from_april(text: str, first: date, last: date) -> None:
    assert read_period(text, TODAY, replace(PLAIN, year_starts="04-01")) == (first, last)


def test_days_of_a_year_from_february() -> None:
    locale = replace(PLAIN, year_starts="02-06")
    found = [read_day(text, TODAY, locale) for text in ("eoq", "end of year", "next quarter", "next year")]
    assert found == [date(2027, 2, 5), date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 6)]


@pytest.mark.parametrize("text", ["", "4-1", "04-31", "04-29", "13-01", "00-10", "2026-04-01", "W01", "april", "04/01"])
def test_a_day_that_no_year_starts_on(text: str) -> None:
    with pytest.raises(ValueError):
        fiscal_year(text)


def test_goal_and_hours_count_from_april() -> None:
    year = Year(income_goal=100_000, selling_days=200, earned=1_000.0, as_of=date(2026, 4, 30), starts="04-01")
    won = [
        deal(id=str(on), stage="won", amount=500.0, won_on=on)
        for on in (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 1), date(2026, 11, 23))
    ]
    counted = book(year=year, deals=tuple(won))
    assert earned(counted, TODAY) == 1_000 + 2 * 500
    assert earned(book(year=replace(year, as_of=date(2026, 3, 31)), deals=tuple(won)), TODAY) == 3 * 500
    working = WorkingDays(counted.hours)
    assert selling_hours_left(counted, working, date(2026, 4, 1)) == pytest.approx(200 * 8)
    assert selling_hours_left(counted, working, date(2027, 3, 31)) == pytest.approx(200 * 8 / 261)
    assert selling_hours_left(counted, working, TODAY) == pytest.approx(200 * 8 * 93 / 261)


def test_a_year_may_have_a_start_and_no_goal() -> None:
    no_goal = book(year=Year(starts="04-01"))
    assert price_of_hour(no_goal, WorkingDays(no_goal.hours), TODAY) is None
