"""A promise due no later than a record's touch is that touch: one step, counted once, and due today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Account
from planner.core.cadence.overview import due_with_promise, touch_rows
from planner.core.cadence.touches import next_touches
from planner.core.history import History
from planner.core.page.plan_day import plan_day
from planner.core.promises.overdue import overdue_promises, promises_due
from planner.screen.records.forgotten import promise_texts
from tests.core.value.days import book, inputs, today
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
LONG_AGO = History(first_day=date(2026, 1, 5))
SILENT = TODAY - timedelta(days=40)
WORKED = [TODAY - timedelta(days=n) for n in range(12) if (TODAY - timedelta(days=n)).weekday() < 5]


def fjord(**fields: object) -> Account:
    values = {"revenue": 90_000.0, "visits": 2.0, "last_touch": SILENT, "next": "Send the figures", **fields}
    return Account(id="fjord", name="Fjord AS", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("revenue", [0.0, 90_000.0])
@pytest.mark.parametrize("day", WORKED[:3])
def test_a_promise_to_an_account_is_one_promise(revenue: float, day: date) -> None:
    of = book(accounts=(fjord(revenue=revenue, next_on=day),))
    page = plan_day(inputs(of, history=LONG_AGO)).page
    assert (page.promises.due, page.promises.placed, page.promises.broken, page.promises.short) == (1, 1, (), ())
    assert [line.what.record for line in page.items if line.what.does != "find"] == ["fjord"]
    assert [each.item for each in page.left_out if each.record == "fjord"] == []


@given(st.lists(st.sampled_from(WORKED), min_size=1, max_size=10), st.booleans())
def test_no_check_in_stands_where_a_promise_is_open(days: list[date], is_new: bool) -> None:
    deals = tuple(
        deal(id=f"d{n}", amount=1.0 + n, answers=YES, next_on=day, last_touch=SILENT, next="Call", next_minutes=30)
        for n, day in enumerate(days)
    )
    page = plan_day(inputs(book(deals=deals), history=History() if is_new else LONG_AGO)).page
    assert [line.what.item for line in page.items if line.what.does == "touch"] == []
    assert not any(each.because == "same deal" for each in page.left_out)


def test_a_touch_due_long_before_its_promise_is_still_due() -> None:
    far = deal(answers=YES, last_touch=SILENT, next_by=TODAY + timedelta(days=30), amount=0.0)
    does = [line.what.does for line in plan_day(inputs(book(deals=(far,)), history=LONG_AGO)).page.items]
    assert "touch" in does


def test_what_is_promised_for_today_is_due_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    fresh = fjord(next_on=TODAY, last_touch=TODAY - timedelta(days=3))
    late, ahead = deal(id="late", next_by=WORKED[1]), deal(id="ahead", next_on=tomorrow)
    now = today(book(accounts=(fresh,), deals=(late, ahead)))
    due = promises_due(now)
    assert [(each.record, each.overdue) for each in due] == [("late", 1), ("fjord", 0)]
    assert [each.record for each in overdue_promises(now)] == ["late"]
    assert promise_texts(due)[1] == " due today: Fjord AS: Send the figures"
    rows = touch_rows(next_touches(now.book, now.working, {}, TODAY), now)
    shown = {row.record: row for row in due_with_promise(rows, {each.record for each in due if not each.overdue})}
    assert shown["fjord"].state == "due"
    assert shown["fjord"].is_promised
    assert shown["ahead"].state == "silent"
    assert replace(shown["fjord"], state="later", is_promised=False) in rows
