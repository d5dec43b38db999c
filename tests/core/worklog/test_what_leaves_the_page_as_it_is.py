"""Work after which the page stays, the step after an advance, and the keys of a record that is on hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.core.book import Contact, Deal, Task, Trial
from planner.core.days import WorkingDays
from planner.core.diary import DiaryDay
from planner.core.worklog.as_planned import starts_as_planned, went_as_planned
from planner.core.worklog.log import later_keys
from planner.core.worklog.next_step import LogDay, with_next_step
from tests.core.worklog.test_a_next_step_follows import WEEK, work
from tests.core.worklog.test_what_an_outcome_does import DEAL, DECK, FRIDAY, LATER, LENA, NOON, PLAYBOOK, TODAY
from tests.lines import planned_line, report, worked_line

HALF_AN_HOUR = timedelta(minutes=30)
TALK = {
    "item": "acme/talk", "record": "acme", "does": "advance", "play": "talk", "title": "Talk", "minutes": 30,
    "start": NOON, "end": NOON + HALF_AN_HOUR,
}  # fmt: skip
LINE = planned_line(**TALK, kind="prospect")
AFTER = planned_line(
    **TALK | {"item": "acme/ask", "does": "ask", "start": NOON + HALF_AN_HOUR, "end": NOON + 2 * HALF_AN_HOUR},
    kind="prospect",
)
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("outcome", "agreed", "stays"),
    [
        ("stayed", {}, True),
        ("no-contact", {}, False),  # it may be tried again today
        ("moved", {}, False),
        ("stayed", {"at": NOON + timedelta(hours=3)}, False),  # an appointment of today
        ("stayed", {"at": LATER}, True),
        ("stayed", {"next_on": TODAY}, False),
        ("stayed", {"next_on": TOMORROW}, True),
        ("stayed", {"next_by": TODAY}, False),
        ("stayed", {"next_by": TOMORROW}, True),
        ("stayed", {"again": TODAY}, False),
        ("stayed", {"again": TOMORROW}, True),
        ("stayed", {"next_on": TOMORROW, "next_by": TODAY}, False),
        ("lost", {}, True),
        ("advanced", {}, True),
    ],
)
def test_the_page_stays_where_nothing_more_is_to_be_done_today(
    outcome: str, agreed: dict[str, Any], stays: bool
) -> None:
    row = worked_line(**TALK, outcome=outcome)
    assert went_as_planned(DiaryDay(date=TODAY, planned=(LINE,)), row, report(outcome, **agreed)) is stays


@pytest.mark.parametrize(
    ("outcome", "stays"), [("lost", False), ("parked", False), ("won", False), ("stayed", True), ("advanced", True)]
)
def test_a_deal_that_is_closed_leaves_no_other_line_of_it_on_the_page(outcome: str, stays: bool) -> None:
    row = worked_line(**TALK, outcome=outcome)
    assert went_as_planned(DiaryDay(date=TODAY, planned=(LINE, AFTER)), row, report(outcome)) is stays
    without = DiaryDay(date=TODAY, planned=(LINE, planned_line(**TALK | {"item": "deck", "record": None}, kind="task")))
    assert went_as_planned(without, row, report(outcome))


@pytest.mark.parametrize(
    ("changes", "stays"),
    [({}, True), ({"start": NOON - HALF_AN_HOUR}, False), ({"end": NOON + timedelta(minutes=40)}, False),
     ({"item": "acme/ask"}, False)],
)  # fmt: skip
def test_it_was_done_at_its_time_or_the_page_changes(changes: dict[str, Any], stays: bool) -> None:
    row, day = worked_line(**TALK | changes, outcome="stayed"), DiaryDay(date=TODAY, planned=(LINE,))
    assert went_as_planned(day, row, report("stayed")) is stays
    assert starts_as_planned(day, row) is stays
    dropped = DiaryDay(date=TODAY, planned=(planned_line(**TALK, kind="prospect", dropped=NOON),))
    assert not went_as_planned(dropped, row, report("stayed")) and not starts_as_planned(dropped, row)


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (LENA, {"not_before": FRIDAY}),
        (replace(LENA, next_by=TODAY), {"not_before": FRIDAY, "next_by": FRIDAY}),
        (replace(LENA, next_by=FRIDAY), {"not_before": FRIDAY}),
        (replace(LENA, next_by=FRIDAY + timedelta(days=3)), {"not_before": FRIDAY}),
        (replace(LENA, not_before=FRIDAY), {}),
        (DEAL, {"not_before": FRIDAY}),
        (replace(DEAL, next_on=TODAY), {"not_before": FRIDAY, "next_on": FRIDAY}),
        (replace(DEAL, next_by=TODAY, next_on=FRIDAY), {"not_before": FRIDAY, "next_by": FRIDAY}),
        (replace(DEAL, next_on=LATER.date() + timedelta(days=9)), {"not_before": FRIDAY}),
        (replace(DEAL, at=NOON), {"not_before": FRIDAY, "at": None}),
        (replace(DEAL, at=LATER + timedelta(days=9)), {"not_before": FRIDAY}),
        (DECK, {"not_before": FRIDAY}),
        (replace(DECK, on=TODAY), {"on": FRIDAY}),
        (replace(DECK, on=TODAY, record="acme", by=TODAY), {"on": FRIDAY, "by": FRIDAY}),
        (replace(DECK, on=TODAY, record="acme", by=FRIDAY), {"on": FRIDAY}),
        (replace(DECK, on=TODAY, by=TODAY), {"on": FRIDAY}),  # its own last day is not a customer's
    ],
)
def test_what_is_on_hold_until_a_day_has_nothing_agreed_before_it(
    record: Deal | Contact | Task, changes: dict[str, Any]
) -> None:
    assert later_keys(record, FRIDAY, None) == changes


@pytest.mark.parametrize(("ends", "then"), [(TODAY, FRIDAY), (FRIDAY, FRIDAY), (LATER.date(), FRIDAY)])
def test_a_trial_ends_no_earlier_than_its_deal_is_on_hold(ends: date, then: date) -> None:
    running = Trial(until=ends)
    changes = later_keys(replace(DEAL, running=running), FRIDAY, None)
    assert changes.get("running", running) == Trial(until=then)


@pytest.mark.parametrize(
    ("stage", "meeting", "minutes"),
    [
        ("talk", "offer", None),
        ("talk", "talk", 10),
        ("talk", "close", 10),
        ("offer", "close", None),
        ("offer", "talk", 10),
    ],
)
def test_the_next_step_after_an_advance_is_that_of_the_stage_after_it(
    stage: str, meeting: str, minutes: int | None
) -> None:
    """Booking a meeting takes the minutes of its play; a call is agreed on in ten."""
    plays = {**PLAYBOOK.plays, meeting: replace(PLAYBOOK.plays[meeting], how="meeting")}
    day = LogDay(TODAY, TODAY, WorkingDays(WEEK), replace(PLAYBOOK, plays=plays))
    found = with_next_step(report("advanced"), replace(DEAL, stage=stage), work("advance"), day)
    assert (found.next, found.next_minutes) == ("Book the next step", minutes)
