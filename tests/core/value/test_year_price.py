"""What is left of the year: its hours from today on, and what each of them has to make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.core.book import Year
from planner.core.days import WorkingDays
from planner.core.value.year_price import earned, price_of_hour, selling_hours_left
from tests.core.value.days import book
from tests.core.value.playbooks import TODAY, deal

WEEKDAYS = 261  # from Monday to Friday, in 2026
BOOK = book(year=Year(income_goal=52_200.0, selling_days=WEEKDAYS))  # of eight hours
WORKING = WorkingDays(BOOK.hours)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 1, 1), WEEKDAYS),
        (date(2026, 12, 28), 4),
        (date(2026, 12, 31), 1),  # today counts, whatever the hour
        (date(2026, 12, 26), 4),  # a Saturday
        (date(2027, 12, 31), 1),
        (date(2028, 2, 29), 219),  # a leap year has its 29 February
    ],
)
def test_the_hours_left_are_those_from_today_on(today: date, days: int) -> None:
    of_year = {2026: 261, 2027: 261, 2028: 260}[today.year]
    assert selling_hours_left(BOOK, WORKING, today) == pytest.approx(days * 8 * WEEKDAYS / of_year)


def test_an_hour_has_to_make_the_rest_of_the_goal() -> None:
    assert price_of_hour(BOOK, WORKING, date(2026, 1, 1)) == pytest.approx(25.0)
    assert price_of_hour(BOOK, WORKING, date(2026, 12, 31)) == pytest.approx(52_200 / 8)
    assert selling_hours_left(book(), WORKING, date(2026, 1, 1)) == 0.0
    assert price_of_hour(book(), WORKING, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("won_on", "counts"),
    [
        (date(2026, 6, 30), False),  # in what was earned by then
        (date(2026, 7, 1), True),
        (date(2026, 11, 23), True),  # today
        (date(2026, 11, 24), False),  # a slip of the hand
        (date(2025, 11, 23), False),
        (None, False),
    ],
)
def test_what_is_earned_is_what_was_said_and_what_was_won_since(won_on: date | None, counts: bool) -> None:
    year = Year(income_goal=52_200.0, selling_days=200, earned=1000.0, as_of=date(2026, 6, 30))
    won = deal(stage="won", amount=500.0, won_on=won_on)
    assert earned(book(year=year, deals=(won,)), TODAY) == 1000.0 + 500.0 * counts
    later = replace(year, as_of=date(2026, 11, 24))  # not yet
    assert earned(book(year=later, deals=(won,)), TODAY) == 500.0 * (counts or won_on == date(2026, 6, 30))
    assert earned(book(year=replace(year, as_of=TODAY)), TODAY) == 1000.0
    last_year = replace(year, as_of=date(2025, 12, 31))
    assert earned(book(year=last_year, deals=(won,)), TODAY) == 500.0 * (counts or won_on == date(2026, 6, 30))
    assert earned(book(deals=(replace(won, stage="close"),)), TODAY) == 0.0
