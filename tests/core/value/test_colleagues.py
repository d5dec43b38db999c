"""Colleagues: the hour is net of what they cost, and one who helps is called in only where it pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import log

import pytest

from planner.core.book import Account, Book, Colleague, Deal, Task
from planner.core.diary import Busy
from planner.core.page.plan_day import plan_day
from planner.core.steps.all_steps import book_steps
from planner.core.value.colleagues import has_free
from planner.core.value.deal_value import deal_value
from planner.core.value.pursuit import states_after_try
from tests.core.value.days import BERLIN, book, inputs, table_of, today
from tests.core.value.playbooks import V, deal

SAM = Colleague(id="sam", name="Sam Ito", per_hour=90, helps=("close",), lifts=1.25)


NO_QUESTIONS = replace(V, questions=())
ODDS = 2 / ((0.6 / 0.7) / (0.3 / 0.4))  # 2 to 1 once it has passed the talk


def close_with(*colleagues: Colleague, **fields: object) -> tuple[Deal, Book]:
    """A deal in the last stage, real with a chance of 2/3, worth $3,840, and its book."""
    record = deal(stage="close", amount=3840.0, prior=ODDS / (1 + ODDS), **fields)
    return record, book(NO_QUESTIONS, deals=(record,), colleagues=colleagues)


def test_the_worked_number() -> None:
    """(1,600 − 135) ÷ 1.5 = $977 an hour with Sam, $853 without: $185 more."""
    table = table_of(V)
    alone = table.step_index(states_after_try(V, 1, log(2)), 90) * 3840
    with_sam = table.step_index(states_after_try(V, 1, log(2), None, 1.25), 90, 135 / 3840) * 3840
    assert alone == pytest.approx(853.3, abs=0.5)
    assert with_sam == pytest.approx((1600 - 135) / 1.5, abs=0.5)
    assert (with_sam - alone) * 1.5 == pytest.approx(185, abs=1)


@pytest.mark.parametrize(("per_hour", "called"), [(90, True), (250, False)])
def test_called_in_only_where_it_pays(per_hour: float, called: bool) -> None:
    record, of = close_with(replace(SAM, per_hour=per_hour))
    (step,) = book_steps(today(of), {})
    value = deal_value(record, today(of))
    assert value is not None
    assert (step.helper, step.needs) == (("sam", ("sam",)) if called else (None, ()))
    assert (step.helper_adds > 0) == called
    assert value.index == max(value.alone, value.plain_index)


def test_of_two_colleagues_the_one_who_helps_with_the_step_is_called() -> None:
    other = replace(SAM, id="kim", name="Kim Wu", helps=("talk",))
    for colleagues in ((SAM, other), (other, SAM)):
        _, of = close_with(*colleagues)
        (step,) = book_steps(today(of), {})
        assert (step.helper, step.needs) == ("sam", ("sam",))


def test_a_deal_without_money_costs_what_its_colleagues_cost() -> None:
    """It has no hour's worth, and no share of it can be worked out."""
    for answers in ({}, {"need": "yes"}):
        record = deal(amount=0.0, answers=answers, needs=("sam",))
        page = plan_day(inputs(book(deals=(record,), colleagues=(SAM,)))).page
        assert [each.worth.per_hour for each in (*page.left_out, *page.items) if each.what.record] == [0.0]


def test_the_line_says_whom_to_bring_and_what_it_adds() -> None:
    _, of = close_with(SAM)
    (line,) = (line for line in plan_day(inputs(of)).page.items if line.what.record)
    worth = line.worth
    assert worth.helper == "Sam Ito"
    assert worth.helper_adds == pytest.approx(185, abs=1)
    assert worth.costs == pytest.approx(135)
    assert worth.hourly == pytest.approx(977, abs=1)
    assert worth.value == worth.makes == pytest.approx(worth.hourly * 1.5)


@pytest.mark.parametrize(("starts", "called"), [(9, False), (13, True)])
def test_a_colleague_who_is_busy_does_not_come(starts: int, called: bool) -> None:
    """The close takes 90 minutes of a day from 9 to 17."""
    _, of = close_with(SAM)
    nine = datetime(2026, 11, 23, starts, tzinfo=BERLIN)
    busy = {"sam": (Busy(nine, nine + timedelta(hours=8), "away"),)}
    (line,) = (line for line in plan_day(replace(inputs(of), colleagues_busy=busy)).page.items if line.what.record)
    assert (line.worth.helper is not None) == called


def test_at_an_appointment_a_colleague_comes_only_if_free() -> None:
    at = datetime(2026, 11, 23, 14, tzinfo=BERLIN)
    _, of = close_with(SAM, at=at)
    for hour, called in ((10, True), (15, False)):
        event = datetime(2026, 11, 23, hour, tzinfo=BERLIN)
        busy = {"sam": (Busy(event, event + timedelta(hours=1), "away"),)}
        context = replace(today(of), colleagues_busy=busy)
        meeting = next(step for step in book_steps(context, {}) if step.at is not None)
        assert (meeting.helper == "sam") == called


def test_a_colleague_that_the_deal_needs_is_paid_by_it() -> None:
    """A colleague at $400 an hour is not brought into a call that is worth less."""
    sam = Colleague(id="sam", name="Sam Ito", per_hour=400)
    record = deal(stage="close", amount=388.0, answers={"need": "yes"}, needs=("sam",))
    of = book(deals=(record,), colleagues=(sam,))
    (step,) = book_steps(today(of), {})
    assert (step.too_dear, step.per_hour) == (True, 0)
    page = plan_day(inputs(of)).page
    assert [line.what.record for line in page.items] == []
    assert [left.because for left in page.left_out] == ["colleagues cost more than it brings"]


def test_the_hour_is_net_of_whom_the_deal_needs() -> None:
    record = deal(stage="close", amount=3840.0, answers={"need": "yes"})
    free = deal_value(record, today(book(deals=(record,))))
    needing = replace(record, needs=("sam",))
    paid = deal_value(needing, today(book(deals=(needing,), colleagues=(replace(SAM, lifts=1.0),))))
    assert free is not None
    assert paid is not None
    assert paid.per_hour < free.per_hour
    table, log_odds = table_of(V), free.log_odds
    assert paid.index == table.step_index(states_after_try(V, 1, log_odds), 90, 135 / 3840)


def test_visits_and_tasks_are_net_too() -> None:
    sam = Colleague(id="sam", name="Sam", per_hour=90)
    task = Task(id="deck", title="Deck", minutes=60, makes=100, needs=("sam",))
    account = Account(id="bolt", name="Bolt", revenue=100_000, visits=4, needs=("sam",))
    steps = {
        step.item: step for step in book_steps(today(book(tasks=(task,), accounts=(account,), colleagues=(sam,))), {})
    }
    free = {step.item: step for step in book_steps(today(book(accounts=(account,))), {})}
    assert steps["deck"].per_hour == pytest.approx(10)
    assert free["bolt/visit"].per_hour - steps["bolt/visit"].per_hour == pytest.approx(90)


def test_a_lift_never_takes_from_losing() -> None:
    for lifts in (1.0, 1.25, 5.0):
        plain, lifted = states_after_try(V, 0, 0.3), states_after_try(V, 0, 0.3, None, lifts)
        assert sum(state.chance for state in lifted) == pytest.approx(sum(state.chance for state in plain))
        assert plain[0].chance <= lifted[0].chance <= sum(state.chance for state in plain) + 1e-12


@pytest.mark.parametrize(
    ("busy", "has_time"),
    [
        ([], True),
        ([(10, 17)], True),  # the hour from nine is just enough
        ([(9, 16)], True),
        ([(9, 10), (11, 17)], True),
        ([(10, 12), (9, 12), (12, 16.25)], False),
        ([(9.25, 16.25)], False),
        ([(7, 8), (18, 19)], True),
    ],
)
def test_a_colleague_has_an_hour_in_a_row_or_has_not(busy: list[tuple[float, float]], has_time: bool) -> None:
    nine = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    events = [Busy(*(nine + timedelta(hours=hour - 9) for hour in each), "away") for each in busy]
    assert has_free(events, [(nine, nine + timedelta(hours=8))], 60) is has_time
