"""The promises, deals and accounts that the morning asks about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Book, Task
from planner.core.choice.day_choice import DayChoice, day_choice
from planner.core.days import WorkingDays
from planner.core.morning.decision import decision_today
from planner.core.morning.today import begins_week, deals_at_rest, deals_today, promises_today
from planner.core.page.page import Page
from planner.core.page.plan_day import plan_choice
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, deal

YES = {"need": "yes"}
IN_A_WEEK = TODAY + timedelta(days=7)


def planned(of: Book) -> tuple[DayChoice, Page]:
    choice = day_choice(inputs(of))
    return choice, plan_choice(choice).page


def test_a_promise_has_its_time_or_a_day_with_room() -> None:
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 14, tzinfo=BERLIN)
    deals = (deal(id="late", answers=YES, next_on=TODAY), deal(id="met", answers=YES, at=at))
    long = Task(id="long", title="Long", minutes=400, record="late", on=TODAY)
    choice, page = planned(book(deals=deals, tasks=(long,)))
    found = promises_today(choice, page)
    assert [each.number for each in found] == [1, 2, 3]
    assert {each.item for each in found} >= {"long"}
    for each in found:
        assert (each.start is None) == (each.item in page.promises.broken)
        assert (each.move_to is not None) == (each.start is None)
    assert len({each.item for each in found}) == len(found)
    assert any(each.record == "met" and each.start == at for each in found)


def test_the_deals_are_the_best_paid_first_one_line_each() -> None:
    amounts = {f"d{n}": 1_000.0 * n for n in range(1, 12)}
    choice, page = planned(book(deals=tuple(deal(id=id, answers=YES, amount=amount) for id, amount in amounts.items())))
    found = deals_today(choice, page)
    assert [each.record for each in found] == [f"d{n}" for n in range(11, 3, -1)]
    assert [each.number for each in found] == list(range(1, 9))
    on_page = {line.what.item: line.slot.start for line in page.items}
    for each in found:
        assert each.start == on_page.get(each.item)
        assert each.if_won == amounts[each.record]
        assert each.moves is not None
        assert each.chance is not None
        assert not each.own
    mine = replace(choice.inputs.book, deals=(deal(id="d", answers=YES, chance=0.8),))
    assert [(each.moves, each.own) for each in deals_today(*planned(mine))] == [(pytest.approx(0.8), True)]


def test_a_deal_at_rest_is_no_deal_of_today() -> None:
    deals = (
        deal(id="tried", answers=YES, attempts=1, last_try=TODAY - timedelta(days=1)),
        deal(id="with-them", answers=YES, next_on=IN_A_WEEK, waiting_on="their lawyer"),
        deal(id="held", answers=YES, not_before=IN_A_WEEK),
        deal(id="won", stage="won", not_before=IN_A_WEEK),
        deal(id="open", answers=YES),
    )
    choice, page = planned(book(deals=deals))
    rest = deals_at_rest(choice)
    assert {each.record for each in rest} == {"tried", "with-them", "held"}
    assert {each.waiting_on for each in rest} == {"", "their lawyer"}
    assert [each.tried for each in rest if each.record == "tried"] == [TODAY - timedelta(days=1)]
    assert [each.until for each in rest] == sorted(each.until for each in rest)
    assert [each.record for each in deals_today(choice, page)] == ["open"]


def test_one_decision_the_deadline_before_the_hoped_for_close() -> None:
    hoped = deal(id="hoped", answers=YES, expected=TODAY - timedelta(days=3))
    passed = deal(id="passed", answers=YES, decide_by=TODAY - timedelta(days=3))
    assert decision_today(*planned(book(deals=(deal(answers=YES, next_on=IN_A_WEEK),)))) is None
    only = decision_today(*planned(book(deals=(hoped,))))
    both = decision_today(*planned(book(deals=(hoped, passed))))
    assert only is not None
    assert (only.record, only.what) == ("hoped", "close passed")
    assert both is not None
    assert (both.record, both.what, both.on) == ("passed", "date passed", passed.decide_by)


@pytest.mark.parametrize(
    ("day", "off", "begins"),
    [
        (date(2026, 11, 23), (), True),
        (date(2026, 11, 24), (), False),
        (date(2026, 11, 24), (date(2026, 11, 23),), True),
        (date(2026, 11, 28), (), False),
    ],
)
def test_the_first_working_day_of_a_week(day: date, off: tuple[date, ...], begins: bool) -> None:
    context = today(book())
    context = replace(context, working=WorkingDays(replace(context.book.hours, days_off=off)))
    assert begins_week(day, context) is begins
