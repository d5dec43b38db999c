"""A quarter's hours go where they pay most, until they run out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Account, Book, Year
from planner.core.territory.allocate import Given, quarter_hours, territory
from planner.core.territory.curves import deal_curve, visit_curve
from planner.core.territory.territory import Territory
from planner.core.value.deal_value import deal_value
from planner.core.value.visit_response import next_visit
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, V, deal

YES = {"need": "yes"}
NO_DIARY = Given({}, 0.0, 0.0, 0.0, 0)


def account(**fields: object) -> Account:
    given = {"id": "a", "name": "A", "revenue": 100_000.0, "visits": 3, "last_touch": TODAY, **fields}
    return Account(**given)  # type: ignore[arg-type]


def found(of: Book, given: Given = NO_DIARY) -> Territory:
    return territory(today(of), given)


def test_the_hours_of_a_quarter() -> None:
    context = today(book())
    assert quarter_hours(context) == 65 * 8
    half = replace(context, book=replace(context.book, year=Year(income_goal=1, selling_days=130)))
    assert quarter_hours(half) == pytest.approx(65 * 8 * 130 / 261, rel=0.005)


def test_a_deals_curve_starts_with_its_index_and_never_rises() -> None:
    context = today(book(deals=(deal(answers=YES, amount=10_000.0),)))
    curve = deal_curve(context.book.deals[0], context)
    rates = [piece.per_hour for piece in curve.pieces]
    value = deal_value(context.book.deals[0], context)
    assert value is not None
    assert rates[0] == pytest.approx(value.per_hour, rel=0.01)
    assert all(a >= b > 0 for a, b in pairwise(rates))


def test_an_accounts_curve_is_its_visits_one_by_one() -> None:
    of = account()
    context = today(book(accounts=(of,)))
    curve = visit_curve(of, context)
    gains = [next_visit(of, V.response, 1.0, float(n)) for n in range(6)]
    assert [piece.hours * piece.per_hour for piece in curve.pieces] == pytest.approx(gains)


def test_visits_that_pay_more_come_first_and_nobody_drops_below_one() -> None:
    rich = tuple(deal(id=f"d{n}", answers=YES, amount=1e9) for n in range(300))
    both = (account(id="big", revenue=1e6), account(id="small", revenue=1_000.0))
    plans = {each.record: each for each in found(book(deals=rich, accounts=both)).accounts}
    assert plans["small"].visits_best == plans["big"].visits_best == 1
    plans = {each.record: each for each in found(book(accounts=both)).accounts}
    assert plans["big"].visits_best == 6


def test_given_and_best() -> None:
    of = book(deals=(deal(answers=YES, amount=10_000.0),), accounts=(account(),))
    result = found(of, Given({"d": 400.0}, 10.0, 5.0, 20.0, 91))
    [row] = result.deals
    assert row.given.hours == 400
    assert row.given.money <= row.best.money * 1.2
    assert {each.name: each.given.hours for each in result.groups} == {
        "Open deals": 400, "Accounts": result.accounts[0].given.hours, "Prospecting": 10, "Touches": 5, "Other work": 20
    }  # fmt: skip
    assert result.gain == pytest.approx(sum(each.gain for each in result.groups))
    assert [each.gain for each in result.moves] == sorted((each.gain for each in result.moves), reverse=True)


def test_without_a_diary_only_accounts_are_compared() -> None:
    result = found(book(deals=(deal(answers=YES, amount=10_000.0),), accounts=(account(),)))
    assert [each.record for each in result.moves] == ["a"]
    assert result.gain == pytest.approx(result.accounts[0].gain)


def test_what_is_said_of_an_account() -> None:
    of = account(potential=250_000.0, contacts=("Ute Senger",), next="Ask her", next_on=date(2026, 12, 3), plan="Grow")
    [plan] = found(book(accounts=(of,), deals=(deal(id="x", account="a", amount=50_000.0),))).accounts
    assert (plan.room, plan.people, plan.next, plan.next_on) == (100_000.0, ("Ute Senger",), "Ask her", of.next_on)


@settings(max_examples=25, deadline=None)
@given(
    amounts=st.lists(st.floats(0, 1e7), max_size=12),
    revenues=st.lists(st.floats(0, 1e7), max_size=8),
    days=st.integers(1, 200),
)
def test_no_hour_left_would_pay_more_than_one_taken(amounts: list[float], revenues: list[float], days: int) -> None:
    deals = tuple(deal(id=f"d{n}", answers=YES, amount=amount) for n, amount in enumerate(amounts))
    accounts = tuple(account(id=f"a{n}", revenue=revenue) for n, revenue in enumerate(revenues))
    of = book(deals=deals, accounts=accounts, year=Year(income_goal=1, selling_days=days))
    result, context = found(of), today(of)
    least = sum(curve.pieces[0].hours for each in accounts if (curve := visit_curve(each, context)).pieces)
    best = sum(each.best.hours for each in result.groups)
    assert best <= max(result.hours, least + result.groups[3].best.hours) + 1e-6
    taken = {each.record: each.best.hours for each in (*result.deals, *result.accounts)}
    for record, curve in [(each.id, deal_curve(each, context)) for each in deals]:
        beyond = 0.0
        for piece in curve.pieces:
            beyond += piece.hours
            if beyond > taken[record] + 1e-6:
                assert piece.per_hour <= result.price * (1 + 1e-6) + 1e-9
