"""Days and hours that a step keeps to: the last try, the day of a task, the customer's hours, what waiting takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Account, ClockRange, Contact, Deal, Task
from planner.core.cadence.overview import touch_rows
from planner.core.choice.day_choice import day_choice
from planner.core.history import History
from planner.core.promises.leads import answer_due
from planner.core.steps.all_steps import book_steps
from planner.core.value.deal_value import deal_value, wait_after_try
from planner.core.value.pursuit import PursuitResult
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

YES = {"need": "yes"}
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)


@pytest.mark.parametrize(("in_the_book", "in_the_diary"), [(FRIDAY, MONDAY), (MONDAY, FRIDAY), (FRIDAY, None)])
def test_the_last_try_is_the_later_of_the_records_and_the_diarys(in_the_book: date, in_the_diary: date | None) -> None:
    """Tried on Friday, the customer has until Tuesday; tried on Monday, they have had their time."""
    record = deal(answers=YES, attempts=1, last_try=in_the_book)
    history = History(last_try={"d": in_the_diary} if in_the_diary else {})
    wait = wait_after_try(record, today(book(), history=history))
    assert wait is not None
    assert (wait.tried, wait.until) == (FRIDAY, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("days", "is_of_today"),
    [
        ({}, True),
        ({"on": TODAY}, True),
        ({"on": TODAY + timedelta(days=1)}, False),
        ({"not_before": TODAY}, True),
        ({"not_before": TODAY + timedelta(days=1)}, False),
        ({"at": datetime(2026, 11, 23, 15, tzinfo=BERLIN)}, True),
        ({"at": datetime(2026, 11, 24, 0, 30, tzinfo=BERLIN)}, False),
        ({"on": TODAY, "not_before": TODAY + timedelta(days=1)}, False),
        ({"done_on": TODAY}, False),
        ({"makes": 50.0}, False),  # it has money of its own
    ],
)
def test_the_work_of_a_deal_is_its_tasks_of_today(days: dict[str, object], is_of_today: bool) -> None:
    task = Task(id="deck", title="Deck", minutes=60, record="d", **days)  # type: ignore[arg-type]
    value = deal_value(deal(), today(book(deals=(deal(),), tasks=(task,))))
    assert value is not None
    assert value.work == (60 if is_of_today else 0)


@pytest.mark.parametrize(
    ("fields", "hour"),
    [
        ({}, 9),  # within an hour of 08:00
        ({"unanswered": 1}, 9),  # nobody was reached
        ({"last_touch": TODAY}, None),
        ({"came": None}, None),
        ({"came": datetime(2026, 11, 19, 8, tzinfo=BERLIN)}, None),  # a day after the next it is a deal like any other
    ],
)
def test_a_lead_is_to_be_answered_in_time_until_it_was_reached(fields: dict[str, object], hour: int | None) -> None:
    lead = deal(**{"came": datetime(2026, 11, 23, 8, tzinfo=BERLIN), **fields})
    due = answer_due(lead, today(book(deals=(lead,)), at="08:30"))
    assert due == (None if hour is None else datetime(2026, 11, 23, hour, tzinfo=BERLIN))


@pytest.mark.parametrize(("ended", "again"), [("10:00", True), ("13:00", True), ("13:01", False), ("15:00", False)])
def test_a_lead_that_did_not_answer_is_tried_again_three_hours_later_if_that_is_today(ended: str, again: bool) -> None:
    """The talk takes an hour, and the day ends at five."""
    lead = deal(came=datetime(2026, 11, 23, 8, tzinfo=BERLIN), answers=YES, unanswered=1)
    end = datetime.fromisoformat(f"{TODAY}T{ended}").replace(tzinfo=BERLIN)
    row = worked_line(
        item="d/talk", record="d", does="advance", play="talk", title="Talk", minutes=5, outcome="no-contact",
        start=end - timedelta(minutes=5), end=end,
    )  # fmt: skip
    now = today(book(deals=(lead,)), at="15:30", history=History(worked_today=(row,), last_try={"d": TODAY}))
    steps = [step for step in book_steps(now, {}) if step.earliest is not None]
    assert [step.earliest for step in steps] == ([end + timedelta(hours=3)] if again else [])


@pytest.mark.parametrize(("days", "after"), [(1, 0.0), (2, 0.0), (4, 0.0), (2, 0.5), (7, 0.2)])
def test_waiting_takes_what_the_deal_is_worth_less_tomorrow(days: int, after: float) -> None:
    record = deal(answers=YES, decide_by=TODAY + timedelta(days=days), after=after)
    now, tomorrow = (deal_value(record, today(book(), day)) for day in (TODAY, TODAY + timedelta(days=1)))
    assert now is not None and tomorrow is not None
    assert now.delay > 0
    assert tomorrow.payout == pytest.approx(now.payout * (1 - now.delay))


HOURS = (ClockRange(9 * 60, 10 * 60),)
STOPS = {"questions": (replace(V.questions[0], stops={"no": "talk"}),)}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("how", "hours"), [("call", HOURS), ("desk", ())])
def test_a_question_is_put_in_the_customers_hours_unless_it_is_looked_up(
    again: bool, how: str, hours: tuple[ClockRange, ...]
) -> None:
    """Both the first time and when an answer that stopped the deal is asked for again."""
    playbook = replace(V, plays={**V.plays, "ask": replace(V.plays["ask"], how=how)}, **STOPS)  # type: ignore[arg-type]
    record = deal(answers={"need": "no"} if again else {}, windows=HOURS, last_touch=TODAY - timedelta(days=400))
    steps = day_choice(inputs(book(playbook, deals=(record,)))).steps
    (asked,) = (step for step in steps if step.does == "ask")
    assert asked.care == ("touch" if again else None)
    assert asked.windows == hours


@pytest.mark.parametrize("wins", [1.0, 0.25])
def test_waiting_takes_its_share_of_the_money_that_the_deal_may_bring(wins: float) -> None:
    """A quarter of $1,000, won from us with a chance of 20%: $50 a day, whatever the answers say of competitors."""
    (step,) = book_steps(today(book(deals=(deal(answers=YES),))), {})
    assert step.start is not None
    start = step.start._replace(payout=1000.0 * wins, wins=wins)
    worth = step._replace(start=start, delay=0.25).worth(60, PursuitResult(0.2, 5.0), 0.5, 0.0)
    assert worth.waiting == pytest.approx(50.0)


def test_the_next_appointment_of_a_customer_is_the_first_of_all_its_records() -> None:
    thursday, wednesday = (datetime(2026, 11, day, 10, tzinfo=BERLIN) for day in (26, 25))
    account = Account(id="acme", name="Acme", revenue=0.0, contacts=("lena",))
    lena = Contact(id="lena", name="Lena", company="Acme")

    def met(name: str, at: datetime) -> Deal:
        return deal(id=name, company="Acme", at=at, answers=YES, contacts=("lena",))

    for deals in ((met("a", thursday), met("b", wednesday)), (met("a", wednesday), met("b", thursday))):
        choice = day_choice(inputs(book(deals=deals, accounts=(account,), contacts=(lena,))))
        rows = {row.record: row.appointment for row in touch_rows(choice.touches.values(), choice.now)}
        assert rows["acme"] == rows["lena"] == wednesday.date()
