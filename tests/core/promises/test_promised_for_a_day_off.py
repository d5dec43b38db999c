"""A promise for a day on which nobody works: named on the last working day before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.core.book import Account, Book, Contact, Task, Trial
from planner.core.promises.unworked import before_leave
from tests.core.value.days import book, today
from tests.core.value.playbooks import TODAY, deal

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
SATURDAY = FRIDAY + timedelta(days=1)


def named(of: Book, day: date = FRIDAY) -> list[tuple[str | None, date | None, date | None]]:
    return [(each.name, each.day, each.counts) for each in before_leave(today(of, day))]


@pytest.mark.parametrize(
    ("fields", "is_named"),
    [
        ({"next_on": SATURDAY}, True),
        ({"next_on": FRIDAY}, False),  # it is for today
        ({"next_on": MONDAY}, False),
        ({"next_on": None}, False),
        ({"next_by": SATURDAY}, False),  # by then it is due on Friday
        ({"running": Trial(until=SATURDAY)}, True),
        ({"next_on": SATURDAY, "stage": "parked"}, False),
    ],
)
def test_a_deal_promised_for_the_weekend_is_named_on_friday(fields: dict[str, Any], is_named: bool) -> None:
    of = book(deals=(deal(name="Acme rollout", **fields),))
    assert named(of) == ([("Acme rollout", SATURDAY, MONDAY)] if is_named else [])
    assert named(of, FRIDAY - timedelta(days=1)) == []  # Friday is still to come


@pytest.mark.parametrize(
    ("fields", "is_named"),
    [
        ({"record": "d", "on": SATURDAY}, True),
        ({"on": SATURDAY}, False),  # promised to nobody
        ({"record": "d", "on": SATURDAY, "done_on": TODAY}, False),
        ({"record": "d", "on": MONDAY}, False),
        ({"record": "d", "on": FRIDAY}, False),
        ({"record": "d", "by": SATURDAY}, False),
    ],
)
def test_a_task_for_a_customer_is_named_with_them(fields: dict[str, Any], is_named: bool) -> None:
    task = Task(id="deck", title="Send the deck", minutes=15, **fields)
    of = book(deals=(deal(name="Acme rollout"),), tasks=(task,))
    assert named(of) == ([("Send the deck (Acme rollout)", SATURDAY, MONDAY)] if is_named else [])


def test_a_leave_is_a_long_weekend_and_accounts_count() -> None:
    off = tuple(TODAY + timedelta(days=n) for n in (1, 2))
    bolt = Account(id="bolt", name="Bolt", revenue=0.0, next_on=off[1])
    lena = Contact(id="lena", name="Lena", next_by=off[1])
    of = book(accounts=(bolt,), contacts=(lena,), hours=replace(book().hours, days_off=off))
    assert named(of, TODAY) == [("Bolt", off[1], off[1] + timedelta(days=1))]
    assert named(replace(of, hours=book().hours), TODAY) == []
