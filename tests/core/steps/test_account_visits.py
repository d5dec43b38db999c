"""An account's next visit: from when, what it brings, and what it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from planner.core.book import Account, Task
from planner.core.choice.day_choice import day_choice
from planner.core.history import History
from planner.core.records.list_rows import list_rows
from planner.core.steps.all_steps import book_steps
from planner.core.steps.visit_steps import FIX_IT, planned_visit, visit_value
from planner.core.value.visit_response import curve_of, fit, next_visit
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal

YEAR_OLD = date(2025, 11, 1)


def bolt(**fields: Any) -> Account:
    return Account(**{"id": "bolt", "name": "Bolt", "revenue": 180_000.0, "visits": 4, **fields})


def context(account: Account, history: History | None = None, **fields: Any) -> Any:
    return today(book(accounts=(account,), keeps=0.08, **fields), history=history)


def visits(count: int, last: date) -> History:
    return History(first_day=YEAR_OLD, visits={"bolt": count}, last_visit={"bolt": last})


def test_a_visit_that_is_not_offered_yet_has_a_day_and_its_money() -> None:
    """Four a quarter: not sooner than 12 days after the last."""
    account, last = bolt(), TODAY - timedelta(days=2)
    now = context(account, visits(3, last))
    plan = planned_visit(account, now)
    assert plan is not None
    assert [step for step in book_steps(now, {}) if step.does == "visit"] == []
    assert plan.starts == last + timedelta(days=12)
    assert plan.minutes == 60
    assert plan.per_hour == plan.makes == next_visit(account, V.response, 0.08, 3)
    later = context(account, visits(3, TODAY - timedelta(days=12)))
    (step,) = (step for step in book_steps(later, {}) if step.does == "visit")
    assert (step.per_hour, planned_visit(account, later).starts) == (plan.per_hour, TODAY)  # type: ignore[union-attr]


def test_a_visit_that_is_booked_takes_the_minutes_of_booking_less() -> None:
    visit = replace(V.plays["visit"], book=15, prepare=10)
    now = today(book(replace(V, plays={**V.plays, "visit": visit}), accounts=(bolt(),), keeps=0.08))
    free, booked = (visit_value(bolt(), now, 3, is_booked) for is_booked in (False, True))
    assert free is not None and booked is not None
    assert (free.minutes, booked.minutes) == (85, 70)
    assert booked.per_hour == pytest.approx(free.per_hour * 85 / 70)
    at_two = datetime(2026, 11, 23, 14, tzinfo=BERLIN)
    for account, minutes in ((bolt(), {"visit": 85}), (bolt(at=at_two), {"visit": 60, "prepare": 10})):
        steps = book_steps(replace(now, book=replace(now.book, accounts=(account,))), {})
        assert {step.does: step.minutes for step in steps} == minutes


def test_after_twice_the_usual_visits_the_next_is_a_quarter_after_the_last() -> None:
    account, last = bolt(visits=1), TODAY - timedelta(days=50)
    now = context(account, visits(2, last))
    assert [step for step in book_steps(now, {}) if step.does == "visit"] == []
    plan = planned_visit(account, now)
    assert plan is not None
    assert plan.starts == date(2027, 1, 4)  # the Monday after


@pytest.mark.parametrize("minutes", [15, 60, 240])
@pytest.mark.parametrize("booked", [False, True])
def test_an_accounts_task_is_part_of_its_visit(minutes: int, booked: bool) -> None:
    """All pieces earn one price, and together never more than the visit alone."""
    account = bolt(at=datetime(2026, 11, 23, 14, tzinfo=BERLIN) if booked else None)
    task = Task(id="deck", title="Deck", minutes=minutes, record="bolt")
    alone = {step.item: step for step in book_steps(context(account), {})}
    both = {step.item: step for step in book_steps(context(account, tasks=(task,)), {})}
    assert both.keys() == {*alone, "deck"}
    assert {step.per_hour for step in both.values()} == {both["deck"].per_hour}
    of_visit, of_both = (sum(each.per_hour * each.minutes for each in found.values()) for found in (alone, both))
    assert of_both == pytest.approx(of_visit)
    plan = planned_visit(account, context(account, tasks=(task,)))
    assert plan is not None
    assert plan.makes == pytest.approx(plan.per_hour * plan.minutes / 60)
    assert plan.per_hour == pytest.approx(both["deck"].per_hour)


def test_a_task_with_its_own_money_or_for_a_later_day_leaves_the_visit_as_it_is() -> None:
    tomorrow = TODAY + timedelta(days=1)
    tasks = (
        Task(id="own", title="Own", minutes=60, record="bolt", makes=100.0),
        Task(id="later", title="Later", minutes=60, record="bolt", on=tomorrow),
    )
    alone, both = (book_steps(context(bolt(), tasks=each), {}) for each in ((), tasks))
    assert {step.per_hour for step in alone} == {step.per_hour for step in both if step.does == "visit"}


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ({}, TODAY),
        ({"not_before": date(2026, 12, 5)}, date(2026, 12, 7)),  # a Saturday
        ({"next_on": date(2026, 12, 1)}, date(2026, 12, 1)),
    ],
)
def test_what_was_agreed_comes_first(fields: dict[str, date], starts: date) -> None:
    account = bolt(**fields)
    plan = planned_visit(account, context(account))
    assert plan is not None
    assert plan.starts == starts


def test_without_revenue_there_is_no_visit() -> None:
    account = bolt(revenue=0.0)
    assert planned_visit(account, context(account)) is None
    assert next_visit(account, V.response, 0.08, 0) is None


def test_every_account_has_its_visit_in_the_list() -> None:
    accounts = (bolt(), bolt(id="kestrel", name="Kestrel", last_touch=TODAY), bolt(id="new", name="New", revenue=0.0))
    rows = list_rows(day_choice(inputs(book(accounts=accounts, keeps=0.08))), ("account",))
    assert [(row.title, row.minutes) for row in rows] == [("Visit", 60), ("Visit", 60), ("", None)]
    assert [(row.id, row.visit_from, row.visit_minutes, row.visit_makes, row.per_hour) for row in rows] == [
        ("bolt", TODAY, 60, pytest.approx(202.48, abs=0.01), pytest.approx(202.48, abs=0.01)),
        ("kestrel", date(2026, 12, 7), 60, pytest.approx(202.48, abs=0.01), pytest.approx(202.48, abs=0.01)),
        ("new", None, None, None, None),
    ]


def test_an_unhappy_customer_is_visited_to_fix_it() -> None:
    account = bolt(mood="unhappy", plan="Win the second plant")
    (step,) = (step for step in book_steps(context(account), {}) if step.does == "visit")
    assert step.title == FIX_IT
    assert step.objective != account.plan
    (agreed,) = book_steps(context(bolt(mood="unhappy", next="Bring the new filter")), {})
    assert agreed.objective == "Bring the new filter"
    (content,) = book_steps(context(bolt(mood="happy", plan="Win the second plant")), {})
    assert (content.title, content.objective) == ("Visit", "Win the second plant")


def test_only_potential() -> None:
    """Ten times the revenue at most, less what is open; half as many visits again bring most^0.28, at most 1.5."""
    rich, small = bolt(revenue=10_000.0, potential=100_000.0), bolt(revenue=10_000.0, potential=20_000.0)
    none, half = V.response.none, V.response.half
    assert curve_of(rich, V.response) == fit(none or 0, 10.0, half, 1.5)
    assert curve_of(small, V.response) == fit(none or 0, 2.0, half, 2**0.28)
    assert curve_of(bolt(revenue=1_000.0, potential=1e6), V.response) == fit(none or 0, 10.0, half, 1.5)
    open_deal = deal(amount=60_000.0, account="bolt")
    with_deal, without = planned_visit(rich, context(rich, deals=(open_deal,))), planned_visit(rich, context(rich))
    plain = planned_visit(bolt(revenue=10_000.0), context(rich))
    assert with_deal is not None
    assert without is not None
    assert plain is not None
    assert plain.makes < with_deal.makes < without.makes
    assert without.makes > 2 * plain.makes
    renewal = deal(amount=60_000.0, account="bolt", renews="bolt 2027")
    assert planned_visit(rich, context(rich, deals=(renewal,))) == without
