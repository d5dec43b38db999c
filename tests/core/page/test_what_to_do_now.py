"""What to do now: the best paid line, unless a promise would not fit later; and the minutes of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from planner.core.line import Line
from planner.core.page.now import next_line, status_of
from planner.core.page.page import Page, Taken
from planner.core.page.plan_day import plan_day
from tests.core.page.test_lines_during_the_day import BOOK, at, talk
from tests.core.value.days import BERLIN, inputs

RICH = talk("09:00", "10:00", per_hour=100.0)
PROMISE = talk("10:00", "10:30", "birch", per_hour=10.0, promised=True)
SECOND = talk("10:35", "11:05", "cargo", per_hour=10.0, promised=True)
POOR = talk("10:00", "10:30", "dairy", per_hour=10.0)
APPOINTMENT = talk("10:05", "10:30", "elm", per_hour=500.0, fixed=True)


def page(*items: Line) -> Page:
    return replace(plan_day(inputs(BOOK)).page, items=items, busy=())


@pytest.mark.parametrize(
    ("now", "items", "first"),
    [
        ("08:55", (RICH, POOR), "acme"),
        ("08:58", (RICH, POOR), "acme"),  # work that nobody waits for may fall off the page
        ("08:55", (RICH, PROMISE), "acme"),  # the hour, five minutes, and then the promise's half hour just fits
        ("08:56", (RICH, PROMISE), "birch"),
        ("08:55", (RICH, PROMISE, SECOND), "acme"),
        ("08:56", (RICH, PROMISE, SECOND), "birch"),  # both are to be kept: the earlier one first
        ("09:10", (RICH, PROMISE), "acme"),  # the page has it now
        ("08:55", (RICH, APPOINTMENT), "acme"),
        ("08:59", (RICH, APPOINTMENT), "acme"),
        ("09:01", (replace(RICH, slot=replace(RICH.slot, start=at("09:02"))), APPOINTMENT), "elm"),  # it no longer fits
        ("12:00", (RICH, PROMISE), None),
    ],
)
def test_the_best_paid_line_unless_a_promise_would_not_fit_after_it(
    now: str, items: tuple[Line, ...], first: str | None
) -> None:
    found = next_line(page(*items), at(now), 5).item
    assert (found.what.record if found is not None else None) == first


TEAM, REVIEW = (
    Taken(start=at(start), end=at(end), title=title, displaces=0.0)
    for start, end, title in (("09:30", "10:00", "Team"), ("14:00", "15:00", "Review"))
)


@pytest.mark.parametrize(
    ("now", "fixed", "meeting"),
    [
        ("09:00", "Team", "Team"),
        ("09:30", "Talk, Elm", "Team"),  # the meeting is on
        ("10:00", None, "Review"),  # nothing fits before the appointment, which is what to do
        ("10:05", "Review", "Review"),
        ("14:30", None, "Review"),
        ("15:00", None, None),
    ],
)
def test_what_is_fixed_next_and_the_meeting_that_is_on_or_next(
    now: str, fixed: str | None, meeting: str | None
) -> None:
    """The first of the meetings and appointments to come; work of the page may move, and what is done is over."""
    elm = replace(APPOINTMENT, what=replace(APPOINTMENT.what, name="Elm"))
    done = talk("15:30", "16:00", "fir", fixed=True, state="done")
    later = talk("16:00", "17:00", "gale")
    for busy in ((TEAM, REVIEW), (REVIEW, TEAM)):
        of_the_day = replace(page(RICH, elm, done, later), busy=busy)
        found = next_line(of_the_day, at(now), 5).fixed
        assert (found.title if found is not None else None) == fixed
        status = status_of(of_the_day, None, at(now), None, "EUR").meeting
        assert (status.title if status is not None else None) == meeting


@pytest.mark.parametrize(
    ("day", "minutes"), [("2026-11-23", 180), ("2026-03-29", 120), ("2026-10-25", 240)]
)  # the clocks go forward, and back
def test_a_meeting_has_the_minutes_that_pass_in_it(day: str, minutes: int) -> None:
    start, end = (datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN) for clock in ("01:00", "04:00"))
    assert Taken(start=start, end=end, title="Night shift", displaces=0.0).minutes == minutes
