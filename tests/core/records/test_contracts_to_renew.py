"""A contract that ends has one deal, written 120 days before; a year later the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Account, Book, Deal
from planner.core.records.renewals import contracts_to_renew, renewal_deal
from tests.core.value.days import book

END = date(2027, 3, 31)
BOLT = Account(
    id="bolt", name="Bolt AG", revenue=310_000, renews_on=END, contacts=("jo",), place="augsburg",
    timezone="Europe/Oslo",
)  # fmt: skip


def of(today: date, account: Account = BOLT, *deals: Deal) -> list[str]:
    return [end.renews for end in contracts_to_renew(_book(account, *deals), today)]


def _book(account: Account = BOLT, *deals: Deal) -> Book:
    return book(accounts=(account,), deals=deals)


def deal(**fields: object) -> Deal:
    return replace(Deal(id="d", name="Second plant", amount=1.0, stage="talk", account="bolt"), **fields)  # type: ignore[arg-type]


@given(st.integers(-400, 400))
def test_only_in_the_120_days_before_its_end(days: int) -> None:
    assert of(END - timedelta(days=days)) == (["bolt 2027"] if 0 <= days <= 120 else [])


@pytest.mark.parametrize("stage", ["talk", "close", "won", "lost", "parked"])
def test_a_deal_that_renews_it_is_enough_whatever_came_of_it(stage: str) -> None:
    assert of(END, BOLT, deal(renews="bolt 2027", stage=stage)) == []


def test_the_next_one_is_due_once_the_last_is_won() -> None:
    won = deal(renews="bolt 2027", stage="won")
    assert of(date(2028, 3, 1), BOLT, won) == ["bolt 2028"]
    assert of(date(2028, 3, 1), BOLT, replace(won, stage="lost")) == []
    assert of(date(2028, 3, 1)) == []  # nobody knows what came of it


def test_a_renewal_that_the_rep_wrote_is_one() -> None:
    assert of(END, BOLT, deal(name="Bolt Renewal")) == []
    assert of(END, BOLT, deal(name="Bolt Renewal", stage="lost")) == ["bolt 2027"]
    assert of(END, BOLT, deal()) == ["bolt 2027"]  # an upsell is none


def test_the_words_of_a_renewal_are_the_reps_own() -> None:
    assert of(END, BOLT, deal(renews="Bolt, the old frame contract")) == []
    closed = deal(renews="frame contract", stage="won", won_on=END - timedelta(days=40))
    assert of(END, BOLT, closed) == []
    assert of(date(2028, 3, 1), BOLT, closed) == ["bolt 2028"]
    assert of(END, BOLT, replace(closed, stage="lost", won_on=None, lost_on=END - timedelta(days=40))) == []
    assert of(END, BOLT, replace(closed, won_on=END - timedelta(days=400))) == ["bolt 2027"]


def test_no_deal_for_a_contract_of_nothing_or_without_an_end() -> None:
    assert of(END, replace(BOLT, revenue=0)) == []
    assert of(END, replace(BOLT, renews_on=None)) == []


def test_it_is_worth_what_they_pay_and_decided_by_the_end_of_the_contract() -> None:
    (end,) = contracts_to_renew(_book(), END)
    keys = renewal_deal(end, _book(), END)
    assert keys == {
        "name": "Bolt AG, renewal 2027", "company": "Bolt AG", "contacts": ("jo",), "account": "bolt",
        "amount": 310_000, "renews": "bolt 2027", "stage": "talk", "since": END, "decide_by": END,
        "place": "augsburg", "timezone": "Europe/Oslo",
    }  # fmt: skip


def test_the_share_is_that_of_the_last_renewal() -> None:
    known = _book(BOLT, deal(renews="bolt 2026", stage="won", keeps=0.02, won_on=date(2026, 3, 1)))
    (end,) = contracts_to_renew(known, END)
    assert renewal_deal(end, known, END)["keeps"] == 0.02
