"""The quota: what the next amount keeps, and the quota's end as a date for every deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Account, Book, Quota, Rate, Year
from planner.core.days import in_time
from planner.core.steps.all_steps import book_steps
from planner.core.timing.deadline import DatedShare, share_left
from planner.core.value.deal_value import deal_value, tries_in_time, wait_after_try
from planner.core.value.quota import quota_today, won_money
from planner.core.value.year_price import earned
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, V, deal

RATES = (Rate(0.0, 0.08), Rate(1.0, 0.12))
QUOTA = Quota(ends=date(2026, 12, 31), target=100_000, rates=RATES)
YES = {"need": "yes"}


def won(amount: float, on: date, **fields: object) -> object:
    return deal(id=f"w{on}-{amount:g}", stage="won", amount=amount, won_on=on, **fields)


def with_quota(*deals: object, quota: Quota = QUOTA, **fields: object) -> Book:
    return book(deals=deals, quota=quota, keeps=0.05, **fields)


@pytest.mark.parametrize(
    ("closed", "on", "keeps"),
    [
        (99_999, date(2026, 3, 1), 0.08),
        (100_000, date(2026, 3, 1), 0.12),  # from the target on
        (500_000, date(2025, 12, 31), 0.08),  # before the period
        (100_000, date(2026, 1, 1), 0.12),  # on its first day
        (100_000, TODAY, 0.12),
        (500_000, date(2026, 11, 24), 0.08),  # later than today
    ],
)
def test_the_marginal_rate_is_what_an_amount_keeps(closed: float, on: date, keeps: float) -> None:
    of = with_quota(deal(amount=1000.0, stage="close", answers=YES), won(closed, on))
    quota = quota_today(of, TODAY)
    value = deal_value(of.deals[0], today(of))
    assert quota is not None
    assert value is not None
    assert quota.keeps == keeps
    assert value.payout == pytest.approx(1000 * keeps)  # in the last stage today's try is in time


def test_the_period_begins_where_the_book_says_or_a_year_before_its_end() -> None:
    spring = won(100_000, date(2026, 5, 1))
    quarter = replace(QUOTA, starts=date(2026, 10, 1))
    assert quota_today(with_quota(spring), TODAY).keeps == 0.12  # type: ignore[union-attr]
    assert quota_today(with_quota(spring, quota=quarter), TODAY).keeps == 0.08  # type: ignore[union-attr]


def test_after_its_end_a_new_period_has_begun() -> None:
    over = replace(QUOTA, ends=date(2026, 9, 30))
    quota = quota_today(with_quota(won(200_000, date(2026, 9, 1)), quota=over), TODAY)
    assert quota is not None
    assert (quota.closed, quota.keeps, quota.ends) == (0, 0.08, None)


def test_the_end_is_a_date_with_the_next_periods_rate() -> None:
    """In talk, P = 2.381 working days: decided by then at 12%, later at 8%."""
    ends = TODAY + timedelta(days=2)
    reached = won(100_000, date(2026, 3, 1))
    of = with_quota(deal(amount=1000.0, answers=YES), reached, quota=replace(QUOTA, ends=ends))
    value = deal_value(of.deals[0], today(of))
    assert value is not None
    chance = in_time(2, 10 * 5 / 7 / 3)
    assert value.payout == pytest.approx(1000 * (chance * 0.12 + (1 - chance) * 0.08))
    assert value.delay > 0
    split = replace(of.deals[0], keeps=0.04)
    fixed = deal_value(split, today(replace(of, deals=(split, reached))))  # type: ignore[arg-type]
    assert fixed is not None
    assert (fixed.payout, fixed.delay) == (pytest.approx(40), 0)


@given(
    days=st.tuples(st.integers(-3, 40), st.integers(-3, 40)),
    after=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    needed=st.floats(0, 20),
)
def test_two_dates_take_what_each_takes(days: tuple[int, int], after: tuple[float, float], needed: float) -> None:
    """Never more than one of them leaves, never less than both as if they were independent."""
    dates = [DatedShare(*each) for each in zip(days, after, strict=True)]
    each = [share_left([date_], needed) for date_ in dates]
    both = share_left(dates, needed)
    assert both <= min(each) + 1e-9
    assert both >= each[0] * each[1] - 1e-9
    assert share_left([dates[0], DatedShare(days[1], 1.0)], needed) == pytest.approx(each[0])


@pytest.mark.parametrize(("ends", "pace"), [(TODAY + timedelta(days=4), 1), (TODAY + timedelta(days=8), 4)])
def test_in_the_last_five_working_days_the_last_stage_waits_a_day(ends: date, pace: int) -> None:
    record = deal(amount=1.0, stage="close", answers=YES, attempts=1, last_try=TODAY - timedelta(days=3))
    of = with_quota(record, quota=replace(QUOTA, ends=ends))  # the close's own pace is 4 working days
    assert (wait_after_try(record, today(of)) is None) == (pace == 1)
    dated = replace(record, decide_by=TODAY + timedelta(days=4))
    value = deal_value(dated, today(of))
    assert value is not None
    assert tries_in_time(value, today(of)) == 1 + 4 // pace


def test_the_end_limits_no_tries_and_prices_no_visit() -> None:
    record = deal(amount=1.0, stage="close", answers=YES)
    account = Account(id="bolt", name="Bolt", revenue=1000, visits=4)
    of = with_quota(record, won(100_000, date(2026, 3, 1)), accounts=(account,))
    value = deal_value(record, today(of))
    assert value is not None
    assert tries_in_time(value, today(of)) is None
    visit = [step.per_hour for step in book_steps(today(of), {}) if step.does == "visit"]
    plain = book(accounts=(account,), keeps=0.05)
    assert visit == [step.per_hour for step in book_steps(today(plain), {}) if step.does == "visit"]


def test_accelerators_count_in_what_was_earned() -> None:
    deals = (won(80_000, date(2026, 2, 1)), won(40_000, date(2026, 6, 1)), won(10_000, date(2026, 7, 1), keeps=0.5))
    money = won_money(with_quota(*deals))
    assert list(money.values()) == pytest.approx([6400, 20_000 * 0.08 + 20_000 * 0.12, 5000])
    assert earned(with_quota(*deals), TODAY) == pytest.approx(sum(money.values()))


def test_what_was_earned_before_the_book_began() -> None:
    year = Year(income_goal=120_000, earned=52_000, as_of=date(2026, 6, 30))
    deals = (won(1000, date(2026, 6, 30), keeps=1.0), won(500, date(2026, 7, 1), keeps=1.0))
    assert earned(book(deals=deals, year=year), TODAY) == 52_500
    assert earned(book(deals=deals, year=replace(year, as_of=date(2025, 12, 31))), TODAY) == 1500
    assert earned(book(deals=deals), TODAY) == 1500


def test_without_a_quota_nothing_changes() -> None:
    assert quota_today(book(V), TODAY) is None
