"""The step that follows work on which nobody agreed, and the minutes of work that nobody timed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.core.book import Account, ClockRange, Contact, Deal, Hours, Task
from planner.core.days import WorkingDays
from planner.core.line import Does
from planner.core.playbook import Play, Playbook
from planner.core.worklog.log import usual_minutes
from planner.core.worklog.next_step import LogDay, as_sent, hearing_back, with_next_step
from planner.core.worklog.outcomes import Record
from planner.core.worklog.work import Work, work_of
from tests.core.worklog.test_what_an_outcome_does import BOLT, DEAL, FRIDAY, LENA, NOON, PLAYBOOK, TODAY
from tests.lines import planned_line, report

WEEK = Hours(week=((ClockRange(9 * 60, 17 * 60),),) * 5 + ((), ()))
MONDAY = FRIDAY + timedelta(days=3)
WRITTEN = replace(PLAYBOOK, plays={**PLAYBOOK.plays, "talk": Play(id="talk", title="Proposal", how="desk", minutes=30)})


def log_day(on: date = TODAY, today: date = TODAY) -> LogDay:
    return LogDay(on, today, WorkingDays(WEEK), PLAYBOOK)


def work(does: Does, kind: str = "prospect", **values: Any) -> Work:
    keys = {"item": "acme/talk", "record": "acme", "kind": kind, "does": does, "play": "talk", "title": "Talk"}
    line = planned_line(**keys, start=NOON, end=NOON + timedelta(minutes=30), minutes=30, **values)
    return work_of(line, "Acme")


def followed(record: Record, does: Does, outcome: str, day: LogDay | None = None, **agreed: Any) -> tuple[Any, ...]:
    """The next step of the report, its day and its minutes."""
    found = with_next_step(report(outcome, **agreed), record, work(does), day or log_day())
    return found.next, found.next_on, found.next_minutes


def test_after_an_advance_the_next_step_is_booked_by_the_next_working_day() -> None:
    assert followed(DEAL, "advance", "advanced") == ("Book the next step", TODAY + timedelta(days=1), 10)
    assert followed(DEAL, "advance", "advanced", log_day(FRIDAY, FRIDAY))[1] == MONDAY
    assert followed(DEAL, "advance", "advanced", log_day(TODAY, FRIDAY))[1] == FRIDAY  # logged late


@pytest.mark.parametrize("agreed", [{"next": "Call Max"}, {"next_on": FRIDAY}, {"next_by": FRIDAY}, {"at": NOON}])
def test_where_a_step_or_a_day_is_agreed_nothing_else_is_booked(agreed: dict[str, Any]) -> None:
    assert followed(DEAL, "advance", "advanced", **agreed)[0] == agreed.get("next")


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (DEAL, "stayed"),
        (replace(DEAL, stage="close"), "advanced"),  # it is won
        (replace(DEAL, stage="parked"), "advanced"),
        (replace(DEAL, stage="lost"), "advanced"),
        (BOLT, "advanced"),
        (LENA, "advanced"),
    ],
)
def test_nothing_is_booked_for_what_is_over_or_stays(record: Record, outcome: str) -> None:
    assert followed(record, "advance", outcome) == (None, None, None)


def test_what_was_sent_is_asked_about_when_they_had_the_time_of_the_stage() -> None:
    title, on, minutes = followed(DEAL, "follow-up", "sent")
    assert (title, minutes) == ("Hear back: what you sent", 10)
    assert on is not None and on > TODAY
    assert followed(DEAL, "follow-up", "sent", log_day(TODAY, FRIDAY))[1] == max(on, FRIDAY)
    assert followed(DEAL, "follow-up", "sent", log_day(TODAY, MONDAY + timedelta(days=30)))[1] > MONDAY


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ({}, False),  # nothing was promised
        ({"next": "Send the offer"}, True),
        ({"next": "Call about the offer"}, False),
        ({"next_on": TODAY}, True),
        ({"next_by": TODAY}, True),
        ({"next_on": FRIDAY}, False),  # it is not due
        ({"next_on": TODAY, "next_minutes": 15}, False),  # a call of a quarter of an hour was
    ],
)
def test_sending_something_keeps_a_promise_to_send_it_or_one_that_is_due(keys: dict[str, Any], kept: bool) -> None:
    found = with_next_step(report("sent"), replace(DEAL, **keys), work("follow-up"), log_day())
    assert found.kept is kept
    assert with_next_step(report("sent"), replace(DEAL, **keys), work("agreed"), log_day()).kept


@pytest.mark.parametrize("stage", ["lost", "won"])
def test_nobody_asks_about_what_was_sent_to_a_closed_deal(stage: str) -> None:
    assert followed(replace(DEAL, stage=stage), "follow-up", "sent") == (None, None, None)


def test_an_account_is_asked_after_the_wait_for_an_answer() -> None:
    assert followed(BOLT, "follow-up", "sent") == ("Hear back: what you sent", TODAY + timedelta(days=3), 10)
    assert followed(BOLT, "follow-up", "sent", log_day(FRIDAY - timedelta(days=14), TODAY))[1] == TODAY


def test_a_task_that_was_sent_is_asked_about_with_its_customer() -> None:
    task = Task(id="deck", title="Send the deck", minutes=30, record="acme")
    acme: tuple[Record, ...] = (LENA, DEAL, BOLT)
    assert hearing_back(task, "sent", acme, log_day())["acme"]["next"] == "Hear back: the deck"
    assert hearing_back(task, "done", acme, log_day()) == {}
    assert hearing_back(task, "sent", (BOLT,), log_day()) == {}
    assert hearing_back(task, "sent", (replace(DEAL, next_on=FRIDAY),), log_day()) == {}
    assert hearing_back(task, "sent", (replace(DEAL, stage="lost"),), log_day()) == {}
    account = replace(BOLT, id="acme")
    assert set(hearing_back(task, "sent", (account,), log_day())) == {"acme"}


@pytest.mark.parametrize(
    ("does", "outcome", "record", "playbook", "expected"),
    [
        ("advance", "sent", DEAL, PLAYBOOK, "follow-up"),  # no call took place
        ("touch", "sent", BOLT, PLAYBOOK, "follow-up"),
        ("advance", "sent", DEAL, WRITTEN, "advance"),  # to write it is the step
        ("ask", "sent", DEAL, WRITTEN, "follow-up"),
        ("agreed", "sent", DEAL, PLAYBOOK, "agreed"),
        ("task", "sent", DEAL, PLAYBOOK, "task"),
        ("advance", "stayed", DEAL, PLAYBOOK, "advance"),
        ("advance", None, DEAL, PLAYBOOK, "advance"),
        ("touch", "sent", LENA, PLAYBOOK, "touch"),
        ("touch", "sent", None, PLAYBOOK, "touch"),
    ],
)
def test_what_was_sent_was_written_work(
    does: Does, outcome: str | None, record: Deal | Account | Contact | None, playbook: Playbook, expected: Does
) -> None:
    assert as_sent(work(does), outcome, record, playbook, NOON).what.does == expected


def test_what_was_sent_before_an_appointment_leaves_it_on_the_page() -> None:
    meeting = work("advance", fixed=True)
    early, late = (as_sent(meeting, "sent", DEAL, PLAYBOOK, NOON + timedelta(minutes=by)) for by in (-60, 60))
    assert (early.what.item, early.what.title, early.minutes, early.line) == ("acme/sent", "Message", 10, None)
    assert (late.what.item, late.minutes) == ("acme/talk", 10)
    assert with_next_step(report("sent"), DEAL, early, log_day()) == replace(report("sent"), kept=False)


@pytest.mark.parametrize(
    ("does", "outcome", "minutes"),
    [
        ("advance", "stayed", 30),
        ("advance", "moved", 0),
        ("advance", "booked", 7),  # the appointment was made, not what it is for
        ("book", "booked", 30),
        ("advance", "no-contact", 5),
        ("advance", "no-show", 30),
        ("advance", None, 30),
        ("advance", "lost", 30),
    ],
)
def test_the_minutes_of_what_nobody_timed(does: Does, outcome: str | None, minutes: int) -> None:
    books = replace(PLAYBOOK, plays={"talk": replace(PLAYBOOK.plays["talk"], book=7)})
    assert usual_minutes(work(does), outcome, books) == minutes
    assert usual_minutes(replace(work(does), line=None), "booked", books) == 30  # on no page


def test_an_appointment_to_which_nobody_came_took_its_time() -> None:
    assert usual_minutes(work("advance", fixed=True), "no-contact", PLAYBOOK) == 30
    assert usual_minutes(work("advance"), "no-contact", WRITTEN) == 30  # it was written all the same
