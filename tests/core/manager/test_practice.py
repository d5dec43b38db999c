"""Practice: how often a recurring task was done in the last ninety days, of the times it was due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Task
from planner.core.line import Line
from planner.core.manager.practice import Practice, practice_of, practices
from tests.lines import with_values, worked_line

TODAY = date(2026, 11, 26)  # a Thursday
ROLE = Task(id="role", title="Role play", minutes=30, on=TODAY, every="thu")


def done(days_ago: int, outcome: str = "done") -> Line:
    day = TODAY - timedelta(days=days_ago)
    start = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    row = worked_line(
        item="role",
        does="task",
        play="task",
        title="Role play",
        start=start,
        end=start + timedelta(minutes=30),
        minutes=30,
    )
    return with_values(row, outcome=outcome)


def of(task: Task, *rows: Line) -> Practice | None:
    return practice_of(task, rows, TODAY)


def test_every_thursday_since_it_began() -> None:
    assert of(ROLE, done(21), done(7), done(0)) == Practice("role", "Role play", 3, 4)
    assert of(ROLE, done(21, "stayed"), done(7)) == Practice("role", "Role play", 1, 4)


def test_ninety_days_roll_on() -> None:
    assert of(ROLE, done(700), done(91), done(84)) == Practice("role", "Role play", 1, 13)


@pytest.mark.parametrize("change", [{"every": None}, {"record": "acme"}])
def test_only_recurring_tasks_of_ones_own(change: dict[str, str | None]) -> None:
    assert of(replace(ROLE, **change), done(7)) is None  # type: ignore[arg-type]


def test_silent_before_it_began() -> None:
    assert of(ROLE) is None


@given(st.sets(st.integers(0, 400), max_size=60), st.sampled_from(["thu", "mon, wed", "2 weeks", "month", "last fri"]))
@settings(max_examples=60, deadline=None)
def test_never_more_done_than_due(days: set[int], every: str) -> None:
    found = of(replace(ROLE, every=every), *(done(day) for day in days))
    assert found is None or 0 <= found.done <= found.due <= 90


def test_what_is_kept_least_comes_first() -> None:
    other = replace(ROLE, id="calls", title="Listen to a call")
    rows = [done(0), with_values(done(7), item="calls")]
    assert [each.task for each in practices([ROLE, other], rows, TODAY)] == ["calls", "role"]
