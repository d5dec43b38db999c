"""Promises claim the day, and customers get time between two tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Account, Contact, Task
from planner.core.cadence.touches import next_touch
from planner.core.choice.day_choice import day_choice
from planner.core.diary import DiaryDay
from planner.core.history import History, QualifyingCall, read_history
from planner.core.page.plan_day import plan_choice, plan_day
from planner.core.reasons import LostBefore, Touch
from planner.core.steps.all_steps import book_steps
from planner.core.steps.promised import DUE_WORK
from planner.core.steps.step import Step
from planner.core.value.deal_value import deal_value
from planner.core.why.explain import explain
from tests.core.value.days import BERLIN, book, inputs, table_of, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

YES = {"need": "yes"}
FRIDAY = TODAY - timedelta(days=3)


def steps(*deals: object, history: History | None = None, **fields: object) -> list[Step]:
    context = today(book(deals=deals, **fields), history=history)
    return book_steps(context, {})


@pytest.mark.parametrize(
    ("fields", "promised", "overdue", "has_claim"),
    [
        ({"next_on": TODAY}, True, 0, True),
        ({"next_on": FRIDAY}, True, 1, True),
        ({"next_on": date(2026, 11, 21)}, True, 0, True),  # a Saturday: the next working day
        ({"next_by": TODAY}, True, 0, True),
        ({"next_by": date(2026, 11, 25)}, True, 0, False),  # until then it competes by money
        ({"next_by": date(2026, 11, 22)}, True, 1, True),  # a Sunday: the working day before
        ({}, False, 0, False),
    ],
)
def test_a_promise(fields: dict[str, date], promised: bool, overdue: int, has_claim: bool) -> None:
    (step,) = steps(deal(answers=YES, **fields))
    assert (step.promised, step.overdue, step.claim is not None) == (promised, overdue, has_claim)


def test_the_agreed_step_is_the_line_and_never_qualifying() -> None:
    (step,) = steps(deal(next_on=TODAY, next="Call back with the price", next_minutes=15))
    assert (step.does, step.title, step.minutes, step.item) == ("agreed", "Call back with the price", 15, "d/agreed")
    (whole,) = steps(deal(next_on=TODAY, next="Talk it through"))
    assert (whole.does, whole.title, whole.minutes) == ("advance", "Talk it through", 60)


def test_a_promise_goes_before_better_paid_work() -> None:
    """A day of an hour: the promised call of a small deal, not the talk that pays a hundred times as much."""
    small = deal(id="small", amount=10.0, answers=YES, next_on=TODAY)
    big = deal(id="big", amount=1000.0, answers=YES)
    due = Task(id="paper", title="Paper", minutes=60, by=TODAY)
    hours = replace(book().hours, week=((book().hours.week[0][0]._replace(end=10 * 60),),) * 5 + ((), ()))
    page = plan_day(inputs(book(deals=(small, big), tasks=(due,), hours=hours))).page
    assert [line.what.record for line in page.items] == ["small"]
    assert (page.promises.due, page.promises.placed, page.promises.broken) == (1, 1, ())


def test_a_promise_that_does_not_fit_is_named() -> None:
    hours = replace(book().hours, week=((book().hours.week[0][0]._replace(end=10 * 60),),) * 5 + ((), ()))
    for day, overdue in ((TODAY, 0), (FRIDAY, 2)):  # one that is overdue and kept today was overdue, too
        both = tuple(deal(id=name, answers=YES, next_on=day) for name in ("one", "two"))
        lately = History(first_day=TODAY - timedelta(days=30))
        promises = plan_day(inputs(book(deals=both, hours=hours), history=lately)).page.promises
        assert (promises.due, promises.placed, len(promises.broken), promises.overdue) == (2, 1, 1, overdue)


def test_work_for_a_customer_is_promised_until_it_is_done() -> None:
    task = Task(id="figures", title="Send the figures", minutes=15, record="d", on=FRIDAY)
    found = {step.item: step for step in steps(deal(answers=YES), tasks=(task,))}
    assert (found["figures"].promised, found["figures"].overdue) == (True, 1)


def test_a_rhythm_of_the_reps_own_is_due_work_and_no_promise() -> None:
    weekly = Task(id="mail", title="Weekly mail", minutes=15, record="d", every="mon", on=TODAY)
    found = {step.item: step for step in steps(deal(answers=YES), tasks=(weekly,))}
    step = found["mail"]
    assert (step.promised, step.due, step.claim) == (False, True, (DUE_WORK,))
    (agreed,) = [
        step for step in steps(tasks=(replace(weekly, on=None, by=TODAY),)) if step.item == "mail"
    ]  # a day that it says is one
    assert agreed.promised


def test_a_lost_deal_says_so_when_its_touch_comes() -> None:
    lost = deal(stage="lost", lost_on=TODAY - timedelta(days=91), lost_reason="price", last_touch=None, since=None)
    context = today(book(deals=(lost,)))
    touch = next_touch(lost, context.playbook, context.working, TODAY)
    (step,) = book_steps(context, {lost.id: touch})
    assert isinstance(step.why, Touch)
    assert step.why.lost == LostBefore(on=TODAY - timedelta(days=91), days=91, reason="price")


def test_contacts_and_accounts_have_promises_too() -> None:
    account = Account(id="bolt", name="Bolt", revenue=0, last_touch=FRIDAY, next_on=TODAY)
    contact = Contact(id="lena", name="Lena", checked=FRIDAY, next_by=TODAY)
    of = book(deals=(), accounts=(account,), contacts=(contact,))
    page = plan_day(inputs(of)).page
    assert {line.what.record: line.status.promised for line in page.items if line.what.record} == {
        "bolt": True,
        "lena": True,
    }


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"attempts": 1}, date(2026, 11, 24)),  # V's talk: 0.4 × 5 days = 2 working days
        ({"unanswered": 1}, None),  # one working day: today
        ({"unanswered": 2}, date(2026, 11, 24)),  # two, and never more than the pace
        ({"attempts": 1, "not_before": FRIDAY}, None),  # what was agreed since applies instead
        ({"attempts": 1, "decide_by": TODAY}, None),  # a deadline leaves no time
        ({"since": FRIDAY}, None),  # it moved up a stage then
    ],
)
def test_a_customer_gets_time_after_a_try(fields: dict[str, object], until: date | None) -> None:
    (step,) = steps(deal(**{"answers": YES, "last_try": FRIDAY, "attempts": 0, **fields}))
    assert (step.wait.until if step.wait else None) == until


def test_the_page_says_why_nobody_is_tried_again() -> None:
    waiting = deal(answers=YES, last_try=FRIDAY, attempts=1)
    page = plan_day(inputs(book(deals=(waiting,)))).page
    assert [(left.what.record, left.because) for left in page.left_out] == [("d", "tried Fri, again from Tue")]
    pinned = inputs(book(deals=(waiting,)))
    pinned = replace(pinned, options=replace(pinned.options, pins={"d": 600}))
    assert [line.what.record for line in plan_day(pinned).page.items] == ["d"]


def test_after_qualifying_the_play_is_offered_the_next_working_day() -> None:
    qualified = History(last_try={"d": FRIDAY}, qualified={"d": QualifyingCall(FRIDAY, "talk")})
    (step,) = steps(deal(), history=qualified)
    assert (step.does, step.wait) == ("advance", None)


@pytest.mark.parametrize(
    "outcome", ["done", "stayed", "waiting", "advanced", "no-contact", "no-show", "booked", "moved"]
)
def test_every_qualifying_call_that_reached_them_counts(outcome: str) -> None:
    """Whatever came: they were there to be asked; nobody was in a call that reached no one or only made a date."""
    start = datetime(2026, 11, 20, 10, tzinfo=BERLIN)
    row = worked_line(
        item="d/ask", record="d", does="ask", play="ask", title="Qualify", minutes=20, start=start,
        end=start + timedelta(minutes=20), outcome=outcome, stage="talk",
    )  # fmt: skip
    reached = outcome in ("done", "stayed", "waiting", "advanced")  # as spoken, not read from the program
    known = read_history([DiaryDay(date=FRIDAY, worked=(row,))], TODAY)
    assert known.qualified == ({"d": QualifyingCall(FRIDAY, "talk")} if reached else {})
    if reached:
        assert [(step.does, step.wait) for step in steps(deal(), history=known)] == [("advance", None)]


STOPS = replace(V, questions=(replace(V.questions[0], stops={"no": "talk"}, wins={"no": 0.5}),))


def test_a_deal_breaker_stops_the_step_but_not_the_appointment() -> None:
    stopped = deal(answers={"need": "no"})
    assert book_steps(today(book(STOPS, deals=(stopped,))), {}) == []
    agreed = replace(stopped, at=datetime(2026, 11, 23, 14, tzinfo=BERLIN))
    (meeting,) = book_steps(today(book(STOPS, deals=(agreed,))), {})
    assert (meeting.does, meeting.at, meeting.per_hour) == ("advance", agreed.at, 0.0)
    choice = day_choice(inputs(book(STOPS, deals=(agreed,))))
    page = plan_choice(choice).page
    (line,) = page.items
    assert (line.worth.makes, line.worth.moves, line.worth.chance) == (0.0, None, None)
    assert explain(meeting, choice.valuer().value(meeting), page, "", choice.now).stopped == "need: no"
    waived = replace(stopped, waive=("need",))
    assert [step.does for step in book_steps(today(book(STOPS, deals=(waived,))), {})] == ["advance"]


def test_a_stopped_deal_is_named_for_parking_with_the_answer() -> None:
    page = plan_day(inputs(book(STOPS, deals=(deal(answers={"need": "no"}),)))).page
    assert [(each.record, each.because) for each in page.park] == [("d", "need: no")]


def test_what_must_be_known_is_asked_first_once() -> None:
    needs = replace(V, stages=(V.stages[0], replace(V.stages[1], needs=(("need",),))))
    record = deal(stage="close", attempts=0, chance=0.99)
    assert [step.does for step in book_steps(today(book(needs, deals=(record,))), {})] == ["ask"]
    qualified = History(qualified={"d": QualifyingCall(FRIDAY, "close")})
    assert [step.does for step in book_steps(today(book(needs, deals=(record,)), history=qualified), {})] == ["advance"]


def test_an_answer_counts_for_whether_they_buy_from_us() -> None:
    wins = replace(V, questions=(replace(V.questions[0], wins={"yes": 1.0, "no": 0.25}),))
    context = today(book(wins))
    known = deal_value(deal(answers={"need": "no"}), context)
    unknown = deal_value(deal(), context)
    assert known is not None
    assert unknown is not None
    assert known.payout == pytest.approx(0.25)
    assert unknown.payout == pytest.approx(0.55 + 0.45 * 0.25)  # the mean of the answers at a belief of one half
    assert table_of(wins) is not None


@pytest.mark.parametrize(
    ("unanswered", "tried", "offered"),
    [
        (0, date(2026, 11, 19), True),  # Friday's call was not made
        (1, FRIDAY, True),  # it was, without an answer: again on the next working day
        (2, FRIDAY, False),  # the second time: two days later
        (3, date(2026, 11, 18), True),
    ],
)
def test_a_promised_call_without_an_answer_gets_time_too(unanswered: int, tried: date, offered: bool) -> None:
    record = deal(stage="close", answers=YES, next_on=FRIDAY, unanswered=unanswered, last_try=tried)
    (step,) = steps(record)
    assert (step.wait is None, step.promised, step.claim is not None) == (offered, offered, offered)


def test_work_that_was_agreed_does_not_wait_for_an_answer() -> None:
    record = deal(answers=YES, next_by=FRIDAY, next_minutes=15, unanswered=3, last_try=FRIDAY)
    (step,) = steps(record)
    assert (step.does, step.wait, step.overdue) == ("agreed", None, 1)
