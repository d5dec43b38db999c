"""A row or figure that can't be is named with its line and left out; what the program writes never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from planner.app.evening.ask_outcome import KEYS
from planner.book.diary.pages import read_day, read_what_can_be
from planner.book.diary.write_page import write_day
from planner.core.diary import DiaryDay
from planner.core.line import OUTCOMES, WITHOUT_CUSTOMER, Does, Line
from planner.core.worklog import outcomes as outcome
from planner.core.worklog.log import _USUAL, ALONE
from planner.core.worklog.row_times import held_by
from tests.book.diary.test_diary_page_by_hand import BERLIN, DAY, PAGE, PLANNED, TODAY, WORKED, clock
from tests.lines import with_values

TAKE_OUT = "fix it, or take the line out"
MINUTES = "minutes_available has to be a whole number of minutes, 0 or more"
PRICE = "price_today has to be an amount of money, 0 or more"
CLOCK = "running has to be what `plan start` wrote: its item, since when, its minutes"
TIMES = "fix minutes, or start and end"
DONE = PAGE[PAGE.index("[[worked]]") :]


def said(page: str, on: date = TODAY) -> list[tuple[int | None, str, str]]:
    return [(error.line, error.what, error.fix) for error in read_what_can_be(page.encode(), on, BERLIN)[1]]


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        (
            'outcome = "advanced"',
            'outcome = "adavnced"',
            (38, "outcome is not a known word", "did you mean advanced?"),
        ),
        ('does = "advance"', 'does = "vist"', (32, "does is not a known word", "did you mean visit?")),
        ("minutes = 50", "minutes = 99999", (37, "minutes is more than a day", TIMES)),
        ("minutes = 50", "minutes = 900", (37, "minutes is far more than from start to end", TIMES)),
        (
            "minutes = 50",
            "minutes = -5",
            (37, "minutes is not a whole number, zero or more", "write it like 45, or take the row out"),
        ),
        (
            "start = 2026-11-23T08:30:00+01:00\nend = 2026-11-23T09",
            "start = 2026-11-22T08:30:00+01:00\nend = 2026-11-22T09",
            (
                35,
                "the row is not of 2026-11-23: it starts on another day",
                "fix the date, or move the row to the page of its day",
            ),
        ),
        (
            "start = 2026-11-23T08:30:00+01:00",
            "start = 2026-11-19T08:30:00+01:00",
            (
                35,
                "the row is not of 2026-11-23: it starts on another day",
                "fix the date, or move the row to the page of its day",
            ),
        ),
    ],
)  # fmt: skip
def test_a_row_of_what_was_worked(right: str, wrong: str, error: tuple[int, str, str]) -> None:
    assert right in DONE
    page = PAGE.replace(DONE, DONE.replace(right, wrong))
    assert said(page) == [error]
    day = read_what_can_be(page.encode(), TODAY, BERLIN)[0]
    assert (day.planned, day.worked) == ((read_day(PAGE.encode(), TODAY, BERLIN).planned), ())


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        ("chance = 0.62", "chance = 62", (26, "chance is not between 0 and 1", "write it like 0.62")),
        ("per_hour = 850.1235", "per_hour = -850", (23, "per_hour is negative", "write 0 or more")),
        ("price_today = 412.0", "price_today = -1", (5, PRICE, TAKE_OUT)),
        ("care = { due = 3 }", 'minutes_available = "all"', (9, MINUTES, TAKE_OUT)),
        ("care = { due = 3 }", "minutes_available = -5", (9, MINUTES, TAKE_OUT)),
        ("care = { due = 3 }", "running = { item = 7 }", (9, CLOCK, TAKE_OUT)),
    ],
)  # fmt: skip
def test_a_planned_row_and_a_figure(right: str, wrong: str, error: tuple[int, str, str]) -> None:
    page = PAGE.replace(right, wrong)
    assert said(page) == [error]
    assert "minutes_available" not in read_what_can_be(page.encode(), TODAY, BERLIN)[0].figures


@pytest.mark.parametrize("page", ["", "# only a comment\n", "[page]\n", "[page]\nformat = 1\n", "\ufeff\n\n"])
def test_an_empty_page_is_named(page: str) -> None:
    fix = "take the file away, or write again what was in it (`plan undo` shows it)"
    assert said(page) == [(None, "the page is empty: it has no row and no figure", fix)]


def test_of_a_newer_page_nothing_is_read() -> None:
    page = PAGE.replace("format = 1", "format = 9").replace("minutes = 50", "minutes = -1")
    assert read_what_can_be(page.encode(), TODAY, BERLIN)[0] == DiaryDay(date=TODAY)
    assert said(page) == [(4, "the page is from another version of plan", "update plan")]


def test_every_outcome_that_the_program_can_write_is_read() -> None:
    written = {word for words in outcome._OUTCOMES.values() for word in words}
    written |= {word for words in _USUAL.values() for word in words} | set(ALONE) | set(KEYS)
    assert written == set(OUTCOMES)
    for does in get_args(Does):
        rows = tuple(with_values(WORKED, does=does, outcome=word) for word in (*sorted(written), None))
        assert [row.result.outcome for row in read_day(write_day(replace(DAY, worked=rows)), TODAY, BERLIN).worked] == [
            *sorted(written),
            None,
        ]
    assert set(WITHOUT_CUSTOMER) <= set(get_args(Does))


@pytest.mark.parametrize(
    "row",
    [
        with_values(WORKED, minutes=0),  # moved
        with_values(WORKED, minutes=5),  # shorter than from start to end
        with_values(WORKED, minutes=240),  # logged late, put into the gap that was left
        with_values(
            WORKED, start=clock(23, 50), end=clock(23, 50).replace(day=24, hour=1), minutes=10
        ),  # over midnight
        with_values(WORKED, start=clock(23, 50).replace(day=22), end=clock(0, 5), minutes=15),  # logged just after it
        with_values(PLANNED, start=clock(20), end=clock(12).replace(day=25), minutes=2400),  # a fair of three days
        with_values(WORKED, play="gone", stage="none", record="nobody"),  # the playbook and the book go on
    ],
)
def test_odd_rows_that_are_right(row: Line) -> None:
    kind = "worked" if row.status.state == "done" else "planned"
    day = replace(DAY, **{kind: (row,)})  # type: ignore[arg-type]
    assert getattr(read_day(write_day(day), TODAY, BERLIN), kind)[0].slot.minutes == row.slot.minutes


def test_a_row_written_in_another_zone_is_of_the_day_it_was_written_on() -> None:
    from zoneinfo import ZoneInfo

    day = read_day(PAGE.replace("T08:30", "T00:30").encode(), TODAY, ZoneInfo("America/New_York"))
    assert day.worked[0].slot.start.date() == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("span", "minutes", "right"),
    [(13, 613, True), (13, 614, False), (2400, 2400, True), (2400, 2401, False), (0, 600, True), (1000, 1440, True)],
)
def test_how_many_minutes_a_row_may_tell_of(span: int, minutes: int, right: bool) -> None:
    from planner.core.worklog.work import after

    assert held_by(clock(8), after(clock(8), span), minutes) == right
