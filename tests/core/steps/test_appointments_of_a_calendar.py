"""The next appointment of a record among the events of a calendar, and one that is still to come after work today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from planner.core.book import Deal
from planner.core.diary import Busy
from planner.core.history import History
from planner.core.page.inputs import day_context
from planner.core.page.plan_day import plan_day
from planner.core.steps.appointments import next_appointments
from tests.core.value.days import BERLIN, book, inputs
from tests.core.value.playbooks import TODAY, deal
from tests.lines import worked_line

ACME = deal(id="acme", name="Acme rollout", answers={"need": "yes"}, attempts=0)


def at(days: int, hour: int = 10) -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=BERLIN) + timedelta(days=days)


def meeting(days: int, hour: int = 10) -> Busy:
    return Busy(at(days, hour), at(days, hour + 1), "Acme", record="acme", matched_by="name")


def kept(events: list[Busy], of: Deal = ACME, day: date = TODAY) -> list[bool]:
    """True for each event that stays the record's appointment."""
    found = next_appointments(events, book(deals=(of,)), day)
    assert [(each.start, each.title) for each in found] == [(each.start, each.title) for each in events]
    return [each.record == "acme" and each.matched_by == "name" for each in found]


def test_only_the_next_event_is_the_records_appointment() -> None:
    assert kept([meeting(0), meeting(0, 14), meeting(3)]) == [True, False, False]
    assert kept([meeting(-1), meeting(1), meeting(2)]) == [False, True, False]
    assert kept([meeting(1)._replace(record=None), meeting(2)]) == [False, True]


@pytest.mark.parametrize(
    ("own", "is_kept"),
    [(-1, True), (0, False), (1, False), (2, True), (3, True)],
)
def test_after_the_records_own_appointment_an_event_is_a_busy_time(own: int, is_kept: bool) -> None:
    assert kept([meeting(2)], replace(ACME, at=at(own))) == [is_kept]


def test_after_the_day_by_which_they_decide_it_is_a_busy_time_too() -> None:
    yesterday = TODAY - timedelta(days=1)
    for decide_by, is_kept in ((TODAY, True), (yesterday, False)):
        assert kept([meeting(2)], replace(ACME, decide_by=decide_by)) == [is_kept]


def test_an_event_that_is_over_is_no_appointment_of_the_day() -> None:
    of = inputs(book(deals=(ACME,)))
    for days, count in ((-1, 0), (0, 1), (2, 1)):
        context = day_context(replace(of, busy=(meeting(days), meeting(days)._replace(record=None))))
        assert len([record for record in context.appointments if record]) == count


def offered_after_a_call(outcome: str, **day: Any) -> list[datetime]:
    """The times of the steps that advance the deal, after a call this morning at nine with that outcome."""
    called = worked_line(
        item="acme/talk", record="acme", does="advance", play="talk", title="Talk", minutes=20, outcome=outcome,
        start=at(0, 9), end=at(0, 9) + timedelta(minutes=20),
    )  # fmt: skip
    of, busy = day.get("of", ACME), day.get("busy", ())
    given = inputs(book(deals=(of,)), at="10:00", history=History(worked_today=(called,)))
    page = plan_day(replace(given, busy=busy)).page
    return [line.slot.start for line in page.items if line.what.does == "advance"]


@pytest.mark.parametrize(("hour", "is_offered"), [(8, False), (15, True)])
@pytest.mark.parametrize("outcome", ["no-contact", "stayed"])
def test_an_appointment_later_today_is_kept_after_a_call_in_the_morning(
    hour: int, is_offered: bool, outcome: str
) -> None:
    assert (at(0, hour) in offered_after_a_call(outcome, of=replace(ACME, at=at(0, hour)))) is is_offered


@pytest.mark.parametrize(("outcome", "is_offered"), [("no-contact", True), ("stayed", False)])
def test_a_calendars_event_may_be_the_meeting_that_was_done_early(outcome: str, is_offered: bool) -> None:
    assert (at(0, 15) in offered_after_a_call(outcome, busy=(meeting(0, 15),))) is is_offered
