"""If not all promises fit: the long overdue first, then those with the most at stake; a new book's are spread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.book import ClockRange
from planner.core.history import History
from planner.core.page.plan_day import plan_day
from tests.core.value.days import book, inputs
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
FRIDAY, THURSDAY, WEDNESDAY = (TODAY - timedelta(days=n) for n in (3, 4, 5))
LONG_AGO = History(first_day=date(2026, 1, 5))


def on_page(minutes: int, *deals, history: History = LONG_AGO) -> list[str | None]:  # type: ignore[no-untyped-def]
    hours = replace(book().hours, week=((ClockRange(540, 540 + minutes),),) * 5 + ((), ()))
    page = plan_day(inputs(book(deals=deals, hours=hours), history=history)).page
    return sorted(line.what.record for line in page.items if line.status.promised)


def test_overdue_by_two_days_or_more_goes_first() -> None:
    small = deal(id="small", amount=1.0, answers=YES, next_on=THURSDAY)  # overdue by two working days
    big = deal(id="big", amount=1000.0, answers=YES, next_on=FRIDAY)  # by one
    assert on_page(60, small, big) == ["small"]
    older = deal(id="older", amount=1.0, answers=YES, next_on=WEDNESDAY)
    assert on_page(60, small, older, big) == ["older"]


def test_then_what_has_most_at_stake_and_each_that_still_fits() -> None:
    small = deal(id="small", amount=10.0, answers=YES, next_on=TODAY, next="Call", next_minutes=60)
    big = deal(id="big", amount=1000.0, answers=YES, next_on=TODAY, next="Call", next_minutes=60)
    assert on_page(60, small, big) == ["big"]
    short = deal(id="short", amount=1.0, answers=YES, next_on=TODAY, next="Call", next_minutes=15)
    assert on_page(85, small, big, short) == ["big", "short"]


def test_at_stake_is_worth_times_chance_not_what_an_hour_pays() -> None:
    """A five-minute answer for a small deal pays more an hour; the talk of the big deal has more at stake."""
    quick = deal(id="quick", stage="close", amount=200.0, answers=YES, next_on=TODAY, next="Answer", next_minutes=45)
    big = deal(id="big", amount=1000.0, answers=YES, next_on=TODAY, next="Call", next_minutes=60)
    assert on_page(60, quick, big) == ["big"]


def overdue_ten() -> tuple[object, ...]:
    return tuple(
        deal(id=f"d{n}", amount=1.0 + n, answers=YES, next_on=THURSDAY, next="Call", next_minutes=15) for n in range(10)
    )


def due_on(day: date, deals, history: History) -> int:  # type: ignore[no-untyped-def]
    return plan_day(inputs(book(deals=deals), day, history=history)).page.promises.due


def test_what_is_overdue_when_a_book_starts_is_spread_over_five_working_days() -> None:
    deals = list(overdue_ten())
    for number in range(5):
        day = TODAY + timedelta(days=number)
        assert due_on(day, deals, History(first_day=TODAY)) == 2
        deals = deals[2:]
    assert due_on(TODAY, overdue_ten(), History()) == 2  # no page yet
    assert due_on(TODAY, overdue_ten(), LONG_AGO) == 10
    new = [deal(id="new", amount=1.0, answers=YES, next_on=TODAY)]
    assert due_on(TODAY + timedelta(days=1), new, History(first_day=TODAY)) == 1  # not from before


def test_the_head_counts_all_that_is_due() -> None:
    page = plan_day(inputs(book(deals=overdue_ten()), history=LONG_AGO)).page
    assert (page.promises.due, page.promises.placed, page.promises.overdue) == (10, 10, 10)


def test_a_long_promise_says_what_it_costs_the_day() -> None:
    hours = replace(book().hours, week=((ClockRange(540, 660),),) * 5 + ((), ()))
    bid = deal(id="bid", amount=0.1, answers=YES, next_by=TODAY, next="Write the bid", next_minutes=90)
    rich = tuple(deal(id=f"r{n}", amount=1000.0, answers=YES) for n in range(3))
    page = plan_day(inputs(book(deals=(bid, *rich), hours=hours))).page
    (line,) = [each for each in page.items if each.what.item == "bid/agreed"]
    hour = page.prices.today - line.worth.per_hour  # what its time could make, less what it makes
    assert page.promises.costs == {"bid/agreed": pytest.approx(90 / 60 * hour)}
    assert page.promises.costs["bid/agreed"] > 0
