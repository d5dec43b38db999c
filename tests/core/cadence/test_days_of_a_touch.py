"""The days of a touch: due, its last day, overdue, and on hold until a day that was agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.book import Contact, Deal
from planner.core.cadence.touches import next_touch
from planner.core.days import WorkingDays
from tests.core.value.days import book
from tests.core.value.playbooks import TODAY, V, deal

WORKING = WorkingDays(book().hours)
JO = Contact(id="jo", name="Jo Park", checked=TODAY - timedelta(days=20), cadence=20)  # 20 days and one more


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("on", "is_due", "is_overdue"),
    [(-3, False, False), (0, True, False), (1, True, False), (2, True, True)],
)
def test_due_on_its_day_and_overdue_after_its_last(on: int, is_due: bool, is_overdue: bool) -> None:
    touch = next_touch(JO, V, WORKING, TODAY)
    assert (touch.next_date(), touch.last_date()) == (TODAY, days(1))
    assert (touch.is_due(days(on)), touch.is_overdue(days(on))) == (is_due, is_overdue)


@pytest.mark.parametrize(
    ("on", "is_on_hold", "is_due", "is_overdue"),
    [(0, True, False, False), (3, True, False, False), (4, False, True, False), (7, False, True, True)],
)
def test_on_hold_it_is_due_and_not_overdue_on_the_day_that_was_agreed(
    on: int, is_on_hold: bool, is_due: bool, is_overdue: bool
) -> None:
    touch = next_touch(replace(JO, not_before=days(4)), V, WORKING, TODAY)
    assert (touch.next_date(), touch.last_date()) == (days(4), days(4))
    assert touch.is_on_hold(days(on)) is is_on_hold
    assert (touch.is_due(days(on)), touch.is_overdue(days(on))) == (is_due, is_overdue)


def test_a_day_on_hold_that_is_over_changes_nothing() -> None:
    touch = next_touch(replace(JO, not_before=days(-3)), V, WORKING, TODAY)
    assert (touch.next_date(), touch.last_date()) == (TODAY, days(1))


def test_what_falls_on_a_weekend_is_due_the_friday_before() -> None:
    saturday = next_touch(replace(JO, checked=days(-15)), V, WORKING, TODAY)
    assert (saturday.next_date(), saturday.last_date()) == (days(4), days(4))


def test_the_page_of_a_record_with_a_step_agreed_is_that_of_the_step() -> None:
    record: Deal = deal(id="acme", last_touch=TODAY, next_on=days(2))
    touch = next_touch(record, V, WORKING, TODAY)
    assert [touch.page_date(days(on)) for on in (0, 2)] == [days(2), days(2)]
    assert touch.page_date(days(3)) == touch.next_date() > days(3)  # the day passed: its touch is next
