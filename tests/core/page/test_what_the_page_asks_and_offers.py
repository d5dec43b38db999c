"""Questions only the rep can answer, and deals offered for parking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Account, Book, Year
from planner.core.history import History
from planner.core.page.page_figures import parking, questions
from planner.core.page.plan_day import plan_day
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal

YES = {"need": "yes"}
PAGES = History(price_pages=20, price_lately=500.0)
LONG_AGO = date(2026, 9, 1)


def asked(*deals: object, **fields: object) -> list[tuple[str, str]]:
    context = today(book(deals=deals, **fields))
    return [(ask.record, ask.what) for ask in questions(context, (), set())]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"decide_by": TODAY - timedelta(days=1)}, "date passed"),
        ({"decide_by": TODAY}, "firm deadline"),  # the close to come takes 2.4 working days
        ({"decide_by": TODAY + timedelta(days=7)}, None),
        ({"decide_by": TODAY, "after": 0.9}, None),
        ({"decide_by": TODAY, "stage": "close"}, None),
        ({"expected": TODAY - timedelta(days=1)}, "close passed"),
        ({"expected": TODAY}, None),
        ({"decide_by": date(2026, 11, 25), "at": datetime(2026, 11, 26, 10, tzinfo=BERLIN)}, "appointment too late"),
    ],
)
def test_questions_about_dates(fields: dict[str, object], what: str | None) -> None:
    assert asked(deal(answers=YES, **fields)) == ([("d", what)] if what else [])


def test_an_appointment_after_the_deadline_stays_and_its_prep_says_why_it_is_left_out() -> None:
    prepared = replace(V, plays={**V.plays, "talk": replace(V.plays["talk"], prepare=20, follow_up=10)})
    at = datetime(2026, 11, 24, 14, tzinfo=BERLIN)
    late = book(prepared, deals=(deal(answers=YES, decide_by=TODAY, at=at),))
    big = deal(id="big", answers=YES)  # whose talk takes all of Monday's 90 minutes
    hour = replace(late.hours, week=((late.hours.week[0][0]._replace(end=10 * 60 + 30),), *late.hours.week[1:]))
    full = replace(late, deals=(*late.deals, big), hours=hour)
    (left,) = plan_day(inputs(full)).page.left_out
    assert (left.what.does, left.because) == ("prepare", "after their deadline it makes nothing")
    on_the_day = plan_day(inputs(late, day=TODAY + timedelta(days=1))).page
    found = {line.what.does: line for line in on_the_day.items if line.what.record == "d"}
    assert found["advance"].slot.start == at
    assert found["prepare"].slot.end <= at
    assert {line.worth.makes for line in found.values()} == {0}


@pytest.mark.parametrize("stage", ["won", "lost", "parked"])
def test_what_is_agreed_for_a_closed_deal_is_never_lost_sight_of(stage: str) -> None:
    closed = deal(stage=stage, lost_on=None)
    at = datetime(2026, 11, 23, 14, tzinfo=BERLIN)
    page = plan_day(inputs(book(deals=(replace(closed, at=at),)))).page
    (line,) = [line for line in page.items if line.what.record == "d"]
    assert (line.slot.start, line.slot.minutes, line.worth.makes) == (at, V.plays["visit"].minutes, 0)
    assert [(ask.record, ask.what) for ask in page.asks] == [("d", "closed")]
    assert asked(replace(closed, at=at - timedelta(days=3))) == [("d", "closed appointment passed")]
    for field in ("next_on", "next_by"):
        ahead = asked(replace(closed, **{field: TODAY + timedelta(days=2)}))
        assert ahead == ([("d", "closed step")] if stage == "won" else [])
        assert asked(replace(closed, **{field: TODAY - timedelta(days=2)})) == []


@pytest.mark.parametrize(("days", "what"), [(-3, ["visit passed"]), (0, []), (2, [])])
def test_a_visit_that_was_agreed_and_not_logged_is_asked_about(days: int, what: list[str]) -> None:
    at = datetime(2026, 11, 23, 14, tzinfo=BERLIN) + timedelta(days=days)
    page = plan_day(inputs(book(accounts=(Account(id="a", name="A", revenue=9_000.0, at=at),)))).page
    assert [ask.what for ask in page.asks] == what


def test_a_hoped_for_close_moves_no_chance() -> None:
    plain, passed = (
        plan_day(inputs(book(deals=(deal(answers=YES, expected=day),)))).page.items[0].worth
        for day in (None, TODAY - timedelta(days=60))
    )
    assert (plain.chance, plain.hourly) == (passed.chance, passed.hourly)


def offered(*deals: object, history: History = PAGES, on_page: tuple[str, ...] = (), **fields: object) -> list[str]:
    """Records offered for parking, where an hour pays 500 usually, 500 today and 500 in the year."""
    of: Book = book(deals=deals, **fields)
    return [each.record for each in parking(today(of, history=history), (500.0, 500.0), on_page)]


@pytest.mark.parametrize(
    ("fields", "is_offered"),
    [
        ({}, True),
        ({"amount": 1_000_000.0}, False),
        ({"last_touch": TODAY - timedelta(days=7)}, False),  # five working days
        ({"last_touch": TODAY - timedelta(days=10)}, True),
        ({"next_on": TODAY + timedelta(days=30)}, False),
        ({"next_by": TODAY - timedelta(days=30)}, False),  # an overdue promise
        ({"not_before": TODAY + timedelta(days=3)}, False),
        ({"at": datetime(2026, 12, 3, 10, tzinfo=BERLIN)}, False),
        ({"decide_by": TODAY + timedelta(days=40)}, False),
        ({"waiting_on": "their lawyer", "next_on": TODAY + timedelta(days=2)}, False),
        ({"last_try": TODAY - timedelta(days=3), "attempts": 1}, False),  # in its wait
        ({"came": datetime(2026, 11, 2, 9, tzinfo=BERLIN), "last_touch": None}, False),  # nobody has answered
    ],
)
def test_what_is_offered_for_parking(fields: dict[str, object], is_offered: bool) -> None:
    record = deal(**{"answers": YES, "last_touch": LONG_AGO, "amount": 1.0, **fields})
    assert offered(record) == (["d"] if is_offered else [])
    assert offered(record, on_page=("d",)) == []


def test_every_alternative_has_to_pay_more() -> None:
    record = deal(answers=YES, last_touch=LONG_AGO, amount=1000.0)  # about 147 an hour
    context = today(book(deals=(record,)), history=PAGES)
    assert [each.record for each in parking(context, (500.0, 500.0), ())] == ["d"]
    for year, price in ((100.0, 500.0), (500.0, 100.0)):
        assert parking(context, (year, price), ()) == ()
    few = today(book(deals=(record,)), history=History(price_pages=4, price_lately=500.0))
    assert parking(few, (None, 500.0), ()) == ()  # neither a year nor pages enough
    dear = replace(V, prospecting=replace(V.prospecting, minutes=1, amount=1.0))
    assert parking(today(book(dear, deals=(record,)), history=PAGES), (500.0, 500.0), ()) == ()


def test_a_deal_that_an_answer_stops() -> None:
    stops = replace(V, questions=(replace(V.questions[0], stops={"no": "talk"}),))
    record = deal(answers={"need": "no"}, last_touch=TODAY)
    assert offered(record, playbook=stops) == ["d"]
    for fields in ({"next_by": TODAY}, {"decide_by": TODAY + timedelta(days=9)}):
        assert offered(replace(record, **fields), playbook=stops) == []
    assert offered(replace(record, renews="bolt 2027"), playbook=stops, history=History()) == []


def test_a_deadline_ahead_makes_a_deal_breaker_a_question() -> None:
    stops = replace(V, questions=(replace(V.questions[0], stops={"no": "talk"}),))
    record = deal(answers={"need": "no"}, decide_by=TODAY + timedelta(days=9))
    assert asked(record, playbook=stops) == [("d", "bid or drop")]


def test_thirty_open_deals_are_not_all_worth_parking() -> None:
    """A goal that nothing open reaches is no reason to park what pays best."""
    deals = [deal(id=f"d{n}", answers=YES, last_touch=LONG_AGO, amount=1000.0 * n) for n in range(1, 31)]
    page = plan_day(inputs(book(deals=tuple(deals), year=Year(income_goal=1e9)), history=PAGES)).page
    assert all(each.per_hour < page.prices.today for each in page.park)
    assert {each.record for each in page.park}.isdisjoint(line.what.record for line in page.items)
